"""Figures that a drafter makes from words: what kinds there are, what each row holds, and what is right.

Belongs here: rules. Not here: what is kept (models), and how it is drawn (analysis/figure_drawing).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from consultatie.domain.text import normalise_line

FEWEST_ROWS: Final = 2
MOST_ROWS: Final = 12
LONGEST_TITLE: Final = 120  # characters
LONGEST_LABEL: Final = 80
LONGEST_TEXT: Final = 240


class FigureKind(StrEnum):
    """What a figure tells: when things happen, whom it touches, or what one does after another."""

    TIMELINE = "timeline"
    AFFECTED = "affected"
    STEPS = "steps"


# What can be said about a row beside its words; the first is what a new row has.
MARKS: Final[Mapping[FigureKind, tuple[str, ...]]] = {
    FigureKind.TIMELINE: ("later", "now", "done"),
    FigureKind.AFFECTED: ("gain", "duty", "both", "little"),
    FigureKind.STEPS: ("",),
}


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One moment, group or step: a label and a text per language, and a mark of its kind's MARKS."""

    label: Mapping[str, str] = field(default_factory=dict)
    text: Mapping[str, str] = field(default_factory=dict)
    mark: str = ""

    def is_empty(self) -> bool:
        """Say whether nothing was typed in it."""
        return not any(words.strip() for words in (*self.label.values(), *self.text.values()))


def tidied(rows: Sequence[FigureRow], kind: FigureKind) -> list[FigureRow]:
    """Return the rows with normalised words; a row without a mark gets its kind's first."""
    return [FigureRow(_lines(row.label), _lines(row.text), row.mark or MARKS[kind][0]) for row in rows]


def _lines(texts: Mapping[str, str]) -> dict[str, str]:
    return {language: line for language, text in texts.items() if (line := normalise_line(text))}


def problems(kind: FigureKind, title: Mapping[str, str], rows: Sequence[FigureRow]) -> dict[str, str]:
    """Return what is wrong as codes by field: `title_nl`, `rows`, `rows-0-label_nl`, `rows-0-mark` …"""
    found = {
        f"title_{code}": "figure-title-long" for code, text in title.items() if len(text) > LONGEST_TITLE
    }
    if not title.get("nl"):
        found["title_nl"] = "figure-title-missing"
    if not FEWEST_ROWS <= len(rows) <= MOST_ROWS:
        found["rows"] = "figure-rows-few" if len(rows) < FEWEST_ROWS else "figure-rows-many"
    for place, row in enumerate(rows):
        found |= {f"rows-{place}-{name}": code for name, code in _problems_of(row, kind).items()}
    return found


def _problems_of(row: FigureRow, kind: FigureKind) -> dict[str, str]:
    found = {
        f"label_{code}": "figure-label-long" for code, text in row.label.items() if len(text) > LONGEST_LABEL
    }
    found |= {
        f"text_{code}": "figure-text-long" for code, text in row.text.items() if len(text) > LONGEST_TEXT
    }
    if not row.label.get("nl"):
        found["label_nl"] = "figure-label-missing"
    if row.mark not in MARKS[kind]:
        found["mark"] = "figure-mark-unknown"
    return found
