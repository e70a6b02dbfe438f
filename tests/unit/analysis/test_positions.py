"""Counting positions."""

from __future__ import annotations

import pytest

from consultatie.analysis.positions import POSITIONS, count_positions, total_positions


def test_each_kind_of_respondent_is_counted_apart_with_zeros() -> None:
    counts = count_positions([("person", "support"), ("person", "support"), ("organisation", "oppose")])
    assert counts["person"] == dict.fromkeys(POSITIONS, 0) | {"support": 2}
    assert counts["organisation"] == dict.fromkeys(POSITIONS, 0) | {"oppose": 1}
    assert sum(total_positions(counts).values()) == 3


def test_an_unknown_position_is_an_error() -> None:
    with pytest.raises(ValueError, match="maybe"):
        count_positions([("person", "maybe")])
