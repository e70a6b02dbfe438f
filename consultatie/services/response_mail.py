"""The mails about a response, written as jobs in the transaction that causes them. Raw tokens live only in the job.

What the mails say is in templates/email; sending is in jobs/mail.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from consultatie.domain.receipts import new_token, token_hash
from consultatie.models.responses import Response, ResponseToken, TokenPurpose
from consultatie.services import queue, reading

MANAGE_LIFE = timedelta(days=5 * 365)  # as long as a bill may take; erasure ends it earlier


def make_token(
    session: Session, response: Response, purpose: TokenPurpose, *, life: timedelta, now: datetime
) -> str:
    """Return a new secret for a link; only its hash is kept."""
    token = new_token()
    session.add(
        ResponseToken(
            hash=token_hash(token),
            purpose=purpose,
            response_id=response.id,
            created_at=now,
            expires_at=now + life,
        )
    )
    return token


def manage_token(session: Session, response: Response, *, now: datetime) -> str:
    """Return a new secret for the page on which a respondent sees and withdraws a response."""
    return make_token(session, response, TokenPurpose.MANAGE, life=MANAGE_LIFE, now=now)


def queue_mail(
    session: Session, response: Response, kind: str, *, to: str = "", now: datetime, **facts: Any
) -> None:
    """Queue a mail of a kind to the respondent (or to `to`); nothing when there is no address."""
    address = to or (response.respondent.email if response.respondent else "")
    if not address:
        return
    consultation = response.consultation
    given = {
        "reference": response.reference,
        "slug": consultation.slug,
        "title": consultation.title,
        "closes_at": consultation.closes_at.isoformat() if consultation.closes_at else None,
        "contact": consultation.contact,
    }
    payload = {"kind": kind, "to": address, "language": response.language, "facts": given | facts}
    queue.enqueue(session, "mail", payload, now=now)


def ask_to_confirm(session: Session, response: Response, *, until: datetime, now: datetime) -> None:
    """Queue the mail with the link to confirm, or for a parent or carer to agree, which works until an instant (UTC)."""
    under_16 = response.respondent is not None and response.respondent.under_16
    if response.respondent is not None and response.respondent.class_id is not None:
        return  # the teacher sees it on the page of the class
    purpose, kind = (TokenPurpose.AGREE, "consent") if under_16 else (TokenPurpose.CONFIRM, "confirm")
    token = make_token(session, response, purpose, life=until - now, now=now)
    queue_mail(session, response, kind, now=now, token=token, until=until.isoformat())


def offer_to_resume(
    session: Session, response: Response, *, email: str, life: timedelta, now: datetime
) -> None:
    """Queue the mail with the link to go on with a draft later, on any device."""
    token = make_token(session, response, TokenPurpose.RESUME, life=life, now=now)
    until = (now + life).isoformat()
    queue_mail(session, response, "resume", to=email, now=now, token=token, until=until)


def tell_received(session: Session, response: Response, *, now: datetime) -> str:
    """Queue the receipt, and return the secret of the page where the respondent finds it again."""
    token = manage_token(session, response, now=now)
    expected = reading.report_expected(response.consultation)
    queue_mail(
        session,
        response,
        "received",
        now=now,
        token=token,
        state=response.state.value,
        edition=response.edition,
        expected=expected.isoformat() if expected else None,
    )
    return token


def tell_agreed(session: Session, response: Response, *, stays: bool, now: datetime) -> str:
    """Queue the receipt for who agreed; `stays`: we keep the address. Return the secret of the page about the response."""
    token = manage_token(session, response, now=now)
    queue_mail(session, response, "agreed", now=now, token=token, state=response.state.value, stays=stays)
    return token


def tell_transcribed(session: Session, response: Response, *, now: datetime) -> None:
    """Queue the mail that says that a recording was written down, with a link to read it."""
    token = manage_token(session, response, now=now)
    queue_mail(session, response, "transcribed", now=now, token=token, state=response.state.value)


def tell_withdrawn(session: Session, response: Response, *, now: datetime) -> None:
    """Queue the mail that says that a response was withdrawn."""
    queue_mail(session, response, "withdrawn", now=now)
