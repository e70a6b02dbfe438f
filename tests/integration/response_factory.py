"""Plain functions that make responses in every state."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.domain.receipts import Receipt
from consultatie.domain.respondents import Limits
from consultatie.domain.visibility import Publication, RespondentFacts, RespondentKind
from consultatie.models.consultations import Consultation
from consultatie.models.queue import Job
from consultatie.models.responses import Position, Response
from consultatie.services import drafts, identities, responses

LIMITS = Limits(20_000, 200_000)
CONFIRM_FOR = timedelta(hours=48)


def make_draft(
    session: Session,
    consultation: Consultation,
    *,
    text: str = "Mijn moeder kreeg de brief pas na drie weken.",
    eid: str = "art_2",
    publication: Publication = Publication.NAMED,
    email: str = "noor@example.nl",
    now: datetime,
) -> tuple[Response, str]:
    """Return a complete draft with one comment, and its browser token."""
    draft, token = drafts.begin(session, consultation, language="nl", now=now)
    typed = drafts.CommentInput(eid, Position.OPPOSE, text, "")
    drafts.save_comment(session, draft, typed, limits=LIMITS, now=now)
    who = RespondentFacts(RespondentKind.PERSON, name="Noor de Wit", place="Deventer", email=email)
    identities.save_respondent(session, draft, who, now=now)
    identities.save_publication(session, draft, publication, now=now)
    return draft, token


def send(session: Session, draft: Response, *, key: str = "k", now: datetime, signal: str = "") -> Receipt:
    """Send a draft."""
    return responses.send(
        session, draft, idempotency_key=key, limits=LIMITS, confirm_for=CONFIRM_FOR, signal=signal, now=now
    )


def mails(session: Session, kind: str) -> list[dict[str, object]]:
    """Return the facts of the queued mails of a kind, oldest first, with `to`."""
    jobs = session.scalars(select(Job).where(Job.kind == "mail").order_by(Job.id))
    return [
        job.payload["facts"] | {"to": job.payload["to"]} for job in jobs if job.payload.get("kind") == kind
    ]


def confirm_token(session: Session) -> str:
    """Return the token in the newest mail that asks to confirm."""
    return str(mails(session, "confirm")[-1]["token"])
