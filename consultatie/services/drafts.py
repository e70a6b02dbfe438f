"""A response while it is being written: begin it, find it again, put things in and take them out.

What is typed is kept first and judged afterwards (`check_…`), so that a form that is sent back loses nothing.
Who writes it is in identities, sending in responses.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import ClassVar

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotFound, TooLarge, WrongState
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.proposals import ProposalKind, settled
from consultatie.domain.provisions import GROUPING, ProvisionKind
from consultatie.domain.receipts import new_reference, new_token, token_hash
from consultatie.domain.respondents import Limits
from consultatie.domain.text import normalise
from consultatie.models.bills import ProvisionRow
from consultatie.models.consultations import Consultation, Question
from consultatie.models.responses import (
    Answer,
    Comment,
    Position,
    Response,
    ResponseToken,
    TokenPurpose,
)
from consultatie.services import bills, queue
from consultatie.services.response_moves import change_while
from consultatie.services.wordings import Wordings

EDITABLE = (ResponseState.DRAFT, ResponseState.REJECTED)
CHANGE = ProposalKind.CHANGE
KEPT_OVER = 3  # how many times the limit of a whole response we keep, so that too long is told and not lost


@dataclass(frozen=True, slots=True)
class CommentInput:
    """What somebody typed about a provision (eid) or the whole (empty eid).

    `quote` comes with an import; who writes points at words by `services.quotes`.
    """

    eid: str
    position: Position = Position.NONE
    text: str = ""
    proposal: str = ""
    proposal_kind: ProposalKind = ProposalKind.TEXT
    quote: str = ""

    FIELDS: ClassVar = ("position", "text", "proposal")

    def tidy(self) -> CommentInput:
        """Return it with normalised texts."""
        return replace(self, text=normalise(self.text), proposal=normalise(self.proposal))


def begin(
    session: Session, consultation: Consultation, *, language: str, now: datetime
) -> tuple[Response, str]:
    """Make an empty draft on the newest version; return it with the token for the browser. Raise WrongState."""
    require_open(consultation, now)
    token = new_token()
    response = Response(
        consultation=consultation,
        version=bills.current_version(session, consultation),
        reference=new_reference(),
        state=ResponseState.DRAFT,
        language=language,
        created_at=now,
        changed_at=now,
        draft_hash=token_hash(token),
    )
    session.add(response)
    session.flush()
    return response, token


def require_open(consultation: Consultation, now: datetime) -> None:
    """Raise WrongState unless a response sent at this instant is taken."""
    if not consultation.calendar.accepts(now):
        raise WrongState("consultation-closed", slug=consultation.slug)


def find(
    session: Session, consultation: Consultation, token: str | None, *, now: datetime
) -> Response | None:
    """Return the response, in whatever state, that a browser's token belongs to, or None.

    The token is that of the browser in which the draft began, or that of a mailed link by which another went on.
    """
    if not token:
        return None
    ours = Response.consultation_id == consultation.id
    hashed = token_hash(token)
    found = session.scalar(select(Response).where(Response.draft_hash == hashed, ours))
    if found is not None:
        return found
    return session.scalar(
        select(Response)
        .join(Response.tokens)
        .where(
            ResponseToken.hash == hashed,
            ResponseToken.purpose == TokenPurpose.RESUME,
            ResponseToken.expires_at > now,
            ours,
        )
    )


def touch(session: Session, response: Response, *, now: datetime) -> None:
    """Hold the response while it is changed; raise WrongState when it was sent meanwhile."""
    if not change_while(session, response, *EDITABLE, now=now):
        raise WrongState("response-already-sent", reference=response.reference)


def find_provision(session: Session, version_id: int, eid: str) -> ProvisionRow | None:
    """Return a provision of a version by its eId, or None."""
    return session.scalar(
        select(ProvisionRow).where(ProvisionRow.version_id == version_id, ProvisionRow.eid == eid)
    )


def chain_of(session: Session, version_id: int, eid: str) -> list[ProvisionRow]:
    """Return a provision with what it is part of, the article (or what stands in its place) first."""
    chain: list[ProvisionRow] = []
    wanted: str | None = eid
    while wanted and (row := find_provision(session, version_id, wanted)):
        if chain and row.kind in GROUPING:
            break
        chain.insert(0, row)
        wanted = None if row.kind is ProvisionKind.ARTICLE else row.parent_eid
    return chain


def place_of(session: Session, version_id: int, eid: str) -> int:
    """Return where a comment stands in document order, the whole first; raise NotFound for an unknown eId."""
    if not eid:
        return -1
    provision = find_provision(session, version_id, eid)
    if provision is None:
        raise NotFound("no-such-provision", eid=eid[:80])
    return provision.place


def save_comment(
    session: Session, response: Response, typed: CommentInput, *, limits: Limits, now: datetime
) -> None:
    """Keep what was typed about a provision, right or wrong. The law as it stands is no proposal.

    Raise NotFound for an unknown provision, WrongState when it was sent meanwhile, TooLarge far above the limit.
    """
    typed = typed.tidy()
    place = place_of(session, response.version_id, typed.eid)
    touch(session, response, now=now)
    comment = find_comment(response, typed.eid)
    if comment is None:
        comment = Comment(eid=typed.eid, place=place, position=typed.position)
        response.comments.append(comment)
    comment.position, comment.text = typed.position, typed.text
    law = Wordings(session).law(response.version, typed.eid) if typed.proposal_kind is CHANGE else ""
    comment.proposal_kind, comment.proposal = settled(typed.proposal_kind, typed.proposal, law)
    _refuse_far_too_much(response, limits)
    session.flush()


def find_comment(response: Response, eid: str) -> Comment | None:
    """Return the comment on a provision, or None."""
    return next((comment for comment in response.comments if comment.eid == eid), None)


def check_comment(
    typed: CommentInput, *, limits: Limits, only: Collection[str] = CommentInput.FIELDS
) -> None:
    """Raise Invalid with a code per field unless this comment can be sent; `only` looks at some of its fields."""
    typed = typed.tidy()
    problems: dict[str, str] = {}
    if typed.position is Position.NONE:
        problems["position"] = "position-missing"
    for field, text in (("text", typed.text), ("proposal", typed.proposal)):
        if len(text) > limits.comment_chars:
            problems[field] = "comment-too-long"
    problems = {field: code for field, code in problems.items() if field in only}
    if problems:
        raise Invalid("comment-invalid", problems, limit=limits.comment_chars)


def _refuse_far_too_much(response: Response, limits: Limits) -> None:
    if length_of(response) > KEPT_OVER * limits.response_chars:
        raise TooLarge("response-too-large", limit=limits.response_chars)


def length_of(response: Response) -> int:
    """Return how many characters somebody wrote in all."""
    comments = sum(len(text) for comment in response.comments for text in comment.own_words())
    return comments + sum(len(value) for answer in response.answers for value in answer.values)


def choose_provisions(session: Session, response: Response, eids: list[str], *, now: datetime) -> None:
    """Set aside an empty comment for each chosen provision; written ones stay, empty ones not chosen go."""
    touch(session, response, now=now)
    chosen = {eid: place_of(session, response.version_id, eid) for eid in eids}
    for comment in list(response.comments):
        if is_empty(comment) and comment.eid and comment.eid not in chosen:
            response.comments.remove(comment)
    kept = {comment.eid for comment in response.comments}
    for eid, place in chosen.items():
        if eid not in kept:
            response.comments.append(Comment(eid=eid, place=place, position=Position.NONE))
    session.flush()
    session.expire(response, ["comments"])


def is_empty(comment: Comment) -> bool:
    """Say whether a comment was only set aside: no position, no words, none pointed at, no recording."""
    said = comment.text or comment.proposes or comment.quote or comment.recording_id is not None
    return comment.position is Position.NONE and not said


def says_nothing(response: Response) -> bool:
    """Say whether there is no comment with something in it, and no answer."""
    return not response.answers and all(map(is_empty, response.comments))


def let_go(session: Session, response: Response) -> None:
    """Make what was written to change a response a draft of its own, as that response no longer counts."""
    session.execute(update(Response).where(Response.revises_id == response.id).values(revises_id=None))


def remove_comment(session: Session, response: Response, eid: str, *, now: datetime) -> None:
    """Take a comment away; nothing happens when there is none."""
    touch(session, response, now=now)
    session.execute(delete(Comment).where(Comment.response_id == response.id, Comment.eid == eid))
    session.expire(response, ["comments"])
    queue.recordings_due(session, now=now)


def drop_empty(session: Session, response: Response) -> None:
    """Take away what was set aside and never written."""
    for comment in list(response.comments):
        if is_empty(comment):
            response.comments.remove(comment)
    session.flush()


def get_question(session: Session, consultation: Consultation, key: str) -> Question:
    """Return a question by its key; raise NotFound."""
    found = session.scalar(
        select(Question).where(Question.consultation_id == consultation.id, Question.key == key)
    )
    if found is None:
        raise NotFound("no-such-question", key=key[:40])
    return found


def save_answer(
    session: Session,
    response: Response,
    question: Question,
    values: tuple[str, ...],
    *,
    limits: Limits,
    now: datetime,
) -> None:
    """Keep an answer (texts of options, or one text); no values take it away. Raise WrongState, TooLarge."""
    touch(session, response, now=now)
    cleaned = [text for value in values if (text := normalise(value))]
    answer = next((one for one in response.answers if one.question_id == question.id), None)
    if not cleaned:
        if answer is not None:
            response.answers.remove(answer)
    elif answer is None:
        response.answers.append(Answer(question=question, values=cleaned))
    else:
        answer.values = cleaned
    _refuse_far_too_much(response, limits)
    session.flush()


def check_answer(values: tuple[str, ...], *, limits: Limits) -> None:
    """Raise Invalid when an answer is longer than one text may be."""
    if sum(len(normalise(value)) for value in values) > limits.comment_chars:
        raise Invalid("answer-invalid", {"value": "comment-too-long"}, limit=limits.comment_chars)


def remove_old(session: Session, *, older_than: timedelta, now: datetime) -> int:
    """Delete drafts that nobody touched for this long, with all in them; return how many."""
    gone = session.execute(
        delete(Response).where(Response.state == ResponseState.DRAFT, Response.changed_at < now - older_than)
    )
    return gone.rowcount  # type: ignore[attr-defined, no-any-return]
