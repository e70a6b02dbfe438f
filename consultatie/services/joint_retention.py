"""Throw away what organisations wrote together, some time after the report came out, with files that nobody handed in."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from consultatie.models.consultations import Consultation
from consultatie.models.joint_drafts import JointAttachment, JointDraft, JointNote, JointStep, PartEdition
from consultatie.services import uploads


def remove_old(session: Session, *, reported_before: datetime, now: datetime) -> int:
    """Remove notes, editions and steps of consultations reported before an instant (UTC); return how many drafts that were.

    A draft of which a version was handed in stays, empty, with its versions and their attachments: receipts need them.
    """
    done = select(Consultation.id).where(Consultation.reported_at < reported_before)
    written = select(PartEdition.id).where(PartEdition.draft_id == JointDraft.id)
    old = select(JointDraft).where(JointDraft.consultation_id.in_(done), written.exists())
    found = list(session.scalars(old))
    for draft in found:
        _empty(session, draft, now=now)
    return len(found)


def _empty(session: Session, draft: JointDraft, *, now: datetime) -> None:
    kept = {number for version in draft.submissions for number in version.contents.get("attachments", [])}
    for part in (PartEdition, JointNote, JointStep):
        session.execute(delete(part).where(part.draft_id == draft.id))
    for one in draft.attachments:
        if one.id not in kept:
            file = one.file
            session.execute(delete(JointAttachment).where(JointAttachment.id == one.id))
            uploads.discard(session, file, now=now)
    session.expire(draft)
    if not draft.submissions:
        session.execute(delete(JointDraft).where(JointDraft.id == draft.id))
    else:
        session.execute(update(JointDraft).where(JointDraft.id == draft.id).values(changed_at=now))
