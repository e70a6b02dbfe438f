"""Asking organisations: the list, the mails with a personal link, answering and declining, and what everybody reads."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.db import Database
from consultatie.domain.errors import Invalid, TokenRefused, WrongState
from consultatie.domain.invitations import InviteeStatus
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.visibility import Publication
from consultatie.models.consultations import Consultation
from consultatie.models.invitations import Invitee
from consultatie.models.responses import Position
from consultatie.services import (
    answering_invitations,
    confirmation,
    consultations,
    drafts,
    identities,
    invitees,
    inviting,
)
from tests.factories import NOW, make_consultation, make_response, make_user
from tests.integration.response_factory import LIMITS, confirm_token, mails, send

LIST = "Raad; raad@example.nl; mevrouw De Vries; adviescollege; Let op artikel 2.\nBond; bond@example.nl"
LIFE = timedelta(days=30)


@pytest.fixture
def asked(db: Database) -> Any:
    """Return a writing session, an open consultation, its drafter and two invitees, not mailed yet."""
    with db.write.begin() as session:
        consultation = make_consultation(session)
        drafter = make_user(session, department=consultation.department).viewer()
        assert invitees.paste(session, consultation, LIST, by=drafter, now=NOW) == (2, 0)
        yield session, consultation, drafter


def _listed(session: Session, consultation: Consultation) -> dict[str, Invitee]:
    session.expire_all()
    return {one.name: one for one in invitees.listed(session, consultation)}


def _invite_all(asked: Any) -> dict[str, Invitee]:
    session, consultation, drafter = asked
    ids = [one.id for one in invitees.listed(session, consultation)]
    inviting.invite(session, consultation, ids, by=drafter, now=NOW)
    return _listed(session, consultation)


def _begin(session: Session, invitee: Invitee) -> Any:
    answering_invitations.begin(session, invitee, None, language="nl", draft_life=LIFE, now=NOW)
    session.refresh(invitee)
    return invitee.response


def _answer(session: Session, invitee: Invitee, publication: Publication) -> Any:
    draft = _begin(session, invitee)
    typed = drafts.CommentInput("art_2", Position.OPPOSE, "Dit kan de Raad niet uitvoeren.")
    drafts.save_comment(session, draft, typed, limits=LIMITS, now=NOW)
    identities.save_publication(session, draft, publication, now=NOW)
    send(session, draft, key=f"k{draft.id}", now=NOW)
    return confirmation.confirm(session, confirm_token(session), now=NOW).response


def test_who_is_on_the_list_already_is_not_added_twice(asked: Any) -> None:
    session, consultation, drafter = asked
    again = LIST.replace("raad@", "RAAD+post@") + "\nDienst; dienst@example.nl"
    assert invitees.paste(session, consultation, again, by=drafter, now=NOW) == (1, 2)


def test_a_wrong_line_adds_nothing(asked: Any) -> None:
    session, consultation, drafter = asked
    with pytest.raises(Invalid):
        invitees.paste(session, consultation, "Dienst; dienst@example.nl\nKapot", by=drafter, now=NOW)
    assert len(_listed(session, consultation)) == 2


def test_an_invitation_goes_once_and_names_the_point_of_attention(asked: Any) -> None:
    session, consultation, drafter = asked
    found = _invite_all(asked)
    assert {one.status for one in found.values()} == {InviteeStatus.INVITED}
    assert {mail["to"] for mail in mails(session, "invitation")} == {"raad@example.nl", "bond@example.nl"}
    [raad] = [mail for mail in mails(session, "invitation") if mail["to"] == "raad@example.nl"]
    assert raad["point"] == "Let op artikel 2."
    assert inviting.invite(session, consultation, [found["Raad"].id], by=drafter, now=NOW) == 0


def test_nobody_is_invited_to_a_consultation_that_is_not_open(asked: Any) -> None:
    session, consultation, drafter = asked
    with pytest.raises(WrongState):
        inviting.invite(session, consultation, [1], by=drafter, now=consultation.closes_at)


def test_a_response_by_the_link_is_known_as_that_of_the_invitee(asked: Any) -> None:
    session, consultation, _drafter = asked
    raad = _invite_all(asked)["Raad"]
    draft = _begin(session, raad)
    assert raad.status is InviteeStatus.WRITING
    assert (draft.respondent.organisation, draft.respondent.email) == ("Raad", "raad@example.nl")
    response = _answer(session, raad, Publication.NAMED)
    assert response.id == draft.id
    assert _listed(session, consultation)["Raad"].status is InviteeStatus.ANSWERED


def test_a_colleague_goes_on_with_the_same_response(asked: Any) -> None:
    session, consultation, _drafter = asked
    raad = _invite_all(asked)["Raad"]
    first = _begin(session, raad)
    token = answering_invitations.begin(session, raad, None, language="nl", draft_life=LIFE, now=NOW)
    assert token is not None
    assert drafts.find(session, consultation, token, now=NOW) is first


def test_who_answered_cannot_begin_again_or_decline(asked: Any) -> None:
    session, _consultation, _drafter = asked
    raad = _invite_all(asked)["Raad"]
    _answer(session, raad, Publication.NAMED)
    with pytest.raises(WrongState):
        answering_invitations.begin(session, raad, None, language="nl", draft_life=LIFE, now=NOW)
    with pytest.raises(WrongState):
        answering_invitations.decline(session, raad, "", now=NOW)


def test_who_declined_may_still_respond(asked: Any) -> None:
    session, consultation, _drafter = asked
    raad = _invite_all(asked)["Raad"]
    answering_invitations.decline(session, raad, "Geen tijd.", now=NOW)
    assert raad.status is InviteeStatus.DECLINED
    assert inviting.to_remind(_listed(session, consultation).values()) == [
        _listed(session, consultation)["Bond"]
    ]
    _begin(session, raad)
    assert raad.status is InviteeStatus.WRITING


def test_the_public_list_links_only_to_a_response_that_is_public_by_name(asked: Any) -> None:
    session, consultation, _drafter = asked
    found = _invite_all(asked)
    named = _answer(session, found["Raad"], Publication.NAMED)
    _answer(session, found["Bond"], Publication.UNNAMED)
    public = {one.name: one for one in answering_invitations.public_list(session, consultation).named}
    assert (public["Raad"].status, public["Raad"].reference) == ("answered", named.reference)
    assert (public["Bond"].status, public["Bond"].reference) == ("answered", None)


def test_a_name_that_may_not_be_public_is_only_counted(asked: Any) -> None:
    session, consultation, _drafter = asked
    _invite_all(asked)["Bond"].is_public = False
    public = answering_invitations.public_list(session, consultation)
    assert ([one.name for one in public.named], public.unnamed) == (["Raad"], 1)


def test_the_reminder_before_closing_goes_once_to_who_did_not_answer(asked: Any) -> None:
    session, consultation, _drafter = asked
    found = _invite_all(asked)
    answering_invitations.decline(session, found["Bond"], "", now=NOW)
    near = consultation.closes_at - timedelta(days=consultation.reminder_days)
    assert inviting.remind_due(session, now=near - timedelta(minutes=1)) == 0
    assert inviting.remind_due(session, now=near) == 1
    assert inviting.remind_due(session, now=near + timedelta(days=3)) == 0
    assert [mail["to"] for mail in mails(session, "invitation-reminder")] == ["raad@example.nl"]


def test_no_reminder_goes_by_itself_when_the_days_are_nought(asked: Any) -> None:
    session, consultation, drafter = asked
    _invite_all(asked)
    invitees.set_reminder(session, consultation, 0, by=drafter, now=NOW)
    assert inviting.remind_due(session, now=consultation.closes_at - timedelta(hours=1)) == 0


def test_an_earlier_list_comes_over_without_its_points(asked: Any) -> None:
    session, consultation, drafter = asked
    later = make_consultation(session, "later", department=consultation.department)
    assert [(one.slug, number) for one, number in invitees.earlier_lists(session, later)] == [("proef", 2)]
    assert invitees.take_over(session, later, consultation, by=drafter, now=NOW) == (2, 0)
    assert {one.point for one in invitees.listed(session, later)} == {""}


def test_a_response_that_came_by_post_is_coupled_by_its_reference(asked: Any) -> None:
    session, consultation, drafter = asked
    raad = _invite_all(asked)["Raad"]
    letter = make_response(session, consultation)
    invitees.save(
        session, consultation, raad, raad.facts(), reference=letter.reference.lower(), by=drafter, now=NOW
    )
    assert raad.status is InviteeStatus.ANSWERED
    bond = _listed(session, consultation)["Bond"]
    with pytest.raises(Invalid) as refused:
        invitees.save(
            session, consultation, bond, bond.facts(), reference=letter.reference, by=drafter, now=NOW
        )
    assert refused.value.problems == {"reference": "invitee-response-taken"}


def test_a_withdrawn_response_is_no_answer(asked: Any) -> None:
    session, _consultation, _drafter = asked
    raad = _invite_all(asked)["Raad"]
    response = _answer(session, raad, Publication.NAMED)
    response.state = ResponseState.WITHDRAWN
    assert raad.status is InviteeStatus.INVITED


def test_the_link_of_who_is_taken_off_the_list_stops_working(asked: Any) -> None:
    session, consultation, drafter = asked
    raad = _invite_all(asked)["Raad"]
    [token] = [str(m["token"]) for m in mails(session, "invitation") if m["to"] == "raad@example.nl"]
    assert answering_invitations.find_by_token(session, token) is raad
    invitees.remove(session, consultation, raad, by=drafter, now=NOW)
    with pytest.raises(TokenRefused):
        answering_invitations.find_by_token(session, token)


def test_the_log_holds_no_address_or_name_of_an_invitee(asked: Any) -> None:
    from consultatie.models.log import LogEntry

    session, _consultation, _drafter = asked
    raad = _invite_all(asked)["Raad"]
    answering_invitations.decline(session, raad, "Geheime reden", now=NOW)
    logged = str([(row.kind, row.subject, row.data) for row in session.scalars(select(LogEntry))])
    assert "invitations-sent" in logged
    assert not any(word in logged for word in ("Raad", "raad@", "Geheime"))


def test_a_draft_that_is_cleared_away_leaves_the_invitee(db: Database, asked: Any) -> None:
    session, consultation, _drafter = asked
    raad = _invite_all(asked)["Raad"]
    _begin(session, raad)
    drafts.remove_old(session, older_than=LIFE, now=NOW + timedelta(days=31))
    assert _listed(session, consultation)["Raad"].status is InviteeStatus.INVITED
    assert consultations.find(session, "proef") is consultation
