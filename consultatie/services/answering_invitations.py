"""What somebody does with a personal link: open it, write and be known as who was asked, or decline.

And what everybody may know of it: who is asked, who responded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, TokenRefused, WrongState
from consultatie.domain.invitations import LONGEST_POINT, InviteeKind, InviteeStatus
from consultatie.domain.lifecycle import RECEIVED, ResponseState
from consultatie.domain.receipts import token_hash
from consultatie.domain.text import normalise
from consultatie.domain.visibility import (
    Publication,
    RespondentFacts,
    RespondentKind,
    response_visible,
)
from consultatie.models.consultations import Consultation
from consultatie.models.invitations import InvitationMail, Invitee
from consultatie.models.responses import Response, TokenPurpose
from consultatie.services import drafts, identities, invitees, log, queue, response_mail
from consultatie.services.consultations import subject_of

ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Asked:
    """What everybody may know of one invitee: "asked", "answered" or "declined", and the response that is public by name."""

    name: str
    kind: InviteeKind
    status: str
    reference: str | None


@dataclass(frozen=True, slots=True)
class PublicList:
    """Who was asked: those that are named, and how many are not."""

    named: tuple[Asked, ...]
    unnamed: int

    @property
    def total(self) -> int:
        """Return how many were asked."""
        return len(self.named) + self.unnamed

    @property
    def answered(self) -> int:
        """Return how many of those that are named responded."""
        return sum(one.status == InviteeStatus.ANSWERED for one in self.named)


def public_list(session: Session, consultation: Consultation) -> PublicList:
    """Return who was mailed an invitation, as the public may see it: no address, contact, point or reason."""
    asked = [one for one in invitees.listed(session, consultation) if one.mails]
    named = [one for one in asked if one.is_public]
    return PublicList(tuple(_asked(one, consultation) for one in named), len(asked) - len(named))


def _asked(invitee: Invitee, consultation: Consultation) -> Asked:
    said = invitee.status
    status = said.value if said in (InviteeStatus.ANSWERED, InviteeStatus.DECLINED) else ASKED
    response = invitee.response
    is_named = (
        response is not None
        and response.publication is Publication.NAMED
        and response_visible(response.state, response.publication, consultation.department_id, None)
    )
    reference = response.reference if response is not None and is_named else None
    return Asked(invitee.name, invitee.kind, status, reference)


def find_by_token(session: Session, token: str) -> Invitee:
    """Return whose personal link this is; raise TokenRefused `token-unknown`."""
    found = session.scalar(
        select(Invitee)
        .join(InvitationMail, InvitationMail.invitee_id == Invitee.id)
        .where(InvitationMail.hash == token_hash(token))
    )
    if found is None:
        raise TokenRefused("token-unknown")
    return found


def note_opened(session: Session, invitee: Invitee, *, now: datetime) -> None:
    """Write down, the first time, that the link was opened."""
    session.execute(
        update(Invitee).where(Invitee.id == invitee.id, Invitee.opened_at.is_(None)).values(opened_at=now)
    )


def begin(
    session: Session,
    invitee: Invitee,
    own: Response | None,
    *,
    language: str,
    draft_life: timedelta,
    now: datetime,
) -> str | None:
    """Tie a response to who was asked, and return the token with which this browser goes on with it.

    `own` is the draft that this browser has already; then it keeps its token, and None is returned. A draft that a
    colleague began by the same link is gone on with. Raise WrongState when it was sent, or the consultation is closed.
    """
    drafts.require_open(invitee.consultation, now)
    there = invitee.response
    if there is not None and (there.state is ResponseState.SENT or there.state in RECEIVED):
        raise WrongState("response-already-sent", reference=there.reference)
    if there is not None and there.state is ResponseState.DRAFT:
        if own is not None and own.id == there.id:
            return None
        return response_mail.make_token(session, there, TokenPurpose.RESUME, life=draft_life, now=now)
    token = None
    draft = own if own is not None and invitees.find_of(session, own) is None else None
    if draft is None:
        draft, token = drafts.begin(session, invitee.consultation, language=language, now=now)
    _tie(session, invitee, draft)
    if draft.respondent is None:
        who = RespondentFacts(
            RespondentKind.ORGANISATION,
            name=invitee.contact,
            organisation=invitee.name,
            email=invitee.email,
        )
        identities.save_respondent(session, draft, who, now=now)
    return token


def _tie(session: Session, invitee: Invitee, draft: Response) -> None:
    """Set the response if nobody did so at the same moment; raise WrongState."""
    before = invitee.response_id
    unchanged = Invitee.response_id.is_(None) if before is None else Invitee.response_id == before
    tied = session.execute(
        update(Invitee)
        .where(Invitee.id == invitee.id, unchanged)
        .values(response_id=draft.id, declined_at=None, decline_reason="")
        .execution_options(synchronize_session=False)
    )
    if tied.rowcount != 1:  # type: ignore[attr-defined]
        raise WrongState("invitee-begun")
    session.expire(invitee)


def decline(session: Session, invitee: Invitee, reason: str, *, now: datetime) -> None:
    """Write down that somebody does not respond, with their reason if they give one. Raise Invalid, WrongState."""
    reason = normalise(reason)
    if len(reason) > LONGEST_POINT:
        raise Invalid("decline-reason", {"reason": "decline-reason-long"}, limit=LONGEST_POINT)
    drafts.require_open(invitee.consultation, now)
    if invitee.status is InviteeStatus.ANSWERED:
        raise WrongState("invitee-answered")
    invitee.declined_at, invitee.decline_reason = now, reason
    session.flush()
    log.append(session, "invitation-declined", subject_of(invitee.consultation), {}, now=now)
    queue.content_changed(session, invitee.consultation.slug, now=now, index=False)
