"""The recordings of a consultation file: sound and sign language, each with its words, a video with captions."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid
from consultatie.domain.permissions import Viewer
from consultatie.domain.ports import Ports
from consultatie.models.consultations import Consultation
from consultatie.models.media_versions import MediaKind, MediaVersion, Subject
from consultatie.services import media_versions
from consultatie.services.media_versions import Upload
from consultatie.services.toml_values import member, refuse, text

ReadFile = Callable[[str], bytes]


def load_media(
    session: Session,
    consultation: Consultation,
    table: Mapping[str, Any],
    read: ReadFile,
    ports: Ports,
    by: Viewer | None,
    now: datetime,
) -> None:
    """Add one `[[media]]`. Raise Invalid, with the name of the file, where captions or words are missing or wrong."""
    kind, subject = member(MediaKind, table, "kind"), member(Subject, table, "subject")
    language, name, captions = text(table, "language", "nl"), text(table, "file"), text(table, "captions", "")
    if any(_is(one, kind, subject, language) for one in consultation.media_versions):
        raise refuse("media", "media-twice")
    try:
        media_versions.add(
            session,
            consultation,
            kind=kind,
            subject=subject,
            language=language,
            recording=_upload(read, name),
            captions=_upload(read, captions) if captions else None,
            transcript=text(table, "transcript", ""),
            files=ports.files,
            markup=ports.markup,
            by=by,
            now=now,
        )
    except Invalid as error:
        raise Invalid(error.code, error.problems, **error.facts | {"name": name}) from error


def _is(one: MediaVersion, kind: MediaKind, subject: Subject, language: str) -> bool:
    return (one.kind, one.subject, one.language) == (kind, subject, language)


def _upload(read: ReadFile, name: str) -> Upload:
    return Upload(io.BytesIO(read(name)), name)
