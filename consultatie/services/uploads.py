"""Files that staff hand in: what kind they are by their bytes, and keeping them.

Pictures are cleaned by their port, bills read by theirs; here are documents, and the row that remembers a file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, TooLarge
from consultatie.domain.ports import FileStore
from consultatie.domain.text import normalise_line
from consultatie.models.files import StoredFile
from consultatie.services import queue

LARGEST_DOCUMENT = 25_000_000  # bytes
LONGEST_NAME = 255
ODT = b"application/vnd.oasis.opendocument.text"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def keep(
    session: Session, files: FileStore, data: bytes, *, name: str, media_type: str, now: datetime
) -> StoredFile:
    """Put bytes in the store and return the row that remembers them."""
    stored = StoredFile(
        key=files.put(data),
        name=plain_name(name),
        media_type=media_type,
        size=len(data),
        created_at=now,
    )
    session.add(stored)
    session.flush()
    return stored


def discard(session: Session, file: StoredFile, *, now: datetime) -> None:
    """Forget a file that nothing points at any more; a job takes its bytes away when no other row has the same."""
    session.flush()
    session.delete(file)
    session.flush()
    if not is_kept(session, file.key):
        queue.enqueue(session, "file-removal", {"key": file.key}, now=now)


def is_kept(session: Session, key: str) -> bool:
    """Say whether any row remembers these bytes."""
    return session.scalar(select(StoredFile.id).where(StoredFile.key == key).limit(1)) is not None


def plain_name(name: str) -> str:
    """Return a file's name without folders and odd characters, its ending kept."""
    last = normalise_line(name.replace("\\", "/").rpartition("/")[2]).strip('. "') or "bestand"
    return last if len(last) <= LONGEST_NAME else last[-LONGEST_NAME:]


def document_type(data: bytes) -> str:
    """Return the media type of a PDF, DOCX, ODT or plain text by its bytes.

    Raise Invalid `file-empty` or `document-kind` (also for Word files with macros), TooLarge above the limit.
    """
    if not data:
        raise Invalid("file-empty", {"file": "file-empty"})
    if len(data) > LARGEST_DOCUMENT:
        raise TooLarge("too-large", limit_bytes=LARGEST_DOCUMENT)
    for media_type, is_one in _KINDS:
        if is_one(data):
            return media_type
    raise Invalid("document-kind", {"file": "document-kind"})


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def _names(data: bytes) -> set[str]:
    """Return the names in an archive, read from its directory; nothing is unpacked."""
    if not data.startswith(b"PK\x03\x04"):
        return set()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return set()


def _is_word(data: bytes) -> bool:
    names = _names(data)
    return "word/document.xml" in names and "word/vbaProject.bin" not in names


def _is_odt(data: bytes) -> bool:
    return data[30 : 38 + len(ODT)] == b"mimetype" + ODT and "content.xml" in _names(data)


def _is_text(data: bytes) -> bool:
    try:
        return "\0" not in data.decode("utf-8")
    except UnicodeDecodeError:
        return False


_KINDS: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("application/pdf", _is_pdf),
    (WORD, _is_word),
    (ODT.decode(), _is_odt),
    ("text/plain", _is_text),
)
