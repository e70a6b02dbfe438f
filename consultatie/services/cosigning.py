"""Co-sign a registered text: a response like any other, with the text and one's own words, confirmed by mail.

Everyone counts once: an address that has a response to the consultation already cannot confirm a co-signature.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.domain.campaigns import LONGEST_ADDITION, with_addition
from consultatie.domain.errors import Invalid, WrongState
from consultatie.domain.lifecycle import RECEIVED
from consultatie.domain.respondents import Limits, problems_of, tidy
from consultatie.domain.text import normalise
from consultatie.domain.visibility import Publication, RespondentFacts, RespondentKind
from consultatie.models.campaigns import Campaign, CoSignature
from consultatie.models.responses import Respondent, Response
from consultatie.services import campaigns, drafts, identities, responses


@dataclass(frozen=True, slots=True)
class Signature:
    """What a co-signer fills in; a name is published when it is given."""

    email: str
    name: str = ""
    addition: str = ""


def check(typed: Signature) -> None:
    """Raise Invalid with a code per field unless this can be handed in."""
    facts = tidy(RespondentFacts(RespondentKind.PERSON, name=typed.name, email=typed.email))
    problems = problems_of(facts)
    if len(normalise(typed.addition)) > LONGEST_ADDITION:
        problems["addition"] = "addition-too-long"
    if problems:
        raise Invalid("respondent-invalid", problems)


def cosign(
    session: Session,
    campaign: Campaign,
    typed: Signature,
    *,
    language: str,
    idempotency_key: str,
    limits: Limits,
    confirm_for: timedelta,
    signal: str = "",
    now: datetime,
) -> str:
    """Hand in a co-signature and mail the link to confirm it; return the token for the browser.

    Whether the address responded before is told by mail's link only: a form that said so would tell anybody.
    Raise Invalid, WrongState `campaign-closed`.
    """
    if not campaigns.can_be_signed(campaign, now):
        raise WrongState("campaign-closed")
    check(typed)
    response, token = drafts.begin(session, campaign.consultation, language=language, now=now)
    response.version_id = campaign.version_id
    session.add(CoSignature(response_id=response.id, campaign_id=campaign.id))
    comment = drafts.CommentInput(
        campaign.eid, campaign.position, with_addition(campaign.text, typed.addition)
    )
    drafts.save_comment(session, response, comment, limits=limits, now=now)
    who = RespondentFacts(RespondentKind.PERSON, name=typed.name, email=typed.email)
    identities.save_respondent(session, response, who, now=now)
    named = bool(response.respondent and response.respondent.name)
    chosen = Publication.NAMED if named else Publication.UNNAMED
    identities.save_publication(session, response, chosen, now=now)
    responses.send(
        session,
        response,
        idempotency_key=idempotency_key,
        limits=limits,
        confirm_for=confirm_for,
        signal=signal,
        now=now,
    )
    return token


def signed_text(session: Session, response: Response) -> str:
    """Return the text that a response co-signs, which a moderator read before; empty for any other response."""
    signature = session.get(CoSignature, response.id) if response.id else None
    return signature.campaign.text if signature else ""


def require_first(session: Session, response: Response) -> None:
    """Raise WrongState when a co-signature's address has a response to the consultation that counts already."""
    if session.get(CoSignature, response.id) is None or response.respondent is None:
        return
    earlier = (
        select(Response.id)
        .join(Respondent, Respondent.response_id == Response.id)
        .where(
            Response.consultation_id == response.consultation_id,
            Response.id != response.id,
            Response.state.in_(RECEIVED),
            Respondent.canonical == response.respondent.canonical,
        )
    )
    if session.scalar(earlier.limit(1)) is not None:
        raise WrongState("already-responded")
