"""Who is younger than 16: where a department lets them respond, and what a response of theirs may hold.

Who agrees to it is in consent. Departments decide; off is how each of them begins (AVG article 8, UAVG article 5).
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.models.accounts import Department
from consultatie.models.consultations import Consultation, publicly_visible
from consultatie.models.responses import Response
from consultatie.services import log, queue


def may_respond(consultation: Consultation) -> bool:
    """Say whether somebody under 16 may respond to this consultation."""
    return consultation.department.under_16


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
