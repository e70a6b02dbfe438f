"""Sentences of a text with their places. Belongs here: sentencex, and where it has to be corrected."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import sentencex

_LINE: Final = re.compile(r"[^\n\r\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without the white space around it: `text == original[start:end]`, in characters."""

    start: int
    end: int
    text: str


def sentences(text: str, language: str) -> list[Sentence]:
    """Return the sentences of a text in order; a line end always ends one. Blank text has none."""
    return [
        Sentence(start, end, text[start:end])
        for line in _LINE.finditer(text)
        for start, end in _spans(line.group(), line.start(), language)
    ]


def _spans(line: str, offset: int, language: str) -> Iterator[tuple[int, int]]:
    place = 0
    # Lone surrogates cannot enter the library; they are one character each, and so is what replaces them.
    for piece in sentencex.segment(language, line.encode("utf-8", "replace").decode("utf-8")):
        start, end = place, min(place + len(piece), len(line))
        place = end
        trimmed = line[start:end].strip()
        if trimmed:
            begin = line.index(trimmed, start)
            yield offset + begin, offset + begin + len(trimmed)
