"""Confirming a response by the link in the mail, and what happens to it then: public, held for a moderator, or kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from consultatie.domain.errors import TokenRefused
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.visibility import Publication
from consultatie.models.responses import Response, TokenPurpose
from consultatie.services import cosigning, findings, log, one_response, response_mail, responses
from consultatie.services.response_moves import change_while

READ_FIRST = "read-first"
TRANSCRIPT = "transcript"  # held until staff wrote down what was said or signed
UNDER_16 = "under-16"  # a child tells more of itself than it knows: a moderator reads all of it first


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The outcome: `first` is False when it was confirmed before; only the first time there is a `manage_token`."""

    response: Response
    first: bool
    manage_token: str = ""


def show(session: Session, token: str, *, now: datetime) -> Response:
    """Return the response a link is about, without confirming it. Raise TokenRefused as `confirm` does."""
    response = responses.find_by_token(session, token, TokenPurpose.CONFIRM, now=now)
    if response.state is ResponseState.EXPIRED:
        raise TokenRefused("token-expired")
    return response


def confirm(session: Session, token: str, *, now: datetime) -> Confirmed:
    """Confirm a response: SENT to CONFIRMED, and on to PUBLIC or HELD. Twice is the same as once.

    Raise TokenRefused: `token-unknown` for a forged link, `token-expired` for an old one; WrongState
    `already-responded` for a co-signature of an address that has responded.
    """
    link = responses.get_token(session, token, TokenPurpose.CONFIRM, now=now)
    response = link.response
    if response.state is ResponseState.SENT:
        cosigning.require_first(session, response)
    if not receive(session, response, now=now):
        if response.state is ResponseState.EXPIRED:
            raise TokenRefused("token-expired")
        return Confirmed(response, first=False)
    link.used_at = now
    manage_token = response_mail.tell_received(session, response, now=now)
    session.flush()
    return Confirmed(response, first=True, manage_token=manage_token)


def receive(session: Session, response: Response, *, held_code: str = "", now: datetime) -> bool:
    """Let a response that was sent count: SENT to CONFIRMED, and on. Return False when it was not SENT any more.

    `held_code` is why a moderator has to look, where the caller knows a reason.
    """
    moved = change_while(
        session, response, ResponseState.SENT, state=ResponseState.CONFIRMED, confirmed_at=now, now=now
    )
    session.refresh(response)
    if not moved:
        return False
    found = held_code or response.held_code
    response.held_code = found or one_response.replace_earlier(session, response, now=now)
    settle(session, response, now=now)
    log.append(
        session,
        "response-confirmed",
        responses.subject_of(response),
        {"state": response.state.value},
        now=now,
    )
    responses.public_changed(session, response, now=now)
    return True


def settle(session: Session, response: Response, *, now: datetime) -> None:
    """Move a CONFIRMED response on: HELD when a check found something or a moderator reads first, else PUBLIC.

    What is not to be published stays CONFIRMED. The caller holds the row.
    """
    if response.publication is Publication.NOT:
        return
    code = held_code(session, response, read_before=cosigning.signed_text(session, response))
    if code:
        response.state, response.held_code = ResponseState.HELD, code
    else:
        response.state, response.public_at = ResponseState.PUBLIC, now


def held_code(session: Session, response: Response, *, read_before: str = "") -> str:
    """Return why a moderator has to read a response first, or an empty string.

    `read_before` is a text at the beginning of a comment that a moderator has let through already.
    """
    if response.held_code:
        return response.held_code
    if any(comment.awaits_transcript for comment in response.comments):
        return TRANSCRIPT
    if response.respondent is not None and response.respondent.under_16:
        return UNDER_16
    if response.consultation.read_first:
        return READ_FIRST
    return findings.code_for(session, response, read_before=read_before)
