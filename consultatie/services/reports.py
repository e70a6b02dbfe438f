"""The report on a consultation: written by the drafter, per article what was done, published once it is complete."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, WrongState
from consultatie.domain.lifecycle import ConsultationState, Stage
from consultatie.domain.permissions import Permission, Viewer
from consultatie.domain.ports import Markup
from consultatie.domain.text import normalise
from consultatie.models.consultations import Consultation
from consultatie.models.reports import Disposition, Report, ReportItem
from consultatie.services import log, queue
from consultatie.services.analysis import document_order


@dataclass(frozen=True, slots=True)
class ReportGap:
    """What is missing before a report can be published."""

    code: str


def find_report(session: Session, consultation: Consultation, language: str) -> Report | None:
    """Return the report in a language, or None."""
    return session.get(Report, (consultation.id, language))


def list_items(session: Session, consultation: Consultation) -> list[ReportItem]:
    """Return what was done per provision, the whole first, then in document order."""
    items = list(session.scalars(select(ReportItem).where(ReportItem.consultation_id == consultation.id)))
    places = document_order(session, consultation)
    return sorted(items, key=lambda item: (places.get(item.eid, -1), item.id))


def save_report(
    session: Session,
    consultation: Consultation,
    *,
    language: str,
    markdown: str,
    markup: Markup,
    by: Viewer | None,
    now: datetime,
) -> None:
    """Keep the report in one language, as written and as shown. `by` None is the operator."""
    _may_write(consultation, by)
    text = normalise(markdown)
    session.merge(
        Report(
            consultation_id=consultation.id,
            language=language,
            markdown=text,
            html=markup.render(text),
            changed_at=now,
        )
    )
    _changed(session, consultation, "report-saved", {"language": language}, now)


def save_item(
    session: Session,
    consultation: Consultation,
    *,
    eid: str,
    disposition: Disposition,
    texts: dict[str, str],
    markup: Markup,
    by: Viewer | None,
    now: datetime,
) -> None:
    """Keep what was done with the points on a provision and why. Raise Invalid without a reason in Dutch."""
    _may_write(consultation, by)
    written = {language: normalise(text) for language, text in texts.items() if text.strip()}
    if "nl" not in written:
        raise Invalid("disposition-reason-missing", {"nl": "disposition-reason-missing"})
    found = session.scalar(
        select(ReportItem).where(ReportItem.consultation_id == consultation.id, ReportItem.eid == eid)
    )
    item = found or ReportItem(consultation_id=consultation.id, eid=eid)
    item.disposition, item.changed_at = disposition, now
    item.texts = {
        language: {"markdown": text, "html": markup.render(text)} for language, text in written.items()
    }
    session.add(item)
    _changed(session, consultation, "disposition-saved", {"eid": eid, "disposition": disposition.value}, now)


def missing(session: Session, consultation: Consultation, *, now: datetime) -> list[ReportGap]:
    """Return what stands between this consultation and a published report; empty when nothing does."""
    gaps = []
    state = consultation.state(now)
    if state not in (ConsultationState.CLOSED, ConsultationState.REPORTED):
        gaps.append(ReportGap("report-not-closed"))
    report = find_report(session, consultation, "nl")
    if report is None or not report.markdown.strip():
        gaps.append(ReportGap("report-text-missing"))
    if not list_items(session, consultation):
        gaps.append(ReportGap("report-dispositions-missing"))
    return gaps


def publish(session: Session, consultation: Consultation, *, by: Viewer | None, now: datetime) -> None:
    """Publish the report. Raise Invalid when something is missing, WrongState when it is published already."""
    _may_write(consultation, by)
    gaps = missing(session, consultation, now=now)
    if gaps:
        raise Invalid(gaps[0].code, {gap.code: gap.code for gap in gaps})
    moved = session.execute(
        update(Consultation)
        .where(Consultation.id == consultation.id, Consultation.stage == Stage.PUBLISHED)
        .values(stage=Stage.REPORTED, reported_at=now)
    )
    if moved.rowcount != 1:  # type: ignore[attr-defined]
        raise WrongState("report-published-already")
    session.refresh(consultation)
    _changed(session, consultation, "report-published", {}, now)


def _may_write(consultation: Consultation, by: Viewer | None) -> None:
    if by is not None:
        by.require(Permission.WRITE_REPORT, consultation.department_id)


def _changed(
    session: Session, consultation: Consultation, kind: str, data: dict[str, str], now: datetime
) -> None:
    log.append(session, kind, f"consultation:{consultation.slug}", data, now=now)
    queue.content_changed(session, consultation.slug, now=now)
