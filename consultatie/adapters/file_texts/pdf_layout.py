"""A PDF without tags: what its lines are by their size, weight and place. It may be wrong, and pages say so."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from itertools import groupby

from consultatie.adapters.file_texts.blocks import Block, Kind, numbering
from consultatie.adapters.file_texts.pdf_pages import TextLine, unbroken

LARGER = 1.15  # times the size of most letters: a heading
LONGEST_HEADING = 160  # characters
MOST_LEVELS = 3
ON_MANY_PAGES = 3  # what stands at the same place on so many pages, and on half of them, is a head or foot
EDGE = 2  # lines at the top and at the bottom of a page
_LABEL = re.compile(r"([•▪◦●○■‣·–—\uf0b7-]|\d{1,2}[.)]|[a-z]\))\s+")
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = (".", ":", ";", "?", "!", ",")


def blocks_by_layout(lines: list[TextLine]) -> list[Block]:
    """Return headings, paragraphs and bulleted lists in the order of the lines."""
    lines = _with_labels(_without_heads_and_feet(lines))
    headings = _Headings(lines)
    made: list[Block] = []
    for group in _paragraphs(lines):
        block = _block(group, headings)
        if made and _goes_on(made[-1], block):
            whole = _plain("paragraph", unbroken([made[-1].text, block.text]))
            made[-1] = replace(made[-1], text=whole.text, html=whole.html)
        else:
            made.append(block)
    return made


def _without_heads_and_feet(lines: list[TextLine]) -> list[TextLine]:
    edges = _at_the_edges(lines)
    pages: dict[tuple[str, int], set[int]] = defaultdict(set)
    for line in edges:
        pages[_place(line)].add(line.page)
    enough = max(ON_MANY_PAGES, len({line.page for line in lines}) / 2)
    repeated = {place for place, found in pages.items() if len(found) >= enough}
    kept = [line for line in lines if line not in edges or _place(line) not in repeated]
    return kept or lines


def _at_the_edges(lines: list[TextLine]) -> set[TextLine]:
    by_page: dict[int, list[TextLine]] = defaultdict(list)
    for line in lines:
        by_page[line.page].append(line)
    for found in by_page.values():
        found.sort(key=lambda line: line.bottom)
    return {line for found in by_page.values() for line in (*found[:EDGE], *found[-EDGE:])}


def _place(line: TextLine) -> tuple[str, int]:
    return _DIGITS.sub("#", line.text), round(line.bottom / 4)


def _with_labels(lines: list[TextLine]) -> list[TextLine]:
    """Put a bullet or number that stands apart before the line at its height."""
    labels = {
        (line.page, round(line.bottom / 4)): line for line in lines if _LABEL.fullmatch(f"{line.text} ")
    }
    made = []
    for line in lines:
        label = labels.get((line.page, round(line.bottom / 4)))
        if label is None:
            made.append(line)
        elif label is not line:
            made.append(replace(line, text=f"{label.text} {line.text}"))
    return made


class _Headings:
    """Knows which lines are headings: larger than most letters, or bold where most are not."""

    def __init__(self, lines: list[TextLine]) -> None:
        letters: Counter[float] = Counter()
        for line in lines:
            letters[line.size] += len(line.text)
        usual = letters.most_common(1)[0][0] if letters else 0.0
        larger = sorted((size for size in letters if size >= usual * LARGER), reverse=True)
        self._levels = {size: min(at, MOST_LEVELS) for at, size in enumerate(larger, start=1)}
        bold = sum(len(line.text) for line in lines if line.is_bold)
        self._bold_level = min(len(larger), MOST_LEVELS) + 1 if bold * 2 < letters.total() else 0

    def level(self, line: TextLine, text: str) -> int:
        """Return the level from 1, or 0 for what is no heading."""
        if len(text) > LONGEST_HEADING:
            return 0
        if line.size in self._levels:
            return self._levels[line.size]
        return self._bold_level if line.is_bold and not text.endswith(_SENTENCE_END) else 0


def _paragraphs(lines: list[TextLine]) -> Iterator[list[TextLine]]:
    """Divide lines where a box ends, the letters change, or a bullet or number stands."""
    for _key, group in groupby(lines, key=lambda line: (line.box, line.size, line.is_bold)):
        part: list[TextLine] = []
        for line in group:
            if part and _LABEL.match(line.text):
                yield part
                part = []
            part.append(line)
        yield part


def _block(lines: list[TextLine], headings: _Headings) -> Block:
    text = unbroken(line.text for line in lines)
    level = headings.level(lines[0], text)
    if level:
        return _plain("heading", text, level)
    label = _LABEL.match(text)
    if label is None:
        return _plain("paragraph", text)
    ordering, number = numbering(label[1])
    return replace(_plain("item", text[label.end() :]), ordering=ordering, number=number)


def _plain(kind: Kind, text: str, level: int = 0) -> Block:
    return Block(kind, text, escape(text, quote=False), level)


def _goes_on(before: Block, block: Block) -> bool:
    """Say whether a paragraph that begins with a small letter is the rest of one that did not end."""
    open_ended = before.kind in ("paragraph", "item") and not before.text.endswith(_SENTENCE_END)
    return open_ended and block.kind == "paragraph" and block.text[:1].islower()
