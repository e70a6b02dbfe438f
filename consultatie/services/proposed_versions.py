"""The next version of a bill that is public already: one person hands it in, another one places it.

What is public changes under people who are reading and responding, so it takes two, as publishing does (publishing). Until
it is placed nobody but staff sees anything of it. The operator (the command line) places versions alone, and the log says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotAllowed, NotFound, WrongState
from consultatie.domain.lifecycle import Stage
from consultatie.domain.permissions import Permission, Viewer
from consultatie.domain.ports import Markup
from consultatie.domain.provisions import RecognisedBill
from consultatie.domain.text import normalise
from consultatie.models.bills import BillVersion
from consultatie.models.consultations import Consultation
from consultatie.models.files import StoredFile
from consultatie.models.proposed_versions import ProposedVersion
from consultatie.services import bills, lineage, log
from consultatie.services.comparing import Comparing
from consultatie.services.consultations import hand, require_editable, subject_of

LONGEST_NOTICE = 600  # characters
PUBLIC = (Stage.PUBLISHED, Stage.REPORTED)


def propose(
    session: Session,
    consultation: Consultation,
    *,
    source: StoredFile,
    memorandum: StoredFile | None,
    notice: Mapping[str, str],
    by: Viewer,
    now: datetime,
) -> ProposedVersion:
    """Keep a file as the next version, in the place of one that waits. `notice`: what the public will read, by language.

    Raise Invalid `notice-missing` without one in Dutch, `notice-too-long`; WrongState `bill-not-public-yet`.
    """
    require_editable(consultation, by)
    if consultation.stage not in PUBLIC:
        raise WrongState("bill-not-public-yet")
    words = {code: text for code, typed in notice.items() if (text := normalise(typed))}
    problems = {
        f"notice.{code}": "notice-too-long" for code, text in words.items() if len(text) > LONGEST_NOTICE
    }
    if "nl" not in words:
        problems["notice.nl"] = "notice-missing"
    if problems:
        raise Invalid("notice-wrong", problems, limit=LONGEST_NOTICE)
    session.execute(delete(ProposedVersion).where(ProposedVersion.consultation_id == consultation.id))
    row = ProposedVersion(
        consultation_id=consultation.id,
        source=source,
        memorandum=memorandum,
        notice=words,
        proposed_by_id=by.user_id,
        proposed_at=now,
    )
    session.add(row)
    session.flush()
    facts = {"by": hand(by), "digest": source.key}
    log.append(session, "version-proposed", subject_of(consultation), facts, now=now)
    return row


def find(session: Session, consultation: Consultation) -> ProposedVersion | None:
    """Return the version that waits, None when none does."""
    return session.scalar(select(ProposedVersion).where(ProposedVersion.consultation_id == consultation.id))


def get(session: Session, consultation: Consultation) -> ProposedVersion:
    """Return the version that waits; raise NotFound `no-proposed-version`."""
    found = find(session, consultation)
    if found is None:
        raise NotFound("no-proposed-version")
    return found


def take_back(session: Session, consultation: Consultation, *, by: Viewer, now: datetime) -> None:
    """Drop the version that waits; nothing happens when none does."""
    require_editable(consultation, by)
    found = find(session, consultation)
    if found is not None:
        session.delete(found)
        session.flush()
        log.append(session, "version-taken-back", subject_of(consultation), {"by": hand(by)}, now=now)


def preview(session: Session, consultation: Consultation, recognised: RecognisedBill) -> Comparing:
    """Return the version of now beside one that is not placed yet, matched as it will be."""
    from consultatie.analysis.lineage import (
        relate,  # late: needs numpy, which a site that only shows does not
    )

    current = bills.tree(session, bills.current_version(session, consultation))
    return Comparing(current, recognised.provisions, relate(current, recognised.provisions))


def why_not(consultation: Consultation, waiting: ProposedVersion, *, by: Viewer) -> str | None:
    """Return the code of what keeps this person from placing it, or None when nothing does."""
    if not (by.may(Permission.PUBLISH_CONSULTATION) and by.may_work_on(consultation.department_id)):
        return "role-may-not"
    return "handed-in-by-you" if waiting.proposed_by_id == by.user_id else None


def place(
    session: Session,
    consultation: Consultation,
    waiting: ProposedVersion,
    recognised: RecognisedBill,
    *,
    markup: Markup,
    by: Viewer,
    now: datetime,
) -> BillVersion:
    """Make the version that waits, as it was read (`recognised`), the newest one of the bill.

    Raise NotAllowed for who handed it in, WrongState `no-proposed-version` when somebody was first.
    """
    by.require(Permission.PUBLISH_CONSULTATION, consultation.department_id)
    reason = why_not(consultation, waiting, by=by)
    if reason is not None:
        raise NotAllowed(reason)
    source, notice = waiting.source, waiting.notice
    taken = session.execute(
        delete(ProposedVersion)
        .where(ProposedVersion.id == waiting.id, ProposedVersion.proposed_by_id.is_distinct_from(by.user_id))
        .execution_options(synchronize_session=False)
    )
    session.expunge(waiting)
    if taken.rowcount != 1:  # type: ignore[attr-defined]
        raise WrongState("no-proposed-version")
    version = bills.import_bill(
        session,
        consultation,
        recognised,
        source=source,
        markup=markup,
        by=by,
        notice=notice,
        is_seconded=True,
        now=now,
    )
    log.append(
        session,
        "version-placed",
        subject_of(consultation),
        {"by": hand(by), "version": version.number, "unsure": lineage.count_unsure(session, version)},
        now=now,
    )
    return version
