"""Figures: five measurements of one thing, their median and spread, and the goal they are held to. No measuring here."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Goal:
    """A bound that a median is held to: at least, or at most, so much."""

    limit: float
    at_least: bool = False

    def met_by(self, value: float) -> bool:
        """Say whether a value keeps to the bound; one that could not be measured does not."""
        if math.isnan(value):
            return False
        return value >= self.limit if self.at_least else value <= self.limit


@dataclass(slots=True)
class Figure:
    """Measurements of one thing in one unit, in the order in which they were taken."""

    name: str
    unit: str
    values: list[float] = field(default_factory=list)
    goal: Goal | None = None
    decimals: int = 0

    @property
    def median(self) -> float:
        """Return the median, not-a-number while nothing was measured."""
        return median(self.values) if self.values else math.nan

    @property
    def met(self) -> bool | None:
        """Say whether the median meets the goal; None when there is none."""
        return None if self.goal is None else self.goal.met_by(self.median)


@dataclass(frozen=True, slots=True)
class Load:
    """What one burst of requests gave: per second, 50th and 95th percentile in ms, server CPU in ms per request."""

    per_second: float
    p50_ms: float
    p95_ms: float
    cpu_ms: float
    bytes_each: int


@dataclass(slots=True)
class Page:
    """Bursts on one page, each followed at once by the same burst on the trivial page of the same size (if compared)."""

    name: str
    loads: list[Load] = field(default_factory=list)
    trivial: list[Load] = field(default_factory=list)
    goal: Goal | None = None  # on the ratio of requests per second

    def ratios(self) -> list[float]:
        """Return requests per second as a part of the trivial page's, round by round."""
        return [
            ours.per_second / theirs.per_second for ours, theirs in zip(self.loads, self.trivial, strict=True)
        ]

    @property
    def met(self) -> bool | None:
        """Say whether the median ratio meets the goal; None when there is none."""
        return None if self.goal is None else self.goal.met_by(median(self.ratios()))


def percentile(values: Sequence[float], part: float) -> float:
    """Return the value below or at which this part (0 to 1) of the values lies: nearest rank."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)]
