"""Objections to public responses: taken from anyone, answered by a moderator within a term, the answer mailed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session, joinedload

from consultatie.domain.errors import Invalid, NotFound, WrongState
from consultatie.domain.lifecycle import closing_instant, last_day
from consultatie.domain.permissions import Permission, Viewer
from consultatie.domain.respondents import find_email
from consultatie.domain.text import normalise
from consultatie.models.consultations import Consultation
from consultatie.models.objections import Objection, ObjectionKind
from consultatie.models.responses import Response
from consultatie.services import log, queue, responses

TERM: Final = timedelta(days=7)
LONGEST: Final = 2000  # characters


def file(
    session: Session,
    response: Response,
    *,
    kind: ObjectionKind | None,
    text: str,
    email: str,
    language: str,
    now: datetime,
) -> Objection:
    """Keep an objection for the moderators of the department. Raise Invalid with codes per field: kind, text, email."""
    text, address = normalise(text), find_email(email)
    problems: dict[str, str] = {}
    if kind is None:
        problems["kind"] = "objection-kind-missing"
    if kind is ObjectionKind.OTHER and not text:
        problems["text"] = "objection-text-missing"
    if len(text) > LONGEST:
        problems["text"] = "objection-too-long"
    if address is None:
        problems["email"] = "email-unreadable"
    if kind is None or address is None or problems:
        raise Invalid("objection-invalid", problems)
    objection = Objection(
        response=response,
        kind=kind,
        text=text,
        email=address,
        language=language,
        filed_at=now,
        answer_by=closing_instant(last_day(now + TERM)),
    )
    session.add(objection)
    session.flush()
    log.append(session, "objection-filed", responses.subject_of(response), {"kind": kind.value}, now=now)
    return objection


def list_open(session: Session, viewer: Viewer) -> list[Objection]:
    """Return what waits for an answer in the viewer's department (or all), the most urgent first."""
    found = (
        select(Objection)
        .join(Objection.response)
        .join(Response.consultation)
        .where(Objection.answered_at.is_(None))
        .options(joinedload(Objection.response).joinedload(Response.consultation))
        .order_by(Objection.answer_by, Objection.id)
    )
    if viewer.department_id is not None:
        found = found.where(Consultation.department_id == viewer.department_id)
    return list(session.scalars(found))


def get_for(session: Session, number: int, viewer: Viewer) -> Objection:
    """Return an objection; raise NotFound, or NotAllowed for another department's."""
    objection = session.get(Objection, number)
    if objection is None:
        raise NotFound("no-such-objection")
    viewer.require(Permission.MODERATE, objection.response.consultation.department_id)
    return objection


def answer(session: Session, objection: Objection, text: str, *, by: Viewer, now: datetime) -> None:
    """Mail the answer and close the objection. Raise Invalid for an empty or long one, WrongState when it was answered."""
    by.require(Permission.MODERATE, objection.response.consultation.department_id)
    text = normalise(text)
    if not text or len(text) > LONGEST:
        code = "objection-too-long" if text else "objection-answer-missing"
        raise Invalid(code, {"answer": code})
    closed = session.execute(
        update(Objection)
        .where(Objection.id == objection.id, Objection.answered_at.is_(None))
        .values(answer=text, answered_at=now, answered_by_id=by.user_id)
    )
    if closed.rowcount != 1:  # type: ignore[attr-defined]
        raise WrongState("objection-answered")
    session.refresh(objection)
    facts = {"reference": objection.response.reference, "answer": text}
    payload = {
        "kind": "objection",
        "to": objection.email,
        "language": objection.language,
        "facts": facts,
    }
    queue.enqueue(session, "mail", payload, now=now)
    subject = responses.subject_of(objection.response)
    log.append(session, "objection-answered", subject, {"kind": objection.kind.value}, now=now)


def count_open(session: Session, response: Response) -> int:
    """Return how many objections to a response wait for an answer."""
    found = select(func.count()).where(Objection.response_id == response.id, Objection.answered_at.is_(None))
    return session.scalar(found) or 0


def remove_answered(session: Session, *, older_than: timedelta, now: datetime) -> int:
    """Remove what was answered long enough ago; the log keeps that it was. Return how many."""
    gone = session.execute(delete(Objection).where(Objection.answered_at < now - older_than))
    return int(gone.rowcount)  # type: ignore[attr-defined]
