"""Lines of text that fit in a width: whole words where they fit, hyphenated where one is too long."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pyphen import LANGUAGES, Pyphen

from consultatie.analysis.letter_widths import room_for


def wrapped(text: str, room: float, size: float, *, bold: bool = False, language: str = "nl") -> list[str]:
    """Return lines that each take at most `room`, in the unit of `size`; a letter wider than that stands alone."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        for piece, glued in _pieces(word, room, size, bold, language):
            longer = f"{line} {piece}" if line and not glued else piece
            if line and (glued or room_for(longer, size, bold=bold) > room):
                lines.append(line)
                longer = piece
            line = longer
    return [*lines, line] if line else lines


def _pieces(word: str, room: float, size: float, bold: bool, language: str) -> Iterator[tuple[str, bool]]:
    """Yield a word whole, or in pieces of which each but the first begins a line of its own (`glued`)."""
    glued = False
    while room_for(word, size, bold=bold) > room and len(word) > 1:
        first, word = _cut(word, room, size, bold, language)
        yield first, glued
        glued = True
    yield word, glued


def _cut(word: str, room: float, size: float, bold: bool, language: str) -> tuple[str, str]:
    """Return the longest beginning that fits, with a hyphen where one can be, and the rest."""
    places = _hyphenator(language).positions(word)
    for place in reversed(places):
        first = word[:place] if word[place - 1] == "-" else f"{word[:place]}-"
        if room_for(first, size, bold=bold) <= room:
            return first, word[place:]
    fits = (place for place in range(len(word) - 1, 1, -1) if room_for(word[:place], size, bold=bold) <= room)
    place = next(fits, 1)
    return word[:place], word[place:]


@cache
def _hyphenator(language: str) -> Pyphen:
    return Pyphen(lang=language if language in LANGUAGES else "nl_NL")
