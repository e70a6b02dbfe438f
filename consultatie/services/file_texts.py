"""The text in uploaded files: have it read by a job, keep it, read it again, let the public see what was held.

What may be seen of it with a response is in attachment_texts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consultatie.analysis.languages import likely_language
from consultatie.analysis.plain_text import from_html
from consultatie.domain.errors import WrongState
from consultatie.domain.file_texts import READABLE, FileReading, TextState
from consultatie.domain.ports import Markup
from consultatie.domain.screening import screen
from consultatie.domain.text import normalise
from consultatie.models.files import FileText, StoredFile
from consultatie.models.joint_drafts import JointAttachment, JointDraft
from consultatie.models.responses import Response
from consultatie.services import queue, responses

_NOTE_LINK = re.compile(r'<a href="#noot-(\d+)">')


def due(session: Session, file: StoredFile, *, now: datetime) -> None:
    """Have a file read when it is of a kind that we can read."""
    if file.media_type in READABLE:
        session.add(FileText(file_id=file.id, asked_at=now))
        _enqueue(session, file.id, now)


def _enqueue(session: Session, file_id: int, now: datetime) -> None:
    queue.enqueue(session, "read-file", {"file": file_id}, now=now, key=f"read-file:{file_id}")


def again(session: Session, text: FileText, *, now: datetime) -> None:
    """Have a file read once more that could not be read, or had no text; raise WrongState for any other."""
    asked = session.execute(
        update(FileText)
        .where(FileText.file_id == text.file_id, FileText.state.in_((TextState.FAILED, TextState.EMPTY)))
        .values(state=TextState.WAITING, code="", asked_at=now, read_at=None)
    )
    if asked.rowcount != 1:  # type: ignore[attr-defined]
        raise WrongState("file-text-moved-on")
    session.refresh(text)
    _enqueue(session, text.file_id, now)


def queue_missing(session: Session, *, failed: bool = False, now: datetime) -> int:
    """Have every attachment read that was never read (a new release), with `failed` also those that could not be; return how many."""
    attached = select(JointAttachment.file_id)
    files = session.scalars(
        select(StoredFile).where(
            StoredFile.id.in_(attached),
            StoredFile.media_type.in_(READABLE),
            StoredFile.id.not_in(select(FileText.file_id)),
        )
    ).all()
    for file in files:
        due(session, file, now=now)
    unread = (TextState.WAITING, TextState.FAILED) if failed else (TextState.WAITING,)
    texts = session.scalars(select(FileText).where(FileText.state.in_(unread))).all() if failed else []
    for text in texts:
        text.state, text.code = TextState.WAITING, ""
        _enqueue(session, text.file_id, now)
    session.flush()
    return len(files) + len(texts)


def keep(session: Session, file_id: int, reading: FileReading, *, markup: Markup, now: datetime) -> None:
    """Keep what was read, cleaned, and tell who shows it. A file that is gone meanwhile needs nothing.

    What looks like personal data or breaks the house rules is held until a moderator has seen it.
    """
    text = session.get(FileText, file_id)
    if text is None:
        return
    html = markup.clean(normalise(reading.html))
    text.state, text.code = reading.state, reading.code
    text.html = _NOTE_LINK.sub(r'<a id="bij-noot-\1" href="#noot-\1">', html)
    text.notes_html = [markup.clean(normalise(note)) for note in reading.notes]
    text.text = "\n".join(map(from_html, (html, *text.notes_html)))
    text.language = likely_language(text.text, reading.language)[:8]
    text.is_cut = reading.is_cut
    text.is_held = bool(screen([text.text]))
    text.read_at = now
    session.flush()
    for response in _handed_in(session, [file_id]):
        responses.public_changed(session, response, now=now)


def _handed_in(session: Session, file_ids: Iterable[int]) -> list[Response]:
    drafts = (
        select(JointDraft.response_id)
        .join(JointAttachment, JointAttachment.draft_id == JointDraft.id)
        .where(JointAttachment.file_id.in_(list(file_ids)))
    )
    found = select(Response).where(Response.id.in_(drafts)).order_by(Response.id)
    return list(session.scalars(found))


def release(session: Session, file_ids: Collection[int], *, now: datetime) -> int:
    """Let the public see texts that a moderator has seen, wherever it may see the files; return how many were held."""
    freed = session.execute(
        update(FileText)
        .where(FileText.file_id.in_(list(file_ids)), FileText.is_held, FileText.state == TextState.READ)
        .values(is_held=False)
    )
    count = int(freed.rowcount)  # type: ignore[attr-defined]
    for response in _handed_in(session, file_ids) if count else ():
        responses.public_changed(session, response, now=now)
    return count


def of_files(session: Session, file_ids: Iterable[int]) -> dict[int, FileText]:
    """Return the texts of files by the id of the file."""
    found = (
        select(FileText).where(FileText.file_id.in_(list(file_ids))).execution_options(populate_existing=True)
    )
    return {text.file_id: text for text in session.scalars(found)}
