"""The bill of a consultation as it is read: its outline, one article with its surroundings, its memorandum.

Each call asks a fixed number of questions, whatever the size of the bill. The whole tree is in services/bills.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from consultatie.domain.errors import NotFound
from consultatie.domain.provisions import GROUPING, Provision, ProvisionKind
from consultatie.models.bills import BillVersion, MemorandumRow, ProvisionRow

_OUTLINE = (
    *GROUPING,
    ProvisionKind.ARTICLE,
    ProvisionKind.ANNEX,
    ProvisionKind.PREAMBLE,
    ProvisionKind.CONCLUSION,
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A provision without its text. `depth` is 0 at the top of the bill."""

    eid: str
    kind: ProvisionKind
    number: str
    heading: str
    depth: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article with everything in it, what it stands in (outermost first), and its neighbours."""

    provision: Provision
    above: tuple[Heading, ...]
    previous: Heading | None
    next: Heading | None


def within(column: InstrumentedAttribute[str], article: str) -> ColumnElement[bool]:
    """Return the SQL predicate: this provision, or one in it. LIKE ignores case on SQLite."""
    return or_(column == article, column.startswith(f"{article}__", autoescape=True))


def _not_quoted() -> ColumnElement[bool]:
    return ~ProvisionRow.eid.contains("__quote_", autoescape=True)


def outline(session: Session, version: BillVersion) -> list[Heading]:
    """Return chapters, articles, annexes and the like in document order, what an amendment quotes left out."""
    rows = session.execute(
        _headings().where(
            ProvisionRow.version_id == version.id, ProvisionRow.kind.in_(_OUTLINE), _not_quoted()
        )
    )
    return [_heading(row) for row in rows]


def _headings() -> Select[str, ProvisionKind, str, str, int]:
    return select(
        ProvisionRow.eid, ProvisionRow.kind, ProvisionRow.number, ProvisionRow.heading, ProvisionRow.depth
    ).order_by(ProvisionRow.place)


def _heading(row: Any) -> Heading:
    return Heading(*row)


def headings(session: Session, version: BillVersion, eids: Iterable[str]) -> dict[str, Heading]:
    """Return the provisions of these names without their text."""
    rows = session.execute(
        _headings().where(ProvisionRow.version_id == version.id, ProvisionRow.eid.in_(set(eids)))
    )
    return {row[0]: _heading(row) for row in rows}


def article_of(session: Session, version: BillVersion, eid: str) -> str:
    """Return the article (not a quoted one) that a provision is or stands in, "" for a chapter and the like.

    Raise NotFound `no-such-provision` when the version has no such provision.
    """
    place = session.scalar(
        select(ProvisionRow.place).where(ProvisionRow.version_id == version.id, ProvisionRow.eid == eid)
    )
    if place is None:
        raise NotFound("no-such-provision", eid=eid)
    article = session.scalar(
        select(ProvisionRow.eid)
        .where(
            ProvisionRow.version_id == version.id,
            ProvisionRow.kind == ProvisionKind.ARTICLE,
            ProvisionRow.place <= place,
            _not_quoted(),
        )
        .order_by(ProvisionRow.place.desc())
        .limit(1)
    )
    return article if article and (eid == article or eid.startswith(f"{article}__")) else ""


def get_article(session: Session, version: BillVersion, eid: str, *, linked: bool = False) -> Article:
    """Return an article with its surroundings; raise NotFound `no-such-provision`.

    With `linked` the HTML has its references as links; those to the bill itself are `#` and the eid.
    """
    rows = _rows(session, version, eid)
    first = rows[0]
    return Article(
        _grown(rows, linked=linked),
        _above(session, version, first),
        _neighbour(session, version, first, after=False),
        _neighbour(session, version, first, after=True),
    )


def get_provision(session: Session, version: BillVersion, eid: str) -> Provision:
    """Return a provision with everything in it; raise NotFound `no-such-provision`."""
    return _grown(_rows(session, version, eid), linked=False)


def _rows(session: Session, version: BillVersion, eid: str) -> list[ProvisionRow]:
    found = session.scalars(
        select(ProvisionRow)
        .where(ProvisionRow.version_id == version.id, within(ProvisionRow.eid, eid))
        .order_by(ProvisionRow.place)
    )
    rows = [row for row in found if row.eid == eid or row.eid.startswith(f"{eid}__")]
    if not rows or rows[0].eid != eid:
        raise NotFound("no-such-provision", eid=eid)
    return rows


def part(session: Session, version: BillVersion, first: str, until: str | None) -> tuple[Provision, ...]:
    """Return the provisions at the top of a bill from one to another (None: to the end), with references as links."""
    places = select(ProvisionRow.eid, ProvisionRow.place).where(
        ProvisionRow.version_id == version.id, ProvisionRow.eid.in_({first, until or first})
    )
    place = {eid: at for eid, at in session.execute(places)}
    query = select(ProvisionRow).where(
        ProvisionRow.version_id == version.id, ProvisionRow.place >= place[first]
    )
    if until is not None:
        query = query.where(ProvisionRow.place < place[until])
    return _forest(list(session.scalars(query.order_by(ProvisionRow.place))), linked=True)


def _grown(rows: Sequence[ProvisionRow], *, linked: bool) -> Provision:
    """Return the tree of rows in document order of which the first holds all others."""
    return _forest(rows, linked=linked)[0]


def _forest(rows: Sequence[ProvisionRow], *, linked: bool) -> tuple[Provision, ...]:
    """Return the trees of rows in document order of which the first stands at the top."""
    below: defaultdict[str | None, list[Provision]] = defaultdict(list)
    for row in reversed(rows):
        children = tuple(reversed(below.pop(row.eid, [])))
        html = (row.linked if linked else "") or row.html
        below[row.parent_eid].append(
            Provision(row.kind, row.number, row.heading, row.text, html, children, row.eid)
        )
    return tuple(reversed(below[rows[0].parent_eid]))


def _above(session: Session, version: BillVersion, row: ProvisionRow) -> tuple[Heading, ...]:
    if row.parent_eid is None:
        return ()
    before = (ProvisionRow.version_id == version.id, ProvisionRow.place < row.place)
    nearest = (
        select(func.max(ProvisionRow.place))
        .where(*before, ProvisionRow.depth < row.depth)
        .group_by(ProvisionRow.depth)
    )
    rows = session.execute(
        _headings().where(ProvisionRow.version_id == version.id, ProvisionRow.place.in_(nearest))
    )
    return tuple(_heading(found) for found in rows)


def _neighbour(session: Session, version: BillVersion, row: ProvisionRow, *, after: bool) -> Heading | None:
    query = _headings().where(
        ProvisionRow.version_id == version.id, ProvisionRow.kind == ProvisionKind.ARTICLE, _not_quoted()
    )
    if after:
        found = session.execute(query.where(ProvisionRow.place > row.place).limit(1)).first()
    else:
        backwards = query.where(ProvisionRow.place < row.place).order_by(None)
        found = session.execute(backwards.order_by(ProvisionRow.place.desc()).limit(1)).first()
    return _heading(found) if found else None


def memorandum(session: Session, version: BillVersion, article: str | None) -> list[MemorandumRow]:
    """Return the parts of the memorandum about an article; for None the general part."""
    query = select(MemorandumRow).where(MemorandumRow.version_id == version.id)
    if article is None:
        query = query.where(MemorandumRow.eid == "")
    else:
        also = cast(MemorandumRow.also, String).contains(f'"{article}"', autoescape=True)
        query = query.where(or_(within(MemorandumRow.eid, article), also))
    return list(session.scalars(query.order_by(MemorandumRow.place)))
