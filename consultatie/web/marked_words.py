"""Clean HTML in pieces, to put links around words in its text and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

_PIECES: Final = re.compile(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*>)""")
_NAME: Final = re.compile(r"<(/?)([a-zA-Z0-9]+)")
_ID: Final = re.compile(r'\bid="([^"]*)"')
_LEFT_ALONE: Final = frozenset(
    ("a", "button", "summary", "dfn", "abbr", "code", "th", "svg", "h1", "h2", "h3", "h4", "h5", "h6")
)
_CONTAINERS: Final = frozenset(("div", "li"))
_QUOTE: Final = 'class="law__quote"'

Link = Callable[[re.Match[str], frozenset[str]], str]
"""Gives what stands in the place of a word, from the word and the ids of what it stands in."""


class Pieces:
    """HTML of which only text outside links, headings and code may change."""

    def __init__(self, html: str) -> None:
        self._pieces = _PIECES.split(html)

    def replaced(self, pattern: re.Pattern[str], link: Link, *, leave_quotes: bool = False) -> str:
        """Return the HTML with every match in its text given to `link`; with `leave_quotes` not in quoted law text."""
        return "".join(self._walk(pattern, link, leave_quotes))

    def _walk(self, pattern: re.Pattern[str], link: Link, leave_quotes: bool) -> Iterator[str]:
        skipping = 0
        around: list[str] = []  # ids of the containers that are open; a quote is "<"
        for place, piece in enumerate(self._pieces):
            if place % 2:
                skipping = max(0, skipping + _step(piece, around))
                yield piece
            elif skipping or not piece.strip() or (leave_quotes and "<" in around):
                yield piece
            else:
                within = frozenset(around)
                yield pattern.sub(lambda hit, within=within: link(hit, within), piece)


def _step(tag: str, around: list[str]) -> int:
    """Return 1 for the start of an element that is left alone, -1 for its end, else 0; note what stands around."""
    name = _NAME.match(tag)
    if name is None:
        return 0
    word = name[2].lower()
    if word in _CONTAINERS:
        if not name[1]:
            found = _ID.search(tag)
            around.append("<" if _QUOTE in tag else found[1] if found else "")
        elif around:
            around.pop()
    if word not in _LEFT_ALONE:
        return 0
    return -1 if name[1] else 1
