"""Quoted law in a Word document: where an amendment's payload begins and ends, by quotation marks, styles and verbs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from consultatie.adapters.bill_formats.building import Block
from consultatie.adapters.bill_formats.docx_marks import follows, head_in_words, marks_of
from consultatie.adapters.bill_formats.docx_roles import (
    has_heading_style,
    is_note,
    is_quote_style,
    is_signature,
    looks_like_heading,
)
from consultatie.adapters.bill_formats.docx_words import Line

_AMENDS = re.compile(
    r"\b(?:insert(?:ed|s)?|substitut\w+|add(?:ed|s)?|becomes?|rhodd\w+|mewnosod\w*|amnewid\w*|ychwaneg\w*)\b[^.]{0,120}$",
    re.I,
)
_AMENDS_IN_DUTCH = re.compile(
    r"(?:luidende?|luiden|komt als volgt te luiden|ingevoegd|toegevoegd|vervangen door(?: het volgende)?|vervangen|als volgt)"
    r"\s*:\s*$",
    re.I,
)
_INSTRUCTS = re.compile(
    r"\b(?:wordt|worden|vervalt|vervallen|komt|komen|luidt|wijzig\w*|vernummerd|verletterd|gewijzigd)\b", re.I
)
_INTRODUCES = re.compile(r"[—–―:-]\W*$")
_OPENING = re.compile(r"[\s\u2060]*(?:\{[a-z][\w-]{1,20}\}\s*)?(?P<mark>[“\"„«])")
_CLOSING = re.compile(
    r"(?P<mark>[”\"»])\s*(?P<rest>[.,;]?\s*(?:(?:and|or|en|of|ac|neu|dan wel)\b)?[.,;]?\s*)$", re.I
)
_LETTER = re.compile(r"(?:onderdeel\s+)?([A-Z]{1,3})\.?$", re.I)
_TAIL = 300  # characters in which the end of a text shows itself
MAX_LINES = 3_000


@dataclass(slots=True)
class Quote:
    """Lines of quoted law without the marks around them, the words after the last mark, and how many lines were taken."""

    lines: list[Line]
    taken: int
    after: str = ""
    closed: bool = True


@dataclass(slots=True)
class _Extent:
    depth: int
    style: str = ""
    dutch: bool = False
    number: str = ""
    lines: list[Line] = field(default_factory=list)


def _closing(text: str) -> re.Match[str] | None:
    return _CLOSING.search(text, max(0, len(text) - _TAIL))


def is_amending(text: str) -> bool:
    """Say whether a text announces new law: "insert—", "komt te luiden:"."""
    return bool(
        _AMENDS.search(text[-_TAIL:]) and (_INTRODUCES.search(text[-_TAIL:]) or _open_marks(text) > 0)
    ) or bool(_AMENDS_IN_DUTCH.search(text[-_TAIL:]))


def quote_at(lines: Sequence[Line], at: int, before: str, number: str) -> Quote | None:
    """Return the quoted law that begins at a line, or None where none does.

    `before` is the text before it, `number` that of the provision the text stands in.
    """
    line = lines[at]
    if not before:
        return None
    if line.table is not None:
        return _quoted_table(line, before)
    extent = _beginning(line, before)
    if extent is None:
        return None
    extent.number = number
    return _collected(lines, at, extent)


def _beginning(line: Line, before: str) -> _Extent | None:
    mark = _OPENING.match(line.text)
    open_before = _open_marks(before)
    styled = line.style.name if is_quote_style(line) else ""
    if open_before > 0 and _AMENDS.search(before[-_TAIL:]):
        return _Extent(open_before, styled)
    if mark:
        announced = bool(
            _AMENDS.search(before[-_TAIL:]) or _AMENDS_IN_DUTCH.search(before[-_TAIL:])
        ) and bool(_INTRODUCES.search(before[-_TAIL:]) or styled)
        unbalanced = _INTRODUCES.search(before[-_TAIL:]) and _open_marks(line.text) > 0
        return _Extent(0, styled) if announced or unbalanced else None
    if styled and is_amending(before):
        return _Extent(0, styled)
    return _Extent(0, dutch=True) if _AMENDS_IN_DUTCH.search(before[-_TAIL:]) else None


def _open_marks(text: str) -> int:
    """Return how many quotation marks are open at the end of a text."""
    straight = text.count('"') % 2
    return sum(text.count(char) for char in "“„«") - sum(text.count(char) for char in "”»") + straight


def _collected(lines: Sequence[Line], at: int, extent: _Extent) -> Quote:
    marked = extent.depth > 0 or bool(_OPENING.match(lines[at].text))
    depth = extent.depth
    taken: list[Line] = []
    for line in lines[at : at + MAX_LINES]:
        if taken and _is_over(line, extent, marked=marked):
            return _quote(taken, marked=marked and not extent.depth, closed=not marked)
        taken.append(line)
        depth += _open_marks(line.text)
        if marked and depth <= 0 and _closing(line.words.text):
            return _quote(taken, marked=not extent.depth, closed=True, ends=True)
        if not marked and not extent.dutch and _unmatched_end(line):
            return _quote(taken, marked=False, closed=True, ends=True)
    return _quote(taken, marked=marked and not extent.depth, closed=not marked)


def _unmatched_end(line: Line) -> bool:
    return _open_marks(line.text) < 0 and bool(_closing(line.words.text))


def _is_over(line: Line, extent: _Extent, *, marked: bool) -> bool:
    """Say whether a line cannot be quoted any more, whatever the marks say."""
    if is_note(line) or is_signature(line):
        return True
    if extent.style:
        return not is_quote_style(line) and line.table is None
    if extent.dutch and not marked:
        return _is_next_instruction(line, extent.number)
    group = head_in_words(line.text, sure=looks_like_heading(line))
    return group is not None and has_heading_style(line) and not line.style.is_plain


def _is_next_instruction(line: Line, number: str) -> bool:
    if _LETTER.match(line.plain) and line.plain.rstrip(".").isupper():
        return True
    head = head_in_words(line.text, sure=looks_like_heading(line))
    if head is not None:
        return bool(re.fullmatch(r"[IVXLC]+[A-Z]?", head.number)) and not head.kind.value.startswith(
            "chapter"
        )
    marks = marks_of(line.text)
    rest = line.text[marks[0].end :] if marks else line.plain
    instructs = bool(_INSTRUCTS.search(rest))
    if marks:
        return instructs and (follows(marks[0].sign, number) or marks[0].form == "A.")
    return (
        instructs
        and bool(re.match(r"(?:in|na|voor|aan|onder|het|de|artikel|er)\b", line.plain, re.I))
        and bool(re.search(r"\b(?:artikel|lid|onderdeel|hoofdstuk|paragraaf)\b", rest, re.I))
    )


def _quote(lines: list[Line], *, marked: bool, closed: bool, ends: bool = False) -> Quote:
    """Take the marks around quoted law away: those of a term that it begins or ends with stay."""
    found = list(lines)
    after = ""
    opens = marked and not _begins_with_term(found[0].words.text)
    balance = sum(_open_marks(line.text) for line in found)
    match = _closing(found[-1].words.text) if ends and (opens or not marked or balance < 0) else None
    if match:
        after = match.group("rest").strip(" ;,.\t")
        found[-1] = replace(found[-1], words=found[-1].words.cut(0, match.start("mark")))
    if opens:
        found[0] = _without_opening(found[0])
    return Quote(found, len(lines), after, closed)


def _begins_with_term(text: str) -> bool:
    """Say whether the first quotation mark of a text is closed within it, before other words: “bell” means …"""
    depth = 0
    for at, char in enumerate(text):
        depth += (char in "“„«") - (char in "”»")
        if depth == 0 and char in "”»":
            return bool(re.search(r"\w", text[at + 1 :])) and not _CLOSING.match(text[at:])
    return False


def _without_opening(line: Line) -> Line:
    match = _OPENING.match(line.words.text)
    return replace(line, words=line.words.cut(match.end())) if match else line


def _quoted_table(line: Line, before: str) -> Quote | None:
    """Return a table whose first cell opens a quotation that its last cell closes."""
    first, last = line.table_cells
    opening, closing = _OPENING.match(first), _closing(last)
    if line.table is None or not opening or not closing or _open_marks(first) <= 0:
        return None
    if not _INTRODUCES.search(before.rstrip()[-_TAIL:]) and not _AMENDS.search(before[-_TAIL:]):
        return None
    begin, end = opening.group().strip(), closing.group("mark")
    text = line.table.text.replace(begin, "", 1).rpartition(end)
    html = line.table.html.replace(begin, "", 1).rpartition(end)
    bare = Block(text[0] + text[2], html[0] + html[2])
    return Quote([replace(line, table=bare)], 1)
