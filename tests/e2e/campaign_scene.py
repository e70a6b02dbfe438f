"""Texts to co-sign in the scene: one that is open, and one that its organiser and a moderator have yet to see to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.domain.campaigns import Registration
from consultatie.domain.permissions import Viewer
from consultatie.models.campaigns import Campaign
from consultatie.models.consultations import Consultation
from consultatie.models.queue import Job
from consultatie.services import campaigns

FIRST, WAITING = "bond-van-lezers@example.nl", "wachtende-bond@example.nl"
TEXT = "Zet het telefoonnummer op de eerste bladzijde.\n\nWie een brief niet snapt, wil bellen, en zoekt nu lang."


def set_campaigns(
    session: Session, consultation: Consultation, moderator: Viewer, now: datetime
) -> dict[str, Any]:
    """Make them and return their keys by name."""
    made = {email: _register(session, consultation, email, now) for email in (FIRST, WAITING)}
    first, waiting = made[FIRST], made[WAITING]
    for campaign in (first, waiting):
        campaigns.confirm(session, _token(session, campaign), now=now)
    campaigns.decide(session, first, publish=True, by=moderator, now=now)
    return {"campaign_key": first.key, "waiting_campaign": waiting.key}


def _register(session: Session, consultation: Consultation, email: str, now: datetime) -> Campaign:
    typed = Registration("Het nummer vooraan", TEXT, "", "support_with_changes", "Bond van Lezers", email)
    return campaigns.register(session, consultation, typed, language="nl", now=now)


def _token(session: Session, campaign: Campaign) -> str:
    jobs = session.scalars(select(Job).where(Job.kind == "mail"))
    return next(
        str(job.payload["facts"]["token"])
        for job in jobs
        if job.payload.get("kind") == "campaign-confirm" and job.payload["to"] == campaign.organiser_email
    )
