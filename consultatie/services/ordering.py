"""The order in which illustrations and figures stand: let one change places with its neighbour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from consultatie.models.consultations import Figure, Illustration

Placed = TypeVar("Placed", Figure, Illustration)


def swap(things: Sequence[Placed], one: Placed, step: int) -> bool:
    """Let one change places with the one before (-1) or after (1) it, and number all; say no at an end."""
    order = list(things)
    at = order.index(one)
    to = at + (1 if step > 0 else -1)
    if not 0 <= to < len(order):
        return False
    order[at], order[to] = order[to], order[at]
    for place, other in enumerate(order):
        other.place = place
    return True
