"""The distribution list of a consultation: put on it, change, take off, paste, take over from an earlier list.

Mailing them is in inviting; what an invitee does with the link in answering_invitations.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from consultatie.domain.errors import Invalid, NotFound
from consultatie.domain.invitations import (
    MOST_INVITEES,
    MOST_REMINDER_DAYS,
    InviteeFacts,
    checked,
    read_lines,
)
from consultatie.domain.permissions import Permission, Viewer
from consultatie.domain.receipts import find_reference
from consultatie.domain.text import canonical_email, normalise
from consultatie.models.consultations import Consultation
from consultatie.models.invitations import Invitee
from consultatie.models.responses import Response
from consultatie.services import log, queue
from consultatie.services.consultations import hand, require_editable, subject_of


def listed(session: Session, consultation: Consultation) -> list[Invitee]:
    """Return the list by name, each with its mails and its response."""
    found = select(Invitee).where(Invitee.consultation_id == consultation.id)
    found = found.options(selectinload(Invitee.mails), joinedload(Invitee.response))
    return list(session.scalars(found.order_by(func.lower(Invitee.name), Invitee.id)))


def get(session: Session, consultation: Consultation, number: int) -> Invitee:
    """Return somebody on the list of this consultation; raise NotFound."""
    found = session.get(Invitee, number)
    if found is None or found.consultation_id != consultation.id:
        raise NotFound("no-such-invitee")
    return found


def find_of(session: Session, response: Response) -> Invitee | None:
    """Return who was asked for this response, or None."""
    return session.scalar(select(Invitee).where(Invitee.response_id == response.id))


def save(
    session: Session,
    consultation: Consultation,
    invitee: Invitee | None,
    facts: InviteeFacts,
    *,
    reference: str | None = None,
    by: Viewer | None,
    now: datetime,
) -> Invitee:
    """Put somebody on the list, or change them. `reference` couples a response that came in without the link.

    None leaves the response as it is, an empty one lets go of it. Raise Invalid with a code per field.
    """
    require_editable(consultation, by)
    facts = checked(facts)
    others = [one for one in listed(session, consultation) if one is not invitee]
    if _key(facts) in {_key(one.facts()) for one in others}:
        raise Invalid("invitee-invalid", {"email": "invitee-twice"})
    if invitee is None:
        invitee = _add(session, consultation, [facts], len(others), now=now)[0]
    for field in ("name", "email", "contact", "kind", "point", "is_public"):
        setattr(invitee, field, getattr(facts, field))
    if reference is not None:
        _couple_by_hand(session, consultation, invitee, reference)
    session.flush()
    _note(session, consultation, "invitee", by, now=now)
    return invitee


def _couple_by_hand(session: Session, consultation: Consultation, invitee: Invitee, typed: str) -> None:
    if not typed.strip():
        invitee.response = None
        return
    reference = find_reference(typed)
    found = session.scalar(
        select(Response).where(
            Response.reference == (reference or ""),
            Response.consultation_id == consultation.id,
            Response.confirmed_at.is_not(None),
        )
    )
    if found is None:
        raise Invalid("invitee-invalid", {"reference": "invitee-no-such-response"})
    holder = find_of(session, found)
    if holder is not None and holder.id != invitee.id:
        raise Invalid("invitee-invalid", {"reference": "invitee-response-taken"})
    invitee.response = found


def paste(
    session: Session, consultation: Consultation, lines: str, *, by: Viewer | None, now: datetime
) -> tuple[int, int]:
    """Add every line of a pasted list, or none; return how many were added and how many were there already."""
    require_editable(consultation, by)
    found = read_lines(normalise(lines))
    if not found:
        raise Invalid("invitees-nothing", {"lines": "invitees-nothing"})
    return _add_new(session, consultation, found, by, now=now)


def take_over(
    session: Session, consultation: Consultation, earlier: Consultation, *, by: Viewer, now: datetime
) -> tuple[int, int]:
    """Add who was on an earlier list of the department, without their points of attention."""
    require_editable(consultation, by)
    by.require(Permission.EDIT_CONSULTATION, earlier.department_id)
    found = [
        InviteeFacts(one.name, one.email, one.contact, one.kind, "", one.is_public)
        for one in listed(session, earlier)
    ]
    return _add_new(session, consultation, found, by, now=now)


def earlier_lists(session: Session, consultation: Consultation) -> list[tuple[Consultation, int]]:
    """Return the other consultations of the department that have a list, newest first, with its length."""
    rows = session.execute(
        select(Consultation, func.count(Invitee.id))
        .join(Invitee, Invitee.consultation_id == Consultation.id)
        .where(Consultation.department_id == consultation.department_id, Consultation.id != consultation.id)
        .group_by(Consultation.id)
        .order_by(Consultation.created_at.desc(), Consultation.id.desc())
    )
    return [(found, number) for found, number in rows]


def remove(
    session: Session, consultation: Consultation, invitee: Invitee, *, by: Viewer | None, now: datetime
) -> None:
    """Take somebody off the list; their links stop working, their response stays."""
    require_editable(consultation, by)
    session.delete(invitee)
    session.flush()
    _note(session, consultation, "invitee-removed", by, now=now)


def set_reminder(
    session: Session, consultation: Consultation, days: int | None, *, by: Viewer | None, now: datetime
) -> None:
    """Set how many days before closing the reminder goes by itself; 0 is never. Raise Invalid."""
    require_editable(consultation, by)
    if days is None or not 0 <= days <= MOST_REMINDER_DAYS:
        raise Invalid("reminder-days", {"days": "reminder-days"}, limit=MOST_REMINDER_DAYS)
    consultation.reminder_days = days
    _note(session, consultation, "reminder-days", by, now=now)


def _add_new(
    session: Session,
    consultation: Consultation,
    found: Iterable[InviteeFacts],
    by: Viewer | None,
    *,
    now: datetime,
) -> tuple[int, int]:
    here = listed(session, consultation)
    known = {_key(one.facts()) for one in here}
    new: dict[tuple[str, str], InviteeFacts] = {}
    offered = list(found)
    for facts in offered:
        if _key(facts) not in known:
            new.setdefault(_key(facts), facts)
    _add(session, consultation, list(new.values()), len(here), now=now)
    if new:
        _note(session, consultation, "invitees", by, now=now)
    return len(new), len(offered) - len(new)


def _add(
    session: Session, consultation: Consultation, new: list[InviteeFacts], number: int, *, now: datetime
) -> list[Invitee]:
    if number + len(new) > MOST_INVITEES:
        raise Invalid("invitees-too-many", {"lines": "invitees-too-many"}, limit=MOST_INVITEES)
    rows = [
        Invitee(
            consultation_id=consultation.id,
            kind=facts.kind,
            name=facts.name,
            email=facts.email,
            contact=facts.contact,
            point=facts.point,
            is_public=facts.is_public,
            created_at=now,
        )
        for facts in new
    ]
    session.add_all(rows)
    session.flush()
    return rows


def _key(facts: InviteeFacts) -> tuple[str, str]:
    """Return by what two lines are one: an address may stand for several bodies, so the name counts too."""
    return facts.name.casefold(), canonical_email(facts.email)


def _note(
    session: Session, consultation: Consultation, what: str, by: Viewer | None, *, now: datetime
) -> None:
    """Log that the list changed, and let the public page follow. It is no edit of what a second person checks."""
    log.append(session, "invitees-edited", subject_of(consultation), {"what": what, "by": hand(by)}, now=now)
    queue.content_changed(session, consultation.slug, now=now, index=False)
