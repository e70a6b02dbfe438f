"""Erase a response for good (AVG article 17): the row and its place in the log stay, everything somebody wrote goes.

What stays: the reference, the state, the instants, the id given at import (so that a second import does not bring
it back) and the digest in the log, which proves nothing any more as its salt is gone.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from consultatie.domain.errors import NotFound, WrongState
from consultatie.domain.lifecycle import RESPONSE_MOVES, ResponseState
from consultatie.domain.receipts import find_reference
from consultatie.models.analysis import AnalysisResult
from consultatie.models.campaigns import TextCopy
from consultatie.models.entries import Entry
from consultatie.models.joint_drafts import Submission
from consultatie.models.moderation import ModerationDecision
from consultatie.models.queue import Job, JobState
from consultatie.models.read_marks import ReadMark
from consultatie.models.redactions import RedactionRow
from consultatie.models.response_editions import ResponseEdition
from consultatie.models.responses import Answer, Comment, Respondent, Response, ResponseToken
from consultatie.services import log, queue, responses
from consultatie.services.response_moves import change_while

PARTS = (
    Respondent,
    Comment,
    Answer,
    ResponseToken,
    ReadMark,
    RedactionRow,
    TextCopy,
    Entry,
    Submission,
    ResponseEdition,
)


def get_response(session: Session, typed: str) -> Response:
    """Return the response with this reference, however it was typed; raise NotFound."""
    reference = find_reference(typed)
    found = session.scalar(select(Response).where(Response.reference == reference)) if reference else None
    if found is None:
        raise NotFound("no-such-response")
    return found


def erase(session: Session, response: Response, *, now: datetime) -> bool:
    """Remove all that somebody wrote and who they are; return False when that was done before.

    The search index and the analysis, which quotes, follow by job. Backups keep it until they are thrown away.
    """
    old = response.state
    if old is ResponseState.ERASED:
        return False
    if ResponseState.ERASED not in RESPONSE_MOVES[old]:
        raise WrongState("response-moved-on", reference=response.reference)
    moved = change_while(
        session,
        response,
        old,
        state=ResponseState.ERASED,
        ended_at=now,
        salt="",
        digest="",
        draft_hash=None,
        idempotency_key=None,
        left_on_purpose=[],
        now=now,
    )
    if not moved:
        raise WrongState("response-moved-on", reference=response.reference)
    empty(session, response)
    session.execute(
        update(ModerationDecision).where(ModerationDecision.response_id == response.id).values(note="")
    )
    queue.recordings_due(session, now=now)
    log.append(session, "response-erased", responses.subject_of(response), {"was": old.value}, now=now)
    responses.public_changed(session, response, now=now)
    forget_analysis(session, response, now=now)
    session.refresh(response)
    return True


def empty(session: Session, response: Response) -> None:
    """Remove the parts of a response and the mails that still wait about it."""
    for part in PARTS:
        session.execute(delete(part).where(part.response_id == response.id))
    session.execute(delete(Response).where(Response.revises_id == response.id))
    session.expire(response)
    waiting = session.execute(
        select(Job.id, Job.payload).where(Job.kind == "mail", Job.state != JobState.DONE)
    )
    about = [id_ for id_, payload in waiting if _is_about(payload, response.reference)]
    if about:
        session.execute(delete(Job).where(Job.id.in_(about)))


def _is_about(payload: dict[str, Any], reference: str) -> bool:
    facts = payload.get("facts")
    return isinstance(facts, dict) and facts.get("reference") == reference


def forget_analysis(session: Session, response: Response, *, now: datetime) -> None:
    """Throw the analysis away, which quotes, and have it made anew."""
    gone = session.execute(
        delete(AnalysisResult).where(AnalysisResult.consultation_id == response.consultation_id)
    )
    if gone.rowcount:  # type: ignore[attr-defined]
        slug = response.consultation.slug
        queue.enqueue(session, "analyse", {"slug": slug}, now=now, key=f"analyse:{slug}")
