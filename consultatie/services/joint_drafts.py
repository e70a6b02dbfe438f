"""Write a response together: begin, set parts aside, save an edition, put an earlier one back, leave notes, change details.

Every save is an edition of its own, made on the number that the writer had before them: who saves on an older one is
told (`text-overtaken`), so that nothing anybody wrote is lost. Handing over and handing in are in joint_signing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotFound, TooLarge, WrongState
from consultatie.domain.joint_drafts import LONGEST_NOTE, JointStage, principals_in, problem_of_principals
from consultatie.domain.respondents import Limits
from consultatie.domain.text import normalise
from consultatie.domain.visibility import Publication
from consultatie.models.consultations import Consultation
from consultatie.models.joint_drafts import JointDraft, JointNote, PartEdition
from consultatie.models.organisations import Membership
from consultatie.models.responses import Position
from consultatie.services import bills, drafts, log
from consultatie.services.drafts import CommentInput


def subject_of(draft: JointDraft) -> str:
    """Return how the log names what an organisation writes."""
    return f"joint-draft:{draft.id}"


def find(session: Session, member: Membership, consultation: Consultation) -> JointDraft | None:
    """Return what the organisation writes on this consultation, or None."""
    return session.scalar(
        select(JointDraft).where(
            JointDraft.organisation_id == member.organisation_id,
            JointDraft.consultation_id == consultation.id,
        )
    )


def list_of(session: Session, member: Membership) -> list[JointDraft]:
    """Return all that the organisation writes, what changed last first."""
    ours = JointDraft.organisation_id == member.organisation_id
    return list(
        session.scalars(select(JointDraft).where(ours).order_by(JointDraft.changed_at.desc(), JointDraft.id))
    )


def begin(
    session: Session, member: Membership, consultation: Consultation, *, language: str, now: datetime
) -> JointDraft:
    """Return what the organisation writes on this consultation; make it when there is nothing yet. Raise WrongState."""
    found = find(session, member, consultation)
    if found is not None:
        return found
    drafts.require_open(consultation, now)
    draft = JointDraft(
        organisation=member.organisation,
        consultation=consultation,
        version=bills.current_version(session, consultation),
        principals=[],
        language=language,
        created_at=now,
        changed_at=now,
    )
    session.add(draft)
    session.flush()
    log.append(session, "joint-draft-begun", subject_of(draft), {"by": member.id}, now=now)
    set_aside(session, draft, member, ("",), now=now)
    return draft


def hold(session: Session, draft: JointDraft, *, now: datetime) -> None:
    """Hold the draft while its text is changed; raise WrongState unless it is being written."""
    held = session.execute(
        update(JointDraft)
        .where(JointDraft.id == draft.id, JointDraft.stage == JointStage.WRITING)
        .values(changed_at=now)
        .execution_options(synchronize_session=False)
    )
    if held.rowcount != 1:  # type: ignore[attr-defined]
        raise WrongState("joint-draft-locked")


def parts(session: Session, draft: JointDraft) -> list[PartEdition]:
    """Return the text of now, part by part in document order, the whole first."""
    newest = (
        select(PartEdition.eid, func.max(PartEdition.number).label("number"))
        .where(PartEdition.draft_id == draft.id)
        .group_by(PartEdition.eid)
        .subquery()
    )
    found = (
        select(PartEdition)
        .join(newest, (PartEdition.eid == newest.c.eid) & (PartEdition.number == newest.c.number))
        .where(PartEdition.draft_id == draft.id)
        .order_by(PartEdition.place, PartEdition.id)
    )
    return list(session.scalars(found))


def history(session: Session, draft: JointDraft, eid: str) -> list[PartEdition]:
    """Return every edition of a part, the newest first; raise NotFound when there is none."""
    found = list(session.scalars(_editions(draft, eid)))
    if not found:
        raise NotFound("no-such-part")
    return found


def newest(session: Session, draft: JointDraft, eid: str) -> PartEdition:
    """Return the text of now of a part; raise NotFound."""
    found = session.scalars(_editions(draft, eid).limit(1)).first()
    if found is None:
        raise NotFound("no-such-part")
    return found


def _editions(draft: JointDraft, eid: str) -> Select[PartEdition]:
    mine = (PartEdition.draft_id == draft.id) & (PartEdition.eid == eid)
    return select(PartEdition).where(mine).order_by(PartEdition.number.desc())


def set_aside(
    session: Session, draft: JointDraft, member: Membership, eids: Iterable[str], *, now: datetime
) -> None:
    """Add empty parts for provisions that have none yet; raise NotFound for an unknown one, WrongState."""
    hold(session, draft, now=now)
    known = {part.eid for part in parts(session, draft)}
    for eid in dict.fromkeys(eids):
        if eid not in known:
            typed = CommentInput(eid)
            place = drafts.place_of(session, draft.version_id, eid)
            session.add(_edition(draft, member, typed, place=place, number=1, now=now))
    session.flush()


def _edition(
    draft: JointDraft, member: Membership, typed: CommentInput, *, place: int, number: int, now: datetime
) -> PartEdition:
    return PartEdition(
        draft_id=draft.id,
        eid=typed.eid,
        place=place,
        number=number,
        position=typed.position,
        text=typed.text,
        proposal=typed.proposal,
        by_id=member.user_id,
        at=now,
    )


def save(
    session: Session,
    draft: JointDraft,
    member: Membership,
    typed: CommentInput,
    *,
    based_on: int,
    limits: Limits,
    now: datetime,
) -> PartEdition:
    """Save a new edition of a part, made on edition `based_on`; what says the same makes none.

    Raise WrongState `text-overtaken` when a colleague saved in the meantime, Invalid for a text that is too long.
    """
    typed = typed.tidy()
    drafts.check_comment(typed, limits=limits, only=("text", "proposal"))
    hold(session, draft, now=now)
    last = newest(session, draft, typed.eid)
    if (last.position, last.text, last.proposal) == (typed.position, typed.text, typed.proposal):
        return last
    if last.number != based_on:
        raise WrongState("text-overtaken")
    edition = _edition(draft, member, typed, place=last.place, number=last.number + 1, now=now)
    session.add(edition)
    session.flush()
    written = sum(len(part.text) + len(part.proposal) for part in parts(session, draft))
    if written > limits.response_chars:
        raise TooLarge("response-too-large", limit=limits.response_chars)
    return edition


def put_back(
    session: Session, draft: JointDraft, member: Membership, eid: str, number: int, *, now: datetime
) -> PartEdition:
    """Make an earlier edition the text of now, as a new edition. Raise NotFound, WrongState."""
    hold(session, draft, now=now)
    editions = history(session, draft, eid)
    old = next((one for one in editions if one.number == number), None)
    if old is None:
        raise NotFound("no-such-part")
    typed = CommentInput(eid, old.position, old.text, old.proposal)
    edition = _edition(draft, member, typed, place=old.place, number=editions[0].number + 1, now=now)
    session.add(edition)
    session.flush()
    return edition


def add_note(
    session: Session, draft: JointDraft, member: Membership, eid: str, text: str, *, now: datetime
) -> None:
    """Leave a note for colleagues at a part, in any stage. Raise Invalid for no text or too much."""
    text = normalise(text)
    if not text.strip() or len(text) > LONGEST_NOTE:
        code = "note-too-long" if text.strip() else "note-missing"
        raise Invalid("note-invalid", {"note": code}, limit=LONGEST_NOTE)
    session.add(JointNote(draft_id=draft.id, eid=eid, text=text, by_id=member.user_id, at=now))
    session.flush()


def notes(session: Session, draft: JointDraft, eid: str) -> list[JointNote]:
    """Return the notes at a part, the oldest first."""
    mine = (JointNote.draft_id == draft.id) & (JointNote.eid == eid)
    return list(session.scalars(select(JointNote).where(mine).order_by(JointNote.id)))


def note_counts(session: Session, draft: JointDraft) -> Counter[str]:
    """Return how many notes there are at each part."""
    found = select(JointNote.eid, func.count()).where(JointNote.draft_id == draft.id).group_by(JointNote.eid)
    return Counter({eid: number for eid, number in session.execute(found)})


def change_details(
    session: Session,
    draft: JointDraft,
    *,
    principals: str,
    publication: Publication | None,
    based_on: int,
    now: datetime,
) -> None:
    """Change for whom the organisation also speaks and what becomes public. Raise Invalid, WrongState as `save` does."""
    names = principals_in(principals)
    problems = {}
    if code := problem_of_principals(names):
        problems["principals"] = code
    if publication not in (Publication.NAMED, Publication.NOT):
        problems["publication"] = "publication-missing"
    if problems or publication is None:
        raise Invalid("details-invalid", problems)
    hold(session, draft, now=now)
    session.refresh(draft)
    if (draft.principals, draft.publication) == (names, publication):
        return
    if draft.details_number != based_on:
        raise WrongState("text-overtaken")
    draft.principals, draft.publication = names, publication
    draft.details_number += 1
    session.flush()


def is_written(part: PartEdition) -> bool:
    """Say whether a part says something."""
    return part.position is not Position.NONE or bool(part.text or part.proposal)
