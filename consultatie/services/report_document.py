"""The facts of a report as a file of its own: figures, the drafter's text, and per article what came in and was done.

It may be published as it is: names of organisations come from public, named responses only; the rest are counts.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultatie.analysis.positions import count_positions, total_positions
from consultatie.domain.lifecycle import COUNTED
from consultatie.domain.visibility import Publication, RespondentKind
from consultatie.models.consultations import Consultation
from consultatie.models.reports import Report, ReportItem
from consultatie.models.responses import Respondent, Response, publicly_visible
from consultatie.services import analysis, reports, shared_texts


@dataclass(slots=True)
class ReportedProvision:
    """One provision: how many responses, positions (position to number), and what was done (None: not written)."""

    eid: str
    responses: int = 0
    positions: dict[str, int] = field(default_factory=dict)
    item: ReportItem | None = None


@dataclass(frozen=True, slots=True)
class ReportDocument:
    """All that the file says. `text` is None while the drafter has not written it in this language or in Dutch."""

    consultation: Consultation
    text: Report | None
    responses: int
    by_kind: dict[str, int]
    by_publication: dict[str, int]
    organisations: list[str]
    campaigns: int
    shared: list[tuple[shared_texts.SharedText, list[shared_texts.Addition]]]
    provisions: list[ReportedProvision]


def gather(session: Session, consultation: Consultation, language: str) -> ReportDocument:
    """Return the facts of a report in a language."""
    stored = analysis.find_stored(session, consultation)
    return ReportDocument(
        consultation=consultation,
        text=reports.find_report(session, consultation, language)
        or reports.find_report(session, consultation, "nl"),
        responses=analysis.count_responses(session, consultation),
        by_kind=_by_kind(session, consultation),
        by_publication=_by_publication(session, consultation),
        organisations=_organisations(session, consultation),
        campaigns=len(stored.data["campaigns"]) if stored else 0,
        shared=_shared(session, consultation),
        provisions=_provisions(session, consultation),
    )


def _shared(
    session: Session, consultation: Consultation
) -> list[tuple[shared_texts.SharedText, list[shared_texts.Addition]]]:
    """Return each text that many sent, with everything that is public of what people added to it."""
    found = []
    for one in shared_texts.list_of(session, consultation):
        added, total = shared_texts.additions(session, consultation, one)
        for page in range(2, -(-total // shared_texts.PER_PAGE) + 1):
            added += shared_texts.additions(session, consultation, one, page=page)[0]
        found.append((one, added))
    return found


def _by_kind(session: Session, consultation: Consultation) -> dict[str, int]:
    rows = session.execute(
        select(Respondent.kind, func.count())
        .join(Response, Respondent.response_id == Response.id)
        .where(Response.consultation_id == consultation.id, Response.state.in_(COUNTED))
        .group_by(Respondent.kind)
    )
    found = {kind.value: number for kind, number in rows}
    return {kind.value: found.get(kind.value, 0) for kind in RespondentKind}


def _by_publication(session: Session, consultation: Consultation) -> dict[str, int]:
    rows = session.execute(
        select(Response.publication, func.count())
        .where(Response.consultation_id == consultation.id, Response.state.in_(COUNTED))
        .group_by(Response.publication)
    )
    found = {choice.value: number for choice, number in rows if choice is not None}
    return {choice.value: found.get(choice.value, 0) for choice in Publication}


def _organisations(session: Session, consultation: Consultation) -> list[str]:
    rows = session.scalars(
        select(Respondent.organisation)
        .join(Response, Respondent.response_id == Response.id)
        .where(
            Response.consultation_id == consultation.id,
            publicly_visible(),
            Response.publication == Publication.NAMED,
            Respondent.kind == RespondentKind.ORGANISATION,
        )
    )
    return sorted({name for name in rows if name}, key=str.casefold)


def _provisions(session: Session, consultation: Consultation) -> list[ReportedProvision]:
    items = {item.eid: item for item in reports.list_items(session, consultation)}
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    responses: dict[str, set[str]] = defaultdict(set)
    for eid, comments in analysis.by_place(
        session, consultation, analysis.said(session, consultation)
    ).items():
        pairs[eid] += [(comment.kind, comment.position) for comment in comments]
        responses[eid] |= {comment.response for comment in comments}
    order = analysis.document_order(session, consultation)
    eids = sorted(set(items) | set(pairs), key=lambda eid: order.get(eid, -1))
    return [
        ReportedProvision(
            eid, len(responses[eid]), total_positions(count_positions(pairs[eid])), items.get(eid)
        )
        for eid in eids
    ]
