"""Files that people keep of a consultation: which there are now, and keeping what was made.

Never stale: a file is offered only while the content version that it was made or checked for is the current one. Making
them takes seconds and is a job's work (jobs/editions, http/editions).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from consultatie.domain.editions import FORMATS, Work, base_format, file_name, media_type
from consultatie.domain.errors import NotFound, Unavailable
from consultatie.domain.lifecycle import Stage
from consultatie.domain.ports import FileStore
from consultatie.models.bills import BillVersion
from consultatie.models.consultations import Consultation, TextField
from consultatie.models.editions import Edition
from consultatie.models.files import StoredFile
from consultatie.models.queue import ContentVersion
from consultatie.services import queue, uploads

DUTCH = "nl"


@dataclass(frozen=True, slots=True)
class Offer:
    """One file as a page offers it; without `size` (bytes) it is not there yet."""

    format: str
    name: str
    size: int | None
    language: str


def works(session: Session, consultation: Consultation) -> list[Work]:
    """Return what there is to keep of a consultation now; nothing of a draft."""
    if consultation.stage is Stage.DRAFT:
        return []
    has_bill = session.scalar(
        select(BillVersion.id).where(BillVersion.consultation_id == consultation.id).limit(1)
    )
    found = [Work.WHOLE, Work.FORM]
    found += [Work.BILL] if has_bill is not None else []
    found += [Work.REPORT] if consultation.stage is Stage.REPORTED else []
    return found


def languages(consultation: Consultation, work: Work) -> list[str]:
    """Return the languages of a work: Dutch, and those in which the consultation is told; law is in Dutch only."""
    if work is Work.BILL:
        return [DUTCH]
    told = {
        text.language
        for text in consultation.texts
        if text.field is TextField.SUMMARY and text.markdown.strip()
    }
    return [DUTCH, *sorted(told - {DUTCH})]


def content_version(session: Session, slug: str) -> int:
    """Return the version of what editions are made from."""
    scope = queue.editions_scope(slug)
    return session.scalar(select(ContentVersion.version).where(ContentVersion.scope == scope)) or 0


def offers(session: Session, consultation: Consultation, work: Work, language: str) -> list[Offer]:
    """Return the files of a work in the reader's language, else in Dutch; none when there is nothing to keep yet."""
    if work not in works(session, consultation):
        return []
    chosen = language if language in languages(consultation, work) else DUTCH
    current = content_version(session, consultation.slug)
    rows = session.scalars(
        select(Edition)
        .where(
            Edition.consultation_id == consultation.id,
            Edition.work == work,
            Edition.language == chosen,
            Edition.version == current,
        )
        .options(joinedload(Edition.file))
    )
    sizes = {row.format: row.file.size for row in rows}
    return [
        Offer(format_, file_name(consultation.slug, work, chosen, format_), sizes.get(format_), chosen)
        for format_ in FORMATS[work]
    ]


def find_file(session: Session, consultation: Consultation, name: str) -> StoredFile:
    """Return the file of this name. Raise NotFound, Unavailable `edition-not-ready` while it is being made."""
    named = {
        file_name(consultation.slug, work, language, format_): (work, language, format_)
        for work in works(session, consultation)
        for language in languages(consultation, work)
        for format_ in FORMATS[work]
    }
    if name not in named:
        raise NotFound("no-such-page")
    work, language, format_ = named[name]
    row = session.get(Edition, (consultation.id, work, format_, language))
    if row is None or row.version != content_version(session, consultation.slug):
        raise Unavailable("edition-not-ready")
    return row.file


def find(
    session: Session, consultation: Consultation, work: Work, format_: str, language: str
) -> Edition | None:
    """Return what is kept, right or not, or None."""
    return session.get(Edition, (consultation.id, work, format_, language))


def keep(
    session: Session,
    files: FileStore,
    consultation: Consultation,
    work: Work,
    format_: str,
    language: str,
    *,
    digest: str,
    version: int,
    data: bytes | None,
    now: datetime,
) -> None:
    """Keep a file that was made (`data`), or note that the one we have is right for this version (None)."""
    row = find(session, consultation, work, format_, language)
    if data is None and row is not None:
        row.version = version
        return
    if data is None:
        raise NotFound("no-such-file")
    name = file_name(consultation.slug, work, language, format_)
    file = uploads.keep(session, files, data, name=name, media_type=media_type(format_), now=now)
    if row is None:
        session.add(
            Edition(
                consultation_id=consultation.id,
                work=work,
                format=format_,
                language=language,
                digest=digest,
                version=version,
                file=file,
            )
        )
        return
    old, row.file, row.digest, row.version = row.file, file, digest, version
    uploads.discard(session, old, now=now)


def queue_missing(session: Session, *, now: datetime) -> int:
    """Queue the making of files for every consultation that has none (a new release, a restored backup); return how many."""
    made = select(Edition.consultation_id).scalar_subquery()
    slugs = session.scalars(
        select(Consultation.slug).where(Consultation.stage != Stage.DRAFT, Consultation.id.not_in(made))
    ).all()
    for slug in slugs:
        queue.editions_due(session, slug, now=now)
    return len(slugs)


def needs_pdf(format_: str) -> bool:
    """Say whether a format needs the libraries of PDF."""
    return base_format(format_) == "pdf"
