"""Counting who is for and who is against, by kind of respondent. Only what people ticked counts, never their words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

POSITIONS: Final = ("support", "support_with_changes", "oppose", "neutral", "none")
RESPONDENTS: Final = ("person", "organisation")


def count_positions(rows: Iterable[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """Count (kind of respondent, position) pairs: kind to position to number, zeros included.

    Raises ValueError for a kind or a position that there is none of.
    """
    counts = {kind: dict.fromkeys(POSITIONS, 0) for kind in RESPONDENTS}
    for kind, position in rows:
        if kind not in counts or position not in counts[kind]:
            raise ValueError(f"no such respondent or position: {kind} {position}")
        counts[kind][position] += 1
    return counts


def total_positions(counts: dict[str, dict[str, int]]) -> dict[str, int]:
    """Return the counts of all kinds of respondents together."""
    return {position: sum(kind[position] for kind in counts.values()) for position in POSITIONS}
