"""A text that many sent, shown once: with how many people sent it, and with what each of them added.

It may be registered (campaigns) or found by the analysis (TextCopy); who copies a registered text counts with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, String, and_, case, cast, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from consultatie.domain.campaigns import addition_in
from consultatie.domain.errors import NotFound
from consultatie.domain.lifecycle import COUNTED
from consultatie.domain.redaction import redact
from consultatie.domain.visibility import ResponseFacts, project
from consultatie.models.campaigns import Campaign, CoSignature, TextCopy, cosigned
from consultatie.models.consultations import Consultation
from consultatie.models.responses import Answer, Comment, Respondent, Response, publicly_visible
from consultatie.services import campaigns

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class SharedText:
    """One text. `persons` counts everybody once by address, also who is not public. `campaign` is None for one that was found."""

    key: str
    title: str
    text: str
    language: str
    eid: str
    version: int
    position: str
    persons: int
    campaign: Campaign | None
    can_be_signed: bool = False


@dataclass(frozen=True, slots=True)
class Addition:
    """What somebody added to the text, with their response as the public sees it."""

    response: ResponseFacts
    own: str


def list_of(session: Session, consultation: Consultation, *, now: datetime | None = None) -> list[SharedText]:
    """Return the texts of a consultation, most people first; a found one only while somebody's is public."""
    shown = campaigns.list_shown(session, consultation)
    keys = {one.key for one in shown}
    copied = set(session.scalars(select(TextCopy.key).where(TextCopy.consultation_id == consultation.id)))
    texts = [_registered(session, one, now) for one in shown]
    texts += [found for key in sorted(copied - keys) if (found := _found(session, consultation, key))]
    return sorted(texts, key=lambda one: (-one.persons, one.key))


def get(session: Session, consultation: Consultation, key: str, *, now: datetime) -> SharedText:
    """Return one text; raise NotFound."""
    campaign = campaigns.find_shown(session, consultation, key)
    found = _registered(session, campaign, now) if campaign else _found(session, consultation, key)
    if found is None:
        raise NotFound("no-such-campaign")
    return found


def key_of(session: Session, consultation: Consultation, reference: str) -> str | None:
    """Return the key of the text that a response holds, or None."""
    row = session.execute(
        select(Campaign.key, TextCopy.key)
        .select_from(Response)
        .outerjoin(CoSignature, CoSignature.response_id == Response.id)
        .outerjoin(Campaign, Campaign.id == CoSignature.campaign_id)
        .outerjoin(TextCopy, TextCopy.response_id == Response.id)
        .where(Response.reference == reference, Response.consultation_id == consultation.id)
    ).first()
    return (row[0] or row[1]) if row else None


def _registered(session: Session, campaign: Campaign, now: datetime | None) -> SharedText:
    return SharedText(
        campaign.key,
        campaign.title,
        campaign.text,
        campaign.language,
        campaign.eid,
        campaign.version.number,
        campaign.position.value,
        persons(session, campaign.consultation, campaign.key),
        campaign,
        now is not None and campaigns.can_be_signed(campaign, now),
    )


def _found(session: Session, consultation: Consultation, key: str) -> SharedText | None:
    """Return a text that was only found, in the words of the first public response that adds nothing (else the first)."""
    row = session.scalars(
        select(Response)
        .join(TextCopy, TextCopy.response_id == Response.id)
        .where(TextCopy.consultation_id == consultation.id, TextCopy.key == key, publicly_visible())
        .order_by(func.length(TextCopy.own), Response.id)
        .options(selectinload(Response.comments), joinedload(Response.version))
        .limit(1)
    ).first()
    if row is None:
        return None
    longest = max(row.comments, key=lambda one: len(one.text), default=None)
    if longest is None:
        return None
    words = _shown(row, "\n\n".join(comment.text for comment in row.comments if comment.text))
    return SharedText(
        key,
        "",
        words,
        row.language,
        longest.eid,
        row.version.number,
        longest.position.value,
        persons(session, consultation, key),
        None,
    )


def _shown(row: Response, text: str) -> str:
    """Return words of a response with a mark for what a moderator hid in any part of it."""
    hidden = [(one.words, one.reason) for one in row.redactions if one.undone_at is None]
    return redact(text, hidden, row.language)


def _of(consultation: Consultation, key: str) -> ColumnElement[bool]:
    """Return the predicate for responses that hold this text: co-signed or copied."""
    signed = Response.id.in_(
        select(CoSignature.response_id)
        .join(Campaign, Campaign.id == CoSignature.campaign_id)
        .where(Campaign.key == key)
    )
    copied = Response.id.in_(select(TextCopy.response_id).where(TextCopy.key == key))
    return and_(Response.consultation_id == consultation.id, or_(signed, copied))


def persons(session: Session, consultation: Consultation, key: str) -> int:
    """Return how many people sent a text: addresses that differ, and every response without one."""
    somebody = case((Respondent.canonical != "", Respondent.canonical), else_=cast(Response.id, String))
    counted = (
        select(func.count(somebody.distinct()))
        .select_from(Response)
        .join(Respondent, Respondent.response_id == Response.id)
        .where(_of(consultation, key), Response.state.in_(COUNTED))
    )
    return session.scalar(counted) or 0


def additions(
    session: Session, consultation: Consultation, shared: SharedText, *, page: int = 1
) -> tuple[list[Addition], int]:
    """Return one page of what people added, oldest first, and how many additions are public in all."""
    adds = (
        select(Response.id, Comment.text, TextCopy.own)
        .select_from(Response)
        .outerjoin(Comment, and_(Comment.response_id == Response.id, cosigned()))
        .outerjoin(TextCopy, TextCopy.response_id == Response.id)
        .where(
            _of(consultation, shared.key),
            publicly_visible(),
            or_(Comment.text != shared.text, and_(Comment.id.is_(None), TextCopy.own != "")),
        )
    )
    total = session.scalar(select(func.count()).select_from(adds.subquery())) or 0
    shown = adds.order_by(Response.sent_at, Response.id).offset((page - 1) * PER_PAGE).limit(PER_PAGE)
    own = {
        number: copied if whole is None else addition_in(whole, shared.text)
        for number, whole, copied in session.execute(shown)
    }
    rows = session.scalars(
        select(Response)
        .where(Response.id.in_(own))
        .options(
            joinedload(Response.consultation),
            joinedload(Response.version),
            joinedload(Response.respondent),
            selectinload(Response.comments),
            selectinload(Response.answers).joinedload(Answer.question),
        )
        .order_by(Response.sent_at, Response.id)
    )
    seen = [(project(row.facts(), None), _shown(row, own[row.id])) for row in rows]
    return [Addition(facts, words) for facts, words in seen if facts is not None], total
