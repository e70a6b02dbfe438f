"""What moderators do with a response: publish it, hold it back, or refuse it with a coded reason and a link to mend it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from consultatie.domain.errors import Invalid, NotFound, WrongState
from consultatie.domain.lifecycle import ResponseState, may_move
from consultatie.domain.permissions import Permission, Viewer
from consultatie.domain.visibility import PUBLIC_RESPONSE_STATES, Publication
from consultatie.models.consultations import Consultation
from consultatie.models.moderation import Decision, ModerationDecision
from consultatie.models.responses import Response
from consultatie.services import attachment_texts, file_texts, log, response_mail, responses
from consultatie.services.response_moves import change_while

REASONS: Final = (
    "personal-data",
    "insult",
    "discrimination",
    "threat",
    "advertising",
    "off-topic",
    "not-yours",
)
QUEUE_STATES = (ResponseState.HELD,)


def list_held(session: Session, viewer: Viewer) -> list[Response]:
    """Return what waits for a moderator, longest waiting first, of the viewer's department (or all)."""
    return _listed(session, viewer, Response.state == ResponseState.HELD)


def list_decided(session: Session, viewer: Viewer, *, limit: int = 50) -> list[Response]:
    """Return what was refused, newest first, at most `limit`."""
    return _listed(session, viewer, Response.state == ResponseState.REJECTED)[::-1][:limit]


def _listed(session: Session, viewer: Viewer, condition: object) -> list[Response]:
    found = (
        select(Response)
        .join(Response.consultation)
        .where(condition)  # type: ignore[arg-type]
        .options(
            selectinload(Response.respondent),
            selectinload(Response.consultation),
            selectinload(Response.comments),
        )
        .order_by(Response.confirmed_at, Response.id)
    )
    if viewer.department_id is not None:
        found = found.where(Consultation.department_id == viewer.department_id)
    return list(session.scalars(found))


def count_held(session: Session, viewer: Viewer) -> int:
    """Return how many responses wait for a moderator."""
    found = (
        select(func.count())
        .select_from(Response)
        .join(Response.consultation)
        .where(Response.state.in_(QUEUE_STATES))
    )
    if viewer.department_id is not None:
        found = found.where(Consultation.department_id == viewer.department_id)
    return session.scalar(found) or 0


def count_held_of(session: Session, consultation: Consultation) -> int:
    """Return how many responses to one consultation wait for a moderator."""
    found = select(func.count()).where(
        Response.consultation_id == consultation.id, Response.state.in_(QUEUE_STATES)
    )
    return session.scalar(found) or 0


def get_for_moderator(session: Session, reference: str, viewer: Viewer) -> Response:
    """Return a received response; raise NotFound, or NotAllowed for another department's."""
    response = session.scalar(select(Response).where(Response.reference == reference))
    hidden = (
        ResponseState.DRAFT,
        ResponseState.SENT,
        ResponseState.EXPIRED,
        ResponseState.ERASED,
        ResponseState.WITHDRAWN,
    )
    if response is None or response.state in hidden:
        raise NotFound("no-such-response")
    viewer.require(Permission.MODERATE, response.consultation.department_id)
    return response


def list_decisions(session: Session, response: Response) -> list[ModerationDecision]:
    """Return what was decided about a response, oldest first."""
    found = select(ModerationDecision).where(ModerationDecision.response_id == response.id)
    return list(session.scalars(found.order_by(ModerationDecision.id)))


def decide(
    session: Session,
    response: Response,
    decision: Decision,
    *,
    by: Viewer,
    reason: str = "",
    note: str = "",
    seen_files: Collection[int] = (),
    now: datetime,
) -> ResponseState:
    """Carry out a decision and return the new state.

    `seen_files` are the ids of files whose text the moderator saw what was found in: published, they are held no longer.
    A refusal needs a reason and sends the respondent a mail with a link to mend the text. Raise Invalid without a
    reason, or to publish a recording that nobody wrote down, WrongState when the response has moved on meanwhile.
    """
    by.require(Permission.MODERATE, response.consultation.department_id)
    if decision is not Decision.PUBLISH and reason not in REASONS:
        raise Invalid("reason-missing", {"reason": "reason-missing"})
    old, new = response.state, _outcome(response, decision)
    if new in PUBLIC_RESPONSE_STATES and any(comment.awaits_transcript for comment in response.comments):
        raise Invalid("held-transcript", {"decision": "held-transcript"})
    if not may_move(old, new):
        raise WrongState("response-moved-on")
    values: dict[str, object] = {"state": new, "reason_code": reason, "held_code": ""}
    if new is ResponseState.HELD:
        values |= {"held_code": reason, "reason_code": ""}
    if new in PUBLIC_RESPONSE_STATES:
        values["public_at"] = response.public_at or now
    if not change_while(session, response, old, **values, now=now):
        raise WrongState("response-moved-on")
    session.expire(response)
    session.add(
        ModerationDecision(
            response_id=response.id,
            moderator_id=by.user_id,
            decision=decision,
            reason_code=reason,
            note=note,
            decided_at=now,
        )
    )
    log.append(
        session,
        "response-moderated",
        f"response:{response.reference}",
        {"decision": decision.value, "reason": reason, "state": new.value},
        now=now,
    )
    if new is ResponseState.REJECTED:
        token = response_mail.manage_token(session, response, now=now)
        response_mail.queue_mail(session, response, "rejected", now=now, token=token, reason=reason)
    release_texts(session, response, seen_files if decision is Decision.PUBLISH else (), now=now)
    responses.public_changed(session, response, now=now)
    return new


def release_texts(
    session: Session, response: Response, seen_files: Collection[int], *, now: datetime
) -> None:
    """Hold the texts of these files of a response no longer: a moderator saw what was found in them."""
    numbers = attachment_texts.files_of(session, response, seen_files)
    freed = file_texts.release(session, numbers, now=now)
    if freed:
        log.append(
            session, "attachment-texts-shown", responses.subject_of(response), {"count": freed}, now=now
        )


def _outcome(response: Response, decision: Decision) -> ResponseState:
    match decision:
        case Decision.HOLD:
            return ResponseState.HELD
        case Decision.REJECT:
            return ResponseState.REJECTED
    if response.publication is Publication.NOT:
        return ResponseState.CONFIRMED
    hidden = any(row.undone_at is None for row in response.redactions)
    return ResponseState.REDACTED if hidden else ResponseState.PUBLIC
