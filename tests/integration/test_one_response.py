"""One response per address and consultation: the newer takes the place of the older; mails stay counted."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultatie.domain.lifecycle import ResponseState
from consultatie.models.log import LogEntry
from consultatie.models.moderation import BrakeEvent
from consultatie.models.responses import Respondent, Response
from consultatie.services import confirmation
from tests.factories import make_consultation, make_response
from tests.integration.response_factory import confirm_token, make_draft, send


def confirmed(session: Session, consultation: Any, clock: Any, *, helped: bool = False) -> Response:
    draft, _token = make_draft(session, consultation, now=clock())
    assert draft.respondent is not None
    draft.respondent.helped = helped
    session.flush()
    send(session, draft, key=draft.reference, now=clock())
    return confirmation.confirm(session, confirm_token(session), now=clock()).response


@pytest.mark.parametrize("email", ["noor@example.nl", "Noor+wet@Example.nl"])
def test_a_newer_response_takes_the_place_of_the_older(session: Session, clock: Any, email: str) -> None:
    consultation = make_consultation(session)
    earlier = make_response(session, consultation)
    earlier.respondent.email = email  # type: ignore[union-attr]
    session.flush()
    newer = confirmed(session, consultation, clock)
    session.refresh(earlier)
    assert (earlier.state, newer.state) == (ResponseState.WITHDRAWN, ResponseState.PUBLIC)
    entry = session.scalars(select(LogEntry).where(LogEntry.kind == "response-replaced")).one()
    assert (entry.subject, entry.data) == (f"response:{earlier.reference}", {"by": newer.reference})


def test_another_address_and_another_consultation_are_left_alone(session: Session, clock: Any) -> None:
    consultation = make_consultation(session)
    others = (
        make_response(session, consultation),
        make_response(session, make_consultation(session, "anders")),
    )
    others[0].respondent.email = "sam@example.nl"  # type: ignore[union-attr]
    session.flush()
    confirmed(session, consultation, clock)
    for one in others:
        session.refresh(one)
        assert one.state is ResponseState.PUBLIC


def test_who_fills_in_for_others_replaces_nothing_and_a_moderator_looks(session: Session, clock: Any) -> None:
    consultation = make_consultation(session)
    first = confirmed(session, consultation, clock, helped=True)
    second = confirmed(session, consultation, clock, helped=True)
    session.refresh(first)
    assert first.state is ResponseState.PUBLIC
    assert (second.state, second.held_code) == (ResponseState.HELD, "same-address")


def test_the_page_says_what_will_be_replaced(client: Any, session: Session, clock: Any) -> None:
    consultation = make_consultation(session)
    earlier = make_response(session, consultation)
    draft, _token = make_draft(session, consultation, now=clock())
    send(session, draft, now=clock())
    token = confirm_token(session)
    session.commit()
    page = client.get(f"/reageren/bevestigen/{token}").text
    assert "U reageerde al op dit voorstel." in page
    assert earlier.reference in page


def test_a_blanked_address_is_compared_with_nobody(session: Session) -> None:
    response = make_response(session, make_consultation(session))
    response.respondent.email = ""  # type: ignore[union-attr]
    session.flush()
    assert session.scalar(select(Respondent.canonical)) == ""


def test_a_mail_that_could_not_be_queued_stays_counted(client: Any, session: Session) -> None:
    from consultatie.domain.subscriptions import Subject, SubjectKind

    make_consultation(session)
    session.commit()
    too_many = [str(Subject(SubjectKind.THEME, f"t{n}")) for n in range(51)]
    given = {"email": "noor@example.nl", "rhythm": "daily", "themes": too_many}
    answer = client.post("/volgen", data=given, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.status_code == 422
    assert session.scalar(select(func.count()).where(BrakeEvent.kind == "mail-address")) == 1
