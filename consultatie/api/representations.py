"""What an answer looks like: from what services return to plain JSON. Codes only; instants in UTC, days in Europe/Amsterdam."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from consultatie.domain.lifecycle import ConsultationState
from consultatie.domain.visibility import ResponseFacts
from consultatie.http.languages import absolute
from consultatie.http.site import site
from consultatie.models.consultations import Consultation, Document, Figure, Illustration, Question
from consultatie.models.media_versions import MediaVersion, Subject
from consultatie.services import easy_reading
from consultatie.services.answering_invitations import Asked
from consultatie.services.attachment_texts import Attached
from consultatie.services.carrying import Carrying
from consultatie.services.catalogue import Listed
from consultatie.services.response_export import attachment_json, comment_json, standing_json

Json = dict[str, Any]


def address(path: str) -> str:
    """Return a full address on the Dutch site."""
    return absolute(site().settings, path)


def instant(value: datetime | None) -> str | None:
    """Return a UTC instant as RFC 3339, or None."""
    return value.strftime("%Y-%m-%dT%H:%M:%SZ") if value else None


def listed(one: Listed) -> Json:
    """Return a consultation in a list."""
    return {
        "slug": one.slug,
        "url": address(f"/consultaties/{one.slug}"),
        "title": one.title,
        "official_title": one.official_title,
        "kind": one.kind.value,
        "state": one.state.value,
        "department": {"slug": one.department_slug, "name": one.department},
        "themes": [{"slug": slug, "name": name} for slug, name in one.themes],
        "opens_at": instant(one.opens_at),
        "closes_at": instant(one.closes_at),
        "published_at": instant(one.published_at),
        "reported_at": instant(one.reported_at),
        "responses": one.responses,
    }


def consultation(row: Consultation, *, now: datetime, responses: int) -> Json:
    """Return a whole consultation but its provisions and responses."""
    return {
        "slug": row.slug,
        "url": address(f"/consultaties/{row.slug}"),
        "official_title": row.title,
        "kind": row.kind.value,
        "state": row.state(now).value,
        "department": {"slug": row.department.slug, "name": row.department.name},
        "themes": [{"slug": theme.slug, "name": theme.name} for theme in row.themes],
        "keten_id": row.keten_id,
        "contact": row.contact,
        "term_reason": row.term_reason,
        "withdrawn_reason": row.withdrawn_reason,
        "opens": row.opens.isoformat() if row.opens else None,
        "closes": row.closes.isoformat() if row.closes else None,
        "opens_at": instant(row.opens_at),
        "closes_at": instant(row.closes_at),
        "published_at": instant(row.published_at),
        "reported_at": instant(row.reported_at),
        "responses": responses,
        "texts": _texts(row),
        "versions": [
            {"number": one.number, "title": one.title, "notice": one.notice} for one in row.versions
        ],
        "documents": [_document(row, one) for one in row.documents],
        "illustrations": _illustrations(row),
        "media": [_media(row, one) for one in row.media_versions if _is_told(row, one, now)],
        "figures": [_figure(one) for one in row.figures],
        "questions": [_question(one) for one in row.questions],
    }


def asked(one: Asked) -> Json:
    """Return an invitee as the public may see it."""
    return {
        "name": one.name,
        "kind": one.kind.value,
        "status": one.status,
        "response": one.reference,
    }


def _texts(row: Consultation) -> Json:
    texts: Json = {}
    for one in row.texts:
        texts.setdefault(one.language, {})[one.field.value] = {"markdown": one.markdown, "html": one.html}
    return texts


def _document(row: Consultation, one: Document) -> Json:
    return {
        "title": one.title,
        "name": one.file.name,
        "media_type": one.file.media_type,
        "bytes": one.file.size,
        "url": address(f"/consultaties/{row.slug}/documenten/{one.file.key}"),
    }


def _illustrations(row: Consultation) -> list[Json]:
    steps = easy_reading.steps_by_illustration(row)
    return [_illustration(row, one) | {"easy_steps": steps.get(one.id, [])} for one in row.illustrations]


def _is_told(row: Consultation, one: MediaVersion, now: datetime) -> bool:
    """Say whether the public may have a recording: one about the outcome waits for the report."""
    return one.subject is not Subject.OUTCOME or row.state(now) is ConsultationState.REPORTED


def _media(row: Consultation, one: MediaVersion) -> Json:
    here = f"/consultaties/{row.slug}/opnamen"
    return {
        "kind": one.kind.value,
        "subject": one.subject.value,
        "language": one.language,
        "media_type": one.file.media_type,
        "bytes": one.file.size,
        "url": address(f"{here}/{one.file.key}"),
        "captions_url": address(f"{here}/{one.captions.key}") if one.captions else None,
        "transcript": {"markdown": one.markdown, "html": one.html},
    }


def _illustration(row: Consultation, one: Illustration) -> Json:
    return {
        "provision": one.eid or None,
        "alt": one.picture.alt,
        "description": one.picture.description,
        "decorative": one.picture.decorative,
        "credit": one.picture.credit,
        "licence": one.picture.licence,
        "media_type": one.picture.file.media_type,
        "url": address(f"/consultaties/{row.slug}/plaatjes/{one.picture.file.key}"),
    }


def _figure(one: Figure) -> Json:
    return {"provision": one.eid or None, "kind": one.kind.value, "title": one.title, "rows": one.rows}


def _question(one: Question) -> Json:
    return {
        "id": one.key,
        "kind": one.kind.value,
        "provision": one.eid or None,
        "texts": one.texts,
        "options": one.options,
    }


def response(seen: ResponseFacts, carrying: Carrying, files: Iterable[Attached]) -> Json:
    """Return a response; only ever called with what domain.visibility.project returned for the public.

    `files` are the attachments that the public may have.
    """
    who = seen.respondent
    return {
        "reference": seen.reference,
        "url": address(f"/reacties/{seen.reference}"),
        "consultation": seen.consultation,
        "version": seen.version,
        "state": seen.state.value,
        "language": seen.language,
        "received_at": instant(seen.received_at),
        "edition": seen.edition,
        "revised_at": instant(seen.revised_at),
        "respondent": {
            "kind": who.kind.value,
            "name": who.name,
            "organisation": who.organisation,
            "place": who.place,
            "under_16": who.under_16,
        },
        "comments": [
            comment_json(one) | standing_json(carrying, seen.version, one.eid) for one in seen.comments
        ],
        "answers": [{"question": one.question, "values": list(one.values)} for one in seen.answers],
        "attachments": [_attachment(seen, one) for one in files],
    }


def _attachment(seen: ResponseFacts, one: Attached) -> Json:
    made = attachment_json(seen, one)
    text_url = made["text_url"]
    return made | {"url": address(made["url"]), "text_url": address(text_url) if text_url else None}
