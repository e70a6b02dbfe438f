"""Responses on paper, by mail, by phone and from meetings, typed in by staff: the same record, log and counts as an import."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, WrongState
from consultatie.domain.lifecycle import AMSTERDAM, ConsultationState, opening_instant
from consultatie.domain.permissions import Permission, Viewer
from consultatie.domain.respondents import Limits, problems_of, tidy
from consultatie.domain.text import normalise, normalise_line
from consultatie.domain.visibility import Publication, RespondentFacts
from consultatie.models.consultations import Consultation, Question
from consultatie.models.entries import Entry
from consultatie.models.responses import Channel, Position, Response
from consultatie.services import bills, response_import, responses
from consultatie.services.drafts import CommentInput
from consultatie.services.response_reading import LONGEST_SOURCE, Ground, Incoming

CHANNELS = (Channel.POST, Channel.EMAIL, Channel.PHONE, Channel.MEETING)
TAKING = frozenset({ConsultationState.OPEN, ConsultationState.CLOSED, ConsultationState.REPORTED})
MIDDAY = timedelta(hours=12)  # of a letter only the day is known


@dataclass(frozen=True, slots=True)
class Typed:
    """What staff typed. `key` names the form, so that sending it twice is one response; `day` is that of reception."""

    key: str
    channel: Channel | None
    day: date | None
    source: str
    respondent: RespondentFacts
    publication: Publication | None
    comments: Sequence[CommentInput]
    answers: Sequence[tuple[Question, tuple[str, ...]]]
    language: str = "nl"


def require_taking(consultation: Consultation, now: datetime) -> None:
    """Raise WrongState unless responses can be entered: from the opening on, also after closing what came in time."""
    if consultation.state(now) not in TAKING:
        raise WrongState("entry-not-open")


def enter(
    session: Session, consultation: Consultation, typed: Typed, *, limits: Limits, by: Viewer, now: datetime
) -> Response:
    """Store one response: CONFIRMED at once, then through the same checks as any other.

    Comments without a word are left out. Raise Invalid with a code per field ("text_0" is that of the first comment),
    WrongState, NotAllowed.
    """
    by.require(Permission.EDIT_CONSULTATION, consultation.department_id)
    require_taking(consultation, now)
    external_id = f"invoer-{typed.key}"
    before = session.scalar(
        select(Response).where(
            Response.consultation_id == consultation.id, Response.external_id == external_id
        )
    )
    if before is not None:
        return before
    version = bills.current_version(session, consultation)
    ground = Ground(response_import.places(session, version), {}, limits)
    problems = _problems(typed, ground, now)
    if problems:
        raise Invalid("entry-invalid", problems, limit=limits.comment_chars)
    channel, day, publication = typed.channel, typed.day, typed.publication
    if channel is None or day is None or publication is None:  # what `_problems` asks for
        raise Invalid("entry-invalid")
    incoming = Incoming(
        external_id=external_id,
        received_at=min(opening_instant(day) + MIDDAY, now),
        channel=channel,
        language=typed.language,
        respondent=replace(tidy(typed.respondent), email=""),
        publication=publication,
        comments=tuple(one.tidy() for one in typed.comments if _says_something(one)),
        answers=tuple(typed.answers),
    )
    response = response_import.enter(session, consultation, version, incoming, ground, now=now)
    session.flush()
    session.add(
        Entry(
            response_id=response.id,
            source=normalise_line(typed.source),
            entered_at=now,
            entered_by_id=by.user_id,
        )
    )
    responses.public_changed(session, response, now=now)
    return response


def find_entry(session: Session, response: Response) -> Entry | None:
    """Return how a response was typed in, None when it was not."""
    return session.get(Entry, response.id)


def _says_something(comment: CommentInput) -> bool:
    said = normalise(comment.text) or normalise(comment.proposal)
    return bool(said) or comment.position is not Position.NONE


def _problems(typed: Typed, ground: Ground, now: datetime) -> dict[str, str]:
    found: dict[str, str] = {}
    if typed.channel not in CHANNELS:
        found["channel"] = "entry-channel-missing"
    if typed.day is None:
        found["day"] = "entry-day-missing"
    elif typed.day > now.astimezone(AMSTERDAM).date():
        found["day"] = "entry-day-future"
    if len(normalise_line(typed.source)) > LONGEST_SOURCE:
        found["source"] = "entry-source-too-long"
    if typed.publication is None:
        found["publication"] = "entry-publication-missing"
    wrong = problems_of(tidy(typed.respondent), typed.publication)
    found |= {field: code for field, code in wrong.items() if field != "email"}
    return found | _problems_of_comments(typed, ground)


def _problems_of_comments(typed: Typed, ground: Ground) -> dict[str, str]:
    found: dict[str, str] = {}
    seen: set[str] = set()
    for number, comment in enumerate(typed.comments):
        if not _says_something(comment):
            continue
        if comment.eid not in ground.places:
            found[f"eid_{number}"] = "entry-provision-unknown"
        elif comment.eid in seen:
            found[f"eid_{number}"] = "entry-provision-twice"
        seen.add(comment.eid)
        for field in ("text", "proposal"):
            if len(normalise(getattr(comment, field))) > ground.limits.comment_chars:
                found[f"{field}_{number}"] = "comment-too-long"
    if not seen and not typed.answers:
        found["text_0"] = "nothing-said"
    return found
