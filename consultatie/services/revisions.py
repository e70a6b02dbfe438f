"""Change a response that was sent: write on in a copy, and hand it in as a new edition under the same number (ADR 44).

Until then the sent one stands. What was handed in before is kept, for who wrote it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import func, inspect, select, update
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotFound, WrongState
from consultatie.domain.lifecycle import COUNTED, RECEIVED, ResponseState
from consultatie.domain.proposals import ProposalKind
from consultatie.domain.receipts import new_reference
from consultatie.domain.respondents import Limits
from consultatie.domain.visibility import AnswerFacts, CommentFacts, Publication, ResponseFacts
from consultatie.models.base import Base
from consultatie.models.campaigns import CoSignature
from consultatie.models.consultations import Consultation
from consultatie.models.joint_drafts import JointDraft
from consultatie.models.moderation import ModerationDecision
from consultatie.models.response_editions import ResponseEdition
from consultatie.models.responses import (
    Channel,
    Comment,
    Response,
    ResponseToken,
    TokenPurpose,
)
from consultatie.services import confirmation, drafts, erasure, response_mail, responses
from consultatie.services.carrying import Carrying
from consultatie.services.response_moves import change_while

Row = TypeVar("Row", bound=Base)


def may_revise(session: Session, response: Response, *, now: datetime) -> bool:
    """Say whether its sender may change it here: received by the site, still open, and not written or signed with others, or agreed to by an adult."""
    if response.state not in RECEIVED or response.channel is not Channel.WEB or _is_young(response):
        return False
    if response.respondent is not None and response.respondent.under_16:
        return False  # an adult agreed to these words (ADR 42)
    joint = select(JointDraft.id).where(JointDraft.response_id == response.id)
    with_others = session.get(CoSignature, response.id) or session.scalar(joint.limit(1))
    return not with_others and response.consultation.calendar.accepts(now)


def _is_young(response: Response) -> bool:
    return response.respondent is not None and response.respondent.under_16


def find_draft(session: Session, response: Response) -> Response | None:
    """Return the copy in which a change is being written, or None."""
    found = select(Response).where(Response.revises_id == response.id, Response.state == ResponseState.DRAFT)
    return session.scalar(found.order_by(Response.id).limit(1))


def begin(session: Session, response: Response, *, life: timedelta, now: datetime) -> str:
    """Return a browser's token for the copy to write in, filled with what was sent; an unfinished one is gone on with.

    Raise WrongState when the consultation is closed or the response cannot be changed here.
    """
    drafts.require_open(response.consultation, now)
    held = change_while(session, response, *RECEIVED, now=now)
    session.refresh(response)
    if not held or not may_revise(session, response, now=now):
        raise WrongState("response-moved-on", reference=response.reference)
    draft = find_draft(session, response) or _copy(session, response, now=now)
    return response_mail.make_token(session, draft, TokenPurpose.RESUME, life=life, now=now)


def _copy(session: Session, sent: Response, *, now: datetime) -> Response:
    draft = Response(
        consultation=sent.consultation,
        version=sent.version,
        reference=new_reference(),
        state=ResponseState.DRAFT,
        language=sent.language,
        publication=sent.publication,
        created_at=now,
        changed_at=now,
        revises_id=sent.id,
        left_on_purpose=list(sent.left_on_purpose),
    )
    session.add(draft)
    session.flush()
    _fill(session, draft, sent)
    return draft


def _fill(session: Session, target: Response, source: Response) -> None:
    """Put what one response says, and who says it, in the place of what another says. The address stays as it is."""
    target.comments.clear()
    target.answers.clear()
    session.flush()
    target.comments.extend(_copied(one, "id", "response_id") for one in source.comments)
    target.answers.extend(_copied(one, "id", "response_id") for one in source.answers)
    if source.respondent is not None:
        if target.respondent is None:
            target.respondent = _copied(source.respondent, "response_id")
        else:
            values = _values(source.respondent, "response_id", "email", "canonical", "wants_news")
            for name, value in values.items():
                setattr(target.respondent, name, value)
    session.flush()
    session.expire(target, ["comments", "answers"])


def _copied(row: Row, *left_out: str) -> Row:
    return type(row)(**_values(row, *left_out))


def _values(row: Base, *left_out: str) -> dict[str, Any]:
    names = [one.key for one in inspect(type(row)).column_attrs]
    return {name: getattr(row, name) for name in names if name not in left_out}


def hand_in(
    session: Session,
    draft: Response,
    *,
    idempotency_key: str,
    limits: Limits,
    signal: str = "",
    now: datetime,
) -> str:
    """Put the copy in the place of what was sent, under its number, with its log entry and mail, in one transaction.

    Return the token of the sender's own page, "" when it was handed in already. The same checks as for a new response
    follow, and what a moderator decided about before is read again. Raise WrongState when the consultation is closed or the
    response was withdrawn meanwhile, Invalid when something is missing.
    """
    drafts.require_open(draft.consultation, now)
    if (
        responses.find_repeat(session, idempotency_key) is not None
    ):  # an older page: what is being written now stays
        return ""
    sent = session.get(Response, draft.revises_id)
    if not change_while(session, draft, ResponseState.DRAFT, now=now) or sent is None:
        return ""
    held = change_while(
        session,
        sent,
        *RECEIVED,
        state=ResponseState.CONFIRMED,
        held_code=responses.MENDED if _read_by_moderator(session, sent) else signal,
        reason_code="",
        public_at=None,
        now=now,
    )
    session.refresh(sent)
    if not held:
        raise WrongState("response-moved-on", reference=sent.reference)
    session.expire(draft, ["comments", "answers", "respondent"])
    drafts.drop_empty(session, draft)
    problems = responses.problems_before_sending(draft, limits)
    if _is_young(draft):  # an adult agrees to a response, not to a change
        problems["kind"] = "kind-missing"
    if problems:
        raise Invalid("response-incomplete", problems)
    session.add(_edition(sent))
    _take_place(session, draft, sent, idempotency_key=idempotency_key, now=now)
    responses.seal(session, sent, "response-revised", now=now)
    confirmation.settle(session, sent, now=now)
    responses.public_changed(session, sent, now=now)
    erasure.forget_analysis(session, sent, now=now)
    session.flush()
    return response_mail.tell_received(session, sent, now=now)


def _read_by_moderator(session: Session, sent: Response) -> bool:
    found = select(ModerationDecision.id).where(ModerationDecision.response_id == sent.id)
    return bool(sent.redactions) or session.scalar(found.limit(1)) is not None


def _take_place(
    session: Session, draft: Response, sent: Response, *, idempotency_key: str, now: datetime
) -> None:
    _fill(session, sent, draft)
    sent.publication, sent.language = draft.publication, draft.language
    sent.left_on_purpose = list(draft.left_on_purpose)
    sent.edition, sent.revised_at = sent.edition + 1, now
    sent.idempotency_key = idempotency_key[:64] or None
    session.execute(
        update(ResponseToken).where(ResponseToken.response_id == draft.id).values(response_id=sent.id)
    )
    session.expire(draft)
    session.expire(sent, ["tokens"])
    session.delete(draft)
    session.flush()


def _edition(sent: Response) -> ResponseEdition:
    facts = sent.facts()
    return ResponseEdition(
        response_id=sent.id,
        number=sent.edition,
        sent_at=sent.revised_at or sent.sent_at,
        salt=sent.salt,
        digest=sent.digest,
        log_position=sent.log_position,
        contents={
            "publication": facts.publication.value,
            "comments": [asdict(one) for one in facts.comments],
            "answers": [asdict(one) for one in facts.answers],
        },
    )


def list_editions(session: Session, response: Response) -> list[ResponseEdition]:
    """Return what was handed in before, oldest first; what counts now is the response itself."""
    found = select(ResponseEdition).where(ResponseEdition.response_id == response.id)
    return list(session.scalars(found.order_by(ResponseEdition.number)))


def get_edition(session: Session, response: Response, number: int) -> ResponseEdition:
    """Return one edition that was handed in before; raise NotFound."""
    found = next((one for one in list_editions(session, response) if one.number == number), None)
    if found is None:
        raise NotFound("no-such-edition")
    return found


def facts_of(response: Response, edition: ResponseEdition) -> ResponseFacts:
    """Return what an edition said."""
    kept = edition.contents
    comments = (
        CommentFacts(**{**one, "proposal_kind": ProposalKind(one["proposal_kind"])})
        for one in kept["comments"]
    )
    return replace(
        response.facts(),
        publication=Publication(kept["publication"]),
        comments=tuple(comments),
        answers=tuple(AnswerFacts(one["question"], tuple(one["values"])) for one in kept["answers"]),
    )


def count_since(
    session: Session, consultation: Consultation, eids: Collection[str], since: datetime | None
) -> int:
    """Return how many responses about these provisions were changed after an instant (UTC); 0 without one."""
    if since is None:
        return 0
    found = (
        select(func.count(func.distinct(Response.id)))
        .join(Comment, Comment.response_id == Response.id)
        .where(
            Response.consultation_id == consultation.id,
            Response.state.in_(COUNTED),
            Response.revised_at > since,
            Carrying(session, consultation).among(eids),
        )
    )
    return session.scalar(found) or 0
