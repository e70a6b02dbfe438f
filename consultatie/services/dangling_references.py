"""References in the newest bill to a provision that it does not have: what is open, and what is meant that way.

They are found when the bill is stored (services/bill_links). A drafter puts one aside with a reason, which stays with the
consultation: a next version with the same words in the same place is not asked about again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotFound
from consultatie.domain.permissions import Viewer
from consultatie.domain.text import normalise_line
from consultatie.models.bills import BillVersion
from consultatie.models.consultations import Consultation, IntendedReference
from consultatie.services.consultations import note_edit, require_editable

LONGEST_REASON = 500
LONGEST_WORDS = 255


@dataclass(frozen=True, slots=True)
class Dangling:
    """Words in a provision that name one which is not there; `reason` says why they are meant, "" while nobody said so."""

    eid: str
    words: str
    reason: str = ""


def listed(session: Session, consultation: Consultation) -> list[Dangling]:
    """Return the references of the newest bill that lead nowhere, in the order of the text, those put aside included."""
    found = session.scalar(
        select(BillVersion.dangling)
        .where(BillVersion.consultation_id == consultation.id)
        .order_by(BillVersion.number.desc())
        .limit(1)
    )
    meant = select(IntendedReference).where(IntendedReference.consultation_id == consultation.id)
    reasons = {(one.eid, one.words): one.reason for one in session.scalars(meant)}
    return [
        Dangling(one["eid"], one["words"], reasons.get((one["eid"], one["words"][:LONGEST_WORDS]), ""))
        for one in found or ()
    ]


def put_aside(
    session: Session,
    consultation: Consultation,
    eid: str,
    words: str,
    reason: str,
    *,
    by: Viewer | None,
    now: datetime,
) -> None:
    """Keep why a reference is meant as it stands. Raise Invalid with a code for the reason, NotFound where it is none."""
    require_editable(consultation, by)
    _require_listed(session, consultation, eid, words)
    reason = normalise_line(reason)
    if not reason or len(reason) > LONGEST_REASON:
        code = "reference-reason-too-long" if reason else "reference-reason-missing"
        raise Invalid(code, {"reason": code}, limit=LONGEST_REASON)
    _forget(session, consultation, eid, words)
    session.add(
        IntendedReference(
            consultation_id=consultation.id, eid=eid, words=words[:LONGEST_WORDS], reason=reason
        )
    )
    note_edit(session, consultation, "references", by, facts={"provision": eid}, now=now)


def take_up_again(
    session: Session, consultation: Consultation, eid: str, words: str, *, by: Viewer | None, now: datetime
) -> None:
    """Warn of a reference again that was put aside. Raise NotFound where it is none."""
    require_editable(consultation, by)
    _require_listed(session, consultation, eid, words)
    _forget(session, consultation, eid, words)
    note_edit(session, consultation, "references", by, facts={"provision": eid}, now=now)


def _require_listed(session: Session, consultation: Consultation, eid: str, words: str) -> None:
    if not any((one.eid, one.words) == (eid, words) for one in listed(session, consultation)):
        raise NotFound("no-such-reference", eid=eid)


def _forget(session: Session, consultation: Consultation, eid: str, words: str) -> None:
    session.execute(
        delete(IntendedReference).where(
            IntendedReference.consultation_id == consultation.id,
            IntendedReference.eid == eid,
            IntendedReference.words == words[:LONGEST_WORDS],
        )
    )
