"""The calendar of a consultation, over summer time and winter time, and the moves of a response."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultatie.domain.lifecycle import (
    AMSTERDAM,
    COUNTED,
    RECEIVED,
    RESPONSE_MOVES,
    Calendar,
    ConsultationState,
    ResponseState,
    Stage,
    closing_instant,
    days_left,
    last_day,
    may_move,
    opening_instant,
    term_is_short,
)
from consultatie.domain.visibility import PUBLIC_RESPONSE_STATES

days = st.dates(date(2000, 1, 1), date(2099, 12, 30))
TICK = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("day", "utc", "hours"),
    [
        (date(2027, 1, 15), datetime(2027, 1, 15, 23, tzinfo=UTC), 24),
        (date(2027, 7, 15), datetime(2027, 7, 15, 22, tzinfo=UTC), 24),
        (date(2027, 3, 28), datetime(2027, 3, 28, 22, tzinfo=UTC), 23),  # the clock goes forward
        (date(2027, 10, 31), datetime(2027, 10, 31, 23, tzinfo=UTC), 25),  # and back
    ],
)
def test_a_last_day_ends_at_midnight_in_amsterdam(day: date, utc: datetime, hours: int) -> None:
    assert closing_instant(day) == utc
    assert closing_instant(day) - opening_instant(day) == timedelta(hours=hours)


@given(days)
def test_days_follow_each_other_without_gap(day: date) -> None:
    assert closing_instant(day) == opening_instant(day + timedelta(days=1))
    assert opening_instant(day).tzinfo is UTC
    assert timedelta(hours=23) <= closing_instant(day) - opening_instant(day) <= timedelta(hours=25)


@given(days)
def test_the_last_day_can_be_told_from_the_closing_instant(day: date) -> None:
    assert last_day(closing_instant(day)) == day


@given(days, st.integers(0, 400), st.integers(0, 86_399))
def test_days_left_are_nights_in_amsterdam(day: date, ahead: int, second: int) -> None:
    at = opening_instant(day) + timedelta(seconds=min(second, 82_799))  # 23 hours: within every day
    assert at.astimezone(AMSTERDAM).date() == day
    assert days_left(closing_instant(day + timedelta(days=ahead)), at) == ahead


def calendar(stage: Stage = Stage.PUBLISHED) -> Calendar:
    return Calendar(stage, opening_instant(date(2027, 3, 1)), closing_instant(date(2027, 3, 28)))


def test_a_consultation_is_open_from_its_first_to_its_last_instant() -> None:
    found = calendar()
    assert found.opens_at is not None
    assert found.closes_at is not None
    assert found.state(found.opens_at - TICK) is ConsultationState.SCHEDULED
    assert found.state(found.opens_at) is ConsultationState.OPEN
    assert found.accepts(found.closes_at - TICK)
    assert found.state(found.closes_at) is ConsultationState.CLOSED
    assert not found.accepts(found.closes_at)


@pytest.mark.parametrize(
    ("stage", "state"),
    [
        (Stage.DRAFT, ConsultationState.DRAFT),
        (Stage.REPORTED, ConsultationState.REPORTED),
        (Stage.WITHDRAWN, ConsultationState.WITHDRAWN),
    ],
)
def test_what_people_decided_goes_before_the_calendar(stage: Stage, state: ConsultationState) -> None:
    at = datetime(2027, 3, 10, tzinfo=UTC)
    assert calendar(stage).state(at) is state
    assert not calendar(stage).accepts(at)
    assert calendar(stage).next_change(at) is None


def test_published_without_dates_is_never_open() -> None:
    found = Calendar(Stage.PUBLISHED, None, None)
    assert found.state(datetime(2027, 3, 10, tzinfo=UTC)) is ConsultationState.SCHEDULED
    assert found.next_change(datetime(2027, 3, 10, tzinfo=UTC)) is None


@given(st.integers(0, 90 * 86_400))
def test_the_state_changes_at_the_next_change_and_not_before(second: int) -> None:
    at, found = datetime(2027, 2, 1, tzinfo=UTC) + timedelta(seconds=second), calendar()
    change = found.next_change(at)
    if change is None:
        assert found.state(at) is ConsultationState.CLOSED
        return
    assert change > at
    assert found.state(change - TICK) is found.state(at)
    assert found.state(change) is not found.state(at)


@pytest.mark.parametrize(
    ("opens", "closes", "short"),
    [
        (date(2027, 3, 1), date(2027, 3, 28), False),  # 28 days, one of them of 23 hours
        (date(2027, 3, 1), date(2027, 3, 27), True),
        (date(2027, 10, 4), date(2027, 10, 31), False),
        (date(2027, 3, 1), date(2027, 2, 1), True),
    ],
)
def test_four_weeks_count_the_first_and_the_last_day(opens: date, closes: date, short: bool) -> None:
    assert term_is_short(opens, closes) is short


def test_every_state_has_its_moves_and_erased_has_none() -> None:
    assert set(RESPONSE_MOVES) == set(ResponseState)
    assert RESPONSE_MOVES[ResponseState.ERASED] == frozenset()


@pytest.mark.parametrize("state", sorted(set(ResponseState) - {ResponseState.ERASED}))
def test_everything_can_be_erased(state: ResponseState) -> None:
    assert may_move(state, ResponseState.ERASED)


@pytest.mark.parametrize("state", sorted(ResponseState))
def test_nothing_becomes_a_draft_again_or_stays_where_it_is(state: ResponseState) -> None:
    assert not may_move(state, ResponseState.DRAFT)
    assert not may_move(state, state)


def test_what_ended_never_becomes_public() -> None:
    ended = {ResponseState.WITHDRAWN, ResponseState.ERASED, ResponseState.EXPIRED}
    reachable = set(ended)
    while more := {new for old in reachable for new in RESPONSE_MOVES[old]} - reachable:
        reachable |= more
    assert not reachable & PUBLIC_RESPONSE_STATES


def test_what_the_public_reads_was_received_and_is_counted() -> None:
    assert PUBLIC_RESPONSE_STATES <= COUNTED <= RECEIVED
    assert ResponseState.SENT not in RECEIVED
