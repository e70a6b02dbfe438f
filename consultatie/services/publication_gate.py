"""The publication gate: what is still missing before a consultation may go online, and where to mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid
from consultatie.domain.lifecycle import AMSTERDAM, RECEIVED, closing_instant, term_is_short
from consultatie.domain.lineage import Relation, uncertain
from consultatie.domain.provisions import BillKind, ProvisionKind
from consultatie.models.bills import BillVersion, ProvisionRow
from consultatie.models.consultations import Consultation, TextField
from consultatie.models.lineage import ProvisionLink
from consultatie.models.responses import Comment, Response
from consultatie.services import easy_reading, text_quality

NEEDED_TEXTS = (TextField.SUMMARY, TextField.CHANGES, TextField.AUDIENCE)
NO_DEPARTMENT = "nog-te-kiezen"  # the slug of consultations.NO_DEPARTMENT
KETEN_ID = re.compile(r"WGK[0-9]{6}")


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing: a code, the task where it is mended, and which one of its kind (eid, id, language).

    `place` is texts, easy, details, dates, bill, illustrations, figures, questions, explanations or references. What does
    not block is advice. `words` are those of a reference.
    """

    code: str
    place: str
    subject: str = ""
    blocking: bool = True
    words: str = ""


def missing(
    session: Session, consultation: Consultation, now: datetime, *, operator: bool = False
) -> list[Gap]:
    """Return all gaps, those that block first.

    A first day that has passed blocks, except for the operator, who may bring in what already runs elsewhere.
    """
    gaps = [
        *_texts(consultation),
        *_summaries(consultation, operator=operator),
        *_easy(consultation),
        *_details(consultation),
        *_dates(consultation, now, operator=operator),
        *_bill(session, consultation),
        *_illustrations(consultation),
        *_references(session, consultation),
        *_lineage(session, consultation),
        *_dangling(session, consultation),
    ]
    return sorted(gaps, key=lambda gap: not gap.blocking)


def blocking(gaps: list[Gap]) -> list[Gap]:
    """Return the gaps that stand in the way of publication."""
    return [gap for gap in gaps if gap.blocking]


def require_contents(session: Session, consultation: Consultation) -> None:
    """Raise Invalid `gate-would-break` when what is already published would now miss something; dates aside."""
    session.flush()
    gaps = blocking(
        [
            *_texts(consultation),
            *_details(consultation),
            *_bill(session, consultation),
            *_illustrations(consultation),
        ]
    )
    if gaps:
        raise Invalid("gate-would-break", problems_of(gaps))


def problems_of(gaps: list[Gap]) -> dict[str, str]:
    """Return gaps as the problems of a refusal: where ("texts.nl.summary-missing"), and what."""
    return {".".join(part for part in (gap.place, gap.subject, gap.code) if part): gap.code for gap in gaps}


def _texts(consultation: Consultation) -> Iterator[Gap]:
    written = {(text.language, text.field) for text in consultation.texts}
    for field in NEEDED_TEXTS:
        if ("nl", field) not in written:
            yield Gap(f"{field.value}-missing", "texts", "nl")
    for language in sorted({language for language, _ in written} - {"nl"}):
        if not {(language, field) for field in NEEDED_TEXTS} <= written:
            yield Gap("translation-incomplete", "texts", language, blocking=False)
    if ("nl", TextField.EASY) not in written:
        yield Gap("easy-missing", "easy", "nl", blocking=False)


def _summaries(consultation: Consultation, *, operator: bool) -> Iterator[Gap]:
    """Yield why "In het kort" is too long or too hard, or leaves one of its five questions open (ADR 12).

    A Dutch one blocks until somebody writes down why it has to be. To the operator the questions are advice: what
    already runs elsewhere may answer them under other headings.
    """
    reason_given = any(
        text.language == "nl" and text.field is TextField.SUMMARY_REASON for text in consultation.texts
    )
    for text in consultation.texts:
        if text.field is TextField.SUMMARY:
            excused = text.language != "nl" or reason_given
            for code in sorted({finding.code for finding in text_quality.summary(text.html, text.language)}):
                advice = excused or (operator and code == "summary-questions")
                yield Gap(
                    f"summary-{code.removeprefix('summary-')}", "texts", text.language, blocking=not advice
                )


def _easy(consultation: Consultation) -> Iterator[Gap]:
    """Yield why a text in easy language is not easy yet; advice, as ADR 12 has it."""
    for text in consultation.texts:
        if text.field is TextField.EASY:
            codes = {finding.code for finding in text_quality.easy(text.html, text.language)}
            if text.language == "nl" and easy_reading.steps_without_picture(consultation, "nl"):
                codes.add("easy-picture")
            yield from (Gap(code, "easy", text.language, blocking=False) for code in sorted(codes))


def _details(consultation: Consultation) -> Iterator[Gap]:
    if not consultation.contact.strip():
        yield Gap("contact-missing", "details")
    if not KETEN_ID.fullmatch(consultation.keten_id):
        yield Gap("keten-id-missing", "details")
    if consultation.department.slug == NO_DEPARTMENT:
        yield Gap("department-missing", "details")
    if not consultation.themes:
        yield Gap("themes-missing", "details", blocking=False)


def _dates(consultation: Consultation, now: datetime, *, operator: bool) -> Iterator[Gap]:
    opens, closes = consultation.opens, consultation.closes
    if opens is None or closes is None:
        yield Gap("dates-missing", "dates")
        return
    if closes < opens:
        yield Gap("closes-before-opens", "dates")
    elif term_is_short(opens, closes) and not consultation.term_reason.strip():
        yield Gap("term-short", "dates")
    if closing_instant(closes) <= now:
        yield Gap("closes-past", "dates")
    elif opens < now.astimezone(AMSTERDAM).date():
        yield Gap("opens-past", "dates", blocking=not operator)


def _current(session: Session, consultation: Consultation) -> int | None:
    return session.scalar(
        select(BillVersion.id)
        .where(BillVersion.consultation_id == consultation.id)
        .order_by(BillVersion.number.desc())
        .limit(1)
    )


def _bill(session: Session, consultation: Consultation) -> Iterator[Gap]:
    version = _current(session, consultation)
    if version is None:
        yield Gap("bill-missing", "bill")
        return
    found = select(ProvisionRow.id).where(ProvisionRow.version_id == version)
    if consultation.kind is not BillKind.POLICY_PAPER:
        found = found.where(ProvisionRow.kind == ProvisionKind.ARTICLE)
    if session.scalar(found.limit(1)) is None:
        yield Gap("articles-missing", "bill")
    with_text = select(ProvisionRow.id).where(ProvisionRow.version_id == version, ProvisionRow.html != "")
    if session.scalar(with_text.limit(1)) is None:
        yield Gap("bill-without-text", "bill")


def _lineage(session: Session, consultation: Consultation) -> Iterator[Gap]:
    """Yield one gap for what nobody knows the origin of; it blocks while somebody responded to one of the old texts."""
    found = (
        select(ProvisionLink)
        .join(BillVersion, BillVersion.id == ProvisionLink.version_id)
        .where(BillVersion.consultation_id == consultation.id, ProvisionLink.relation == Relation.UNSURE)
        .order_by(ProvisionLink.version_id, ProvisionLink.place)
    )
    by_version = {
        version: list(rows) for version, rows in groupby(session.scalars(found), lambda row: row.version_id)
    }
    unsure = sum(
        len({link.new for link in uncertain(row.link() for row in rows)}) for rows in by_version.values()
    )
    if unsure:
        olds = {row.old_eid for rows in by_version.values() for row in rows if row.old_eid}
        said = select(Comment.id).join(Response, Comment.response_id == Response.id)
        said = said.where(Response.consultation_id == consultation.id, Response.state.in_(RECEIVED))
        hangs = session.scalar(said.where(Comment.eid.in_(olds)).limit(1)) is not None
        yield Gap("lineage-unsure", "lineage", str(unsure), blocking=hangs)


def _illustrations(consultation: Consultation) -> Iterator[Gap]:
    languages = sorted({text.language for text in consultation.texts} - {"nl"})
    for illustration in consultation.illustrations:
        subject, picture = str(illustration.id), illustration.picture
        if picture.decorative:
            continue
        if not picture.alt.get("nl"):
            yield Gap("alt-missing", "illustrations", subject)
        if not picture.description.get("nl"):
            yield Gap("description-missing", "illustrations", subject)
        if any(not picture.alt.get(language) for language in languages):
            yield Gap("alt-not-translated", "illustrations", subject, blocking=False)


def _references(session: Session, consultation: Consultation) -> Iterator[Gap]:
    """Yield what stands beside a provision that the bill does not have or has changed, and articles without plain language."""
    version = _current(session, consultation)
    if version is None:
        return
    found = select(ProvisionRow.eid, ProvisionRow.kind).where(ProvisionRow.version_id == version)
    kinds = {eid: kind for eid, kind in session.execute(found.order_by(ProvisionRow.place))}
    yield from _lost(consultation, {"", *kinds})
    for eid in sorted({one.eid for one in consultation.explanations if one.outdated}):
        yield Gap("explanation-outdated", "explanations", eid, blocking=False)
    explained = {one.eid for one in consultation.explanations if one.language == "nl"}
    for eid, kind in kinds.items():
        if kind is ProvisionKind.ARTICLE and "quote_" not in eid and not _is_explained(eid, explained):
            yield Gap("explanation-missing", "explanations", eid, blocking=False)


def _dangling(session: Session, consultation: Consultation) -> Iterator[Gap]:
    """Yield the references in the bill to a provision that it does not have, those that are meant so left out."""
    from consultatie.services import dangling_references  # late: it notes edits, which asks this gate

    for one in dangling_references.listed(session, consultation):
        if not one.reason:
            yield Gap("reference-dangling", "references", one.eid, blocking=False, words=one.words)


def _lost(consultation: Consultation, known: set[str]) -> Iterator[Gap]:
    for place, subject, eid in (
        *(("illustrations", str(one.id), one.eid) for one in consultation.illustrations),
        *(("figures", str(one.id), one.eid) for one in consultation.figures),
        *(("questions", one.key, one.eid) for one in consultation.questions),
        *{("explanations", one.eid, one.eid): None for one in consultation.explanations},
    ):
        if eid not in known:
            yield Gap("provision-unknown", place, subject)


def _is_explained(eid: str, explained: set[str]) -> bool:
    return eid in explained or any(other.startswith(f"{eid}__") for other in explained)
