"""What is written beside provisions goes along to a new version: explanations, pictures, figures, questions, and what was decided.

Belongs here: giving those rows the eId that their provision has now. Not here: responses, which stay at their version (carrying).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.domain.lineage import LOST, Link, standing
from consultatie.domain.provisions import Provision
from consultatie.models.bills import BillVersion
from consultatie.models.consultations import Consultation, Explanation, Figure, Illustration, Question
from consultatie.models.reports import ReportItem
from consultatie.services import bills, lineage

Row = Explanation | Figure | Illustration | Question | ReportItem
Moved = list[Any]
"""What moved: table, id, eId before and after; a list, so that JSON gives it back as it was."""

_KINDS: tuple[type[Row], ...] = (Explanation, Figure, Illustration, Question, ReportItem)


def after_import(
    session: Session, consultation: Consultation, version: BillVersion, replaced: Sequence[Provision] | None
) -> None:
    """Let everything follow to a version just stored: from the one before it, or from the tree that it replaced."""
    if not any(list(_rows(session, consultation, kind)) for kind in _KINDS):
        return
    if replaced is None:
        links = lineage.links_of(session, version)
    else:
        from consultatie.analysis.lineage import relate  # late: needs numpy

        links = relate(replaced, bills.tree(session, version))
    follow(session, consultation, links)


def follow(session: Session, consultation: Consultation, links: Iterable[Link]) -> None:
    """Give each row the first sure heir of its provision; what has none, or whose place is taken, is put aside as LOST."""
    heirs: dict[str, list[Link]] = {}
    for link in links:
        if link.old:
            heirs.setdefault(link.old, []).append(link)
    places = {old: next(iter(standing(found).now), f"{LOST}{old}") for old, found in heirs.items()}
    for kind in _KINDS:
        rows = list(_rows(session, consultation, kind))
        _move(session, rows, {row.id: places[row.eid] for row in rows if row.eid in places})


def recover(session: Session, consultation: Consultation, links: Iterable[Link]) -> list[Moved]:
    """Bring back what was put aside, now that somebody decided where its provision is; return what moved."""
    listed = list(links)
    moved: list[Moved] = []
    for old in {link.old for link in listed if link.old}:
        found = standing(link for link in listed if link.old == old).now
        for kind in _KINDS if found else ():
            rows = list(_rows(session, consultation, kind))
            moved += _move(session, rows, {row.id: found[0] for row in rows if row.eid == f"{LOST}{old}"})
    return moved


def put_back(session: Session, consultation: Consultation, moved: Iterable[Moved]) -> None:
    """Move back what a decision moved, as far as it still stands where that put it."""
    wanted = {(table, number): (before, after) for table, number, before, after in moved}
    for kind in _KINDS:
        rows = list(_rows(session, consultation, kind))
        places = {}
        for row in rows:
            before, after = wanted.get((kind.__tablename__, row.id), ("", ""))
            if before and row.eid == after:
                places[row.id] = before
        _move(session, rows, places)


def _rows(session: Session, consultation: Consultation, kind: type[Row]) -> Iterable[Row]:
    return session.scalars(
        select(kind).where(kind.consultation_id == consultation.id, kind.eid != "").order_by(kind.id)
    )


def _move(session: Session, rows: Sequence[Row], places: dict[int, str]) -> list[Moved]:
    """Give rows (by id) other places, in two steps, so that two may change places; return what moved.

    Who stays keeps a place that only one can have; who finds its place taken is put aside.
    """
    moving = [row for row in rows if row.id in places]
    taken = {(row.eid, _language(row)) for row in rows if row.id not in places}
    wanted: list[tuple[Row, str]] = []
    for row in sorted(moving, key=lambda one: places[one.id] != one.eid):
        place = places[row.id]
        if not isinstance(row, Figure | Illustration | Question):
            if (place, _language(row)) in taken:
                place = f"{LOST}{row.eid.removeprefix(LOST)}"
            while (place, _language(row)) in taken:
                place = f"{LOST}{place}"
            taken.add((place, _language(row)))
        if place != row.eid:
            wanted.append((row, place))
    moved: list[Moved] = [[row.__tablename__, row.id, row.eid, place] for row, place in wanted]
    for row, _ in wanted:
        row.eid = f"{LOST}{LOST}{row.id}"
    session.flush()
    for row, place in wanted:
        row.eid = place
    session.flush()
    return moved


def _language(row: Row) -> str:
    return row.language if isinstance(row, Explanation) else ""
