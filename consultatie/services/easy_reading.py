"""A consultation in easy language as steps: a heading, one idea a line, and a picture from the consultation's own.

The text is one of the consultation's texts (Markdown, TextField.EASY), a step being a heading with what follows; so it is
imported, exported and translated like the others. Which picture goes with which step is kept beside it, for all languages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from consultatie.analysis.bill_references import LANGUAGE, BillReferences
from consultatie.analysis.references import find_references
from consultatie.models.bills import BillVersion
from consultatie.models.consultations import Consultation, TextField
from consultatie.services import reading_pictures
from consultatie.services.reading import Shown
from consultatie.services.reading_pictures import ShownPicture

_HEADING: Final = re.compile(r"^ {0,3}#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
_SHOWN_HEADING: Final = re.compile(r"(?=<h[1-6]\b)")


@dataclass(frozen=True, slots=True)
class Step:
    """One step as written: its heading, its lines, and the id of its picture (None: none)."""

    heading: str = ""
    text: str = ""
    picture: int | None = None


def steps_of(consultation: Consultation, language: str) -> list[Step]:
    """Return the steps of one language as they were written, each with its picture."""
    row = next(
        (one for one in consultation.texts if one.language == language and one.field is TextField.EASY), None
    )
    chosen = _chosen(consultation)
    return [
        Step(heading, text, chosen.get(place))
        for place, (heading, text) in enumerate(_split(row.markdown if row else ""))
    ]


def _split(markdown: str) -> list[tuple[str, str]]:
    before, *rest = _HEADING.split(markdown)
    found = [("", before.strip())] if before.strip() else []
    return found + [(rest[at], rest[at + 1].strip()) for at in range(0, len(rest), 2)]


def _chosen(consultation: Consultation) -> dict[int, int]:
    """Return the picture of each step by its place; until somebody chooses, the first picture goes with the first step."""
    if consultation.easy_pictures:
        return {one.place: one.illustration_id for one in consultation.easy_pictures}
    return {place: one.id for place, one in enumerate(consultation.illustrations)}


def step_count(consultation: Consultation) -> int:
    """Return how many steps the longest language has."""
    return max(
        (len(_split(one.markdown)) for one in consultation.texts if one.field is TextField.EASY), default=0
    )


def steps_by_illustration(consultation: Consultation) -> dict[int, list[int]]:
    """Return for the id of each illustration with which steps it goes, counted from 1."""
    count, found = step_count(consultation), defaultdict[int, list[int]](list)
    for place, number in sorted(_chosen(consultation).items()):
        if place < count:
            found[number].append(place + 1)
    return dict(found)


def markdown_of(steps: Sequence[Step]) -> str:
    """Return steps as one text."""
    return "\n\n".join(f"## {one.heading}\n\n{one.text}" if one.heading else one.text for one in steps)


def pieces(html: str) -> list[str]:
    """Return clean HTML in steps, each beginning with its heading; what stands before the first is a step too."""
    return [part for part in _SHOWN_HEADING.split(html) if part.strip()]


def linked(session: Session, version: BillVersion | None, text: Shown) -> str:
    """Return the text with its references to the bill as links; it is short, so this is done when it is shown."""
    if version is None or {version.language, text.language} != {LANGUAGE} or not find_references(text.text):
        return text.html
    from consultatie.services import bills  # late: bills asks the gate, which counts steps here

    return BillReferences(bills.tree(session, version)).beside(text.html, "")


def pictures(session: Session, consultation: Consultation, language: str) -> dict[int, ShownPicture]:
    """Return the picture of each step by its place, described in the reader's language."""
    shown = reading_pictures.pictures(session, consultation, language)
    by_id = {row.id: one for row, one in zip(consultation.illustrations, shown, strict=True)}
    return {place: by_id[number] for place, number in _chosen(consultation).items() if number in by_id}


def steps_without_picture(consultation: Consultation, language: str) -> int:
    """Return how many steps of a language have no picture."""
    return sum(one.picture is None for one in steps_of(consultation, language))
