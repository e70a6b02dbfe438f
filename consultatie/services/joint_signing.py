"""Bring a text that colleagues wrote further: offer it for sign-off, refuse or sign it, take it back to write on.

Each step is a conditional update of the stage, a row that says who and why, a log entry, and a mail to whoever is next.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, WrongState
from consultatie.domain.joint_drafts import LONGEST_NOTE, STEPS, Step, may_take, require
from consultatie.domain.lifecycle import RECEIVED
from consultatie.domain.text import normalise
from consultatie.models.joint_drafts import JointDraft, JointStep
from consultatie.models.organisations import Membership
from consultatie.services import joint_drafts, log, organisation_links

NEXT = {Step.OFFER: Step.SIGN, Step.SIGN: Step.SUBMIT}  # who hears of a step: whoever may take the next


def offer(session: Session, draft: JointDraft, by: Membership, note: str, *, now: datetime) -> None:
    """Offer the text for sign-off. Raise WrongState, Invalid when nothing is written."""
    if not any(joint_drafts.is_written(part) for part in joint_drafts.parts(session, draft)):
        raise Invalid("joint-draft-incomplete", {"note": "nothing-said"})
    take(session, draft, by, Step.OFFER, note, now=now)


def refuse(session: Session, draft: JointDraft, by: Membership, note: str, *, now: datetime) -> None:
    """Send the text back to be changed, with what has to change. Raise NotAllowed, WrongState, Invalid without a note."""
    if not normalise(note).strip():
        raise Invalid("note-invalid", {"note": "refusal-note-missing"})
    take(session, draft, by, Step.REFUSE, note, now=now)


def take(
    session: Session, draft: JointDraft, by: Membership, step: Step, note: str = "", *, now: datetime
) -> None:
    """Take a step: OFFER, REFUSE, SIGN, TAKE_BACK, SUBMIT, REVISE or WITHDRAW. Raise NotAllowed, WrongState, Invalid."""
    require(by.role, step)
    note = normalise(note)
    if len(note) > LONGEST_NOTE:
        raise Invalid("note-invalid", {"note": "note-too-long"}, limit=LONGEST_NOTE)
    before, after = STEPS[step]
    moved = session.execute(
        update(JointDraft)
        .where(JointDraft.id == draft.id, JointDraft.stage.in_(before))
        .values(stage=after, changed_at=now)
        .execution_options(synchronize_session=False)
    )
    if moved.rowcount != 1:  # type: ignore[attr-defined]
        raise WrongState("joint-draft-moved")
    session.add(JointStep(draft_id=draft.id, step=step, note=note, by_id=by.user_id, at=now))
    session.flush()
    session.refresh(draft)
    data = {"step": step.value, "by": by.id}
    log.append(session, "joint-draft-step", joint_drafts.subject_of(draft), data, now=now)
    _tell(session, draft, by, step, note, now=now)


def _tell(
    session: Session, draft: JointDraft, by: Membership, step: Step, note: str, *, now: datetime
) -> None:
    """Mail whoever may take the next step; of other steps every colleague but the one who took it.

    What was handed in is told to whoever did so too: it is their receipt.
    """
    wanted = NEXT.get(step)
    for member in draft.organisation.members:
        if (member.id == by.id and step is not Step.SUBMIT) or (
            wanted is not None and not may_take(member.role, wanted)
        ):
            continue
        organisation_links.mail(
            session,
            "organisation-step",
            member.user.email,
            language=draft.language,
            now=now,
            step=step.value,
            by=by.user.name,
            note=note,
            organisation=draft.organisation.slug,
            organisation_name=draft.organisation.name,
            consultation=draft.consultation.slug,
            title=draft.consultation.title,
        )


def steps_for(draft: JointDraft, member: Membership) -> list[Step]:
    """Return the steps that somebody may take now, the one that brings the text furthest first."""
    found = [
        step
        for step in (Step.SUBMIT, Step.SIGN, Step.OFFER, Step.REFUSE, Step.REVISE, Step.TAKE_BACK)
        if draft.stage in STEPS[step][0] and may_take(member.role, step)
    ]
    if has_response(draft) and may_take(member.role, Step.WITHDRAW):
        found.append(Step.WITHDRAW)
    return found


def has_response(draft: JointDraft) -> bool:
    """Say whether a response of the organisation counts now, also while a next version is being written."""
    return draft.response is not None and draft.response.state in RECEIVED
