"""Texts to co-sign as the drafters' desk shows them: the text once, how many signed, what they added, what is unread."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from consultatie.domain.campaigns import addition_in
from consultatie.domain.lifecycle import COUNTED
from consultatie.domain.permissions import Permission, Viewer
from consultatie.models.campaigns import Campaign, CoSignature
from consultatie.models.consultations import Consultation
from consultatie.models.read_marks import ReadMark
from consultatie.models.responses import Comment, Response
from consultatie.services import campaigns
from consultatie.services.carrying import Carrying


@dataclass(slots=True)
class SignedText:
    """One text with the co-signatures that count; `additions` are (reference, own words) in order of reception."""

    campaign: Campaign
    signed: int = 0
    unread: int = 0
    additions: list[tuple[str, str]] = field(default_factory=list)


def of_article(
    session: Session, consultation: Consultation, eids: Collection[str], viewer: Viewer
) -> list[SignedText]:
    """Return the texts about these provisions of the newest version that somebody signed, oldest first."""
    carrying = Carrying(session, consultation)
    shown = [
        SignedText(one)
        for one in campaigns.list_shown(session, consultation)
        if set(carrying.places(one.version.number, one.eid)) & set(eids)
    ]
    for one in shown:
        _count(session, one, viewer)
    return [one for one in shown if one.signed]


def _count(session: Session, one: SignedText, viewer: Viewer) -> None:
    read = exists().where(ReadMark.user_id == viewer.user_id, ReadMark.response_id == Response.id)
    rows = session.execute(
        select(Response.reference, Comment.text, read)
        .join(CoSignature, CoSignature.response_id == Response.id)
        .join(Comment, Comment.response_id == Response.id)
        .where(CoSignature.campaign_id == one.campaign.id, Response.state.in_(COUNTED))
        .order_by(Response.sent_at, Response.id)
    )
    for reference, whole, is_read in rows:
        one.signed += 1
        one.unread += not is_read
        if own := addition_in(whole, one.campaign.text):
            one.additions.append((reference, own))


def mark_read(session: Session, consultation: Consultation, key: str, *, by: Viewer, now: datetime) -> int:
    """Mark every co-signature of a text as read by this viewer; return how many were not. Raise NotFound, NotAllowed."""
    by.require(Permission.READ_RESPONSES, consultation.department_id)
    campaign = campaigns.require_shown(session, consultation, key)
    read = exists().where(ReadMark.user_id == by.user_id, ReadMark.response_id == Response.id)
    new = session.scalars(
        select(Response.id)
        .join(CoSignature, CoSignature.response_id == Response.id)
        .where(CoSignature.campaign_id == campaign.id, Response.state.in_(COUNTED), ~read)
    ).all()
    session.add_all(ReadMark(user_id=by.user_id, response_id=number, read_at=now) for number in new)
    return len(new)
