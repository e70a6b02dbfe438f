"""What is written beside provisions goes along to a new version: explanations, pictures, figures, questions, and what was decided.

Belongs here: giving those rows the eId that their provision has now. Not here: responses, which stay at their version (carrying).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.domain.lineage import LOST, Link, standing
from consultatie.domain.provisions import Provision
from consultatie.models.bills import BillVersion
from consultatie.models.consultations import Consultation, Explanation, Figure, Illustration, Question
from consultatie.models.reports import ReportItem
from consultatie.services import bills, lineage

Row = Explanation | Figure | Illustration | Question | ReportItem
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
        _move(session, list(_rows(session, consultation, kind)), places)


def recover(session: Session, consultation: Consultation, links: Iterable[Link]) -> None:
    """Bring back what was put aside, now that somebody decided where its provision is."""
    listed = list(links)
    for old in {link.old for link in listed if link.old}:
        found = standing(link for link in listed if link.old == old).now
        if found:
            for kind in _KINDS:
                _move(session, list(_rows(session, consultation, kind)), {f"{LOST}{old}": found[0]})


def _rows(session: Session, consultation: Consultation, kind: type[Row]) -> Iterable[Row]:
    return session.scalars(
        select(kind).where(kind.consultation_id == consultation.id, kind.eid != "").order_by(kind.id)
    )


def _move(session: Session, rows: Sequence[Row], places: dict[str, str]) -> None:
    """Rename in two steps, so that two rows may change places; who stays keeps a place that only one can have."""
    moving = [row for row in rows if row.eid in places]
    taken = {(row.eid, _language(row)) for row in rows if row.eid not in places}
    wanted: list[tuple[Row, str]] = []
    for row in sorted(moving, key=lambda one: places[one.eid] != one.eid):
        place = places[row.eid]
        if not isinstance(row, Figure | Illustration | Question):
            if (place, _language(row)) in taken:
                place = f"{LOST}{row.eid.removeprefix(LOST)}"
            while (place, _language(row)) in taken:
                place = f"{LOST}{place}"
            taken.add((place, _language(row)))
        if place != row.eid:
            wanted.append((row, place))
    for row, _ in wanted:
        row.eid = f"{LOST}{LOST}{row.id}"
    session.flush()
    for row, place in wanted:
        row.eid = place
    session.flush()


def _language(row: Row) -> str:
    return row.language if isinstance(row, Explanation) else ""
