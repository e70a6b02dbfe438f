"""What was done with each point that somebody made, from the report on the consultation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from consultatie.models.bills import ProvisionRow
from consultatie.models.responses import Response
from consultatie.services import drafts, reading
from consultatie.services.carrying import Carrying


@dataclass(frozen=True, slots=True)
class Point:
    """One comment of a response: what it is about, how it begins, and what was done with it, if the report says so."""

    provision: list[ProvisionRow]
    text: str
    done: reading.Done | None


def nearest(done: Mapping[str, reading.Done], places: Iterable[str]) -> reading.Done | None:
    """Return what was decided on the first of these provisions, or on the nearest one around it; None when nothing was."""
    for place in places:
        parts = place.split("__")
        chain = ("__".join(parts[:count]) for count in range(len(parts), 0, -1))
        if found := next((done[name] for name in chain if name in done), None):
            return found
    return None


def points(session: Session, response: Response, language: str, *, now: datetime) -> list[Point]:
    """Return each comment with what was done with it; nothing was before the report is published."""
    decided = {one.eid: one for one in reading.done(session, response.consultation, language, now=now)}
    carrying = Carrying(session, response.consultation)
    return [
        Point(
            drafts.chain_of(session, response.version_id, comment.eid) if comment.eid else [],
            comment.text or comment.proposal,
            nearest(decided, carrying.of(response.version.number, comment.eid).now),
        )
        for comment in response.comments
    ]
