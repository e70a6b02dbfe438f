"""Hiding words of a response from the public, with a reason, and showing them again. The original stays as it was sent.

Nothing here says what the public sees: `domain.visibility` puts the marks in, everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotFound, WrongState
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.permissions import Permission, Viewer
from consultatie.domain.redaction import REASONS, find_words, part_of_answer, part_of_comment
from consultatie.models.redactions import RedactionRow
from consultatie.models.responses import Response
from consultatie.services import erasure, log, responses
from consultatie.services.response_moves import change_while

MAY_BE_REDACTED: Final = (ResponseState.HELD, ResponseState.PUBLIC, ResponseState.REDACTED)
SHORTEST: Final = 2  # characters
LONGEST_NOTE: Final = 500


def parts(response: Response) -> dict[str, list[str]]:
    """Return every text of a response by the name of its part; an answer may have several."""
    return dict(_parts(response))


def _parts(response: Response) -> Iterator[tuple[str, list[str]]]:
    for comment in response.comments:
        for field, text in zip(("text", "proposal", "quote"), comment.own_words(), strict=True):
            if text:
                yield part_of_comment(comment.eid, field), [text]
    for answer in response.answers:
        yield part_of_answer(answer.question.key), list(answer.values)


def hide(
    session: Session,
    response: Response,
    *,
    part: str,
    typed: str,
    reason: str,
    note: str = "",
    by: Viewer,
    now: datetime,
) -> None:
    """Hide words wherever they stand in one part. Raise Invalid per field (words, reason, note), NotFound, WrongState."""
    by.require(Permission.MODERATE, response.consultation.department_id)
    texts = parts(response).get(part)
    if texts is None:
        raise NotFound("no-such-part")
    found = {words for text in texts for words in find_words(text, typed)}
    problems = dict(_problems(found, typed, reason, note))
    if problems:
        raise Invalid("redaction-invalid", problems)
    _require_state(session, response, now)
    known = {row.words for row in response.redactions if row.part == part and row.undone_at is None}
    for words in sorted(found - known):
        response.redactions.append(
            RedactionRow(part=part, words=words, reason=reason, note=note.strip(), by_id=by.user_id, at=now)
        )
    session.flush()
    _changed(session, response, "passage-redacted", {"part": part, "reason": reason}, now=now)


def _problems(found: set[str], typed: str, reason: str, note: str) -> Iterator[tuple[str, str]]:
    if not typed.strip():
        yield "words", "words-to-hide-missing"
    elif not found:
        yield "words", "words-not-there"
    elif min(map(len, found)) < SHORTEST:
        yield "words", "words-too-short"
    if reason not in REASONS:
        yield "reason", "reason-missing"
    if reason == "other" and not note.strip():
        yield "note", "redaction-note-missing"
    if len(note) > LONGEST_NOTE:
        yield "note", "redaction-note-too-long"


def _require_state(session: Session, response: Response, now: datetime) -> None:
    """Hold the row, so that it does not become public without its marks meanwhile."""
    held = change_while(session, response, *MAY_BE_REDACTED, now=now)
    session.refresh(response, ["state"])
    if not held:
        raise WrongState("response-moved-on")


def show_again(session: Session, response: Response, number: int, *, by: Viewer, now: datetime) -> None:
    """Undo one redaction: the public sees the words again. Twice is the same as once; raise NotFound, WrongState."""
    by.require(Permission.MODERATE, response.consultation.department_id)
    row = next((one for one in response.redactions if one.id == number), None)
    if row is None:
        raise NotFound("no-such-redaction")
    _require_state(session, response, now)
    undone = session.execute(
        update(RedactionRow)
        .where(RedactionRow.id == row.id, RedactionRow.undone_at.is_(None))
        .values(undone_at=now, undone_by_id=by.user_id)
    )
    session.refresh(row)
    if undone.rowcount == 1:  # type: ignore[attr-defined]
        data = {"part": row.part, "reason": row.reason}
        _changed(session, response, "redaction-undone", data, now=now)


def _changed(session: Session, response: Response, kind: str, data: dict[str, str], *, now: datetime) -> None:
    """Set the state that goes with what is hidden now, write it in the log, and tell who shows or quotes it."""
    hidden = any(row.undone_at is None for row in response.redactions)
    shown = (ResponseState.PUBLIC, ResponseState.REDACTED)
    state = ResponseState.REDACTED if hidden else ResponseState.PUBLIC
    change_while(session, response, *shown, state=state, now=now)
    session.refresh(response, ["state"])
    log.append(session, kind, responses.subject_of(response), data, now=now)
    erasure.forget_analysis(session, response, now=now)
    responses.public_changed(session, response, now=now)


def list_redactions(session: Session, response: Response) -> list[RedactionRow]:
    """Return all that was hidden in a response, also what is shown again, in order."""
    found = select(RedactionRow).where(RedactionRow.response_id == response.id)
    return list(session.scalars(found.order_by(RedactionRow.id)))
