"""The level of a heading in a page of ours, whatever level somebody gave it."""

from __future__ import annotations

OUTERMOST_HEADING, DEEPEST_HEADING = 3, 5


class Outline:
    """Gives headings their place below an h2, one after the other: the outermost are h3, and none skips a level."""

    def __init__(self) -> None:
        self._open: list[int] = []

    def place(self, given: int) -> int:
        """Return the level in the page of the next heading, from the level that it was given (1 is the highest)."""
        while self._open and self._open[-1] >= given:
            self._open.pop()
        self._open.append(given)
        return min(OUTERMOST_HEADING + len(self._open) - 1, DEEPEST_HEADING)
