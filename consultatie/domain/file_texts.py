"""The text of an uploaded file as a computer read it: what may come of reading, and how much of it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LONGEST_TEXT = 300_000  # characters
MOST_PAGES = 500
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
READABLE = frozenset({"application/pdf", WORD, "text/plain"})  # media types


class TextState(StrEnum):
    """Where a file is on the way to its text."""

    WAITING = "waiting"
    READ = "read"
    EMPTY = "empty"  # it could be opened, and there is no text in it
    FAILED = "failed"


EMPTY_CODES = frozenset({"scan", "no-text", "letters-unknown"})
FAILED_CODES = frozenset(
    {"encrypted", "broken-file", "zip-bomb", "macros", "external-links", "took-too-long", "too-large"}
)


@dataclass(frozen=True, slots=True)
class FileReading:
    """What was read: `html` of known elements below an h2, `notes` the footnotes as inline HTML, in the order of their numbers.

    The HTML is to be cleaned before it is kept. `is_cut`: there was more than LONGEST_TEXT or MOST_PAGES. `code` says why there
    is no text. `language` is what the file says of itself, or empty.
    """

    html: str = ""
    notes: tuple[str, ...] = ()
    language: str = ""
    is_cut: bool = False
    code: str = ""

    @property
    def state(self) -> TextState:
        """Return what came of reading."""
        if not self.code:
            return TextState.READ
        return TextState.EMPTY if self.code in EMPTY_CODES else TextState.FAILED
