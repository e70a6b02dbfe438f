"""Texts to co-sign: an organiser registers one and confirms it by mail, a moderator lets it through, the organiser closes it.

Co-signing is in cosigning; how a text that many sent is shown in shared_texts.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from consultatie.domain.campaigns import SHOWN, CampaignState, Registration, checked
from consultatie.domain.errors import Invalid, NotFound, TokenRefused, WrongState
from consultatie.domain.permissions import Permission, Viewer
from consultatie.domain.receipts import ALPHABET, new_token, token_hash
from consultatie.domain.screening import screen
from consultatie.models.campaigns import Campaign
from consultatie.models.consultations import Consultation
from consultatie.models.responses import Position
from consultatie.services import bills, drafts, log, queue
from consultatie.services.moderation import REASONS
from consultatie.services.transitions import move

KEY_LENGTH = 8
CONFIRMABLE = timedelta(hours=48)


def subject_of(campaign: Campaign) -> str:
    """Return how the log names a text to co-sign."""
    return f"campaign:{campaign.key}"


def register(
    session: Session,
    consultation: Consultation,
    typed: Registration,
    *,
    language: str,
    now: datetime,
) -> Campaign:
    """Keep a text and mail its organiser a link to confirm it. Raise Invalid, WrongState, NotFound."""
    drafts.require_open(consultation, now)
    facts = checked(typed)
    version = bills.current_version(session, consultation)
    drafts.place_of(session, version.id, facts.eid)
    token = new_token()
    campaign = Campaign(
        consultation_id=consultation.id,
        version_id=version.id,
        key="".join(secrets.choice(ALPHABET) for _ in range(KEY_LENGTH)).lower(),
        state=CampaignState.PENDING,
        title=facts.title,
        text=facts.text,
        eid=facts.eid,
        position=Position(facts.position),
        language=language,
        organiser=facts.organiser,
        organiser_email=facts.email,
        created_at=now,
        confirm_hash=token_hash(token),
    )
    session.add(campaign)
    session.flush()
    _mail(session, campaign, "campaign-confirm", now=now, token=token)
    return campaign


def find_to_confirm(session: Session, token: str, *, now: datetime) -> Campaign:
    """Return the text a mailed link is to confirm; raise TokenRefused."""
    found = session.scalar(select(Campaign).where(Campaign.confirm_hash == token_hash(token)))
    if found is None:
        raise TokenRefused("token-unknown")
    if found.state is CampaignState.PENDING and found.created_at + CONFIRMABLE <= now:
        raise TokenRefused("token-expired")
    return found


def confirm(session: Session, token: str, *, now: datetime) -> Campaign:
    """Confirm a text: a moderator reads it then. Twice is the same as once. Raise TokenRefused."""
    campaign = find_to_confirm(session, token, now=now)
    code = screen([campaign.title, campaign.text, campaign.organiser])
    values = {"confirmed_at": now, "held_code": code}
    if move(session, campaign, CampaignState.PENDING, CampaignState.HELD, **values):
        log.append(session, "campaign-registered", subject_of(campaign), _about(campaign), now=now)
    return campaign


def list_waiting(session: Session, viewer: Viewer) -> list[Campaign]:
    """Return the texts that wait for a moderator, the longest waiting first, of the viewer's department (or all)."""
    found = select(Campaign).join(Campaign.consultation).where(Campaign.state == CampaignState.HELD)
    if viewer.department_id is not None:
        found = found.where(Consultation.department_id == viewer.department_id)
    return list(session.scalars(found.order_by(Campaign.confirmed_at, Campaign.id)))


def get_for_moderator(session: Session, key: str, viewer: Viewer) -> Campaign:
    """Return a text that was confirmed; raise NotFound, NotAllowed."""
    found = session.scalar(select(Campaign).where(Campaign.key == key))
    if found is None or found.state is CampaignState.PENDING:
        raise NotFound("no-such-campaign")
    viewer.require(Permission.MODERATE, found.consultation.department_id)
    return found


def decide(
    session: Session, campaign: Campaign, *, publish: bool, reason: str = "", by: Viewer, now: datetime
) -> None:
    """Let a text through, or refuse it with a reason; the organiser gets a mail. Also an open one can be refused.

    Raise Invalid without a reason, WrongState when somebody decided meanwhile.
    """
    by.require(Permission.MODERATE, campaign.consultation.department_id)
    if not publish and reason not in REASONS:
        raise Invalid("reason-missing", {"reason": "reason-missing"})
    token = new_token()
    values: dict[str, Any] = {"decided_at": now, "decided_by_id": by.user_id, "held_code": ""}
    values |= {"manage_hash": token_hash(token)} if publish else {"reason_code": reason}
    new = CampaignState.OPEN if publish else CampaignState.REJECTED
    if campaign.state is new or not move(session, campaign, campaign.state, new, **values):
        raise WrongState("campaign-moved-on")
    data = _about(campaign) | {"state": new.value, "reason": campaign.reason_code}
    log.append(session, "campaign-moderated", subject_of(campaign), data, now=now)
    if publish:
        _mail(session, campaign, "campaign-open", now=now, token=token)
    else:
        _mail(session, campaign, "campaign-rejected", now=now, reason=reason)
    queue.content_changed(session, campaign.consultation.slug, now=now, index=False)


def find_managed(session: Session, token: str) -> Campaign:
    """Return the text whose organiser's link this is; raise TokenRefused."""
    found = session.scalar(select(Campaign).where(Campaign.manage_hash == token_hash(token)))
    if found is None:
        raise TokenRefused("token-unknown")
    return found


def close(session: Session, campaign: Campaign, *, now: datetime) -> None:
    """End co-signing; what was signed stays. Twice is the same as once."""
    if move(session, campaign, CampaignState.OPEN, CampaignState.CLOSED, closed_at=now):
        log.append(session, "campaign-closed", subject_of(campaign), _about(campaign), now=now)
        queue.content_changed(session, campaign.consultation.slug, now=now, index=False)


def list_shown(session: Session, consultation: Consultation) -> list[Campaign]:
    """Return the texts that were let through, oldest first."""
    found = select(Campaign).where(Campaign.consultation_id == consultation.id, Campaign.state.in_(SHOWN))
    return list(session.scalars(found.order_by(Campaign.id)))


def find_shown(session: Session, consultation: Consultation, key: str) -> Campaign | None:
    """Return a text that was let through, or None."""
    found = select(Campaign).where(
        Campaign.consultation_id == consultation.id, Campaign.key == key, Campaign.state.in_(SHOWN)
    )
    return session.scalar(found)


def require_shown(session: Session, consultation: Consultation, key: str) -> Campaign:
    """Return a text that was let through; raise NotFound."""
    found = find_shown(session, consultation, key)
    if found is None:
        raise NotFound("no-such-campaign")
    return found


def can_be_signed(campaign: Campaign, now: datetime) -> bool:
    """Say whether one can co-sign it at this instant."""
    return campaign.state is CampaignState.OPEN and campaign.consultation.calendar.accepts(now)


def remove_unconfirmed(session: Session, *, older_than: timedelta, now: datetime) -> int:
    """Remove what its organiser never confirmed; return how many."""
    gone = session.execute(
        delete(Campaign).where(
            Campaign.state == CampaignState.PENDING, Campaign.created_at < now - older_than
        )
    )
    return gone.rowcount  # type: ignore[attr-defined, no-any-return]


def _about(campaign: Campaign) -> dict[str, Any]:
    return {"consultation": campaign.consultation.slug}


def _mail(session: Session, campaign: Campaign, kind: str, *, now: datetime, **facts: Any) -> None:
    given = {
        "slug": campaign.consultation.slug,
        "title": campaign.title,
        "about": campaign.consultation.title,
        "key": campaign.key,
        "contact": campaign.consultation.contact,
    }
    payload = {
        "kind": kind,
        "to": campaign.organiser_email,
        "language": campaign.language,
        "facts": given | facts,
    }
    queue.enqueue(session, "mail", payload, now=now)
