"""The first page of the workspace: somebody's consultations, what waits for them today, and the days that are coming."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultatie.domain.lifecycle import AMSTERDAM, COUNTED, ConsultationState, Stage
from consultatie.domain.permissions import Permission, Viewer
from consultatie.models.consultations import Consultation
from consultatie.models.proposed_versions import ProposedVersion
from consultatie.models.responses import Response
from consultatie.services import consultations, publication_gate

MOST_DRAFTS = 50  # whose gate is looked at for one page


@dataclass(frozen=True, slots=True)
class Row:
    """One consultation with its state now and how many responses count."""

    consultation: Consultation
    state: ConsultationState
    responses: int


@dataclass(frozen=True, slots=True)
class Task:
    """Something that waits for this person: finish, publish, ask, place or report; `gaps` is how much is missing."""

    kind: str
    consultation: Consultation
    gaps: int = 0


@dataclass(frozen=True, slots=True)
class Coming:
    """A day on which a consultation opens or closes."""

    day: date
    kind: str
    consultation: Consultation


@dataclass(frozen=True, slots=True)
class Workbench:
    """All of the first page."""

    rows: list[Row]
    tasks: list[Task]
    coming: list[Coming]


def overview(session: Session, viewer: Viewer, *, now: datetime) -> Workbench:
    """Return what somebody's first page shows."""
    listed = consultations.list_for(session, viewer)
    counts = _responses(session, listed)
    rows = [Row(one, one.state(now), counts.get(one.id, 0)) for one in listed]
    drafts = [one for one in listed if one.stage is Stage.DRAFT][:MOST_DRAFTS]
    tasks = [task for one in drafts if (task := _draft_task(session, one, viewer, now))]
    tasks += _versions_that_wait(session, listed, viewer)
    if viewer.may(Permission.WRITE_REPORT):
        tasks += [Task("report", row.consultation) for row in rows if row.state is ConsultationState.CLOSED]
    return Workbench(rows, tasks, _coming(rows, now))


def _responses(session: Session, listed: list[Consultation]) -> dict[int, int]:
    found = session.execute(
        select(Response.consultation_id, func.count())
        .where(Response.consultation_id.in_([one.id for one in listed]), Response.state.in_(COUNTED))
        .group_by(Response.consultation_id)
    )
    return {consultation_id: number for consultation_id, number in found}


def _draft_task(session: Session, one: Consultation, viewer: Viewer, now: datetime) -> Task | None:
    gaps = publication_gate.blocking(publication_gate.missing(session, one, now))
    if gaps:
        return Task("finish", one, len(gaps)) if viewer.may(Permission.EDIT_CONSULTATION) else None
    if not viewer.may(Permission.PUBLISH_CONSULTATION):
        return None
    return Task("ask" if one.edited_by_id == viewer.user_id else "publish", one)


def _versions_that_wait(session: Session, listed: list[Consultation], viewer: Viewer) -> list[Task]:
    """Return a task for each new version that this person may place."""
    if not viewer.may(Permission.PUBLISH_CONSULTATION):
        return []
    by_id = {one.id: one for one in listed}
    found = session.scalars(
        select(ProposedVersion)
        .where(
            ProposedVersion.consultation_id.in_(by_id),
            ProposedVersion.proposed_by_id.is_distinct_from(viewer.user_id),
        )
        .order_by(ProposedVersion.proposed_at, ProposedVersion.id)
    )
    return [Task("place", by_id[one.consultation_id]) for one in found]


def _coming(rows: list[Row], now: datetime) -> list[Coming]:
    today = now.astimezone(AMSTERDAM).date()
    found: list[Coming] = []
    for row in rows:
        one = row.consultation
        if row.state is ConsultationState.SCHEDULED and one.opens and one.opens >= today:
            found.append(Coming(one.opens, "opens", one))
        if row.state in (ConsultationState.SCHEDULED, ConsultationState.OPEN) and one.closes:
            found.append(Coming(one.closes, "closes", one))
    return sorted(found, key=lambda coming: (coming.day, coming.consultation.slug))
