"""Sound and Dutch Sign Language (NGT) beside a consultation: hand in with captions and transcript, take away, find.

WCAG 2.2, 1.2.1 to 1.2.3 and 1.2.6: a video has captions (WebVTT), and everything has its words written out. Nothing is
kept without them.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO, Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from consultatie.analysis import captions as webvtt
from consultatie.domain.errors import Invalid, NotFound
from consultatie.domain.permissions import Viewer
from consultatie.domain.ports import FileStore, Markup
from consultatie.domain.recordings import HEAD_BYTES, media_type_of
from consultatie.domain.text import normalise
from consultatie.models.consultations import Consultation
from consultatie.models.files import StoredFile
from consultatie.models.media_versions import MediaKind, MediaVersion, Subject
from consultatie.services import uploads
from consultatie.services.consultation_texts import check_language, render
from consultatie.services.consultations import note_edit, require_editable

CAPTIONS_TYPE: Final = "text/vtt"
PLAYED: Final = {  # what browsers play without anything else
    MediaKind.SIGN: ("video/mp4", "video/webm"),
    MediaKind.AUDIO: ("audio/mpeg", "audio/mp4", "audio/ogg", "audio/wav"),
}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was handed in."""

    stream: BinaryIO
    name: str


def add(
    session: Session,
    consultation: Consultation,
    *,
    kind: MediaKind,
    subject: Subject,
    language: str,
    recording: Upload,
    captions: Upload | None,
    transcript: str,
    files: FileStore,
    markup: Markup,
    by: Viewer | None,
    now: datetime,
) -> MediaVersion:
    """Add a recording, in the place of one of the same kind, subject and language. Raise Invalid with a code per field."""
    require_editable(consultation, by)
    check_language(language)
    media_type = _check(kind, recording, captions, normalise(transcript))
    for other in list(consultation.media_versions):
        if (other.kind, other.subject, other.language) == (kind, subject, language):
            consultation.media_versions.remove(other)
    session.flush()
    row = MediaVersion(
        kind=kind,
        subject=subject,
        language=language,
        file=_kept(files, recording, media_type, now),
        captions=_kept(files, captions, CAPTIONS_TYPE, now) if captions else None,
        markdown=normalise(transcript),
        html=render(markup, normalise(transcript), "transcript"),
    )
    consultation.media_versions.append(row)
    session.flush()
    note_edit(session, consultation, "media-version", by, facts={"digest": row.file.key}, now=now)
    return row


def _check(kind: MediaKind, recording: Upload, captions: Upload | None, transcript: str) -> str:
    """Return the media type; raise Invalid for everything that is missing or wrong at once."""
    problems: dict[str, str] = {}
    facts: dict[str, Any] = {}
    media_type = media_type_of(_read(recording, HEAD_BYTES)) or ""
    if media_type not in PLAYED[kind]:
        problems["file"] = f"{kind.value}-kind"
    if not transcript:
        problems["transcript"] = "words-missing"
    if captions is not None:
        try:
            webvtt.read(_read(captions, webvtt.LARGEST + 1))
        except Invalid as error:
            problems["captions"], facts = error.code, error.facts
    elif kind is MediaKind.SIGN:
        problems["captions"] = "captions-missing"
    if problems:
        raise Invalid("media-incomplete", problems, **facts)
    return media_type


def _read(upload: Upload, size: int) -> bytes:
    """Return the first bytes, and stand at the start again."""
    upload.stream.seek(0)
    found = upload.stream.read(size)
    upload.stream.seek(0)
    return found


def _kept(files: FileStore, upload: Upload, media_type: str, now: datetime) -> StoredFile:
    size = upload.stream.seek(0, os.SEEK_END)
    upload.stream.seek(0)
    return StoredFile(
        key=files.put_stream(upload.stream),
        name=uploads.plain_name(upload.name),
        media_type=media_type,
        size=size,
        created_at=now,
    )


def get(consultation: Consultation, number: int) -> MediaVersion:
    """Return a recording of this consultation; raise NotFound."""
    found = next((one for one in consultation.media_versions if one.id == number), None)
    if found is None:
        raise NotFound("no-such-media-version")
    return found


def remove(
    session: Session, consultation: Consultation, version: MediaVersion, *, by: Viewer | None, now: datetime
) -> None:
    """Take a recording away; its bytes stay in the store, where the log can still name them."""
    require_editable(consultation, by)
    digest = version.file.key
    consultation.media_versions.remove(version)
    session.flush()
    note_edit(session, consultation, "media-version-removed", by, facts={"digest": digest}, now=now)


def about(session: Session, consultation: Consultation, subject: Subject) -> list[MediaVersion]:
    """Return the recordings about a subject with their files: sign language first, then sound."""
    query = (
        select(MediaVersion)
        .where(MediaVersion.consultation_id == consultation.id, MediaVersion.subject == subject)
        .options(joinedload(MediaVersion.file), joinedload(MediaVersion.captions))
    )
    return sorted(session.scalars(query), key=lambda one: (one.kind is not MediaKind.SIGN, one.language))


def find_file(session: Session, consultation: Consultation, key: str) -> StoredFile:
    """Return the file of a recording or of its captions; raise NotFound."""
    found = session.scalar(
        select(StoredFile)
        .join(
            MediaVersion,
            or_(MediaVersion.file_id == StoredFile.id, MediaVersion.captions_id == StoredFile.id),
        )
        .where(MediaVersion.consultation_id == consultation.id, StoredFile.key == key)
        .limit(1)
    )
    if found is None:
        raise NotFound("no-such-page")
    return found
