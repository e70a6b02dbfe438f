"""What is read of one consultation: its texts, its bill by article, documents, and what was done with responses.

Belongs here: questions for public pages and for the API, each a fixed number. Not here: lists (catalogue), responses
(public_responses), pictures (reading_pictures). Staff who may see a consultation before it opens read it through the
same functions.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from consultatie.analysis.plain_text import from_html, shortened
from consultatie.domain.errors import NotFound
from consultatie.domain.lifecycle import ConsultationState, Stage, last_day
from consultatie.domain.permissions import Viewer
from consultatie.domain.visibility import consultation_visible
from consultatie.models.bills import BillVersion
from consultatie.models.consultations import (
    Consultation,
    Document,
    Explanation,
    Question,
    TextField,
    in_language,
)
from consultatie.models.files import StoredFile
from consultatie.models.reports import Report, ReportItem
from consultatie.services.reading_law import within

REPORT_TERM = timedelta(
    weeks=13
)  # by when a report is expected; no law sets a term, so a page says "expected"


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as shown: clean HTML, its plain source, and the language it is in (not always the reader's).

    `outdated`: what it explains has changed since.
    """

    html: str
    text: str
    language: str
    outdated: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What was done with the points on a provision (`eid` empty: on the whole), and why."""

    eid: str
    disposition: str
    reason: Shown


def get_visible(session: Session, slug: str, *, viewer: Viewer | None, now: datetime) -> Consultation:
    """Return a consultation with its texts; raise NotFound when it is not there or not for this viewer's eyes."""
    found = session.scalar(
        select(Consultation)
        .where(Consultation.slug == slug)
        .options(
            joinedload(Consultation.department),
            selectinload(Consultation.themes),
            selectinload(Consultation.texts),
        )
    )
    if found is None or not consultation_visible(found.calendar, found.department_id, viewer, now):
        raise NotFound("no-such-consultation", slug=slug)
    return found


def texts(consultation: Consultation, language: str) -> dict[str, Shown]:
    """Return the texts that there are by field value ("summary", …), each in the reader's language, else in Dutch."""
    by_field: dict[TextField, dict[str, tuple[str, str]]] = {}
    for row in consultation.texts:
        if row.markdown.strip():
            by_field.setdefault(row.field, {})[row.language] = (row.html, row.markdown)
    shown = {}
    for field in TextField:
        versions = by_field.get(field)
        if versions:
            _, code = in_language({key: html for key, (html, _) in versions.items()}, language)
            html, markdown = versions.get(code) or next(iter(versions.values()))
            shown[field.value] = Shown(html, markdown, code)
    return shown


def title(consultation: Consultation, language: str) -> Shown:
    """Return the plain title, or where there is none the official one."""
    found = {
        row.language: row.markdown
        for row in consultation.texts
        if row.field is TextField.TITLE and row.language in (language, "nl")
    }
    text, code = in_language(found, language)
    return Shown("", text, code) if text else Shown("", consultation.title, "nl")


def explanations(
    session: Session,
    consultation: Consultation,
    language: str,
    *,
    article: str | None = None,
    linked: bool = False,
) -> dict[str, Shown]:
    """Return the plain explanations by eid; with an `article` only of that article and what is in it.

    With `linked` the HTML has its references as links; those to the bill itself are `#` and the eid.
    """
    query = select(Explanation).where(Explanation.consultation_id == consultation.id)
    if article is not None:
        query = query.where(within(Explanation.eid, article))
    by_eid: dict[str, dict[str, Explanation]] = {}
    for row in session.scalars(query):
        by_eid.setdefault(row.eid, {})[row.language] = row
    shown = {}
    for eid, versions in by_eid.items():
        _, code = in_language({key: row.markdown for key, row in versions.items()}, language)
        if code in versions:
            row = versions[code]
            html = (row.linked if linked else "") or row.html
            shown[eid] = Shown(html, row.markdown, code, row.outdated)
    return shown


def version_notice(consultation: Consultation, version: BillVersion | None, language: str) -> Shown | None:
    """Return what is said about a version that came while the public could read the one before, None for any other.

    Its text is empty where nothing was said.
    """
    published = consultation.published_at
    if version is None or version.number == 1 or published is None or version.imported_at <= published:
        return None
    text, code = in_language(version.notice, language)
    return Shown("", text, code)


def documents(session: Session, consultation: Consultation) -> list[Document]:
    """Return the documents beside the bill, each with its file."""
    query = select(Document).where(Document.consultation_id == consultation.id)
    return list(
        session.scalars(query.order_by(Document.place, Document.id).options(joinedload(Document.file)))
    )


def find_document(session: Session, consultation: Consultation, key: str) -> StoredFile:
    """Return the file of a document that this consultation shows; raise NotFound."""
    found = session.scalar(
        select(StoredFile)
        .join(Document, Document.file_id == StoredFile.id)
        .where(Document.consultation_id == consultation.id, StoredFile.key == key)
        .limit(1)
    )
    if found is None:
        raise NotFound("no-such-page")
    return found


def report_expected(consultation: Consultation) -> date | None:
    """Return the day (Europe/Amsterdam) by which a report is expected, None while there is no last day."""
    return last_day(consultation.closes_at) + REPORT_TERM if consultation.closes_at else None


def find_report(
    session: Session, consultation: Consultation, language: str, *, now: datetime
) -> Shown | None:
    """Return the published report, None while there is none."""
    if consultation.state(now) is not ConsultationState.REPORTED:
        return None
    rows = session.scalars(select(Report).where(Report.consultation_id == consultation.id))
    by_language = {row.language: row for row in rows}
    _, code = in_language({key: row.markdown for key, row in by_language.items()}, language)
    found = by_language.get(code)
    return Shown(found.html, found.markdown, code) if found else None


def done(
    session: Session,
    consultation: Consultation,
    language: str,
    *,
    article: str | None = None,
    now: datetime,
) -> list[Done]:
    """Return what was done per provision, nothing before the report is published; the order is that of storing."""
    if consultation.state(now) is not ConsultationState.REPORTED:
        return []
    query = select(ReportItem).where(ReportItem.consultation_id == consultation.id).order_by(ReportItem.id)
    if article is not None:
        query = query.where(within(ReportItem.eid, article))
    return [_done(row, language) for row in session.scalars(query)]


def _done(row: ReportItem, language: str) -> Done:
    markdown, code = in_language({key: text["markdown"] for key, text in row.texts.items()}, language)
    html = row.texts[code]["html"] if code in row.texts else ""
    return Done(row.eid, row.disposition.value, Shown(html, markdown, code))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the drafters, with its options, in one language. `eid` is empty when it is about the whole."""

    key: str
    kind: str
    eid: str
    text: str
    options: tuple[str, ...]
    language: str


def questions(
    session: Session, consultation: Consultation, language: str, *, article: str | None = None
) -> list[Asked]:
    """Return the questions in order; with an `article` only those about it and what is in it."""
    query = select(Question).where(Question.consultation_id == consultation.id)
    if article is not None:
        query = query.where(within(Question.eid, article))
    return [_asked(row, language) for row in session.scalars(query.order_by(Question.place, Question.id))]


def _asked(row: Question, language: str) -> Asked:
    text, code = in_language(row.texts, language)
    options = tuple(in_language(option, code)[0] for option in row.options)
    return Asked(row.key, row.kind.value, row.eid, text, options, code)


def report_texts(session: Session, consultation: Consultation, *, now: datetime) -> dict[str, dict[str, str]]:
    """Return the published report by language, as written and as shown; empty while there is none."""
    if consultation.state(now) is not ConsultationState.REPORTED:
        return {}
    rows = session.scalars(select(Report).where(Report.consultation_id == consultation.id))
    return {row.language: {"markdown": row.markdown, "html": row.html} for row in rows}


def report_items(session: Session, consultation: Consultation, *, now: datetime) -> list[ReportItem]:
    """Return what was done per provision in every language, nothing before the report is published."""
    if consultation.state(now) is not ConsultationState.REPORTED:
        return []
    query = select(ReportItem).where(ReportItem.consultation_id == consultation.id)
    return list(session.scalars(query.order_by(ReportItem.id)))


def outcomes(session: Session, slugs: Iterable[str], language: str) -> dict[str, Shown]:
    """Return the first paragraph of each published report by slug: what came of the responses, in a line."""
    rows = session.execute(
        select(Consultation.slug, Report)
        .join(Report, Report.consultation_id == Consultation.id)
        .where(Consultation.slug.in_(list(slugs)), Consultation.stage == Stage.REPORTED)
    )
    by_slug: dict[str, dict[str, str]] = {}
    for slug, report in rows:
        by_slug.setdefault(slug, {})[report.language] = report.html
    found = {slug: in_language(htmls, language) for slug, htmls in by_slug.items()}
    return {slug: Shown(html, _first_paragraph(html), code) for slug, (html, code) in found.items()}


def _first_paragraph(html: str) -> str:
    _, _, rest = html.partition("<p>")
    return shortened(from_html(rest.partition("</p>")[0]), 240)
