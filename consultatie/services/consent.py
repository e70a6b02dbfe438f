"""A parent or carer agrees to a response of somebody under 16, or refuses it, by the link in the mail (AVG article 8).

Their address is not that of the respondent: a parent of two agrees to two. A keyed hash of it stays with the response, so
that a moderator sees which ones one person agreed to; the address itself only when they wish to be mailed.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.domain.errors import TokenRefused, WrongState
from consultatie.domain.lifecycle import RECEIVED, ResponseState
from consultatie.models.responses import Respondent, Response, ResponseToken, TokenPurpose
from consultatie.services import brakes, confirmation, erasure, log, response_mail, responses
from consultatie.services.confirmation import Confirmed

SAME_GUARDIAN = "same-guardian"  # held, as who agreed did so for another response too


def get_link(session: Session, token: str, *, now: datetime) -> ResponseToken:
    """Return the link with the response it is about, and change nothing. Raise TokenRefused: `token-unknown`, `token-expired`."""
    link = responses.get_token(session, token, TokenPurpose.AGREE, now=now)
    if link.response.state is ResponseState.EXPIRED:
        raise TokenRefused("token-expired")
    return link


def agree(session: Session, token: str, *, secret: bytes, may_mail: bool, now: datetime) -> Confirmed:
    """Let the response count: SENT to CONFIRMED, and on to HELD unless it is not to be public. Twice is the same as once.

    Without `may_mail` the address is blanked once the receipt is queued. Raise TokenRefused.
    """
    link = get_link(session, token, now=now)
    response = link.response
    who = response.respondent
    key = brakes.keyed_hash(secret, who.canonical) if who is not None else ""
    before = SAME_GUARDIAN if key and _agreed_before(session, response, key) else ""
    if not confirmation.receive(session, response, held_code=before, now=now):
        return Confirmed(response, first=False)
    link.used_at = now
    manage_token = response_mail.tell_agreed(session, response, stays=may_mail, now=now)
    if response.respondent is not None:
        response.respondent.agreed_by = key
        if not may_mail:
            response.respondent.email = ""
    session.flush()
    responses.seal(session, response, "consent-given", now=now)
    return Confirmed(response, first=True, manage_token=manage_token)


def _agreed_before(session: Session, response: Response, key: str) -> bool:
    """Say whether the same person agreed to another response that counts to this consultation."""
    found = (
        select(Response.id)
        .join(Response.respondent)
        .where(
            Response.consultation_id == response.consultation_id,
            Response.id != response.id,
            Response.state.in_(RECEIVED),
            Respondent.agreed_by == key,
        )
    )
    return session.scalar(found.limit(1)) is not None


def refuse(session: Session, token: str, *, now: datetime) -> None:
    """Erase at once what was sent; the log keeps that it was refused. Raise TokenRefused, WrongState when it counts already."""
    response = get_link(session, token, now=now).response
    if response.state is not ResponseState.SENT:
        raise WrongState("response-already-confirmed", reference=response.reference)
    log.append(session, "consent-refused", responses.subject_of(response), now=now)
    erasure.erase(session, response, now=now)
