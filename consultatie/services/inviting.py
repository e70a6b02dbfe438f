"""Mailing who is on the distribution list: the invitation, reminders by hand, and the one that goes by itself.

Each mail has a personal link. Its token is in the mail job only; a hash is kept, and every link of an invitee works.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consultatie.domain.errors import WrongState
from consultatie.domain.invitations import WAITED_FOR, InviteeStatus
from consultatie.domain.lifecycle import Stage
from consultatie.domain.permissions import Permission, Viewer
from consultatie.domain.receipts import new_token, token_hash
from consultatie.models.consultations import Consultation
from consultatie.models.invitations import InvitationKind, InvitationMail, Invitee
from consultatie.services import invitees, log, queue
from consultatie.services.consultations import hand, subject_of

REST = timedelta(days=2)  # between two mails to one invitee, when nobody presses a button
TEMPLATES = {
    InvitationKind.INVITATION: "invitation",
    InvitationKind.REMINDER: "invitation-reminder",
    InvitationKind.LAST_DAYS: "invitation-reminder",
}


def to_invite(found: Iterable[Invitee]) -> list[Invitee]:
    """Return who was not mailed yet."""
    return [one for one in found if one.status is InviteeStatus.LISTED]


def to_remind(found: Iterable[Invitee]) -> list[Invitee]:
    """Return who was invited and neither answered nor declined."""
    return [one for one in found if one.status in WAITED_FOR]


def invite(
    session: Session, consultation: Consultation, chosen: Iterable[int], *, by: Viewer, now: datetime
) -> int:
    """Mail the invitation to those of these invitees who have none yet; return how many. Raise WrongState."""
    ready = to_invite(_open_list(session, consultation, by, now=now))
    wanted = _among(ready, chosen)
    return _send(session, consultation, wanted, InvitationKind.INVITATION, hand(by), now=now)


def remind(
    session: Session, consultation: Consultation, chosen: Iterable[int], *, by: Viewer, now: datetime
) -> int:
    """Mail a reminder to those of these invitees who did not answer; return how many. Raise WrongState."""
    ready = to_remind(_open_list(session, consultation, by, now=now))
    wanted = _among(ready, chosen)
    return _send(session, consultation, wanted, InvitationKind.REMINDER, hand(by), now=now)


def _among(ready: list[Invitee], chosen: Iterable[int]) -> list[Invitee]:
    ids = set(chosen)
    return [one for one in ready if one.id in ids]


def _open_list(session: Session, consultation: Consultation, by: Viewer, *, now: datetime) -> list[Invitee]:
    by.require(Permission.EDIT_CONSULTATION, consultation.department_id)
    if not consultation.calendar.accepts(now):
        raise WrongState("invite-not-open")
    return invitees.listed(session, consultation)


def remind_due(session: Session, *, now: datetime) -> int:
    """Mail everybody whose consultation closes soon and who did not answer, once each; return how many.

    Who was mailed less than two days ago waits for the next time. Two workers at once send one mail.
    """
    number = 0
    open_now = select(Consultation).where(
        Consultation.stage == Stage.PUBLISHED,
        Consultation.opens_at <= now,
        Consultation.closes_at > now,
        Consultation.reminder_days > 0,
    )
    for consultation in list(session.scalars(open_now)):
        assert consultation.closes_at is not None  # noqa: S101 -- asked for above
        if consultation.closes_at - timedelta(days=consultation.reminder_days) > now:
            continue
        ready = [
            one
            for one in to_remind(invitees.listed(session, consultation))
            if one.mails[-1].sent_at <= now - REST and _is_first(session, one, now)
        ]
        number += _send(session, consultation, ready, InvitationKind.LAST_DAYS, "clock", now=now)
    return number


def _is_first(session: Session, invitee: Invitee, now: datetime) -> bool:
    """Claim the reminder that goes by itself; False when it went before."""
    claimed = session.execute(
        update(Invitee)
        .where(Invitee.id == invitee.id, Invitee.last_days_at.is_(None))
        .values(last_days_at=now)
        .execution_options(synchronize_session=False)
    )
    return bool(claimed.rowcount == 1)  # type: ignore[attr-defined]


def _send(
    session: Session,
    consultation: Consultation,
    chosen: list[Invitee],
    kind: InvitationKind,
    by: str,
    *,
    now: datetime,
) -> int:
    for invitee in chosen:
        token = new_token()
        invitee.mails.append(InvitationMail(kind=kind, hash=token_hash(token), sent_at=now))
        payload = {
            "kind": TEMPLATES[kind],
            "to": invitee.email,
            "language": "nl",
            "facts": mail_facts(consultation, invitee) | {"token": token},
        }
        queue.enqueue(session, "mail", payload, now=now)
    if chosen:
        session.flush()
        data = {"kind": kind.value, "number": len(chosen), "by": by}
        log.append(session, "invitations-sent", subject_of(consultation), data, now=now)
        queue.content_changed(session, consultation.slug, now=now, index=False)
    return len(chosen)


def mail_facts(consultation: Consultation, invitee: Invitee) -> dict[str, Any]:
    """Return what a mail to an invitee says, but its link."""
    return {
        "slug": consultation.slug,
        "title": consultation.title,
        "department": consultation.department.name,
        "closes_at": consultation.closes_at.isoformat() if consultation.closes_at else None,
        "contact": consultation.contact,
        "name": invitee.name,
        "person": invitee.contact,
        "point": invitee.point,
        "is_public": invitee.is_public,
    }
