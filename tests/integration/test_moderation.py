"""Held responses: who decides, with which reason, and what the respondent hears."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from consultatie.domain.errors import Invalid, NotAllowed, NotFound, WrongState
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.permissions import Role
from consultatie.domain.visibility import Publication
from consultatie.models.log import LogEntry
from consultatie.models.moderation import Decision
from consultatie.models.queue import Job
from consultatie.services import moderation
from tests.factories import csrf_token, make_consultation, make_department, make_response, make_user, sign_in


@pytest.fixture
def held(session):
    response = make_response(session, make_consultation(session), state=ResponseState.HELD)
    response.held_code = "personal-data"
    session.flush()
    return response


@pytest.fixture
def moderator(session):
    return make_user(session, Role.MODERATOR)


def test_a_published_response_becomes_public_and_is_indexed(session, held, moderator, clock) -> None:
    assert (
        moderation.decide(session, held, Decision.PUBLISH, by=moderator.viewer(), now=clock())
        is ResponseState.PUBLIC
    )
    assert held.public_at == clock()
    kinds = session.scalars(select(Job.kind)).all()
    assert "index-response" in kinds
    assert "mail" not in kinds


def test_a_response_that_is_not_to_be_public_goes_to_the_drafters_only(
    session, held, moderator, clock
) -> None:
    held.publication = Publication.NOT
    session.flush()
    state = moderation.decide(session, held, Decision.PUBLISH, by=moderator.viewer(), now=clock())
    assert state is ResponseState.CONFIRMED


def test_a_refusal_needs_a_reason(session, held, moderator, clock) -> None:
    with pytest.raises(Invalid, match="reason-missing"):
        moderation.decide(session, held, Decision.REJECT, by=moderator.viewer(), reason="", now=clock())
    assert held.state is ResponseState.HELD


def test_a_refused_respondent_gets_the_reason_and_a_link_to_mend_it(session, held, moderator, clock) -> None:
    moderation.decide(session, held, Decision.REJECT, by=moderator.viewer(), reason="insult", now=clock())
    mail = session.scalars(select(Job).where(Job.kind == "mail")).one()
    assert mail.payload["kind"] == "rejected"
    assert mail.payload["facts"]["reason"] == "insult"
    entry = session.scalars(select(LogEntry).where(LogEntry.kind == "response-moderated")).one()
    assert "noor@example.nl" not in str(entry.data)


def test_a_decision_on_a_response_that_was_withdrawn_meanwhile_is_refused(
    session, held, moderator, clock
) -> None:
    held.state = ResponseState.WITHDRAWN
    session.flush()
    with pytest.raises(WrongState):
        moderation.decide(session, held, Decision.PUBLISH, by=moderator.viewer(), now=clock())


def test_a_moderator_of_another_department_sees_and_decides_nothing(session, held, clock) -> None:
    other = make_user(session, Role.MODERATOR, department=make_department(session, "Een ander ministerie"))
    assert moderation.list_held(session, other.viewer()) == []
    assert moderation.count_held(session, other.viewer()) == 0
    with pytest.raises(NotAllowed):
        moderation.get_for_moderator(session, held.reference, other.viewer())


def test_a_draft_is_not_there_for_a_moderator(session, moderator) -> None:
    draft = make_response(session, make_consultation(session), state=ResponseState.DRAFT)
    with pytest.raises(NotFound):
        moderation.get_for_moderator(session, draft.reference, moderator.viewer())


def test_the_queue_shows_what_waits_and_a_decision_takes_it_away(client, session, held, moderator) -> None:
    session.commit()
    sign_in(client, moderator)
    page = client.get("/werkplek/moderatie").text
    assert held.reference in page
    answer = client.post(
        f"/werkplek/moderatie/{held.reference}",
        data={"decision": "publish", "csrf_token": csrf_token(client, "/werkplek/moderatie")},
    )
    assert answer.status_code == 303
    assert "Er wacht niets" in client.get("/werkplek/moderatie").text


def test_refusing_without_a_reason_keeps_what_was_typed_and_says_so(client, session, held, moderator) -> None:
    session.commit()
    sign_in(client, moderator)
    data = {
        "decision": "reject",
        "note": "Eerst overleggen met Sam",
        "csrf_token": csrf_token(client, "/werkplek/moderatie"),
    }
    answer = client.post(f"/werkplek/moderatie/{held.reference}", data=data)
    assert answer.status_code == 422
    assert "Kies een reden." in answer.text
    assert 'id="foutoverzicht"' in answer.text
    assert "Eerst overleggen met Sam" in answer.text


def test_a_drafter_may_not_moderate(client, session, held) -> None:
    drafter = make_user(session, Role.DRAFTER)
    session.commit()
    sign_in(client, drafter)
    assert client.get("/werkplek/moderatie").status_code == 403
