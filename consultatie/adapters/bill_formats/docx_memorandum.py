"""Explanatory notes and memoranda in Word: told apart from the bill, and read as headed parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from consultatie.adapters.bill_formats.building import joined
from consultatie.adapters.bill_formats.docx_body import blocks_of
from consultatie.adapters.bill_formats.docx_marks import head_in_words, marks_of
from consultatie.adapters.bill_formats.docx_roles import (
    MAX_HEADING,
    has_heading_style,
    is_named_note,
    is_note,
    looks_like_heading,
    may_be_heading,
)
from consultatie.adapters.bill_formats.docx_words import Line
from consultatie.domain.provisions import MemorandumPart
from consultatie.domain.provisions import ProvisionKind as K


def split_notes(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Return the lines of the bill, and those of its explanatory notes.

    A note lasts to the end. One before the first provision lasts to where the cover is printed again.
    """
    bill: list[Line] = []
    notes: list[Line] = []
    seen: set[str] = set()
    inside = begun = False
    for line in lines:
        if is_note(line):
            inside = True
        elif inside and not begun and line.plain in seen:
            inside = False
        begun = begun or (not inside and _is_provision(line))
        (notes if inside else bill).append(line)
        if not inside and line.plain:
            seen.add(line.plain)
    return (bill, notes) if bill else (notes, [])


def _is_provision(line: Line) -> bool:
    return bool(marks_of(line.text)) or head_in_words(line.text, sure=looks_like_heading(line)) is not None


def parts_of(lines: Sequence[Line]) -> list[MemorandumPart]:
    """Return headed parts, in order; a heading style gives the level, other headings stand one below the last of those."""
    parts: list[tuple[str, int, list[Line]]] = []
    level = 1
    for line in lines:
        if _heads_part(line):
            outer = line.level is not None or is_named_note(line)
            level = (line.level or 0) + 1 if outer else level
            parts.append((line.plain, level if outer else level + 1, []))
        elif parts:
            parts[-1][2].append(line)
        else:
            parts.append(("", 1, [line]))
    made = [(heading, level, joined(blocks_of(below))) for heading, level, below in parts]
    return [
        MemorandumPart(heading, level, own.text, own.html)
        for at, (heading, level, own) in enumerate(made)
        if own.html or (heading and at)  # the title of the whole heads no part
    ]


def _heads_part(line: Line) -> bool:
    """Say whether a line heads a part: by style or look, or as "Artikel 3" or "2. Inleiding" do in a plain text."""
    if is_named_note(line) or (looks_like_heading(line) and (has_heading_style(line) or line.bold)):
        return True
    head = head_in_words(line.text, sure=False)
    if head is not None and head.kind is K.ARTICLE:
        return len(line.plain) <= MAX_HEADING
    marks = marks_of(line.text)
    numbered = len(marks) == 1 and marks[0].form == "n." and not line.label
    return numbered and may_be_heading(replace(line, words=line.words.cut(marks[0].end)))
