"""Make sense of a consultation's responses: campaigns, and per provision numbers, themes and a summary of quotes.

The summary only quotes and counts; every sentence names its responses. Codes and ids come out, no sentences of ours.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, TableValuedAlias, Text, cast, func, select, true
from sqlalchemy.orm import Session

from consultatie.analysis.positions import count_positions, total_positions
from consultatie.analysis.themes import keyword_themes
from consultatie.domain.lifecycle import COUNTED
from consultatie.domain.redaction import part_of_comment, redact
from consultatie.domain.visibility import RespondentKind
from consultatie.models.analysis import AnalysisResult
from consultatie.models.bills import BillVersion, ProvisionRow
from consultatie.models.consultations import Consultation
from consultatie.models.redactions import RedactionRow
from consultatie.models.responses import Comment, Position, Respondent, Response
from consultatie.services import campaign_groups, log
from consultatie.services.carrying import WITHOUT_PLACE, Carrying


@dataclass(frozen=True, slots=True)
class Said:
    """One comment as the analysis needs it. `response` is the id given at import, or the public reference."""

    response: str
    version: int
    kind: str
    eid: str
    position: str
    text: str


def said(session: Session, consultation: Consultation) -> list[Said]:
    """Return every comment of the responses that count, in the order in which responses came in."""
    rows = session.execute(
        select(
            func.coalesce(Response.external_id, Response.reference),
            BillVersion.number,
            Respondent.kind,
            Comment.eid,
            Comment.position,
            Comment.text,
            Response.language,
        )
        .join(Response, Comment.response_id == Response.id)
        .join(Respondent, Respondent.response_id == Response.id)
        .join(BillVersion, BillVersion.id == Response.version_id)
        .where(Response.consultation_id == consultation.id, Response.state.in_(COUNTED))
        .order_by(Response.sent_at, Response.id, Comment.place, Comment.id)
    )
    hidden = _hidden(session, consultation)
    return [
        Said(
            name,
            version,
            RespondentKind(kind).value,
            eid,
            Position(position).value,
            redact(text, hidden.get((name, part_of_comment(eid, "text")), ()), language),
        )
        for name, version, kind, eid, position, text, language in rows
    ]


def _hidden(session: Session, consultation: Consultation) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """Return what a moderator hid, by response and part: a quote shows the mark, also to who may read the original."""
    rows = session.execute(
        select(
            func.coalesce(Response.external_id, Response.reference),
            RedactionRow.part,
            RedactionRow.words,
            RedactionRow.reason,
        )
        .join(Response, RedactionRow.response_id == Response.id)
        .where(Response.consultation_id == consultation.id, RedactionRow.undone_at.is_(None))
    )
    found: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for name, part, words, reason in rows:
        found[name, part].append((words, reason))
    return found


def count_responses(session: Session, consultation: Consultation) -> int:
    """Return how many responses count."""
    found = select(func.count()).where(
        Response.consultation_id == consultation.id, Response.state.in_(COUNTED)
    )
    return session.scalar(found) or 0


def analyse(session: Session, consultation: Consultation, *, now: datetime) -> dict[str, Any]:
    """Return the analysis document of docs/interface.md (the format of `consultatie analyse --json`)."""
    comments = said(session, consultation)
    order = document_order(session, consultation)
    by_provision = by_place(session, consultation, comments)
    without_place = by_provision.pop(WITHOUT_PLACE, [])
    texts = {eid: _texts(group) for eid, group in by_provision.items()}
    themes = keyword_themes(texts)
    return {
        "consultation": consultation.slug,
        "computed_at": now.isoformat(),
        "responses": count_responses(session, consultation),
        "log_size": log.size(session),
        "campaigns": _with_persons(session, consultation, comments),
        "provisions": [
            _provision(eid, by_provision[eid], texts[eid], themes.get(eid, []))
            for eid in sorted(by_provision, key=lambda eid: order.get(eid, -1))
        ],
        "without_place": [
            {"version": version, "eid": eid, "responses": [one.response for one in group]}
            for (version, eid), group in _by_origin(without_place).items()
        ],
    }


def by_place(session: Session, consultation: Consultation, comments: Iterable[Said]) -> dict[str, list[Said]]:
    """Return comments by where their provision stands in the newest version; see services.carrying for older ones."""
    carrying = Carrying(session, consultation)
    found: dict[str, list[Said]] = defaultdict(list)
    for comment in comments:
        for eid in carrying.places(comment.version, comment.eid):
            found[eid].append(comment)
    return found


def _by_origin(comments: Iterable[Said]) -> dict[tuple[int, str], list[Said]]:
    found: dict[tuple[int, str], list[Said]] = defaultdict(list)
    for comment in comments:
        found[comment.version, comment.eid].append(comment)
    return found


def document_order(session: Session, consultation: Consultation) -> dict[str, int]:
    """Return the rank of every provision of the newest version, by eid."""
    if not consultation.versions:
        return {}
    rows = session.execute(
        select(ProvisionRow.eid, ProvisionRow.place).where(
            ProvisionRow.version_id == consultation.versions[-1].id
        )
    )
    return {eid: place for eid, place in rows}


def _texts(group: Iterable[Said]) -> list[tuple[str, str]]:
    return [(comment.response, comment.text) for comment in group if comment.text.strip()]


def _with_persons(
    session: Session, consultation: Consultation, comments: Iterable[Said]
) -> list[dict[str, Any]]:
    found = _campaigns(comments, campaign_groups.registered(session, consultation))
    campaign_groups.count_persons(session, consultation, found)
    return found


def _campaigns(
    comments: Iterable[Said], registered: list[campaign_groups.Registered]
) -> list[dict[str, Any]]:
    from consultatie.analysis.campaigns import (
        find_campaigns,
    )  # late: the site only reads what the worker made

    parts: dict[str, list[str]] = defaultdict(list)
    for comment in comments:
        if comment.text.strip():
            parts[comment.response].append(comment.text)
    whole = {response: "\n\n".join(texts) for response, texts in parts.items()}
    return campaign_groups.grouped(find_campaigns(whole), whole, registered)


def _provision(
    eid: str, group: list[Said], texts: Sequence[tuple[str, str]], themes: Sequence[Any]
) -> dict[str, Any]:
    from consultatie.analysis.summaries import (
        representative_passages,
    )  # late: needs numpy, which the site does not

    kind_of = {comment.response: comment.kind for comment in group}
    kinds = list(kind_of.values())
    return {
        "eid": eid or None,
        "responses": len(kind_of),
        "respondents": {kind.value: kinds.count(kind.value) for kind in RespondentKind},
        "positions": total_positions(count_positions((comment.kind, comment.position) for comment in group)),
        "themes": [
            {
                "id": f"{eid or 'whole'}:{theme.label}",
                "label": theme.label,
                "origin": "machine",
                "size": theme.size,
                "responses": list(theme.members),
                "quotes": [
                    {"response": quote.source_id, "text": quote.text, "start": quote.start, "end": quote.end}
                    for quote in theme.quotes
                ],
            }
            for theme in themes
        ],
        "summary": [
            {"sentence": passage.text, "sources": list(passage.sources), "count": passage.count}
            for passage in representative_passages(texts)
        ],
    }


def store(session: Session, consultation: Consultation, data: dict[str, Any], *, now: datetime) -> None:
    """Keep a computed analysis in place of the one before."""
    session.merge(
        AnalysisResult(consultation_id=consultation.id, computed_at=now, log_size=data["log_size"], data=data)
    )
    campaign_groups.keep_copies(session, consultation, data["campaigns"], now=now)


def find_stored(session: Session, consultation: Consultation) -> AnalysisResult | None:
    """Return the last analysis, or None when there is none yet."""
    return session.get(AnalysisResult, consultation.id)


def find_parts(session: Session, consultation: Consultation, eids: Collection[str]) -> list[dict[str, Any]]:
    """Return what the last analysis says of these provisions ("" is the whole); nothing when there is none yet.

    The database takes them from the document, which is megabytes for thousands of responses.
    """
    part, eid = _parts_on(session.get_bind().dialect.name)
    found = session.scalars(
        select(cast(part.c.value, Text))
        .select_from(AnalysisResult)
        .join(part, true())
        .where(AnalysisResult.consultation_id == consultation.id, func.coalesce(eid, "").in_(sorted(eids)))
    )
    return [json.loads(text) for text in found]


def _parts_on(dialect: str) -> tuple[TableValuedAlias, ColumnElement[str]]:
    """Return the provisions of a stored analysis as a table with one column, and the eid in each."""
    if dialect == "postgresql":
        part = func.json_array_elements(AnalysisResult.data["provisions"]).table_valued("value")
        return part, part.c.value.op("->>")("eid")
    part = func.json_each(AnalysisResult.data, "$.provisions").table_valued("value")
    return part, func.json_extract(part.c.value, "$.eid")
