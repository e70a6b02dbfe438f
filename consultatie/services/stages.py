"""The stages of consultations that are news: noted once each, whoever or whatever brought them about.

Opening and closing follow from the clock, so nobody does them: the worker looks. That a bill went to parliament is
recorded by a drafter.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, Select, and_, exists, literal, select
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, WrongState
from consultatie.domain.lifecycle import AMSTERDAM, ConsultationState, Stage
from consultatie.domain.permissions import Permission, Viewer
from consultatie.domain.subscriptions import NEWS_LIFE, StageKind
from consultatie.models.consultations import Consultation
from consultatie.models.subscriptions import StageEvent
from consultatie.services import log, queue

LONGEST_ADDRESS = 500


def note_new(session: Session, *, now: datetime) -> list[StageEvent]:
    """Note each stage that was reached since the last look; return those that are news still, in the order of time.

    What is over a week old (NEWS_LIFE) was missed by a worker that stood still, or by a site that had none: it is noted as
    known then, and told to nobody.
    """
    fresh = []
    for kind in StageKind:
        for consultation in session.scalars(_reached(kind, now)):
            at = _instant(kind, consultation) or now
            is_news = at > now - NEWS_LIFE
            event = StageEvent(consultation=consultation, kind=kind, at=at, noted_at=now if is_news else at)
            session.add(event)
            if is_news:
                fresh.append(event)
    session.flush()
    return sorted(fresh, key=lambda one: (one.at, one.id))


def _reached(kind: StageKind, now: datetime) -> Select[Consultation]:
    noted = exists().where(StageEvent.consultation_id == Consultation.id, StageEvent.kind == kind)
    return select(Consultation).where(_condition(kind, now), ~noted).order_by(Consultation.id)


def _condition(kind: StageKind, now: datetime) -> ColumnElement[bool]:
    shown = Consultation.stage.in_((Stage.PUBLISHED, Stage.REPORTED))
    match kind:
        case StageKind.OPENED:
            return and_(shown, Consultation.opens_at <= now)
        case StageKind.CLOSED:
            return and_(shown, Consultation.closes_at <= now)
        case StageKind.REPORTED:
            return and_(Consultation.stage == Stage.REPORTED, Consultation.reported_at <= now)
        case StageKind.PARLIAMENT:
            return and_(shown, Consultation.parliament_on <= literal(now.astimezone(AMSTERDAM).date()))
        case StageKind.WITHDRAWN:
            return Consultation.stage == Stage.WITHDRAWN


def _instant(kind: StageKind, consultation: Consultation) -> datetime | None:
    """Return the UTC instant of a stage; None where nobody kept it."""
    return {
        StageKind.OPENED: consultation.opens_at,
        StageKind.CLOSED: consultation.closes_at,
        StageKind.REPORTED: consultation.reported_at,
    }.get(kind)


def list_shown(session: Session, consultation: Consultation) -> list[StageEvent]:
    """Return what happened to a consultation, newest first; a step to parliament that was taken back is left out."""
    found = select(StageEvent).where(StageEvent.consultation_id == consultation.id)
    if consultation.parliament_on is None:
        found = found.where(StageEvent.kind != StageKind.PARLIAMENT)
    return list(session.scalars(found.order_by(StageEvent.at.desc(), StageEvent.id.desc())))


def record_parliament(
    session: Session, consultation: Consultation, on: date | None, address: str, *, by: Viewer, now: datetime
) -> None:
    """Keep the day on which the bill went to parliament and where its papers are; None takes a mistake back.

    Raise WrongState before closing, Invalid for a day in the future or before closing, and for an address that is none.
    The mails name the day; when it was recorded is when it became news.
    """
    by.require(Permission.WRITE_REPORT, consultation.department_id)
    if consultation.state(now) not in (ConsultationState.CLOSED, ConsultationState.REPORTED):
        raise WrongState("parliament-too-early")
    address = address.strip()
    problems = dict(_problems(consultation, on, address, now))
    if problems:
        raise Invalid("parliament-invalid", problems)
    consultation.parliament_on = on
    consultation.parliament_address = address if on else ""
    data = {"on": on.isoformat() if on else ""}
    log.append(session, "bill-to-parliament", f"consultation:{consultation.slug}", data, now=now)
    queue.content_changed(session, consultation.slug, now=now)


def _problems(
    consultation: Consultation, on: date | None, address: str, now: datetime
) -> Iterable[tuple[str, str]]:
    today = now.astimezone(AMSTERDAM).date()
    if on is not None and on > today:
        yield "on", "parliament-in-future"
    if on is not None and consultation.closes is not None and on < consultation.closes:
        yield "on", "parliament-before-closing"
    parts = urlsplit(address)
    if address and (parts.scheme != "https" or not parts.netloc or len(address) > LONGEST_ADDRESS):
        yield "address", "document-address"
