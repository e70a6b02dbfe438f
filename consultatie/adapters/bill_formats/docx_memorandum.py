"""Explanatory notes and memoranda in Word: told apart from the bill, and read as headed parts."""

from __future__ import annotations

from collections.abc import Sequence

from consultatie.adapters.bill_formats.building import joined
from consultatie.adapters.bill_formats.docx_body import blocks_of
from consultatie.adapters.bill_formats.docx_marks import head_in_words
from consultatie.adapters.bill_formats.docx_roles import has_heading_style, is_note, looks_like_heading
from consultatie.adapters.bill_formats.docx_words import Line
from consultatie.domain.provisions import MemorandumPart
from consultatie.domain.provisions import ProvisionKind as K


def split_notes(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Return the lines of the bill, and those of its explanatory notes.

    A note lasts to the end, to an annex of the bill, or to where the cover is printed again: notes may come before it.
    """
    bill: list[Line] = []
    notes: list[Line] = []
    seen: set[str] = set()
    inside = False
    for line in lines:
        if is_note(line):
            inside = True
        elif inside and (line.plain in seen or _is_annex(line)):
            inside = False
        (notes if inside else bill).append(line)
        if not inside and line.plain:
            seen.add(line.plain)
    return (bill, notes) if bill else (notes, [])


def _is_annex(line: Line) -> bool:
    head = head_in_words(line.text, sure=looks_like_heading(line))
    return head is not None and head.kind is K.ANNEX and looks_like_heading(line)


def parts_of(lines: Sequence[Line]) -> list[MemorandumPart]:
    """Return headed parts, in order; a heading style gives the level, other headings stand one below the last of those."""
    parts: list[tuple[str, int, list[Line]]] = []
    level = 1
    for line in lines:
        if is_note(line) or (looks_like_heading(line) and (has_heading_style(line) or line.bold)):
            styled = line.level is not None
            level = (line.level or 0) + 1 if styled or is_note(line) else level
            own = level if styled or is_note(line) else level + 1
            parts.append((line.plain, own, []))
        elif parts:
            parts[-1][2].append(line)
        else:
            parts.append(("", 1, [line]))
    made = [(heading, level, joined(blocks_of(below))) for heading, level, below in parts]
    return [
        MemorandumPart(heading, level, own.text, own.html)
        for heading, level, own in made
        if heading or own.html
    ]
