"""Hand in what colleagues wrote and signed off: it becomes a response like any other, can be revised, and withdrawn.

The first time it is a new response; a revision changes the same one, under its reference. Every version is kept, and the
public log keeps that it was handed in.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotAllowed, NotFound, WrongState
from consultatie.domain.joint_drafts import Step
from consultatie.domain.lifecycle import RECEIVED, ResponseState
from consultatie.domain.organisations import OrganisationState
from consultatie.domain.receipts import new_reference
from consultatie.domain.respondents import Limits
from consultatie.domain.visibility import RespondentKind
from consultatie.models.joint_drafts import JointDraft, Submission
from consultatie.models.organisations import Membership
from consultatie.models.responses import Comment, Respondent, Response
from consultatie.services import (
    confirmation,
    drafts,
    joint_drafts,
    joint_signing,
    log,
    responses,
)
from consultatie.services.response_moves import change_while

ATTACHMENT = "attachment"  # held until a moderator looked at a file, which no check of words can read


def submit(
    session: Session, draft: JointDraft, by: Membership, *, limits: Limits, now: datetime
) -> Submission:
    """Hand in the signed text for the organisation. Raise NotAllowed, WrongState (closed, not signed), Invalid."""
    if draft.organisation.state is not OrganisationState.ACTIVE:
        raise NotAllowed("organisation-waits")
    drafts.require_open(draft.consultation, now)
    joint_signing.take(session, draft, by, Step.SUBMIT, now=now)
    response = _held_for_change(session, draft, now=now)
    revised = response is not None
    if response is None:
        response = _new_response(draft, now=now)
        session.add(response)
        session.flush()
        draft.response = response
    _fill(session, response, draft, by)
    problems = responses.problems_before_sending(response, limits)
    if problems:
        raise Invalid("response-incomplete", problems)
    responses.seal(session, response, "response-revised" if revised else "response-sent", now=now)
    if draft.attached and not response.held_code:
        response.held_code = ATTACHMENT
    confirmation.settle(session, response, now=now)
    log.append(
        session,
        "response-confirmed",
        responses.subject_of(response),
        {"state": response.state.value},
        now=now,
    )
    responses.public_changed(session, response, now=now)
    return _kept(session, draft, response, by, now=now)


def _held_for_change(session: Session, draft: JointDraft, *, now: datetime) -> Response | None:
    """Return the response that is there, held and back at CONFIRMED, or None when there is none that counts."""
    response = draft.response
    if response is None:
        return None
    session.refresh(response)
    if response.state not in RECEIVED:
        return None
    read_by_moderator = response.state in (ResponseState.REDACTED, ResponseState.REJECTED)
    held = change_while(
        session,
        response,
        response.state,
        state=ResponseState.CONFIRMED,
        held_code=responses.MENDED if read_by_moderator else "",
        reason_code="",
        public_at=None,
        now=now,
    )
    if not held:
        raise WrongState("response-moved-on", reference=response.reference)
    session.refresh(response)
    return response


def _new_response(draft: JointDraft, *, now: datetime) -> Response:
    return Response(
        consultation=draft.consultation,
        version=draft.version,
        reference=new_reference(),
        state=ResponseState.CONFIRMED,
        language=draft.language,
        created_at=now,
        changed_at=now,
        sent_at=now,
        confirmed_at=now,
        held_code="",
    )


def _fill(session: Session, response: Response, draft: JointDraft, by: Membership) -> None:
    """Put the text of now in the response, in place of what was there."""
    response.publication = draft.publication
    response.comments.clear()
    session.flush()
    response.comments = [
        Comment(
            eid=part.eid, place=part.place, position=part.position, text=part.text, proposal=part.proposal
        )
        for part in joint_drafts.parts(session, draft)
        if joint_drafts.is_written(part)
    ]
    who = response.respondent or Respondent(kind=RespondentKind.ORGANISATION)
    who.kind, who.organisation, who.name = RespondentKind.ORGANISATION, draft.organisation.name, ""
    who.email, who.verified_domain = by.user.email, draft.organisation.mail_domain
    who.principals = list(draft.principals)
    response.respondent = who
    session.flush()


def _kept(
    session: Session, draft: JointDraft, response: Response, by: Membership, *, now: datetime
) -> Submission:
    """Keep what was handed in as a version of its own (colleagues hear of it by the mail of the step)."""
    version = Submission(
        draft_id=draft.id,
        response=response,
        number=max((one.number for one in draft.submissions), default=0) + 1,
        contents=_contents(response, draft),
        digest=response.digest,
        log_position=response.log_position or 0,
        by_id=by.user_id,
        at=now,
    )
    session.add(version)
    session.flush()
    session.expire(draft, ["submissions"])
    return version


def _contents(response: Response, draft: JointDraft) -> dict[str, Any]:
    return {
        "reference": response.reference,
        "publication": (response.publication or draft.publication).value,
        "organisation": draft.organisation.name,
        "verified_domain": draft.organisation.mail_domain,
        "principals": list(draft.principals),
        "attachments": [one.id for one in draft.attached],
        "attached": [
            {"title": one.title, "name": one.file.name, "digest": one.file.key} for one in draft.attached
        ],
        "parts": [
            {
                "eid": comment.eid,
                "position": comment.position.value,
                "text": comment.text,
                "proposal": comment.proposal,
            }
            for comment in response.comments
        ],
    }


def revise(session: Session, draft: JointDraft, by: Membership, *, now: datetime) -> None:
    """Write on in what was handed in; the public sees that until another version is. Raise WrongState after closing."""
    drafts.require_open(draft.consultation, now)
    joint_signing.take(session, draft, by, Step.REVISE, now=now)


def withdraw(session: Session, draft: JointDraft, by: Membership, *, now: datetime) -> None:
    """Withdraw the response for the organisation; its text stays here, to write on. Raise NotAllowed, WrongState."""
    response = draft.response
    if response is None or not joint_signing.has_response(draft):
        raise WrongState("joint-draft-moved")
    joint_signing.take(session, draft, by, Step.WITHDRAW, now=now)
    responses.withdraw(session, response, now=now)
    draft.response = None
    session.flush()


def get(draft: JointDraft, number: int) -> Submission:
    """Return a version that was handed in; raise NotFound."""
    found = next((one for one in draft.submissions if one.number == number), None)
    if found is None:
        raise NotFound("no-such-submission")
    return found
