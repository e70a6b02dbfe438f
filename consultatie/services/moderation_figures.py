"""Figures about moderation for everyone: what was refused and hidden, for which reasons, and how long deciding took."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median, quantiles
from typing import TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from consultatie.domain.lifecycle import RECEIVED, ResponseState
from consultatie.models.moderation import Decision, ModerationDecision
from consultatie.models.redactions import RedactionRow
from consultatie.models.responses import Response

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True)
class Figures:
    """All responses received, those a person decided about, and the reasons of refusals and redactions that stand.

    `middle` is the median time in seconds from confirmation to the first decision, `slowest` what nine in ten stayed
    within; None while nothing was decided.
    """

    received: int
    waiting: int
    decided: int
    refused: dict[str, int]
    redacted: dict[str, int]
    middle: float | None
    slowest: float | None


def figures(session: Session) -> Figures:
    """Count over all consultations."""
    states = _counted(
        session,
        select(Response.state, func.count()).where(Response.state.in_(RECEIVED)).group_by(Response.state),
    )
    took = sorted(_times(session))
    return Figures(
        received=sum(states.values()),
        waiting=states.get(ResponseState.HELD, 0),
        decided=len(took),
        refused=_counted(
            session,
            select(Response.reason_code, func.count())
            .where(Response.state == ResponseState.REJECTED)
            .group_by(Response.reason_code),
        ),
        redacted=_counted(
            session,
            select(RedactionRow.reason, func.count(RedactionRow.response_id.distinct()))
            .where(RedactionRow.undone_at.is_(None))
            .group_by(RedactionRow.reason),
        ),
        middle=median(took) if took else None,
        slowest=_ninth(took),
    )


def _ninth(took: list[float]) -> float | None:
    if len(took) < 2:
        return took[-1] if took else None
    return quantiles(took, n=10, method="inclusive")[-1]


def _counted(session: Session, query: Select[Kind, int]) -> dict[Kind, int]:
    return {kind: number for kind, number in session.execute(query)}


def _times(session: Session) -> list[float]:
    """Return how many seconds each response waited for its first decision; holding it longer is none."""
    rows = session.execute(
        select(Response.confirmed_at, func.min(ModerationDecision.decided_at))
        .join(ModerationDecision, ModerationDecision.response_id == Response.id)
        .where(ModerationDecision.decision != Decision.HOLD, Response.confirmed_at.is_not(None))
        .group_by(Response.id, Response.confirmed_at)
    )
    return [(decided - confirmed).total_seconds() for confirmed, decided in rows if confirmed and decided]
