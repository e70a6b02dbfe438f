"""The life of a consultation and of a response: which state follows which, and what the calendar says.

What is stored is the stage that people decide; open and closed follow from the clock, so nothing has to run
for a consultation to close.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
MINIMUM_TERM = timedelta(weeks=4)  # Kabinetsstandpunt internetconsultatie 2011: at least four weeks
CONFIRMATION_GRACE = timedelta(hours=24)


class Stage(StrEnum):
    """What people decided about a consultation."""

    DRAFT = "draft"
    PUBLISHED = "published"
    REPORTED = "reported"
    WITHDRAWN = "withdrawn"


class ConsultationState(StrEnum):
    """What a consultation is at one moment."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    OPEN = "open"
    CLOSED = "closed"
    REPORTED = "reported"
    WITHDRAWN = "withdrawn"


class ResponseState(StrEnum):
    """Where a response is; the arrows are in RESPONSE_MOVES."""

    DRAFT = "draft"
    SENT = "sent"
    CONFIRMED = "confirmed"
    HELD = "held"
    PUBLIC = "public"
    REDACTED = "redacted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"
    EXPIRED = "expired"


_S = ResponseState
# Back to CONFIRMED goes what an organisation revised: from there it is judged anew.
RESPONSE_MOVES: dict[ResponseState, frozenset[ResponseState]] = {
    _S.DRAFT: frozenset({_S.SENT, _S.CONFIRMED, _S.EXPIRED, _S.ERASED}),
    _S.SENT: frozenset({_S.CONFIRMED, _S.HELD, _S.PUBLIC, _S.EXPIRED, _S.WITHDRAWN, _S.ERASED}),
    _S.CONFIRMED: frozenset({_S.HELD, _S.PUBLIC, _S.WITHDRAWN, _S.ERASED}),
    _S.HELD: frozenset({_S.PUBLIC, _S.CONFIRMED, _S.REDACTED, _S.REJECTED, _S.WITHDRAWN, _S.ERASED}),
    _S.PUBLIC: frozenset({_S.CONFIRMED, _S.HELD, _S.REDACTED, _S.REJECTED, _S.WITHDRAWN, _S.ERASED}),
    _S.REDACTED: frozenset({_S.CONFIRMED, _S.PUBLIC, _S.HELD, _S.REJECTED, _S.WITHDRAWN, _S.ERASED}),
    _S.REJECTED: frozenset({_S.HELD, _S.PUBLIC, _S.CONFIRMED, _S.WITHDRAWN, _S.ERASED}),
    _S.WITHDRAWN: frozenset({_S.ERASED}),
    _S.ERASED: frozenset(),
    _S.EXPIRED: frozenset({_S.ERASED}),
}
RECEIVED = frozenset({_S.CONFIRMED, _S.HELD, _S.PUBLIC, _S.REDACTED, _S.REJECTED})  # counted as received
COUNTED = frozenset(
    {_S.CONFIRMED, _S.HELD, _S.PUBLIC, _S.REDACTED}
)  # read by drafters, in analysis and report


def may_move(old: ResponseState, new: ResponseState) -> bool:
    """Say whether a response may go from one state to another."""
    return new in RESPONSE_MOVES[old]


def opening_instant(day: date) -> datetime:
    """Return the UTC instant at which a first day begins in Europe/Amsterdam."""
    return datetime.combine(day, time(0), AMSTERDAM).astimezone(UTC)


def closing_instant(day: date) -> datetime:
    """Return the UTC instant at which a last day ends (24:00 Europe/Amsterdam)."""
    return opening_instant(day + timedelta(days=1))


def last_day(closes_at: datetime) -> date:
    """Return the last day (Europe/Amsterdam) of a consultation that closes at this UTC instant."""
    return (closes_at - timedelta(microseconds=1)).astimezone(AMSTERDAM).date()


def days_left(closes_at: datetime, now: datetime) -> int:
    """Return how many nights are left; 0 on the last day."""
    return (last_day(closes_at) - now.astimezone(AMSTERDAM).date()).days


@dataclass(frozen=True, slots=True)
class Calendar:
    """The instants of one consultation (UTC; None while not set) with its stage."""

    stage: Stage
    opens_at: datetime | None
    closes_at: datetime | None

    def state(self, now: datetime) -> ConsultationState:
        """Return the state at a UTC instant."""
        match self.stage:
            case Stage.DRAFT:
                return ConsultationState.DRAFT
            case Stage.WITHDRAWN:
                return ConsultationState.WITHDRAWN
            case Stage.REPORTED:
                return ConsultationState.REPORTED
        if self.opens_at is None or self.closes_at is None or now < self.opens_at:
            return ConsultationState.SCHEDULED
        return ConsultationState.OPEN if now < self.closes_at else ConsultationState.CLOSED

    def accepts(self, now: datetime) -> bool:
        """Say whether a response sent at this UTC instant is taken."""
        return self.state(now) is ConsultationState.OPEN

    def next_change(self, now: datetime) -> datetime | None:
        """Return the next UTC instant at which the state changes by itself, or None."""
        if self.stage is not Stage.PUBLISHED:
            return None
        return min((at for at in (self.opens_at, self.closes_at) if at and at > now), default=None)


def term_is_short(opens: date, closes: date) -> bool:
    """Say whether a term (first and last day included) is under four weeks, so that a reason is needed."""
    return closes - opens + timedelta(days=1) < MINIMUM_TERM
