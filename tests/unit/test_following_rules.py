"""Rules of following by mail: when a period begins, and which links are ours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultatie.domain.lifecycle import AMSTERDAM
from consultatie.domain.subscriptions import (
    KEY_CHARS,
    LinkPurpose,
    Rhythm,
    Subject,
    SubjectKind,
    find_key,
    find_subject,
    link_token,
    period_start,
)

START = datetime(2026, 1, 1, tzinfo=UTC)
instants = st.integers(0, 300_000_000).map(lambda later: START + timedelta(seconds=later))
periods = st.sampled_from((Rhythm.DAILY, Rhythm.WEEKLY))


@given(periods, instants)
def test_a_period_begins_at_seven_in_amsterdam_and_is_not_over_yet(rhythm: Rhythm, now: datetime) -> None:
    begun = period_start(rhythm, now)
    local = begun.astimezone(AMSTERDAM)
    assert (local.hour, local.minute) == (7, 0)
    assert begun <= now < begun + timedelta(days=1 if rhythm is Rhythm.DAILY else 7, hours=1)
    if rhythm is Rhythm.WEEKLY:
        assert local.weekday() == 0


@given(periods, instants, st.timedeltas(timedelta(0), timedelta(days=30)))
def test_a_later_moment_never_has_an_earlier_period(rhythm: Rhythm, now: datetime, more: timedelta) -> None:
    assert period_start(rhythm, now) <= period_start(rhythm, now + more)


@given(st.text())
def test_what_we_did_not_make_opens_nothing(typed: str) -> None:
    assert find_key(b"secret", LinkPurpose.STOP, typed) is None


def test_a_link_opens_for_one_purpose_only() -> None:
    key = "a" * KEY_CHARS
    token = link_token(b"secret", LinkPurpose.STOP, key)
    assert find_key(b"secret", LinkPurpose.STOP, token) == key
    assert find_key(b"secret", LinkPurpose.MANAGE, token) is None
    assert find_key(b"other", LinkPurpose.STOP, token) is None
    assert find_key(b"secret", LinkPurpose.STOP, "b" + token[1:]) is None


@pytest.mark.parametrize("written", ["", "thema", "thema:", "dier:kat", "thema:" + "a" * 81])
def test_what_is_no_subject_is_none(written: str) -> None:
    assert find_subject(written) is None


def test_a_subject_comes_back_as_it_was_written() -> None:
    subject = Subject(SubjectKind.LAW, "wet-op-de-proef")
    assert find_subject(str(subject)) == subject
