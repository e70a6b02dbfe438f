"""What people say or sign instead of writing: take it in, write it down, and remove what no comment refers to.

A recording is never public. Its transcript, by staff, is the text of the comment: that is read, indexed and analysed.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from sqlalchemy import delete, exists, select
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotFound, WrongState
from consultatie.domain.lifecycle import COUNTED
from consultatie.domain.permissions import Permission, Viewer
from consultatie.domain.ports import FileStore
from consultatie.domain.recordings import HEAD_BYTES, media_type_of
from consultatie.domain.respondents import Limits
from consultatie.domain.text import normalise
from consultatie.models.consultations import Consultation
from consultatie.models.files import StoredFile
from consultatie.models.recordings import Recording
from consultatie.models.responses import Comment, Position, Response
from consultatie.services import confirmation, drafts, queue, response_mail, responses, uploads


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that was looked at and stored: its key, the name it had, its media type, and its size in bytes."""

    key: str
    name: str
    media_type: str
    size: int


def take(files: FileStore, stream: BinaryIO, *, name: str, allowed: Collection[str], largest: int) -> Taken:
    """Store a recording, a piece at a time. Raise Invalid for no file, another kind (by its bytes) or above `largest` bytes."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    media_type = media_type_of(head)
    problem = ""
    if not name or not size:
        problem = "file-empty" if name else "recording-missing"
    elif media_type not in allowed:
        problem = "recording-kind"
    elif size > largest:
        problem = "recording-too-large"
    if problem or media_type is None:
        raise Invalid("recording-invalid", {"recording": problem})
    return Taken(files.put_stream(stream), uploads.plain_name(name), media_type, size)


def discard(session: Session, files: FileStore, key: str) -> None:
    """Remove the bytes of a file that was stored and then refused, unless something else has the same."""
    if not _is_used(session, key):
        files.delete(key)


def attach(session: Session, response: Response, eid: str, taken: Taken, *, now: datetime) -> Recording:
    """Put a recording at the comment on a provision ("" is the whole), in the place of an earlier one.

    Raise NotFound for an unknown provision, WrongState when the response was sent meanwhile.
    """
    place = drafts.place_of(session, response.version_id, eid)
    drafts.touch(session, response, now=now)
    comment = drafts.find_comment(response, eid)
    if comment is None:
        comment = Comment(eid=eid, place=place, position=Position.NONE)
        response.comments.append(comment)
    elif comment.recording_id is not None:
        queue.recordings_due(session, now=now)
    comment.recording = Recording(
        key=taken.key, name=taken.name, media_type=taken.media_type, size=taken.size, created_at=now
    )
    session.flush()
    return comment.recording


def detach(session: Session, response: Response, eid: str, *, now: datetime) -> None:
    """Take a recording away again; a comment without anything else goes with it."""
    drafts.touch(session, response, now=now)
    comment = drafts.find_comment(response, eid)
    if comment is None or comment.recording_id is None:
        return
    comment.recording = None
    session.flush()
    if drafts.is_empty(comment):
        response.comments.remove(comment)
    queue.recordings_due(session, now=now)
    session.flush()


def forget(session: Session, files: FileStore) -> int:
    """Remove recordings that no comment refers to, the bytes first; return how many. Twice is the same as once."""
    orphan = ~exists().where(Comment.recording_id == Recording.id)
    gone = session.scalars(select(Recording).where(orphan)).all()
    for recording in gone:
        discard(session, files, recording.key)
    session.execute(delete(Recording).where(Recording.id.in_([one.id for one in gone])))
    return len(gone)


def _is_used(session: Session, key: str) -> bool:
    other = exists().where(Comment.recording_id == Recording.id, Recording.key == key)
    document = exists().where(StoredFile.key == key)
    return bool(session.scalar(select(other | document)))


def find_waiting(session: Session, consultation: Consultation) -> list[Response]:
    """Return the responses with a recording that nobody wrote down yet, longest waiting first."""
    waits = exists().where(
        Comment.response_id == Response.id, Comment.recording_id.is_not(None), Comment.text == ""
    )
    found = select(Response).where(
        Response.consultation_id == consultation.id, Response.state.in_(COUNTED), waits
    )
    return list(session.scalars(found.order_by(Response.sent_at, Response.id)))


def get_comment(response: Response, recording_id: int) -> Comment:
    """Return the comment of this response that has this recording; raise NotFound."""
    found = next((one for one in response.comments if one.recording_id == recording_id), None)
    if found is None:
        raise NotFound("no-such-recording")
    return found


def may_transcribe(comment: Comment) -> bool:
    """Say whether staff may write the text: never over words that the respondent typed."""
    return comment.recording is not None and (
        not comment.text or comment.recording.transcribed_at is not None
    )


def transcribe(
    session: Session,
    response: Response,
    comment: Comment,
    text: str,
    *,
    limits: Limits,
    by: Viewer,
    now: datetime,
) -> None:
    """Write down what somebody says or signs; then the response follows the road of any other.

    The respondent is told by mail. Raise Invalid without a text or with one that is too long, WrongState when the
    respondent typed a text, or when the response moved on meanwhile.
    """
    by.require(Permission.READ_RESPONSES, response.consultation.department_id)
    text = normalise(text)
    if not text or len(text) > limits.comment_chars:
        code = "comment-too-long" if text else "transcript-missing"
        raise Invalid("transcript-invalid", {"text": code}, limit=limits.comment_chars)
    if not may_transcribe(comment) or response.state not in COUNTED:
        raise WrongState("response-moved-on")
    is_first = not comment.text
    comment.text = text
    if comment.recording is not None:
        comment.recording.transcribed_at, comment.recording.transcribed_by_id = now, by.user_id
    session.flush()
    responses.seal(session, response, "response-transcribed", now=now)
    if response.held_code == confirmation.TRANSCRIPT:
        response.held_code = ""
        confirmation.settle(session, response, now=now)
    responses.public_changed(session, response, now=now)
    if is_first:
        response_mail.tell_transcribed(session, response, now=now)
    session.flush()
