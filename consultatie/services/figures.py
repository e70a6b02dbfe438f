"""Figures made from words: save, order, take away, and read for who looks. How they are drawn is in analysis/figure_drawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.domain import figures as rules
from consultatie.domain.errors import Invalid, NotFound
from consultatie.domain.figures import FigureKind, FigureRow
from consultatie.domain.permissions import Viewer
from consultatie.domain.text import normalise_line
from consultatie.models.base import Json
from consultatie.models.consultations import Consultation, Figure
from consultatie.services import bills
from consultatie.services.consultations import note_edit, require_editable
from consultatie.services.ordering import swap
from consultatie.services.reading_law import within

MOST_FIGURES = 50


def save(
    session: Session,
    consultation: Consultation,
    figure: Figure | None,
    *,
    kind: FigureKind,
    eid: str,
    title: Mapping[str, str],
    rows: Sequence[FigureRow],
    by: Viewer | None,
    now: datetime,
) -> Figure:
    """Add a figure (None) or change one; empty rows are left out. Raise Invalid with a code per field."""
    require_editable(consultation, by)
    if figure is None and len(consultation.figures) >= MOST_FIGURES:
        raise Invalid("figures-too-many", {"rows": "figures-too-many"})
    titles = {code: line for code, text in title.items() if (line := normalise_line(text))}
    kept = rules.tidied([row for row in rows if not row.is_empty()], kind)
    found = rules.problems(kind, titles, kept)
    if found:
        raise Invalid("figure-words", found)
    bills.require_provision(session, consultation, eid)
    if figure is None:
        place = max((other.place for other in consultation.figures), default=-1) + 1
        figure = Figure(kind=kind, place=place)
        consultation.figures.append(figure)
    figure.eid, figure.title = eid, titles
    figure.rows = [{"mark": row.mark, "label": dict(row.label), "text": dict(row.text)} for row in kept]
    session.flush()
    note_edit(session, consultation, "figure", by, facts={"kind": kind.value}, now=now)
    return figure


def rows_of(figure: Figure) -> list[FigureRow]:
    """Return the rows of a figure as the rules know them."""
    return [row_from(row) for row in figure.rows]


def row_from(kept: Json) -> FigureRow:
    """Return a row as it is kept in JSON."""
    return FigureRow(dict(kept.get("label", {})), dict(kept.get("text", {})), str(kept.get("mark", "")))


def get(consultation: Consultation, figure_id: int) -> Figure:
    """Return a figure of this consultation; raise NotFound."""
    found = next((one for one in consultation.figures if one.id == figure_id), None)
    if found is None:
        raise NotFound("no-such-figure")
    return found


def listed(session: Session, consultation: Consultation, *, article: str | None = None) -> list[Figure]:
    """Return the figures in order; with an `article` ("" for the whole) only of that article and what is in it."""
    query = select(Figure).where(Figure.consultation_id == consultation.id)
    if article is not None:
        query = query.where(within(Figure.eid, article) if article else Figure.eid == "")
    return list(session.scalars(query.order_by(Figure.place, Figure.id)))


def move(
    session: Session,
    consultation: Consultation,
    figure: Figure,
    step: int,
    *,
    by: Viewer | None,
    now: datetime,
) -> None:
    """Let a figure change places with the one before (-1) or after (1) it; at an end nothing happens."""
    require_editable(consultation, by)
    if swap(consultation.figures, figure, step):
        session.flush()
        session.expire(consultation, ["figures"])
        note_edit(session, consultation, "figure-order", by, now=now)


def remove(
    session: Session, consultation: Consultation, figure: Figure, *, by: Viewer | None, now: datetime
) -> None:
    """Take a figure away."""
    require_editable(consultation, by)
    consultation.figures.remove(figure)
    session.flush()
    note_edit(session, consultation, "figure-removed", by, facts={"kind": figure.kind.value}, now=now)
