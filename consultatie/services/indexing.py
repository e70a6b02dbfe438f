"""From the database to the public search index: one document per consultation and language, article, explanation and response.

Everything here comes from the public projection, so that the index can hold nothing that a page would not show.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from consultatie.analysis.plain_text import from_html
from consultatie.domain.lifecycle import Stage
from consultatie.domain.ports import SearchDocument
from consultatie.domain.provisions import Provision, ProvisionKind, articles
from consultatie.domain.visibility import ResponseFacts
from consultatie.models.consultations import (
    Consultation,
    ConsultationText,
    Explanation,
    TextField,
    publicly_visible,
)
from consultatie.services import attachment_texts, bills, public_responses
from consultatie.services.carrying import Carrying

# How Dutch law cites itself: names in the language of the document, not words of the interface.
_CITED = {ProvisionKind.ARTICLE: "Artikel", ProvisionKind.ANNEX: "Bijlage"}


@dataclass(frozen=True, slots=True)
class IndexGap:
    """How an index differs from the database: ids that it lacks, and ids that it should not have."""

    missing: frozenset[str]
    surplus: frozenset[str]


def documents_of(session: Session, slug: str, *, now: datetime) -> list[SearchDocument]:
    """Return all documents of a consultation; none when the public may not see it at this instant (UTC)."""
    found = session.scalar(_visible(now).where(Consultation.slug == slug))
    return list(_documents(session, found)) if found else []


def all_documents(session: Session, *, now: datetime) -> Iterator[SearchDocument]:
    """Yield the documents of every consultation that the public may see, one consultation at a time."""
    for consultation in session.scalars(_visible(now).order_by(Consultation.id)).all():
        yield from _documents(session, consultation)


def find_response_document(session: Session, reference: str, *, now: datetime) -> SearchDocument | None:
    """Return the document of a response, None when the public may not see it."""
    seen = public_responses.find_public(session, reference, now=now)
    if seen is None:
        return None
    consultation = session.scalars(_visible(now).where(Consultation.slug == seen.consultation)).one()
    attachments = attachment_texts.public_texts(session, reference)
    return _response(consultation, seen, Carrying(session, consultation), attachments)


def compare(session: Session, indexed: set[str], *, now: datetime) -> IndexGap:
    """Compare the ids in an index with what the database says should be there."""
    wanted = {document.id for document in all_documents(session, now=now)}
    return IndexGap(frozenset(wanted - indexed), frozenset(indexed - wanted))


def response_id(reference: str) -> str:
    """Return the id in the index of a response."""
    return f"response:{reference}"


def _visible(now: datetime) -> Select[Consultation]:
    return (
        select(Consultation)
        .where(publicly_visible(now))
        .options(
            joinedload(Consultation.department),
            selectinload(Consultation.themes),
            selectinload(Consultation.texts),
            selectinload(Consultation.explanations),
        )
    )


def _documents(session: Session, consultation: Consultation) -> Iterator[SearchDocument]:
    yield from _consultation(consultation)
    names: dict[str, str] = {}
    version = bills.find_current(session, consultation)
    if version is not None:
        forest = bills.tree(session, version)
        for node in forest:
            names |= {one.eid: _cited(one) for one in node.walk() if one.heading or one.kind in _CITED}
        yield from _provisions(consultation, forest)
    yield from (_explanation(consultation, one, names) for one in consultation.explanations if one.html)
    carrying = Carrying(session, consultation)
    with_files = attachment_texts.with_files(session, consultation)
    for seen in public_responses.every_public(session, consultation):
        has_files = seen.reference in with_files
        attachments = attachment_texts.public_texts(session, seen.reference) if has_files else ()
        yield _response(consultation, seen, carrying, attachments)


def _shared(consultation: Consultation) -> partial[SearchDocument]:
    """Return what all documents of a consultation have in common. A withdrawn one counts as closed."""
    withdrawn = consultation.stage is Stage.WITHDRAWN
    return partial(
        SearchDocument,
        consultation=consultation.slug,
        department=consultation.department.slug,
        themes=tuple(theme.slug for theme in consultation.themes),
        kind=consultation.kind.value,
        reported=consultation.stage is Stage.REPORTED,
        opens_at=consultation.opens_at,
        closes_at=consultation.opens_at if withdrawn else consultation.closes_at,
        date=consultation.opens_at,
    )


def _consultation(consultation: Consultation) -> Iterator[SearchDocument]:
    by_language: dict[str, list[ConsultationText]] = {"nl": []}
    for row in consultation.texts:
        by_language.setdefault(row.language, []).append(row)
    order = list(TextField)
    for language, rows in by_language.items():
        rows.sort(key=lambda row: order.index(row.field))
        plain = next((row.markdown for row in rows if row.field is TextField.TITLE and row.markdown), "")
        parts = [from_html(row.html) for row in rows if row.field is not TextField.TITLE]
        yield _shared(consultation)(
            id=f"consultation:{consultation.slug}:{language}",
            type="consultation",
            url=f"/consultaties/{consultation.slug}",
            title=plain or consultation.title,
            body="\n".join([consultation.title, *parts]),
            language=language,
        )


def _provisions(consultation: Consultation, forest: tuple[Provision, ...]) -> Iterator[SearchDocument]:
    alone = [node for node in forest if node.kind is ProvisionKind.ANNEX and not any(articles([node]))]
    for node in [*articles(forest), *alone]:
        yield _shared(consultation)(
            id=f"provision:{consultation.slug}:{node.eid}",
            type="provision",
            url=f"/consultaties/{consultation.slug}/artikelen/{node.eid}",
            title=_cited(node),
            body=_full_text(node),
            provision=node.eid,
        )


def _full_text(node: Provision) -> str:
    lines = (
        " ".join(filter(None, (one.heading if one is not node else "", one.text))) for one in node.walk()
    )
    return "\n".join(line for line in lines if line)


def _cited(node: Provision) -> str:
    name = " ".join(filter(None, (_CITED.get(node.kind, ""), node.number)))
    return ". ".join(filter(None, (name, node.heading))) or node.eid


def _explanation(consultation: Consultation, row: Explanation, names: dict[str, str]) -> SearchDocument:
    article = next((row.eid[: len(eid)] for eid in _upwards(row.eid) if eid in names), row.eid)
    return _shared(consultation)(
        id=f"explanation:{consultation.slug}:{row.eid}:{row.language}",
        type="explanation",
        url=f"/consultaties/{consultation.slug}/artikelen/{row.eid}",
        title=names.get(article, consultation.title),
        body=from_html(row.html),
        provision=row.eid,
        language=row.language,
    )


def _upwards(eid: str) -> Iterator[str]:
    parts = eid.split("__")
    return ("__".join(parts[:count]) for count in range(len(parts), 0, -1))


def _response(
    consultation: Consultation,
    seen: ResponseFacts,
    carrying: Carrying,
    attachments: tuple[tuple[str, str], ...],
) -> SearchDocument:
    who = seen.respondent
    said = [text for one in seen.comments for text in (one.text, one.proposal) if text]
    answered = [value for answer in seen.answers for value in answer.values]
    on = [now for one in seen.comments if one.eid for now in carrying.of(seen.version, one.eid).now]
    document = _shared(consultation)(
        id=response_id(seen.reference),
        type="response",
        url=f"/reacties/{seen.reference}",
        title=who.organisation or who.name or seen.reference,
        body="\n".join([*said, *answered]),
        language=seen.language,
        provision=on[0] if on else "",
        respondent=who.kind.value,
        position=tuple(sorted({one.position for one in seen.comments if one.position != "none"})),
    )
    return replace(document, date=seen.received_at, attachments=attachments)
