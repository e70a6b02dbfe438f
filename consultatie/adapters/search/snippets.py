"""The piece of a document that shows why it was found. Belongs here: choosing and marking it, in plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from consultatie.analysis.queries import Clause
from consultatie.analysis.tokens import index_terms, word_spans

LENGTH: Final = 240  # characters
_LEAD: Final = 60  # characters before the first match
_SCANNED: Final = 40_000  # characters of a body that are looked through
_WINDOWS: Final = 3  # of so many characters of attachments
_SPACE: Final = re.compile(r"\s+")

Pieces = tuple[tuple[str, bool], ...]
Span = tuple[int, int]


def snippet(body: str, language: str, clauses: Sequence[Clause]) -> Pieces:
    """Return about 240 characters of a body as (text, is_match), around its densest matches; compounds as a whole.

    White space is collapsed; "…" stands where text was left out. Looks through the first 40,000 characters.
    """
    text = body[:_SCANNED]
    matches = _matches(text, language, clauses)
    start, end = _window(text, matches)
    pieces: list[tuple[str, bool]] = [("… ", False)] if start else []
    place = start
    for first, last in matches:
        if first < start or last > end:
            continue
        pieces += [(text[place:first], False), (text[first:last], True)]
        place = last
    pieces.append((text[place:end], False))
    if end < len(body):
        pieces.append((" …", False))
    return tuple((_SPACE.sub(" ", piece), hit) for piece, hit in pieces if piece)


def passage(
    body: str, attachments: Sequence[tuple[str, str]], language: str, clauses: Sequence[Clause]
) -> tuple[Pieces, str]:
    """Return the snippet of a body, or else of the first attachment that holds a match, with that one's title."""
    own = snippet(body, language, clauses)
    if _shows_match(own) or not clauses:
        return own, ""
    windows = (
        (title, text[start : start + _SCANNED], start)
        for title, text in attachments
        for start in range(0, len(text), _SCANNED)
    )
    for title, text, start in islice(windows, _WINDOWS):
        found = snippet(text, language, clauses)
        if _shows_match(found):
            before = (("… ", False),) if start and found[0][0] != "… " else ()
            return (*before, *found), title
    return own, ""


def _shows_match(pieces: Pieces) -> bool:
    return any(is_match for _text, is_match in pieces)


def _matches(text: str, language: str, clauses: Sequence[Clause]) -> list[Span]:
    wanted = [clause for clause in clauses if not clause.exclude]
    if not wanted:
        return []
    terms = {term for clause in wanted for term in clause.terms}
    prefixes = tuple(clause.prefix for clause in wanted if clause.prefix)
    spans = list(word_spans(text))
    known = [index_terms(text[start:end], language) for start, end in spans]
    hits = {
        number
        for number, names in enumerate(known)
        if names[0].startswith(prefixes) or not terms.isdisjoint(names)
    }
    for clause in wanted:
        hits.update(_phrase_places(clause.phrase, known))
    return [spans[number] for number in sorted(hits)]


def _phrase_places(phrase: tuple[str, ...], known: Sequence[tuple[str, ...]]) -> Iterator[int]:
    width = len(phrase)
    for place in range(len(known) - width + 1) if width else ():
        if all(known[place + step][0] == phrase[step] for step in range(width)):
            yield from range(place, place + width)


def _window(text: str, matches: list[Span]) -> Span:
    if not matches:
        return 0, _word_end(text, LENGTH)
    best = max(range(len(matches)), key=lambda index: (_density(text, matches, index), -index))
    start = max(0, matches[best][0] - _LEAD)
    if start:
        space = _SPACE.search(text, start, matches[best][0])
        start = space.end() if space else matches[best][0]
    return start, max(_word_end(text, start + LENGTH), matches[best][1])


def _density(text: str, matches: list[Span], index: int) -> int:
    begin = matches[index][0]
    seen = set()
    for first, last in matches[index : index + 12]:
        if last > begin + LENGTH - _LEAD:
            break
        seen.add(text[first:last].casefold())
    return len(seen)


def _word_end(text: str, place: int) -> int:
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", max(0, place - 40), place)
    return space if space > 0 else place
