"""The words of a provision that somebody's comment is about."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quote:
    """The words, and where they begin in the provision of the version they were written for (characters).

    `start` is None for words that the provision does not have: they are the respondent's own, and not shown as law.
    """

    words: str = ""
    start: int | None = None

    @property
    def is_law(self) -> bool:
        """Say whether these are words of the provision."""
        return self.start is not None
