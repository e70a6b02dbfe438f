"""Who is younger than 16: where a department lets them respond, and what a response of theirs may hold.

Who agrees to it is in consent. Departments decide; off is how each of them begins (AVG article 8, UAVG article 5).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session

from consultatie.domain.errors import WrongState
from consultatie.domain.lifecycle import CONFIRMATION_GRACE, RECEIVED, ResponseState
from consultatie.domain.school_classes import MOST_IN_CLASS, ClassState
from consultatie.models.accounts import Department
from consultatie.models.consultations import Consultation, publicly_visible
from consultatie.models.responses import Respondent, Response
from consultatie.models.school_classes import SchoolClass
from consultatie.services import log, queue


def may_respond(consultation: Consultation) -> bool:
    """Say whether somebody under 16 may respond to this consultation."""
    return consultation.department.under_16


def require_allowed(consultation: Consultation) -> None:
    """Raise WrongState unless somebody under 16 may respond to this consultation."""
    if not may_respond(consultation):
        raise WrongState("under-16-off")


def let_respond(session: Session, department: Department, allowed: bool, *, now: datetime) -> bool:
    """Switch it on or off for a department; return False when it was so already.

    What was sent before can still be agreed to. Pages that point to it follow at once.
    """
    if department.under_16 is allowed:
        return False
    department.under_16 = allowed
    log.append(session, "department-changed", f"department:{department.slug}", {"under_16": allowed}, now=now)
    queue.site_changed(session)
    session.flush()
    return True


def list_open(session: Session, *, now: datetime) -> list[Consultation]:
    """Return the consultations that somebody under 16 may respond to now, the one that closes first at the front."""
    found = (
        select(Consultation)
        .join(Consultation.department)
        .where(Department.under_16, publicly_visible(now), Consultation.closes_at > now)
        .order_by(Consultation.closes_at, Consultation.id)
    )
    return [one for one in session.scalars(found) if one.calendar.accepts(now)]


def problems_of(response: Response) -> dict[str, str]:
    """Return a code per page that keeps a response of somebody under 16 from being sent; nothing for anybody else.

    A voice or a face says who somebody is, so a recording cannot go with it.
    """
    who = response.respondent
    if who is None or not who.under_16:
        return {}
    if not may_respond(response.consultation):
        return {"kind": "under-16-off"}
    if any(comment.recording_id is not None for comment in response.comments):
        return {"content": "under-16-recording"}
    return {}


def problem_of_class(session: Session, school_class: SchoolClass, response: Response) -> str:
    """Return a code for why this response cannot be sent with the code of a class, or an empty string."""
    if school_class.state is not ClassState.OPEN:
        return "class-closed"
    counted = (ResponseState.SENT, *RECEIVED)
    held = (
        select(func.count())
        .select_from(Response)
        .join(Response.respondent)
        .where(
            Respondent.class_id == school_class.id,
            Response.state.in_(counted),
            Response.id != response.id,
        )
    )
    return "class-full" if (session.scalar(held) or 0) >= MOST_IN_CLASS else ""


def problems_of_class(session: Session, response: Response) -> dict[str, str]:
    """Return a code per page that keeps the response of a pupil from being sent; nothing for anybody else."""
    who = response.respondent
    if who is None or who.school_class is None:
        return {}
    problem = problem_of_class(session, who.school_class, response)
    return {"respondent": problem} if problem else {}


def teacher_decides(now: datetime) -> ColumnElement[bool]:
    """Return the SQL predicate for a response of a pupil that the teacher can still agree to: until a day after closing."""
    return exists().where(
        Respondent.response_id == Response.id,
        Respondent.class_id.is_not(None),
        Consultation.id == Response.consultation_id,
        Consultation.closes_at > now - CONFIRMATION_GRACE,
    )
