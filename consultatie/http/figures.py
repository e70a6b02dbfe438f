"""Figures as pages show them: in the reader's language, drawn at three widths, with everything in words beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import force_locale
from flask_babel import gettext as _

from consultatie.analysis.figure_drawing import drawings
from consultatie.analysis.figure_shapes import Drawing, DrawnRow
from consultatie.domain.figures import FigureKind, FigureRow
from consultatie.models.consultations import Figure, in_language
from consultatie.services import figures as service


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure in one language. `name` is unique on the page; `summary` says in a sentence what there is to see."""

    name: str
    kind: FigureKind
    title: str
    summary: str
    language: str
    rows: tuple[DrawnRow, ...]
    drawings: Mapping[str, Drawing]


def shown(figures: Iterable[Figure], language: str) -> list[ShownFigure]:
    """Return figures for a page, each in this language, else in Dutch."""
    return [drawn(f"figuur-{one.id}", one.kind, one.title, service.rows_of(one), language) for one in figures]


def drawn(
    name: str, kind: FigureKind, title: Mapping[str, str], rows: Sequence[FigureRow], language: str
) -> ShownFigure:
    """Return a figure from its words. It is in one language as a whole: the asked one when all labels have it."""
    code = language if title.get(language) and all(row.label.get(language) for row in rows) else "nl"
    with force_locale(code):
        said = tuple(_row(row, kind, code) for row in rows)
        return ShownFigure(
            name=name,
            kind=kind,
            title=in_language(dict(title), code)[0],
            summary=_summary(kind, said),
            language=code,
            rows=said,
            drawings=drawings(kind, said, _("Dit plan"), code),
        )


def _row(row: FigureRow, kind: FigureKind, code: str) -> DrawnRow:
    text = row.text.get(code, "")
    return DrawnRow(row.label.get(code, ""), text, row.mark, mark(kind, row.mark))


def mark(kind: FigureKind, value: str) -> str:
    """Return what a mark means, in the language of the moment."""
    words = {
        FigureKind.TIMELINE: {"done": _("Geweest"), "now": _("Hier zijn we nu"), "later": _("Straks")},
        FigureKind.AFFECTED: {
            "gain": _("Krijgt iets"),
            "duty": _("Moet iets doen"),
            "both": _("Krijgt iets en moet iets doen"),
            "little": _("Merkt er weinig van"),
        },
    }
    return str(words.get(kind, {}).get(value, ""))


def _summary(kind: FigureKind, rows: Sequence[DrawnRow]) -> str:
    if kind is FigureKind.STEPS:
        return _("Een tekening met %(n)s stappen na elkaar.", n=len(rows))
    if kind is FigureKind.AFFECTED:
        return _("Een tekening van het plan met lijnen naar %(n)s groepen.", n=len(rows))
    here = next((row.label for row in rows if row.mark == "now"), "")
    if here:
        return _("Een tijdlijn met %(n)s punten. Wij zijn nu bij: %(here)s.", n=len(rows), here=here)
    return _("Een tijdlijn met %(n)s punten.", n=len(rows))
