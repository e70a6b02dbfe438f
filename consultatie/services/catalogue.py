"""Which consultations there are, as the public may see them: lists, filters, counts. Each call asks a fixed number of questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select
from sqlalchemy.orm import Session, joinedload, selectinload

from consultatie.analysis.plain_text import first_sentence, from_html
from consultatie.domain.lifecycle import ConsultationState, Stage, closing_instant, days_left, opening_instant
from consultatie.domain.provisions import BillKind
from consultatie.models.accounts import Department
from consultatie.models.amendments import AmendedLaw
from consultatie.models.consultations import (
    Consultation,
    ConsultationText,
    ConsultationTheme,
    Illustration,
    TextField,
    in_language,
    publicly_visible,
)
from consultatie.models.pictures import Picture as StoredPicture
from consultatie.models.responses import Response
from consultatie.models.responses import publicly_visible as response_is_public

PER_PAGE = 20
SORTS = ("closing", "newest", "reported", "title")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to see. Days are in Europe/Amsterdam: open on or after `since`, on or before `until`."""

    status: ConsultationState | None = None
    department: str = ""
    theme: str = ""
    law: str = ""  # the title of a law that the bill amends
    kind: BillKind | None = None
    since: date | None = None
    until: date | None = None
    sort: str = "closing"
    page: int = 1
    per_page: int = PER_PAGE


@dataclass(frozen=True, slots=True)
class Listed:
    """One consultation in a list. `title` and `audience` are in `language` of the reader where there is one, else Dutch."""

    slug: str
    title: str
    title_language: str
    official_title: str
    kind: BillKind
    department: str
    department_slug: str
    themes: tuple[tuple[str, str], ...]
    state: ConsultationState
    opens_at: datetime | None
    closes_at: datetime | None
    published_at: datetime | None
    reported_at: datetime | None
    days_left: int | None
    audience: str
    audience_language: str
    summary: str
    summary_language: str
    responses: int
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class Picture:
    """The picture that goes with a consultation: its file key, media type and short alternative."""

    key: str
    media_type: str
    alt: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One page of a list, with the exact total over all pages."""

    total: int
    items: tuple[Listed, ...]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen in filters: (slug, name) of departments and themes that have something to show."""

    departments: tuple[tuple[str, str], ...]
    themes: tuple[tuple[str, str], ...]


def in_state(state: ConsultationState, now: datetime) -> ColumnElement[bool]:
    """Return the SQL predicate that equals `Calendar.state(now) is state`, for states that the public sees."""
    begun = and_(Consultation.stage == Stage.PUBLISHED, Consultation.opens_at <= now)
    match state:
        case ConsultationState.OPEN:
            return and_(begun, Consultation.closes_at > now)
        case ConsultationState.CLOSED:
            return and_(begun, Consultation.closes_at <= now)
        case ConsultationState.REPORTED:
            return Consultation.stage == Stage.REPORTED
        case ConsultationState.WITHDRAWN:
            return Consultation.stage == Stage.WITHDRAWN
    return and_(Consultation.id.is_(None))


def list_consultations(session: Session, wish: Wish, *, language: str, now: datetime) -> Catalogue:
    """Return one page of the consultations that the public may see and that fit the wish."""
    fitting = _filtered(select(Consultation), wish, now)
    total = session.scalar(select(func.count()).select_from(fitting.subquery())) or 0
    pages = max(1, -(-total // wish.per_page))
    page = min(max(1, wish.page), pages)
    rows = session.scalars(
        fitting.order_by(*_order(wish.sort, now))
        .options(joinedload(Consultation.department), selectinload(Consultation.themes))
        .limit(wish.per_page)
        .offset((page - 1) * wish.per_page)
    ).all()
    return Catalogue(total, _listed(session, rows, language, now), page, pages)


def _filtered(query: Select[Consultation], wish: Wish, now: datetime) -> Select[Consultation]:
    query = query.where(publicly_visible(now))
    if wish.status is not None:
        query = query.where(in_state(wish.status, now))
    if wish.kind is not None:
        query = query.where(Consultation.kind == wish.kind)
    if wish.department:
        query = query.where(Consultation.department.has(Department.slug == wish.department))
    if wish.theme:
        query = query.where(Consultation.themes.any(ConsultationTheme.slug == wish.theme))
    if wish.law:
        amending = select(AmendedLaw.consultation_id).where(AmendedLaw.title == wish.law)
        query = query.where(Consultation.id.in_(amending))
    if wish.since is not None:
        query = query.where(Consultation.closes_at > opening_instant(wish.since))
    if wish.until is not None:
        query = query.where(Consultation.opens_at < closing_instant(wish.until))
    return query


def _order(sort: str, now: datetime) -> list[ColumnElement[Any]]:
    """What is open comes first, soonest closing first; then the most recently closed."""
    last = Consultation.id.desc()
    if sort == "newest":
        return [Consultation.opens_at.desc(), last]
    if sort == "reported":
        return [Consultation.reported_at.desc(), last]
    if sort == "title":
        return [func.lower(Consultation.title), last]
    is_open = in_state(ConsultationState.OPEN, now)
    return [
        case((is_open, 0), else_=1),
        case((is_open, Consultation.closes_at)),
        Consultation.closes_at.desc(),
        last,
    ]


def _listed(
    session: Session, rows: Sequence[Consultation], language: str, now: datetime
) -> tuple[Listed, ...]:
    ids = [row.id for row in rows]
    if not ids:
        return ()
    texts = _texts(session, ids)
    counts = response_counts(session, ids)
    pictures = _pictures(session, ids, language)
    return tuple(
        _one(row, texts.get(row.id, {}), counts[row.id], pictures.get(row.id), language, now) for row in rows
    )


def _texts(session: Session, ids: Sequence[int]) -> dict[int, dict[TextField, dict[str, ConsultationText]]]:
    shown = (TextField.TITLE, TextField.AUDIENCE, TextField.SUMMARY)
    found: dict[int, dict[TextField, dict[str, ConsultationText]]] = {}
    for text in session.scalars(
        select(ConsultationText).where(
            ConsultationText.consultation_id.in_(ids), ConsultationText.field.in_(shown)
        )
    ):
        found.setdefault(text.consultation_id, {}).setdefault(text.field, {})[text.language] = text
    return found


def response_counts(session: Session, ids: Sequence[int]) -> Counter[int]:
    """Return per consultation how many responses the public may see."""
    rows = session.execute(
        select(Response.consultation_id, func.count())
        .where(Response.consultation_id.in_(ids), response_is_public())
        .group_by(Response.consultation_id)
    )
    return Counter({consultation_id: number for consultation_id, number in rows})


def _pictures(session: Session, ids: Sequence[int], language: str) -> dict[int, Picture]:
    found: dict[int, Picture] = {}
    for row in session.scalars(
        select(Illustration)
        .where(Illustration.consultation_id.in_(ids), Illustration.eid == "")
        .order_by(Illustration.place, Illustration.id)
        .options(joinedload(Illustration.picture).joinedload(StoredPicture.file))
    ):
        alt, _ = in_language(row.picture.alt, language)
        file = row.picture.file
        found.setdefault(row.consultation_id, Picture(file.key, file.media_type, alt))
    return found


def _one(
    row: Consultation,
    texts: dict[TextField, dict[str, ConsultationText]],
    responses: int,
    picture: Picture | None,
    language: str,
    now: datetime,
) -> Listed:
    titles = {code: text for code, text in texts.get(TextField.TITLE, {}).items() if code in (language, "nl")}
    title, title_language = in_language({code: text.markdown for code, text in titles.items()}, language)
    audience, audience_language = _line(texts.get(TextField.AUDIENCE, {}), language)
    summary, summary_language = _line(texts.get(TextField.SUMMARY, {}), language)
    state = row.state(now)
    is_open = state is ConsultationState.OPEN and row.closes_at is not None
    return Listed(
        slug=row.slug,
        title=title or row.title,
        title_language=title_language if title else "nl",
        official_title=row.title,
        kind=row.kind,
        department=row.department.name,
        department_slug=row.department.slug,
        themes=tuple((theme.slug, theme.name) for theme in row.themes),
        state=state,
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        published_at=row.published_at,
        reported_at=row.reported_at,
        days_left=days_left(row.closes_at, now) if is_open and row.closes_at else None,
        audience=audience,
        audience_language=audience_language,
        summary=summary,
        summary_language=summary_language,
        responses=responses,
        picture=picture,
    )


def _line(texts: dict[str, ConsultationText], language: str) -> tuple[str, str]:
    chosen, code = in_language({key: text.html or text.markdown for key, text in texts.items()}, language)
    return first_sentence(from_html(chosen), code), code


def find_choices(session: Session, *, now: datetime) -> Choices:
    """Return the departments and themes of all consultations that the public may see, by name."""
    visible = select(Consultation.id).where(publicly_visible(now)).scalar_subquery()
    departments = session.execute(
        select(Department.slug, Department.name)
        .where(
            Department.id.in_(
                select(Consultation.department_id).where(publicly_visible(now)).scalar_subquery()
            )
        )
        .order_by(Department.name)
    )
    themes = session.execute(
        select(ConsultationTheme.slug, func.min(ConsultationTheme.name))
        .where(ConsultationTheme.consultation_id.in_(visible))
        .group_by(ConsultationTheme.slug)
        .order_by(func.min(ConsultationTheme.name))
    )
    return Choices(
        tuple((slug, name) for slug, name in departments), tuple((slug, name) for slug, name in themes)
    )
