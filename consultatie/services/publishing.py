"""From draft to public and on: publish, close, extend, withdraw. Every move is a conditional update."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotAllowed, WrongState
from consultatie.domain.lifecycle import ConsultationState, Stage, closing_instant, last_day
from consultatie.domain.permissions import PERMISSIONS, Permission, Viewer
from consultatie.models.accounts import User
from consultatie.models.consultations import Consultation
from consultatie.services import bills, log, publication_gate, queue
from consultatie.services.consultations import checked_note, hand, subject_of


def why_not(session: Session, consultation: Consultation, *, by: Viewer | None, now: datetime) -> str | None:
    """Return the code of what keeps this person from publishing now, or None when nothing does."""
    if consultation.stage is not Stage.DRAFT:
        return "already-published"
    if by is not None and not (
        by.may(Permission.PUBLISH_CONSULTATION) and by.may_work_on(consultation.department_id)
    ):
        return "role-may-not"
    if publication_gate.blocking(publication_gate.missing(session, consultation, now, operator=by is None)):
        return "gate-closed"
    if by is not None and consultation.edited_by_id == by.user_id:
        return "second-person-needed"
    return None


def publish(session: Session, consultation: Consultation, *, by: Viewer | None, now: datetime) -> None:
    """Publish a draft that passes the gate; whoever edited it last may not. The operator (None) is the second person.

    Raise Invalid `gate-closed` with the gaps, NotAllowed, WrongState.
    """
    if by is not None:
        by.require(Permission.PUBLISH_CONSULTATION, consultation.department_id)
    reason = why_not(session, consultation, by=by, now=now)
    if reason == "gate-closed":
        gaps = publication_gate.missing(session, consultation, now, operator=by is None)
        raise Invalid("gate-closed", publication_gate.problems_of(publication_gate.blocking(gaps)))
    if reason == "second-person-needed":
        raise NotAllowed("second-person-needed")
    by_another = (
        [or_(Consultation.edited_by_id.is_(None), Consultation.edited_by_id != by.user_id)] if by else []
    )
    _move(
        session,
        consultation,
        [Consultation.stage == Stage.DRAFT, *by_another],
        {"stage": Stage.PUBLISHED, "published_at": now, "published_by_id": by.user_id if by else None},
        "already-published",
    )
    version = bills.current_version(session, consultation)
    facts = {
        "second_person": "operator" if by is None else "colleague",
        "version": version.number,
        "opens": str(consultation.opens),
        "closes": str(consultation.closes),
    }
    _tell(session, consultation, "consultation-published", by, facts, now)
    opens_at = consultation.opens_at
    if opens_at is not None and opens_at > now:
        payload = {"slug": consultation.slug}
        key = f"index:{consultation.slug}:opening"
        queue.enqueue(session, "index-consultation", payload, now=now, key=key, run_at=opens_at)


def close(session: Session, consultation: Consultation, *, by: Viewer | None, now: datetime) -> None:
    """Close an open consultation at this instant; its last day becomes today. Raise WrongState `not-open`."""
    _require(consultation, by)
    if consultation.state(now) is not ConsultationState.OPEN:
        raise WrongState("not-open")
    _move(
        session,
        consultation,
        [Consultation.stage == Stage.PUBLISHED, Consultation.opens_at <= now, Consultation.closes_at > now],
        {"closes_at": now, "closes": max(last_day(now), consultation.opens or last_day(now))},
        "not-open",
    )
    _tell(session, consultation, "consultation-closed", by, {}, now)


def extend(
    session: Session, consultation: Consultation, new_last_day: date, *, by: Viewer | None, now: datetime
) -> None:
    """Give people longer. Raise Invalid `not-later`, WrongState `not-open` once it is closed."""
    _require(consultation, by)
    if consultation.state(now) not in (ConsultationState.OPEN, ConsultationState.SCHEDULED):
        raise WrongState("not-open")
    closes_at = closing_instant(new_last_day)
    if consultation.closes_at is None or closes_at <= consultation.closes_at:
        raise Invalid("not-later", {"closes": "not-later"})
    _move(
        session,
        consultation,
        [
            Consultation.stage == Stage.PUBLISHED,
            Consultation.closes_at > now,
            Consultation.closes_at < closes_at,
        ],
        {"closes_at": closes_at, "closes": new_last_day},
        "not-open",
    )
    _tell(session, consultation, "consultation-extended", by, {"closes": new_last_day.isoformat()}, now)


def withdraw(
    session: Session, consultation: Consultation, reason: str, *, by: Viewer | None, now: datetime
) -> None:
    """Withdraw what people have seen, with a public reason; what has not opened yet becomes a draft again.

    Raise Invalid `reason-missing`, WrongState `not-published` or `already-reported`.
    """
    _require(consultation, by)
    reason = checked_note(reason, "reason")
    if not reason:
        raise Invalid("reason-missing", {"reason": "reason-missing"})
    state = consultation.state(now)
    if state in (ConsultationState.DRAFT, ConsultationState.WITHDRAWN):
        raise WrongState("not-published")
    if state is ConsultationState.REPORTED:
        raise WrongState("already-reported")
    published = [Consultation.stage == Stage.PUBLISHED]
    if state is ConsultationState.SCHEDULED:
        values = {"stage": Stage.DRAFT, "published_at": None, "published_by_id": None}
        _move(session, consultation, [*published, Consultation.opens_at > now], values, "not-published")
        _tell(session, consultation, "publication-cancelled", by, {}, now)
        return
    _move(
        session,
        consultation,
        published,
        {"stage": Stage.WITHDRAWN, "withdrawn_reason": reason},
        "not-published",
    )
    _tell(session, consultation, "consultation-withdrawn", by, {}, now)


def ask(session: Session, consultation: Consultation, colleague: User, *, by: Viewer, now: datetime) -> None:
    """Ask a colleague by mail to publish. Raise NotAllowed; Invalid `no-such-colleague` for who may not."""
    by.require(Permission.EDIT_CONSULTATION, consultation.department_id)
    if consultation.stage is not Stage.DRAFT:
        raise WrongState("already-published")
    if colleague.id not in {user.id for user in colleagues(session, consultation, by)}:
        raise Invalid("no-such-colleague", {"colleague": "no-such-colleague"})
    payload = {
        "kind": "publish-request",
        "to": colleague.email,
        "language": "nl",
        "facts": {"slug": consultation.slug, "title": consultation.title, "asker": by.name},
    }
    queue.enqueue(session, "mail", payload, now=now)
    facts = {"by": hand(by), "asked": f"user:{colleague.id}"}
    log.append(session, "publication-asked", subject_of(consultation), facts, now=now)


def colleagues(session: Session, consultation: Consultation, viewer: Viewer) -> list[User]:
    """Return who could publish this as the second person, by name; the viewer and the last editor left out."""
    roles = [
        role for role, permissions in PERMISSIONS.items() if Permission.PUBLISH_CONSULTATION in permissions
    ]
    found = session.scalars(
        select(User)
        .where(
            User.role.in_(roles),
            User.active.is_(True),
            User.id != viewer.user_id,
            or_(User.department_id.is_(None), User.department_id == consultation.department_id),
        )
        .order_by(User.name, User.id)
    )
    return [user for user in found if user.id != consultation.edited_by_id]


def _require(consultation: Consultation, by: Viewer | None) -> None:
    if by is not None:
        by.require(Permission.PUBLISH_CONSULTATION, consultation.department_id)


def _move(
    session: Session,
    consultation: Consultation,
    conditions: list[ColumnElement[bool]],
    values: dict[str, Any],
    refusal: str,
) -> None:
    session.flush()
    moved = session.execute(
        update(Consultation)
        .where(Consultation.id == consultation.id, *conditions)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    session.expire(consultation)
    if moved.rowcount != 1:  # type: ignore[attr-defined]
        raise WrongState(refusal)


def _tell(
    session: Session,
    consultation: Consultation,
    kind: str,
    by: Viewer | None,
    facts: dict[str, Any],
    now: datetime,
) -> None:
    log.append(session, kind, subject_of(consultation), {"by": hand(by)} | facts, now=now)
    queue.content_changed(session, consultation.slug, now=now)
