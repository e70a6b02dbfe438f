"""Classes: a teacher asks for a code by mail, pupils respond with it, the teacher agrees to each response or refuses it.

Of pupils nothing is kept but what they write; of the teacher an address, until nothing can be agreed to any more.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotFound, TokenRefused, WrongState
from consultatie.domain.lifecycle import CONFIRMATION_GRACE, RECEIVED, ResponseState
from consultatie.domain.receipts import new_token, token_hash
from consultatie.domain.respondents import find_email
from consultatie.domain.school_classes import MOST_CLASSES, ClassState, find_code, new_code
from consultatie.domain.text import canonical_email
from consultatie.domain.visibility import RespondentFacts, RespondentKind
from consultatie.models.consultations import Consultation
from consultatie.models.responses import Respondent, Response
from consultatie.models.school_classes import SchoolClass
from consultatie.services import confirmation, drafts, erasure, identities, log, queue, responses, young
from consultatie.services.transitions import move

CONFIRMABLE = timedelta(hours=48)


def subject_of(school_class: SchoolClass) -> str:
    """Return how the log names a class: not by its code, which lets one respond."""
    return f"school-class:{school_class.id}"


def ask(
    session: Session, consultation: Consultation, email: str, *, language: str, now: datetime
) -> SchoolClass:
    """Keep a class that waits, and mail the teacher a link to confirm it. Raise Invalid, WrongState."""
    drafts.require_open(consultation, now)
    young.require_allowed(consultation)
    address = find_email(email)
    if address is None:
        raise Invalid("class-invalid", {"email": "email-unreadable"})
    token = new_token()
    made = SchoolClass(
        consultation=consultation,
        code=new_code(),
        state=ClassState.PENDING,
        teacher_email=address,
        canonical=canonical_email(address),
        language=language,
        created_at=now,
        confirm_hash=token_hash(token),
    )
    session.add(made)
    session.flush()
    _mail(session, made, "class-confirm", now=now, token=token)
    return made


def find_to_confirm(session: Session, token: str, *, now: datetime) -> SchoolClass:
    """Return the class a mailed link is to confirm; raise TokenRefused."""
    found = session.scalar(select(SchoolClass).where(SchoolClass.confirm_hash == token_hash(token)))
    if found is None:
        raise TokenRefused("token-unknown")
    if found.state is ClassState.PENDING and found.created_at + CONFIRMABLE <= now:
        raise TokenRefused("token-expired")
    return found


def confirm(session: Session, token: str, *, now: datetime) -> str:
    """Open a class; return the secret of the teacher's page, which is mailed too, or "" when it was open before.

    Raise TokenRefused, WrongState when the consultation is closed or this teacher has many classes.
    """
    school_class = find_to_confirm(session, token, now=now)
    if school_class.state is not ClassState.PENDING:
        return ""
    drafts.require_open(school_class.consultation, now)
    young.require_allowed(school_class.consultation)
    if _count_of_teacher(session, school_class) >= MOST_CLASSES:
        raise WrongState("classes-many")
    secret = new_token()
    values = {"confirmed_at": now, "manage_hash": token_hash(secret)}
    if not move(session, school_class, ClassState.PENDING, ClassState.OPEN, **values):
        return ""
    log.append(session, "class-opened", subject_of(school_class), _about(school_class), now=now)
    _mail(session, school_class, "class-open", now=now, token=secret, code=school_class.code)
    return secret


def _count_of_teacher(session: Session, school_class: SchoolClass) -> int:
    found = select(func.count()).where(
        SchoolClass.consultation_id == school_class.consultation_id,
        SchoolClass.canonical == school_class.canonical,
        SchoolClass.state != ClassState.PENDING,
    )
    return session.scalar(found) or 0


def find_managed(session: Session, token: str) -> SchoolClass:
    """Return the class whose teacher's link this is; raise TokenRefused."""
    found = session.scalar(select(SchoolClass).where(SchoolClass.manage_hash == token_hash(token)))
    if found is None:
        raise TokenRefused("token-unknown")
    return found


def agreeable_until(consultation: Consultation) -> datetime | None:
    """Return until when (UTC) a teacher can agree: a day after closing, as for every confirmation."""
    return consultation.closes_at + CONFIRMATION_GRACE if consultation.closes_at else None


def join(session: Session, draft: Response, typed: str, *, now: datetime) -> SchoolClass:
    """Let a draft be that of a pupil of the class with this code. Raise Invalid."""
    code = find_code(typed)
    found = session.scalar(
        select(SchoolClass).where(
            SchoolClass.code == code, SchoolClass.consultation_id == draft.consultation_id
        )
    )
    if code is None or found is None or found.state is ClassState.PENDING:
        raise Invalid("class-invalid", {"code": "class-code-unknown"})
    if problem := young.problem_of_class(session, found, draft):
        raise Invalid("class-invalid", {"code": problem})
    who = RespondentFacts(RespondentKind.PERSON, under_16=True)
    identities.save_respondent(session, draft, who, now=now)
    if draft.respondent is not None:
        draft.respondent.school_class = found
    session.flush()
    return found


def list_responses(session: Session, school_class: SchoolClass) -> list[Response]:
    """Return what was sent with the code and not taken back, the oldest first."""
    found = (
        select(Response)
        .join(Response.respondent)
        .where(
            Respondent.class_id == school_class.id,
            or_(Response.state == ResponseState.SENT, Response.state.in_(RECEIVED)),
        )
        .order_by(Response.sent_at, Response.id)
    )
    return list(session.scalars(found))


def get_waiting(session: Session, school_class: SchoolClass, reference: str) -> Response:
    """Return a response of the class that waits for the teacher; raise NotFound."""
    waiting = [one for one in list_responses(session, school_class) if one.state is ResponseState.SENT]
    found = next((one for one in waiting if one.reference == reference), None)
    if found is None:
        raise NotFound("no-such-response")
    return found


def agree(session: Session, school_class: SchoolClass, references: Collection[str], *, now: datetime) -> int:
    """Let these responses of the class count, each as by its own link; return how many did not count before.

    Only those that are named: what came in since the teacher looked is read first. Raise WrongState after the last moment.
    """
    until = agreeable_until(school_class.consultation)
    if until is None or now >= until:
        raise WrongState("class-over")
    agreed = 0
    for response in list_responses(session, school_class):
        if response.reference in references and confirmation.receive(session, response, now=now):
            log.append(session, "consent-given", responses.subject_of(response), {"by": "class"}, now=now)
            agreed += 1
    return agreed


def refuse(session: Session, school_class: SchoolClass, reference: str, *, now: datetime) -> None:
    """Erase a response of the class at once; the log keeps that it was refused. Raise NotFound when it does not wait."""
    response = get_waiting(session, school_class, reference)
    log.append(session, "consent-refused", responses.subject_of(response), {"by": "class"}, now=now)
    erasure.erase(session, response, now=now)


def close(session: Session, school_class: SchoolClass, *, now: datetime) -> None:
    """Let nobody respond with the code any more; what waits can still be agreed to. Twice is the same as once."""
    if move(session, school_class, ClassState.OPEN, ClassState.CLOSED, closed_at=now):
        log.append(session, "class-closed", subject_of(school_class), _about(school_class), now=now)


def remove_old(session: Session, *, unconfirmed_for: timedelta, now: datetime) -> int:
    """Remove classes nobody confirmed, and blank the addresses of teachers who have nothing left to agree to."""
    gone = session.execute(
        delete(SchoolClass).where(
            SchoolClass.state == ClassState.PENDING, SchoolClass.created_at < now - unconfirmed_for
        )
    )
    over = select(Consultation.id).where(Consultation.closes_at < now - CONFIRMATION_GRACE)
    blanked = session.execute(
        update(SchoolClass)
        .where(SchoolClass.consultation_id.in_(over), SchoolClass.teacher_email != "")
        .values(teacher_email="", canonical="")
        .execution_options(synchronize_session=False)
    )
    return int(gone.rowcount) + int(blanked.rowcount)  # type: ignore[attr-defined]


def _about(school_class: SchoolClass) -> dict[str, Any]:
    return {"consultation": school_class.consultation.slug}


def _mail(session: Session, school_class: SchoolClass, kind: str, *, now: datetime, **facts: Any) -> None:
    consultation = school_class.consultation
    until = agreeable_until(consultation)
    given = {
        "slug": consultation.slug,
        "title": consultation.title,
        "closes_at": consultation.closes_at.isoformat() if consultation.closes_at else None,
        "until": until.isoformat() if until else None,
        "contact": consultation.contact,
    }
    payload = {
        "kind": kind,
        "to": school_class.teacher_email,
        "language": school_class.language,
        "facts": given | facts,
    }
    queue.enqueue(session, "mail", payload, now=now)
