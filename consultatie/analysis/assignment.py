"""Who goes with whom so that the sum of all scores is highest: the assignment problem, after Jonker and Volgenant (1987)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt

Pair = tuple[int, int]


def best_pairs(scores: Mapping[Pair, float]) -> dict[int, int]:
    """Return for each first the second it goes with; each goes with at most one. Scores are above 0; a pair without
    one never goes together. Groups that share no pair are solved apart, so that large sparse problems stay small.
    """
    found: dict[int, int] = {}
    for group in _groups(scores):
        if len(group) == 1:
            found.update(group)
            continue
        firsts = sorted({first for first, _ in group})
        seconds = sorted({second for _, second in group})
        gains = np.zeros((len(firsts), len(seconds)))
        places = {second: rank for rank, second in enumerate(seconds)}
        ranks = {first: rank for rank, first in enumerate(firsts)}
        for first, second in group:
            gains[ranks[first], places[second]] = scores[first, second]
        for row, column in _solved(gains):
            if gains[row, column] > 0:
                found[firsts[row]] = seconds[column]
    return found


def _groups(pairs: Iterable[Pair]) -> list[list[Pair]]:
    """Return the pairs in groups of which the members are tied together."""
    leader: dict[tuple[int, int], tuple[int, int]] = {}

    def head(one: tuple[int, int]) -> tuple[int, int]:
        while leader.setdefault(one, one) != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    listed = sorted(pairs)
    for first, second in listed:
        leader[head((0, first))] = head((1, second))
    groups: dict[tuple[int, int], list[Pair]] = {}
    for pair in listed:
        groups.setdefault(head((0, pair[0])), []).append(pair)
    return list(groups.values())


def _solved(gains: npt.NDArray[np.float64]) -> list[Pair]:
    """Return the (row, column) pairs of highest total gain."""
    if gains.shape[0] > gains.shape[1]:
        return [(row, column) for column, row in _solved(gains.T)]
    costs = -gains
    rows, columns = costs.shape
    row_price, column_price = np.zeros(rows), np.zeros(columns)
    row_of = np.full(columns, -1)
    for start in range(rows):
        _augment(start, costs, row_price, column_price, row_of)
    return [(int(row), column) for column, row in enumerate(row_of) if row >= 0]


def _augment(
    start: int,
    costs: npt.NDArray[np.float64],
    row_price: npt.NDArray[np.float64],
    column_price: npt.NDArray[np.float64],
    row_of: npt.NDArray[np.int64],
) -> None:
    """Give one more row a column, along the cheapest path of changes to who has which."""
    columns = costs.shape[1]
    distance = np.full(columns, np.inf)
    came_from = np.full(columns, -1)
    done = np.zeros(columns, dtype=bool)
    row, last, at = start, -1, 0.0
    while True:
        reduced = at + costs[row] - row_price[row] - column_price
        nearer = ~done & (reduced < distance)
        distance[nearer] = reduced[nearer]
        came_from[nearer] = last
        column = int(np.argmin(np.where(done, np.inf, distance)))
        at = float(distance[column])
        done[column] = True
        last = column
        if row_of[column] < 0:
            break
        row = int(row_of[column])
    _reprice(start, at, distance, done & (np.arange(columns) != last), row_price, column_price, row_of)
    while last >= 0:
        before = int(came_from[last])
        row_of[last] = start if before < 0 else row_of[before]
        last = before


def _reprice(
    start: int,
    at: float,
    distance: npt.NDArray[np.float64],
    passed: npt.NDArray[np.bool_],
    row_price: npt.NDArray[np.float64],
    column_price: npt.NDArray[np.float64],
    row_of: npt.NDArray[np.int64],
) -> None:
    row_price[start] += at
    row_price[row_of[passed]] += at - distance[passed]
    column_price[passed] -= at - distance[passed]
