"""Documents beside the bill: add one, give it another title, take it away."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotFound
from consultatie.domain.permissions import Viewer
from consultatie.domain.ports import DocumentInspector, FileStore
from consultatie.domain.text import normalise_line
from consultatie.models.consultations import Consultation, Document
from consultatie.services import uploads
from consultatie.services.consultations import LONGEST_TITLE, note_edit, require_editable

MOST_DOCUMENTS = 50
LONGEST_ADDRESS = 500
LOOKED_AT = frozenset({"application/pdf", uploads.WORD})


def add(
    session: Session,
    consultation: Consultation,
    *,
    data: bytes,
    name: str,
    title: str,
    files: FileStore,
    by: Viewer | None,
    now: datetime,
    inspect: DocumentInspector | None = None,
    web_address: str = "",
) -> Document:
    """Add a PDF, DOCX, ODT or text file, looked at by `inspect`. Raise Invalid with a code per field, TooLarge."""
    require_editable(consultation, by)
    title = _checked_title(title or name)
    web_address = _checked_address(web_address)
    media_type = uploads.document_type(data)
    if len(consultation.documents) >= MOST_DOCUMENTS:
        raise Invalid("documents-too-many", {"file": "documents-too-many"}, limit=MOST_DOCUMENTS)
    document = Document(
        consultation_id=consultation.id,
        place=max((other.place for other in consultation.documents), default=-1) + 1,
        title=title,
        lacks=_lacks(data, media_type, inspect),
        web_address=web_address,
        file=uploads.keep(session, files, data, name=name, media_type=media_type, now=now),
    )
    consultation.documents.append(document)
    session.flush()
    note_edit(session, consultation, "document", by, facts={"digest": document.file.key}, now=now)
    return document


def _checked_title(title: str) -> str:
    title = normalise_line(title)
    if not title or len(title) > LONGEST_TITLE:
        raise Invalid("document-title", {"title": "document-title"}, limit=LONGEST_TITLE)
    return title


def _lacks(data: bytes, media_type: str, inspect: DocumentInspector | None) -> list[str] | None:
    """Return what a file lacks: nothing for plain text, None for kinds that nobody can look at."""
    if media_type == "text/plain":
        return []
    return list(inspect(data, media_type)) if inspect and media_type in LOOKED_AT else None


def _checked_address(typed: str) -> str:
    address = normalise_line(typed)
    parts = urlsplit(address)
    if address and (
        parts.scheme not in ("http", "https") or not parts.hostname or len(address) > LONGEST_ADDRESS
    ):
        raise Invalid("document-address", {"web_address": "document-address"}, limit=LONGEST_ADDRESS)
    return address


def get(consultation: Consultation, document_id: int) -> Document:
    """Return a document of this consultation; raise NotFound."""
    found = next((one for one in consultation.documents if one.id == document_id), None)
    if found is None:
        raise NotFound("no-such-document")
    return found


def remove(
    session: Session, consultation: Consultation, document: Document, *, by: Viewer | None, now: datetime
) -> None:
    """Take a document away, and its bytes when nothing else has the same; the log keeps their digest."""
    require_editable(consultation, by)
    digest, file = document.file.key, document.file
    consultation.documents.remove(document)
    uploads.discard(session, file, now=now)
    note_edit(session, consultation, "document-removed", by, facts={"digest": digest}, now=now)
