"""Responses as the public may see them: numbers, lists, one by its reference. Everything leaves through domain.visibility.project."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from consultatie.domain.errors import NotFound
from consultatie.domain.visibility import RespondentKind, ResponseFacts, project
from consultatie.models.bills import BillVersion
from consultatie.models.campaigns import cosigned
from consultatie.models.consultations import Consultation
from consultatie.models.consultations import publicly_visible as consultation_is_public
from consultatie.models.responses import (
    Answer,
    Comment,
    Position,
    Respondent,
    Response,
    publicly_visible,
)
from consultatie.services.carrying import Carrying

PER_PAGE = 20
ENOUGH_TO_QUOTE = 40  # characters: less is a remark, not a voice
LOOKED_AT = 60  # comments among which voices are chosen


@dataclass(frozen=True, slots=True)
class Filter:
    """Which responses: about a provision and what is in it, with a position, from a kind of respondent.

    `provision` is one of the newest version, or of an older `version` when only what was written for that counts.
    `by_itself` leaves out who co-signed a text, which is shown once with their number.
    """

    provision: str = ""
    position: Position | None = None
    respondent: RespondentKind | None = None
    version: int = 0
    by_itself: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page of responses with the exact total over all pages."""

    total: int
    items: tuple[ResponseFacts, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Positions:
    """How many responses there are, and how many took each position: counts[kind of respondent][position].

    A response that takes two positions within one article counts once for each.
    """

    total: int
    by_kind: dict[str, int]
    counts: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Voice:
    """A comment to quote, with the response it is in."""

    response: ResponseFacts
    eid: str | None
    position: str
    text: str


def _whole() -> tuple[ORMOption, ...]:
    return (
        joinedload(Response.consultation),
        joinedload(Response.version),
        joinedload(Response.respondent),
        selectinload(Response.comments),
        selectinload(Response.answers).joinedload(Answer.question),
    )


def _fitting(session: Session, consultation: Consultation, wish: Filter) -> ColumnElement[bool]:
    query = and_(Response.consultation_id == consultation.id, publicly_visible())
    comment = select(Comment.id).where(Comment.response_id == Response.id)
    if wish.provision or wish.position:
        if wish.provision:
            comment = comment.where(Carrying(session, consultation).about(wish.provision, wish.version))
        if wish.position:
            comment = comment.where(Comment.position == wish.position)
        query = and_(query, comment.exists())
    if wish.by_itself:
        query = and_(query, ~cosigned())
    if wish.respondent:
        query = and_(query, Response.respondent.has(Respondent.kind == wish.respondent))
    return query


def list_public(
    session: Session, consultation: Consultation, wish: Filter, *, page: int = 1, per_page: int = PER_PAGE
) -> Page:
    """Return one page of public responses, newest first."""
    fitting, total = _fitting(session, consultation, wish), count_public(session, consultation, wish)
    pages = max(1, -(-total // per_page))
    page = min(max(1, page), pages)
    rows = session.scalars(
        select(Response)
        .where(fitting)
        .options(*_whole())
        .order_by(Response.sent_at.desc(), Response.id.desc())
        .limit(per_page)
        .offset((page - 1) * per_page)
    )
    return Page(total, projected(rows), page, pages)


def count_public(session: Session, consultation: Consultation, wish: Filter) -> int:
    """Return how many public responses fit."""
    fitting = _fitting(session, consultation, wish)
    return session.scalar(select(func.count()).select_from(Response).where(fitting)) or 0


def projected(rows: Iterable[Response]) -> tuple[ResponseFacts, ...]:
    """Return what the public sees of each response, those it may not see left out."""
    return tuple(seen for row in rows if (seen := project(row.facts(), None)) is not None)


def find_public(session: Session, reference: str, *, now: datetime) -> ResponseFacts | None:
    """Return what the public sees of a response, None when it is not there or not public."""
    row = session.scalar(
        select(Response)
        .join(Response.consultation)
        .where(Response.reference == reference, publicly_visible(), consultation_is_public(now))
        .options(contains_eager(Response.consultation), *_whole()[1:])
    )
    return project(row.facts(), None) if row else None


def get_public(session: Session, reference: str, *, now: datetime) -> ResponseFacts:
    """Return what the public sees of a response; raise NotFound `no-such-response`."""
    seen = find_public(session, reference, now=now)
    if seen is None:
        raise NotFound("no-such-response")
    return seen


def every_public(
    session: Session, consultation: Consultation, *, batch: int = 500
) -> Iterable[ResponseFacts]:
    """Yield what the public sees of each response of a consultation, oldest first, in batches."""
    last = 0
    while True:
        rows = session.scalars(
            select(Response)
            .where(Response.consultation_id == consultation.id, publicly_visible(), Response.id > last)
            .options(*_whole())
            .order_by(Response.id)
            .limit(batch)
        ).all()
        if not rows:
            return
        yield from projected(rows)
        last = rows[-1].id
        for row in rows:
            session.expunge(row)


def positions(
    session: Session, consultation: Consultation, provision: str = "", *, version: int = 0
) -> Positions:
    """Count public responses by position and kind of respondent, of the whole or of a provision and what is in it.

    With the number of an older version only those that were written for it.
    """
    base = (
        select(Comment.position, Respondent.kind, func.count(Comment.response_id.distinct()))
        .join(Response, Response.id == Comment.response_id)
        .join(Respondent, Respondent.response_id == Response.id)
        .where(Response.consultation_id == consultation.id, publicly_visible())
        .group_by(Comment.position, Respondent.kind)
    )
    counts = {kind.value: {position.value: 0 for position in Position} for kind in RespondentKind}
    if provision:
        base = base.where(Carrying(session, consultation).about(provision, version))
    for position, kind, number in session.execute(base):
        counts[kind.value][position.value] = number
    people = (
        select(Respondent.kind, func.count())
        .select_from(Response)
        .join(Response.respondent, isouter=True)
        .where(_fitting(session, consultation, Filter(provision, version=version)))
        .group_by(Respondent.kind)
    )
    by_kind = {kind.value: 0 for kind in RespondentKind}
    for kind, number in session.execute(people):
        by_kind[(kind or RespondentKind.PERSON).value] += number
    return Positions(sum(by_kind.values()), by_kind, counts)


def count_by_article(session: Session, consultation: Consultation) -> dict[str, int]:
    """Return how many public responses there are per article of the newest version; "" is about the whole.

    Those about an older version count where the provision stands now, or under WITHOUT_PLACE.
    """
    rows = session.execute(
        select(BillVersion.number, Comment.eid, Comment.response_id)
        .join(Response, Response.id == Comment.response_id)
        .join(BillVersion, BillVersion.id == Response.version_id)
        .where(Response.consultation_id == consultation.id, publicly_visible())
    )
    by_place: dict[tuple[int, str], list[int]] = {}
    for version, eid, response_id in rows:
        by_place.setdefault((version, eid), []).append(response_id)
    carrying = Carrying(session, consultation)
    seen: dict[str, set[int]] = {}
    for (version, eid), responses in by_place.items():
        for now in carrying.places(version, eid):
            seen.setdefault(_article_in(now), set()).update(responses)
    return {article: len(responses) for article, responses in seen.items()}


def _article_in(eid: str) -> str:
    """Return the article in a name: its first parts up to the first that is an article."""
    parts = eid.split("__")
    for count, part in enumerate(parts, 1):
        if part.startswith("art_"):
            return "__".join(parts[:count])
    return eid


def voices(
    session: Session, consultation: Consultation, provision: str = "", *, version: int = 0, limit: int = 3
) -> list[Voice]:
    """Return a few comments to quote, one per position before a second of any; newest first, organisations before people."""
    query = (
        select(Comment)
        .join(Response, Response.id == Comment.response_id)
        .join(Respondent, Respondent.response_id == Response.id)
        .where(
            Response.consultation_id == consultation.id,
            publicly_visible(),
            func.length(Comment.text) >= ENOUGH_TO_QUOTE,
        )
        .order_by(Respondent.kind, Response.sent_at.desc(), Comment.id.desc())
        .limit(LOOKED_AT)
    )
    if provision:
        query = query.where(Carrying(session, consultation).about(provision, version))
    comments = session.scalars(query).all()
    chosen: list[Comment] = []
    for unique in (True, False):
        for comment in comments:
            fresh = comment.response_id not in {one.response_id for one in chosen}
            new = not unique or comment.position not in {one.position for one in chosen}
            if len(chosen) < limit and fresh and new:
                chosen.append(comment)
    return _voices(session, chosen)


def _voices(session: Session, comments: list[Comment]) -> list[Voice]:
    rows = session.scalars(
        select(Response).where(Response.id.in_([one.response_id for one in comments])).options(*_whole())
    ).all()
    seen = {row.id: project(row.facts(), None) for row in rows}
    found = []
    for one in comments:
        response = seen.get(one.response_id)
        if response is not None:
            shown = next(c for c in response.comments if c.eid == (one.eid or None))
            found.append(Voice(response, shown.eid, shown.position, shown.text))
    return found
