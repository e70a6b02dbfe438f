"""Somebody under 16 responds: only where the department lets them, without a name, and when a parent or carer agrees."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from consultatie.domain.errors import Invalid, TokenRefused, WrongState
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.permissions import Role
from consultatie.domain.receipts import content_digest
from consultatie.domain.visibility import Publication, RespondentFacts, RespondentKind, preview, project
from consultatie.models.moderation import Decision
from consultatie.models.recordings import Recording
from consultatie.models.responses import Response
from consultatie.services import (
    confirmation,
    consent,
    identities,
    moderation,
    response_export,
    responses,
    retention,
    young,
)
from consultatie.services.response_import import import_lines
from tests.factories import make_consultation, make_user
from tests.integration.response_factory import LIMITS, mails, make_draft, send
from tests.integration.young.agreeing import PARENT, SECRET, TERMS, agreed, consent_token, kinds, sent


def test_nobody_under_16_is_asked_for_until_a_department_says_so(session: Any, clock: Any) -> None:
    consultation = make_consultation(session)
    assert consultation.department.under_16 is False
    with pytest.raises(Invalid) as refused:
        sent(session, consultation, clock)
    assert refused.value.problems == {"kind": "under-16-off"}


def test_nothing_is_kept_of_who_is_under_16_but_that(session: Any, asked: Any, clock: Any) -> None:
    who = sent(session, asked, clock).respondent
    assert (who.name, who.place, who.organisation, who.email) == ("", "", "", PARENT)


def test_the_mail_goes_to_the_parent_and_confirms_nothing_by_the_other_link(
    session: Any, asked: Any, clock: Any
) -> None:
    sent(session, asked, clock)
    assert [mail["to"] for mail in mails(session, "consent")] == [PARENT]
    assert mails(session, "confirm") == []
    with pytest.raises(TokenRefused):
        confirmation.confirm(session, consent_token(session), now=clock())


def test_who_agrees_lets_it_count_and_a_moderator_reads_it_first(
    session: Any, asked: Any, clock: Any
) -> None:
    response = agreed(session, asked, clock)
    assert (response.state, response.held_code) == (ResponseState.HELD, "under-16")
    assert kinds(session, response) == ["response-sent", "response-confirmed", "consent-given"]
    [receipt] = mails(session, "agreed")
    assert (receipt["to"], receipt["stays"], receipt["state"]) == (PARENT, False, "held")


def test_the_address_is_gone_at_the_answer_and_the_digest_is_of_what_is_left(
    session: Any, asked: Any, clock: Any
) -> None:
    response = agreed(session, asked, clock)
    session.expire_all()
    assert (response.respondent.email, response.respondent.canonical) == ("", "")
    assert response.respondent.agreed_by
    assert PARENT not in response.respondent.agreed_by
    assert response.digest == content_digest(response.facts(), response.salt)


def test_who_wishes_to_be_mailed_is_kept_until_the_term_of_addresses(
    session: Any, asked: Any, clock: Any
) -> None:
    response = agreed(session, asked, clock, may_mail=True)
    assert response.respondent.email == PARENT
    asked.reported_at = clock()
    session.flush()
    retention.run(session, TERMS, now=clock() + timedelta(days=31))
    session.expire_all()
    assert (response.respondent.email, response.respondent.agreed_by) == ("", "")


def test_agreeing_twice_is_agreeing_once(session: Any, asked: Any, clock: Any) -> None:
    response = agreed(session, asked, clock)
    again = consent.agree(session, consent_token(session), secret=SECRET, may_mail=True, now=clock())
    assert (again.first, again.response.reference) == (False, response.reference)
    assert response.respondent.email == ""
    assert len(mails(session, "agreed")) == 1


def test_a_parent_of_two_agrees_to_two_and_a_moderator_sees_it(session: Any, asked: Any, clock: Any) -> None:
    first = agreed(session, asked, clock)
    second = agreed(session, asked, clock, email="Ouder+tweede@Example.nl")
    session.refresh(first)
    assert (first.state, first.held_code) == (ResponseState.HELD, "under-16")
    assert (second.state, second.held_code) == (ResponseState.HELD, "same-guardian")


def test_the_own_response_of_the_parent_is_left_alone(session: Any, asked: Any, clock: Any) -> None:
    own, _token = make_draft(session, asked, email=PARENT, now=clock())
    send(session, own, key="own", now=clock())
    confirmation.confirm(session, str(mails(session, "confirm")[-1]["token"]), now=clock())
    child = agreed(session, asked, clock, may_mail=True)
    newer, _token = make_draft(session, asked, email=PARENT, now=clock())
    send(session, newer, key="newer", now=clock())
    confirmation.confirm(session, str(mails(session, "confirm")[-1]["token"]), now=clock())
    session.expire_all()
    assert (own.state, newer.state, child.state) == (
        ResponseState.WITHDRAWN,
        ResponseState.PUBLIC,
        ResponseState.HELD,
    )


def test_who_refuses_has_all_of_it_erased_and_the_log_says_so(session: Any, asked: Any, clock: Any) -> None:
    response = sent(session, asked, clock)
    token = consent_token(session)
    consent.refuse(session, token, now=clock())
    assert response.state is ResponseState.ERASED
    assert (response.respondent, response.comments, response.digest) == (None, [], "")
    assert kinds(session, response) == ["response-sent", "consent-refused", "response-erased"]
    with pytest.raises(TokenRefused):
        consent.refuse(session, token, now=clock())


def test_what_counts_already_is_not_refused_by_the_old_link(session: Any, asked: Any, clock: Any) -> None:
    agreed(session, asked, clock)
    with pytest.raises(WrongState):
        consent.refuse(session, consent_token(session), now=clock())


def test_without_an_answer_it_expires_and_is_erased_as_any_other(
    session: Any, asked: Any, clock: Any
) -> None:
    response = sent(session, asked, clock)
    token = consent_token(session)
    assert responses.expire(session, now=clock() + timedelta(hours=47)) == 0
    assert responses.expire(session, now=clock() + timedelta(hours=49)) == 1
    with pytest.raises(TokenRefused):
        consent.agree(session, token, secret=SECRET, may_mail=False, now=clock() + timedelta(hours=49))
    session.expire_all()
    retention.run(session, TERMS, now=clock() + timedelta(days=40))
    session.expire_all()
    assert (response.state, response.respondent) == (ResponseState.ERASED, None)


def test_what_was_sent_can_be_agreed_to_after_the_department_stopped(
    session: Any, asked: Any, clock: Any
) -> None:
    sent(session, asked, clock)
    young.let_respond(session, asked.department, False, now=clock())
    outcome = consent.agree(session, consent_token(session), secret=SECRET, may_mail=False, now=clock())
    assert outcome.first is True


def test_a_recording_cannot_go_with_it(session: Any, asked: Any, clock: Any) -> None:
    draft, _token = make_draft(session, asked, now=clock())
    who = RespondentFacts(RespondentKind.PERSON, email=PARENT, under_16=True)
    identities.save_respondent(session, draft, who, now=clock())
    identities.save_publication(session, draft, Publication.UNNAMED, now=clock())
    recording = Recording(key="k", name="stem.mp3", media_type="audio/mpeg", size=1, created_at=clock())
    draft.comments[0].recording = recording
    session.flush()
    assert responses.problems_before_sending(draft, LIMITS) == {"content": "under-16-recording"}


@pytest.mark.parametrize("publication", list(Publication))
def test_no_name_is_ever_shown_whatever_is_stored(
    session: Any, asked: Any, clock: Any, publication: Publication
) -> None:
    response = agreed(session, asked, clock)
    response.state, response.publication = ResponseState.PUBLIC, publication
    response.respondent.name, response.respondent.place = "Noor", "Deventer"
    facts = response.facts()
    for shown in (preview(facts), project(facts, None)):
        if shown is not None:
            assert shown.respondent == RespondentFacts(RespondentKind.PERSON, under_16=True)


def test_a_name_is_no_choice(session: Any, asked: Any, clock: Any) -> None:
    with pytest.raises(Invalid) as refused:
        sent(session, asked, clock, publication=Publication.NAMED)
    assert refused.value.problems == {"respondent": "under-16-unnamed"}


def test_open_data_say_under_16_and_take_it_back(session: Any, asked: Any, clock: Any) -> None:
    response = agreed(session, asked, clock)
    response.state = ResponseState.PUBLIC
    session.flush()
    [record] = response_export.records(session, asked, None)
    assert record["respondent"] == {
        "kind": "person",
        "name": "",
        "place": "",
        "email": None,
        "organisation": "",
        "under_16": True,
    }


def test_an_import_keeps_no_name_of_who_is_under_16(session: Any, asked: Any, clock: Any) -> None:
    line = {
        "id": "brief-1",
        "channel": "post",
        "respondent": {
            "kind": "person",
            "name": "Noor",
            "place": "Deventer",
            "email": "noor@example.nl",
            "under_16": True,
        },
        "publication": "named",
        "comments": [{"provision": None, "position": "support", "text": "Goed plan."}],
    }
    import_lines(session, asked, [json.dumps(line)], limits=LIMITS, now=clock())
    made = session.scalars(select(Response)).one()
    assert (made.respondent.name, made.respondent.place, made.respondent.email) == ("", "", "")
    assert (made.publication, made.state, made.held_code) == (
        Publication.UNNAMED,
        ResponseState.HELD,
        "under-16",
    )


def test_a_moderator_reads_what_a_child_wrote_and_nobody_is_mailed_without_address(
    session: Any, asked: Any, clock: Any
) -> None:
    response = agreed(session, asked, clock)
    mila = make_user(session, Role.MODERATOR).viewer()
    assert moderation.list_held(session, mila) == [response]
    moderation.decide(session, response, Decision.REJECT, by=mila, reason="personal-data", now=clock())
    assert mails(session, "rejected") == []
