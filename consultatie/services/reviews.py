"""The drafter's desk: per article what came in, from whom, read or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Select, delete, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from consultatie.analysis.positions import count_positions
from consultatie.domain.errors import NotFound
from consultatie.domain.lifecycle import COUNTED
from consultatie.domain.permissions import Permission, Viewer
from consultatie.domain.provisions import GROUPING, ProvisionKind
from consultatie.domain.visibility import RespondentKind
from consultatie.models.bills import BillVersion, ProvisionRow
from consultatie.models.campaigns import cosigned
from consultatie.models.consultations import Consultation
from consultatie.models.read_marks import ReadMark, read_by
from consultatie.models.responses import Comment, Position, Respondent, Response
from consultatie.services import bills
from consultatie.services.carrying import WITHOUT_PLACE, Carrying

PER_PAGE = 25
_DESKS = frozenset(
    {ProvisionKind.ARTICLE, ProvisionKind.ANNEX, ProvisionKind.PREAMBLE, ProvisionKind.CONCLUSION}
)


@dataclass(slots=True)
class ArticleRow:
    """One line of the overview: an article (eid ""  for the whole) with the eids below it that belong to it.

    `positions` counts comments by kind of respondent and position; `responses` and `unread` count responses.
    """

    eid: str
    kind: ProvisionKind | None
    number: str
    heading: str
    eids: set[str] = field(default_factory=set)
    responses: int = 0
    unread: int = 0
    positions: dict[str, dict[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CommentFilter:
    """Which comments to list; empty fields let everything through. `attached`: ids of responses with `text` in an attachment."""

    unread: bool = False
    position: str = ""
    kind: str = ""
    text: str = ""
    among: frozenset[int] | None = None  # ids of comments
    attached: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class ReviewComment:
    """A comment on the desk with its response, and whether this viewer has read it."""

    comment: Comment
    response: Response
    read: bool


def get_for_review(session: Session, slug: str, viewer: Viewer) -> Consultation:
    """Return a consultation whose responses this viewer may read; raise NotFound or NotAllowed."""
    consultation = session.scalar(select(Consultation).where(Consultation.slug == slug))
    if consultation is None:
        raise NotFound("no-such-consultation")
    viewer.require(Permission.READ_RESPONSES, consultation.department_id)
    return consultation


def overview(session: Session, consultation: Consultation, viewer: Viewer) -> list[ArticleRow]:
    """Return a row for the whole bill and one per article in document order, those without responses too."""
    rows = article_rows(session, consultation)
    count_responses(session, consultation, viewer, rows, rows)
    return rows


def count_responses(
    session: Session,
    consultation: Consultation,
    viewer: Viewer,
    rows: Sequence[ArticleRow],
    wanted: Sequence[ArticleRow],
) -> None:
    """Fill in the numbers of the wanted ones of all rows; what names no row's provision counts for the whole.

    What was written for an older version counts where the provision stands now, to all parts of what was split.
    """
    of_eid = {eid: row.eid for row in rows for eid in row.eids}
    carrying = Carrying(session, consultation)
    responses: dict[str, set[int]] = defaultdict(set)
    unread: dict[str, set[int]] = defaultdict(set)
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    whole = rows[0].eid
    query = _counting(consultation, viewer)
    if all(row.eid != whole for row in wanted):
        query = query.where(or_(*(carrying.among(row.eids) for row in wanted)))
    for response_id, version, eid, position, kind, read in session.execute(query):
        for place in {of_eid.get(now, whole) for now in carrying.places(version, eid)}:
            responses[place].add(response_id)
            pairs[place].append((kind, position))
            if not read:
                unread[place].add(response_id)
    for row in wanted:
        row.responses, row.unread = len(responses[row.eid]), len(unread[row.eid])
        row.positions = count_positions(pairs[row.eid])


def _counting(
    consultation: Consultation, viewer: Viewer
) -> Select[int, int, str, Position, RespondentKind, bool]:
    return (
        select(
            Comment.response_id,
            BillVersion.number,
            Comment.eid,
            Comment.position,
            Respondent.kind,
            read_by(viewer.user_id),
        )
        .join(Response, Comment.response_id == Response.id)
        .join(BillVersion, BillVersion.id == Response.version_id)
        .join(Respondent, Respondent.response_id == Response.id)
        .where(Response.consultation_id == consultation.id, Response.state.in_(COUNTED))
    )


def article_rows(session: Session, consultation: Consultation) -> list[ArticleRow]:
    """Return the desks, not counted: the whole, every article, and every onderdeel of an amending article.

    A desk holds all eids below it, those of quotes included; what belongs to none is the whole's. The last one,
    WITHOUT_PLACE, is there when comments on older versions have no place in this one.
    """
    rows = [ArticleRow("", None, "", "", {""})]
    version = bills.find_current(session, consultation)
    if version is None:
        return rows
    found = session.execute(
        select(
            ProvisionRow.eid,
            ProvisionRow.parent_eid,
            ProvisionRow.kind,
            ProvisionRow.number,
            ProvisionRow.heading,
        )
        .where(ProvisionRow.version_id == version.id)
        .order_by(ProvisionRow.place)
    )
    desk: dict[str | None, ArticleRow] = {}
    for eid, parent, kind, number, heading in found:
        row = desk.get(parent)
        if _has_own_desk(kind, row):
            row = ArticleRow(eid, kind, number, heading)
            rows.append(row)
        if row is None and kind in GROUPING:
            rows[0].eids.add(eid)
            continue
        if row is not None:
            row.eids.add(eid)
            desk[eid] = row
    if Carrying(session, consultation).has_orphans():
        rows.append(ArticleRow(WITHOUT_PLACE, None, "", "", {WITHOUT_PLACE}))
    return rows


def _has_own_desk(kind: ProvisionKind, around: ArticleRow | None) -> bool:
    if kind is ProvisionKind.AMENDMENT or around is None:
        return kind is ProvisionKind.AMENDMENT or kind in _DESKS
    return kind is ProvisionKind.ARTICLE and around.kind is ProvisionKind.ANNEX


def article_row(rows: list[ArticleRow], eid: str) -> ArticleRow:
    """Return the row whose article is, or holds, this eid; raise NotFound."""
    for row in rows:
        if eid in row.eids:
            return row
    raise NotFound("no-such-article")


def list_comments(
    session: Session,
    consultation: Consultation,
    row: ArticleRow,
    viewer: Viewer,
    *,
    wanted: CommentFilter,
    page: int = 1,
    per_page: int = PER_PAGE,
) -> tuple[list[ReviewComment], int]:
    """Return one page of the comments on an article in order of reception, and how many there are in all."""
    found = (
        select(Comment.id)
        .join(Response, Comment.response_id == Response.id)
        .join(Respondent, Respondent.response_id == Response.id)
        .where(
            Response.consultation_id == consultation.id,
            Response.state.in_(COUNTED),
            Carrying(session, consultation).among(row.eids),
            ~cosigned(),  # the desk shows their text once
        )
    )
    if wanted.unread:
        found = found.where(~read_by(viewer.user_id))
    if wanted.position:
        found = found.where(Comment.position == Position(wanted.position))
    if wanted.kind:
        found = found.where(Respondent.kind == RespondentKind(wanted.kind))
    if wanted.among is not None:
        found = found.where(Comment.id.in_(wanted.among))
    if wanted.text:
        said = Comment.text.icontains(wanted.text, autoescape=True)
        found = found.where(said | Response.id.in_(wanted.attached))
    total = session.scalar(found.with_only_columns(func.count(Comment.id))) or 0
    order = (Response.sent_at, Response.id, Comment.place, Comment.id)
    ids = session.scalars(found.order_by(*order).limit(per_page).offset((page - 1) * per_page)).all()
    rows = session.execute(
        select(Comment, Response, read_by(viewer.user_id))
        .join(Response, Comment.response_id == Response.id)
        .where(Comment.id.in_(ids))
        .options(selectinload(Response.respondent), joinedload(Response.version))
        .order_by(*order)
    )
    return [ReviewComment(comment, response, bool(is_read)) for comment, response, is_read in rows], total


def mark_read(
    session: Session,
    consultation: Consultation,
    references: list[str],
    *,
    by: Viewer,
    read: bool = True,
    now: datetime,
) -> int:
    """Mark responses of this consultation as read (or unread) by this viewer; return how many changed."""
    by.require(Permission.READ_RESPONSES, consultation.department_id)
    ids = set(
        session.scalars(
            select(Response.id).where(
                Response.consultation_id == consultation.id,
                Response.reference.in_(references),
                Response.state.in_(COUNTED),
            )
        )
    )
    marks = (ReadMark.user_id == by.user_id, ReadMark.response_id.in_(ids))
    marked = set(session.scalars(select(ReadMark.response_id).where(*marks)))
    if not read:
        session.execute(delete(ReadMark).where(*marks))
        return len(marked)
    known = set(session.scalars(select(Response.id).where(Response.id.in_(ids), read_by(by.user_id))))
    new = ids - known
    session.execute(delete(ReadMark).where(ReadMark.user_id == by.user_id, ReadMark.response_id.in_(new)))
    session.add_all(ReadMark(user_id=by.user_id, response_id=one, read_at=now) for one in new)
    return len(new)


def unread_count(session: Session, consultation: Consultation, viewer: Viewer) -> int:
    """Return how many responses this viewer has not read."""
    found = select(func.count()).where(
        Response.consultation_id == consultation.id,
        Response.state.in_(COUNTED),
        ~read_by(viewer.user_id),
    )
    return session.scalar(found) or 0


def find_response(session: Session, consultation: Consultation, reference: str) -> Response | None:
    """Return a response that counts, of this consultation, or None."""
    return session.scalar(
        select(Response).where(
            Response.reference == reference,
            Response.consultation_id == consultation.id,
            Response.state.in_(COUNTED),
        )
    )


def find_named(session: Session, consultation: Consultation, name: str) -> str | None:
    """Return the reference of the response with this id at import, or with this reference; None when there is none."""
    return session.scalar(
        select(Response.reference).where(
            Response.consultation_id == consultation.id,
            (Response.external_id == name) | (Response.reference == name),
            Response.state.in_(COUNTED),
        )
    )
