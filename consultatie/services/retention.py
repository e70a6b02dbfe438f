"""Throw away what was kept long enough. docs/operating.md holds the same table in words.

Each rule removes rows that nothing needs any more and returns how many; running twice removes nothing more.
The log, consultations and received responses are never thrown away here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from consultatie.domain.lifecycle import ResponseState
from consultatie.models.accounts import StaffSession
from consultatie.models.campaigns import Campaign
from consultatie.models.consultations import Consultation
from consultatie.models.queue import Job, JobState
from consultatie.models.responses import Respondent, Response, ResponseToken
from consultatie.services import (
    brakes,
    campaigns,
    drafts,
    erasure,
    joint_retention,
    log,
    objections,
    organisation_links,
    queue,
    school_classes,
)

JOB_LIFE = timedelta(days=7)
DEAD_JOB_LIFE = timedelta(days=90)
TOKEN_LIFE = timedelta(days=7)  # after it stopped working, so that a late click still gets the right answer


@dataclass(frozen=True, slots=True)
class Terms:
    """How long an unfinished or ended response is kept, and an address after the report came out."""

    drafts: timedelta
    ended: timedelta
    addresses: timedelta


def run(session: Session, terms: Terms, *, now: datetime) -> dict[str, int]:
    """Apply every rule and return what each removed; one log entry when anything went."""
    removed = {name: rule(session, terms, now) for name, rule in RULES.items()}
    if any(removed.values()):
        log.append(session, "retention-run", "site", dict(removed), now=now)
    return removed


def _drafts(session: Session, terms: Terms, now: datetime) -> int:
    removed = drafts.remove_old(session, older_than=terms.drafts, now=now)
    if removed:
        queue.recordings_due(session, now=now)
    return removed


def _ended(session: Session, terms: Terms, now: datetime) -> int:
    """Erase what was withdrawn or never confirmed."""
    ended = (ResponseState.WITHDRAWN, ResponseState.EXPIRED)
    old = select(Response).where(Response.state.in_(ended), Response.ended_at < now - terms.ended)
    return sum(erasure.erase(session, response, now=now) for response in list(session.scalars(old)))


def _addresses(session: Session, terms: Terms, now: datetime) -> int:
    """Blank the e-mail addresses of respondents once the outcome is known and nobody needs to be mailed; what is made of them too."""
    done = (
        select(Response.id)
        .join(Consultation, Consultation.id == Response.consultation_id)
        .where(Consultation.reported_at < now - terms.addresses)
    )
    blanked = session.execute(
        update(Respondent)
        .where(Respondent.response_id.in_(done), or_(Respondent.email != "", Respondent.agreed_by != ""))
        .values(email="", canonical="", agreed_by="")
        .execution_options(synchronize_session=False)
    )
    return int(blanked.rowcount)  # type: ignore[attr-defined]


def _campaigns(session: Session, terms: Terms, now: datetime) -> int:
    """Remove texts to co-sign that were never confirmed; blank their organisers' addresses as those of respondents."""
    done = select(Consultation.id).where(Consultation.reported_at < now - terms.addresses)
    blanked = session.execute(
        update(Campaign)
        .where(Campaign.consultation_id.in_(done), Campaign.organiser_email != "")
        .values(organiser_email="")
        .execution_options(synchronize_session=False)
    )
    removed = campaigns.remove_unconfirmed(session, older_than=terms.ended, now=now)
    return removed + int(blanked.rowcount)  # type: ignore[attr-defined]


def _school_classes(session: Session, terms: Terms, now: datetime) -> int:
    """Remove classes that were never confirmed; blank the addresses of teachers who can agree to nothing any more."""
    return school_classes.remove_old(session, unconfirmed_for=terms.ended, now=now)


def _joint_drafts(session: Session, terms: Terms, now: datetime) -> int:
    """Forget what organisations wrote together once the outcome is known; what they handed in is a response and stays."""
    return joint_retention.remove_old(session, reported_before=now - terms.addresses, now=now)


def _links(session: Session, _terms: Terms, now: datetime) -> int:
    gone = session.execute(delete(ResponseToken).where(ResponseToken.expires_at < now - TOKEN_LIFE))
    mailed = organisation_links.remove_old(session, before=now - TOKEN_LIFE)
    return int(gone.rowcount) + mailed  # type: ignore[attr-defined]


def _jobs(session: Session, _terms: Terms, now: datetime) -> int:
    done = (Job.state == JobState.DONE) & (Job.finished_at < now - JOB_LIFE)
    dead = (Job.state == JobState.DEAD) & (Job.finished_at < now - DEAD_JOB_LIFE)
    return int(session.execute(delete(Job).where(done | dead)).rowcount)  # type: ignore[attr-defined]


def _sessions(session: Session, _terms: Terms, now: datetime) -> int:
    gone = session.execute(delete(StaffSession).where(StaffSession.expires_at < now))
    return int(gone.rowcount)  # type: ignore[attr-defined]


def _brakes(session: Session, _terms: Terms, now: datetime) -> int:
    return brakes.remove_old(session, now=now)


def _objections(session: Session, terms: Terms, now: datetime) -> int:
    return objections.remove_answered(session, older_than=terms.ended, now=now)


RULES: dict[str, Callable[[Session, Terms, datetime], int]] = {
    "drafts": _drafts,
    "ended-responses": _ended,
    "addresses": _addresses,
    "campaigns": _campaigns,
    "school-classes": _school_classes,
    "joint-drafts": _joint_drafts,
    "links": _links,
    "jobs": _jobs,
    "sessions": _sessions,
    "brakes": _brakes,
    "objections": _objections,
}
