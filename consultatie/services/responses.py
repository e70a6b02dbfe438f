"""A response after it is written: send it, ask for its receipt, withdraw it, mend it, let it expire.

Writing it is in drafts, confirming it in confirmation, deciding about it in moderation.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotFound, TokenRefused, WrongState
from consultatie.domain.lifecycle import CONFIRMATION_GRACE, RESPONSE_MOVES, ResponseState, Stage
from consultatie.domain.receipts import Receipt, content_digest, token_hash
from consultatie.domain.respondents import Limits, find_email, problems_of
from consultatie.models.responses import CONFIRMING, Response, ResponseToken, TokenPurpose
from consultatie.services import drafts, log, queue, response_mail, young
from consultatie.services.response_moves import change_while

MENDED = "mended"


def get(session: Session, reference: str) -> Response:
    """Return a response by its reference; raise NotFound. Who may see it is asked of domain.visibility."""
    response = session.scalar(select(Response).where(Response.reference == reference))
    if response is None:
        raise NotFound("no-such-response")
    return response


def subject_of(response: Response) -> str:
    """Return how the log names a response."""
    return f"response:{response.reference}"


def receipt_of(response: Response) -> Receipt:
    """Return the receipt of a response that was sent; raise WrongState for a draft."""
    if response.sent_at is None:
        raise WrongState("response-not-sent")
    return Receipt(response.reference, response.sent_at, response.log_position or 0, response.digest)


def find_repeat(session: Session, idempotency_key: str) -> Response | None:
    """Return the response that was sent under this key, or None."""
    if not idempotency_key:
        return None
    return session.scalar(select(Response).where(Response.idempotency_key == idempotency_key))


def problems_before_sending(response: Response, limits: Limits) -> dict[str, str]:
    """Return a code for everything that keeps a draft from being sent; keys name the page that mends it.

    Keys: content, comment:<eid>, answer:<question>, kind, respondent, publication.
    """
    found: dict[str, str] = {}
    written = [comment for comment in response.comments if not drafts.is_empty(comment)]
    if not written and not response.answers:
        found["content"] = "nothing-said"
    if drafts.length_of(response) > limits.response_chars:
        found["content"] = "response-too-long"
    for comment in written:
        typed = drafts.CommentInput(
            comment.eid, comment.position, comment.text, comment.proposal, comment.proposal_kind
        )
        try:
            drafts.check_comment(typed, limits=limits)
        except Invalid as problem:
            found[f"comment:{comment.eid}"] = next(iter(problem.problems.values()))
    for answer in response.answers:
        if sum(map(len, answer.values)) > limits.comment_chars:
            found[f"answer:{answer.question.key}"] = "comment-too-long"
    return found | _problems_of_respondent(response)


def _problems_of_respondent(response: Response) -> dict[str, str]:
    found: dict[str, str] = {}
    who = response.respondent
    if who is None:
        found["kind"] = "kind-missing"
    else:
        found |= young.problems_of(response)
        wrong = problems_of(response.facts().respondent, response.publication)
        if wrong:
            found["respondent"] = next(iter(wrong.values()))
    if response.publication is None:
        found["publication"] = "publication-missing"
    return found


def send(
    session: Session,
    response: Response,
    *,
    idempotency_key: str,
    limits: Limits,
    confirm_for: timedelta,
    signal: str = "",
    now: datetime,
) -> Receipt:
    """Hand in a draft: DRAFT to SENT, with its log entry and its mail to confirm, in one transaction.

    `now` is the UTC instant at which the server had it. Sending again gives the same receipt. `signal` is a code
    for which a moderator will look. Raise WrongState when the consultation is closed, Invalid when something is missing.
    """
    earlier = find_repeat(session, idempotency_key) or response
    if earlier.sent_at is not None:
        return receipt_of(earlier)
    drafts.require_open(response.consultation, now)
    moved = change_while(
        session,
        response,
        ResponseState.DRAFT,
        state=ResponseState.SENT,
        sent_at=now,
        idempotency_key=idempotency_key[:64] or None,
        held_code=signal,
        now=now,
    )
    session.refresh(response)
    if not moved:
        return receipt_of(response)
    session.expire(response, ["comments", "answers", "respondent"])
    drafts.drop_empty(session, response)
    problems = problems_before_sending(response, limits) | young.problems_of_class(session, response)
    if problems:
        raise Invalid("response-incomplete", problems)
    seal(session, response, "response-sent", now=now)
    response_mail.ask_to_confirm(
        session, response, until=confirmable_until(response, confirm_for, now), now=now
    )
    session.flush()
    return receipt_of(response)


def seal(session: Session, response: Response, kind: str, *, now: datetime) -> None:
    """Tie the contents as they are now to a new log entry, by a salted digest."""
    response.salt = secrets.token_hex(32)
    response.digest = content_digest(response.facts(), response.salt)
    data = {"consultation": response.consultation.slug, "digest": response.digest}
    response.log_position = log.append(session, kind, subject_of(response), data, now=now)


def confirmable_until(response: Response, confirm_for: timedelta, now: datetime) -> datetime:
    """Return until when the link in the mail works: `confirm_for`, and never less than a day after closing.

    A response sent shortly before the end can so be confirmed after it.
    """
    until = now + confirm_for
    closes_at = response.consultation.closes_at
    if closes_at is not None and closes_at <= until:
        return max(until, closes_at + CONFIRMATION_GRACE)
    return until


def resend(session: Session, response: Response, *, confirm_for: timedelta, now: datetime) -> None:
    """Mail another link to confirm; raise WrongState unless the response waits for that."""
    if response.state is not ResponseState.SENT:
        raise WrongState("response-already-confirmed", reference=response.reference)
    until = confirmable_until(response, confirm_for, now)
    response_mail.ask_to_confirm(session, response, until=until, now=now)


def change_address(
    session: Session, response: Response, email: str, *, confirm_for: timedelta, now: datetime
) -> None:
    """Mail the link to confirm to another address, and let the links sent before stop working.

    Raise Invalid for an address that cannot be read, WrongState unless the response waits for confirmation.
    """
    address = find_email(email)
    if address is None:
        raise Invalid("respondent-invalid", {"email": "email-unreadable"})
    held = change_while(session, response, ResponseState.SENT, now=now)
    if not held or response.respondent is None or response.respondent.class_id is not None:
        raise WrongState("response-already-confirmed", reference=response.reference)
    session.execute(
        delete(ResponseToken).where(
            ResponseToken.response_id == response.id, ResponseToken.purpose.in_(CONFIRMING)
        )
    )
    response.respondent.email = address
    seal(session, response, "response-changed", now=now)
    resend(session, response, confirm_for=confirm_for, now=now)
    session.flush()


def find_by_token(session: Session, token: str, purpose: TokenPurpose, *, now: datetime) -> Response:
    """Return the response a mailed link is about; raise TokenRefused `token-unknown` or `token-expired`."""
    return get_token(session, token, purpose, now=now).response


def get_token(session: Session, token: str, purpose: TokenPurpose, *, now: datetime) -> ResponseToken:
    """Return a link we mailed; raise TokenRefused `token-unknown` or `token-expired`."""
    found = session.scalar(
        select(ResponseToken).where(ResponseToken.hash == token_hash(token), ResponseToken.purpose == purpose)
    )
    if found is None:
        raise TokenRefused("token-unknown")
    if found.expires_at <= now and found.used_at is None:
        raise TokenRefused("token-expired")
    return found


def withdraw(session: Session, response: Response, *, now: datetime) -> bool:
    """Take a response back: the public no longer sees it. Return False when that was already done."""
    old = response.state
    if old is ResponseState.WITHDRAWN:
        return False
    if ResponseState.WITHDRAWN not in RESPONSE_MOVES[old]:
        raise WrongState("response-moved-on", reference=response.reference)
    moved = change_while(session, response, old, state=ResponseState.WITHDRAWN, ended_at=now, now=now)
    session.refresh(response)
    if not moved:
        return withdraw(session, response, now=now)
    drafts.let_go(session, response)
    log.append(session, "response-withdrawn", subject_of(response), now=now)
    public_changed(session, response, now=now)
    response_mail.tell_withdrawn(session, response, now=now)
    return True


def public_changed(session: Session, response: Response, *, now: datetime) -> None:
    """Tell caches and the search index that what the public sees of this response may have changed; a report names it too."""
    is_reported = response.consultation.stage is Stage.REPORTED
    queue.content_changed(session, response.consultation.slug, now=now, index=is_reported)
    reference = response.reference
    queue.enqueue(session, "index-response", {"reference": reference}, now=now, key=f"index:{reference}")
    queue.analysis_due(session, response.consultation.slug, now=now)


def edit_again(session: Session, response: Response, *, limits: Limits, now: datetime) -> None:
    """Hand in a refused response that was mended: REJECTED to HELD, for a moderator to read. Raise WrongState, Invalid."""
    moved = change_while(
        session,
        response,
        ResponseState.REJECTED,
        state=ResponseState.HELD,
        held_code=MENDED,
        reason_code="",
        now=now,
    )
    session.refresh(response)
    if not moved:
        raise WrongState("response-moved-on", reference=response.reference)
    problems = problems_before_sending(response, limits)
    if problems:
        raise Invalid("response-incomplete", problems)
    seal(session, response, "response-mended", now=now)
    session.flush()


def expire(session: Session, *, now: datetime) -> int:
    """End what was sent and never confirmed: SENT to EXPIRED once its last link stopped working, or its teacher's time is over.

    Return how many.
    """
    link_works = exists().where(
        ResponseToken.response_id == Response.id,
        ResponseToken.purpose.in_(CONFIRMING),
        ResponseToken.expires_at > now,
    )
    may_expire = ~link_works & ~young.teacher_decides(now)
    waiting = select(Response.id, Response.reference).where(Response.state == ResponseState.SENT, may_expire)
    ended = 0
    for id_, reference in session.execute(waiting).all():
        moved = session.execute(
            update(Response)
            .where(Response.id == id_, Response.state == ResponseState.SENT)
            .values(state=ResponseState.EXPIRED, ended_at=now, changed_at=now)
        )
        if moved.rowcount == 1:  # type: ignore[attr-defined]
            log.append(session, "response-expired", f"response:{reference}", now=now)
            ended += 1
    return ended
