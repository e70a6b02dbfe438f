"""Somebody under 16 responds: only where the department lets them, without a name, and when a parent or carer agrees."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from consultatie.domain.errors import Invalid, TokenRefused, WrongState
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.permissions import Role
from consultatie.domain.receipts import content_digest
from consultatie.domain.visibility import Publication, RespondentFacts, RespondentKind, preview, project
from consultatie.jobs.worker import Worker
from consultatie.models.log import LogEntry
from consultatie.models.responses import Recording, Respondent, Response
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
from tests.factories import csrf_token, make_consultation, make_department, make_user, sign_in
from tests.integration.respond_browser import (
    Browser,
    a_visitor,
    asked_consultation,
    only,
    site_db,
    write_comment,
)
from tests.integration.response_factory import LIMITS, mails, make_draft, send

__all__ = ["a_visitor", "asked_consultation", "site_db"]  # fixtures

SECRET = b"een sleutel"
PARENT = "ouder@example.nl"
TERMS = retention.Terms(drafts=timedelta(days=30), ended=timedelta(days=30), addresses=timedelta(days=30))


@pytest.fixture
def asked(session: Any, clock: Any) -> Any:
    """Return an open consultation of a department that lets who is under 16 respond."""
    made = make_consultation(session)
    young.let_respond(session, made.department, True, now=clock())
    return made


def sent(
    session: Any,
    consultation: Any,
    clock: Any,
    *,
    email: str = PARENT,
    publication: Publication = Publication.UNNAMED,
) -> Response:
    draft, _token = make_draft(session, consultation, now=clock(), publication=publication)
    who = RespondentFacts(RespondentKind.PERSON, name="Noor", place="Deventer", email=email, under_16=True)
    identities.save_respondent(session, draft, who, now=clock())
    send(session, draft, key=draft.reference, now=clock())
    return draft


def consent_token(session: Any) -> str:
    return str(mails(session, "consent")[-1]["token"])


def agreed(session: Any, consultation: Any, clock: Any, *, may_mail: bool = False, **more: Any) -> Response:
    sent(session, consultation, clock, **more)
    token = consent_token(session)
    return consent.agree(session, token, secret=SECRET, may_mail=may_mail, now=clock()).response


def kinds(session: Any, response: Response) -> list[str]:
    found = select(LogEntry.kind).where(LogEntry.subject == f"response:{response.reference}")
    return list(session.scalars(found.order_by(LogEntry.position)))


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
    import json

    from consultatie.services.response_import import import_lines

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
    from consultatie.models.moderation import Decision

    response = agreed(session, asked, clock)
    mila = make_user(session, Role.MODERATOR).viewer()
    assert moderation.list_held(session, mila) == [response]
    moderation.decide(session, response, Decision.REJECT, by=mila, reason="personal-data", now=clock())
    assert mails(session, "rejected") == []


# The pages


@pytest.fixture
def child(app: Any, db: Any, consultation: Any, clock: Any) -> Browser:
    with db.write.begin() as session:
        young.let_respond(session, make_department(session), True, now=clock())
    return Browser(app)


def to_guardian(child: Browser) -> None:
    write_comment(child)
    child.get("/reageren/proef/wie")
    child.submit(kind="under-16")
    assert child.heading == "Wat is het mailadres van je vader, moeder of verzorger?"


def to_almost(child: Browser) -> None:
    to_guardian(child)
    child.submit(email=PARENT)
    child.submit(publication="unnamed")
    assert child.heading == "Controleer uw reactie"
    child.submit()


def link(app: Any, ports: Any, kind: str) -> tuple[str, Any]:
    Worker(app).run(once=True)
    letter = [letter for letter in ports.mail.sent if letter.type == kind][-1]
    return re.findall(r"http://localhost(/reageren/(?:toestemming|beheer)/\S+)", letter.text)[0], letter


def test_the_choice_is_not_there_where_it_is_off(visitor: Browser) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/wie")
    assert "jonger dan 16" not in visitor.text
    visitor.submit(kind="under-16")
    assert visitor.answer.status_code == 422


def test_the_whole_road_of_a_child_and_its_parent(app: Any, ports: Any, child: Browser, db: Any) -> None:
    to_almost(child)
    assert child.heading == "Bijna klaar: iemand moet nog zeggen dat het goed is"
    address, letter = link(app, ports, "consent")
    assert letter.to == PARENT
    assert "drie weken" in letter.text
    parent = Browser(app, "192.0.2.99")
    parent.get(address)
    assert parent.heading == "Vindt u het goed dat deze reactie meetelt?"
    assert "drie weken" in parent.text
    assert only(db).state is ResponseState.SENT
    parent.submit(0)
    assert parent.heading == "Uw reactie is binnen"
    assert "jonger dan 16" in parent.text
    assert only(db).state is ResponseState.HELD
    _manage, receipt = link(app, ports, "agreed")
    assert "Wij hebben uw mailadres gewist" in receipt.text
    child.get("/reageren/proef/bijna-klaar")
    assert child.heading == "Je reactie telt mee"
    parent.get(address)
    assert parent.heading == "Uw reactie is al bevestigd"


def test_a_parent_says_no_and_a_second_press_says_the_same(
    app: Any, ports: Any, child: Browser, db: Any
) -> None:
    to_almost(child)
    address, _letter = link(app, ports, "consent")
    parent = Browser(app)
    parent.get(address)
    form = dict(parent.page.xpath("//form[@method='post']")[1].form_values())
    for _press in range(2):
        parent.answer = parent.client.post(f"{address}/weiger", data=form)
        parent.follow()
        assert parent.heading == "De reactie is gewist"
    assert only(db).respondent is None


def test_words_that_read_as_a_link_stand_on_the_page_only(app: Any, ports: Any, child: Browser) -> None:
    child.get("/reageren/proef/artikel/art_2")
    child.submit(position="oppose")
    child.submit(text="Kijk op winst.example en win een telefoon.")
    to_almost(child)
    address, letter = link(app, ports, "consent")
    assert "winst" not in letter.text + letter.html
    assert "iets wat op een link lijkt" in letter.text
    parent = Browser(app)
    parent.get(address)
    assert "winst.example" in parent.text


def test_the_own_address_of_before_is_not_taken_for_that_of_the_parent(child: Browser, db: Any) -> None:
    write_comment(child)
    child.get("/reageren/proef/wie")
    child.submit(kind="person")
    child.submit(name="Noor", email="noor@example.nl")
    child.get("/reageren/proef/wie")
    child.submit(kind="under-16")
    assert child.page.xpath("//input[@name='email']/@value") == [""]
    with db.read() as session:
        kept = session.scalars(select(Respondent)).one()
        assert (kept.name, kept.email) == ("", "")
    child.submit(email=PARENT)
    child.get("/reageren/proef/wie")
    child.submit(kind="person")
    assert child.page.xpath("//input[@name='email']/@value") == [""]


def test_an_address_that_cannot_be_read_is_told_to_a_child_too(child: Browser) -> None:
    to_guardian(child)
    child.submit(email="mama")
    assert (child.answer.status_code, child.errors()) == (
        422,
        ["Vul een e-mailadres in, zoals naam@voorbeeld.nl."],
    )
    assert child.page.xpath("//input[@name='email']/@value") == ["mama"]


def test_a_slip_in_the_address_of_the_parent_is_mended(app: Any, ports: Any, child: Browser) -> None:
    to_almost(child)
    old, _letter = link(app, ports, "consent")
    child.get("/reageren/proef/ander-adres")
    child.submit(email="moeder@example.nl")
    new, letter = link(app, ports, "consent")
    assert letter.to == "moeder@example.nl"
    assert old != new
    assert Browser(app).get(old).status_code == 400 or Browser(app).get(old).status_code == 404


def test_the_page_for_young_people_points_to_it_where_it_is_possible(
    client: Any, db: Any, child: Browser, clock: Any
) -> None:
    page = client.get("/jongeren").text
    assert "Ben je jonger dan 16?" in page
    assert "/reageren/proef/" in page
    with db.write.begin() as session:
        young.let_respond(session, make_department(session), False, now=clock())
    assert "Ben je jonger dan 16?" not in client.get("/jongeren").text


def test_a_public_response_of_a_child_shows_no_name(
    client: Any, session: Any, asked: Any, clock: Any
) -> None:
    response = agreed(session, asked, clock)
    response.state, response.public_at = ResponseState.PUBLIC, clock()
    session.commit()
    page = client.get(f"/reacties/{response.reference}").text
    assert "Iemand jonger dan 16" in page
    api = client.get("/api/v1/consultations/proef/responses").get_json()
    assert [one["respondent"]["under_16"] for one in api["items"]] == [True]


# What the department decides


@pytest.fixture
def administrator(client: Any, db: Any) -> Any:
    with db.write.begin() as session:
        made = make_user(session, Role.ADMINISTRATOR)
        make_department(session)
    sign_in(client, made)
    return made


PATH = "/beheer/ministeries/ministerie-van-proeven/jongeren"


def test_an_administrator_switches_it_on_and_the_log_says_so(
    client: Any, administrator: Any, db: Any
) -> None:
    assert 'value="no" checked' in client.get(PATH).text
    for _press in range(2):
        answer = client.post(PATH, data={"under_16": "yes", "csrf_token": csrf_token(client, PATH)})
        assert answer.status_code == 303
    with db.read() as session:
        assert make_department(session).under_16 is True
        [entry] = session.scalars(select(LogEntry).where(LogEntry.kind == "department-changed"))
        assert (entry.subject, entry.data) == ("department:ministerie-van-proeven", {"under_16": True})


def test_no_answer_and_an_unknown_department_are_told(client: Any, administrator: Any) -> None:
    answer = client.post(PATH, data={"csrf_token": csrf_token(client, PATH)})
    assert answer.status_code == 422
    assert "Kies ja of nee." in answer.text
    assert client.get("/beheer/ministeries/van-niets/jongeren").status_code == 404
