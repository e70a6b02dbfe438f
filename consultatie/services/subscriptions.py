"""Following by mail: ask for it, confirm the address, change what is followed, stop. Who is mailed when is in services/news.

Until an address is confirmed nothing is kept but the request, which goes when its link stops working.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, TokenRefused
from consultatie.domain.receipts import new_token, token_hash
from consultatie.domain.respondents import find_email
from consultatie.domain.subscriptions import (
    KEY_CHARS,
    LinkPurpose,
    Rhythm,
    Subject,
    find_key,
    find_subject,
)
from consultatie.domain.text import canonical_email
from consultatie.models.responses import TokenPurpose
from consultatie.models.subscriptions import Subscriber, Subscription, SubscriptionRequest
from consultatie.services import queue, responses

MOST: Final = 50  # subjects of one follower


def ask(
    session: Session,
    email: str,
    subjects: Collection[Subject],
    rhythm: Rhythm,
    *,
    language: str,
    life: timedelta,
    now: datetime,
) -> None:
    """Queue the mail with the link that confirms.

    The answer is the same for an address that follows already. Raise Invalid with codes per field: email, subjects.
    """
    address = find_email(email)
    problems: dict[str, str] = {}
    if address is None:
        problems["email"] = "email-unreadable"
    if not subjects:
        problems["subjects"] = "subjects-missing"
    if len(subjects) > MOST:
        problems["subjects"] = "subjects-too-many"
    if address is None or problems:
        raise Invalid("following-invalid", problems)
    token = new_token()
    session.add(
        SubscriptionRequest(
            hash=token_hash(token),
            email=address,
            language=language,
            rhythm=rhythm,
            subjects=[str(one) for one in sorted(set(subjects))],
            expires_at=now + life,
        )
    )
    facts = {"token": token, "until": (now + life).isoformat()}
    payload = {"kind": "follow", "to": address, "language": language, "facts": facts}
    queue.enqueue(session, "mail", payload, now=now)


def get_request(session: Session, token: str, *, now: datetime) -> SubscriptionRequest:
    """Return what a link in a mail asks to follow; raise TokenRefused for a link that is unknown or too old."""
    found = session.scalar(select(SubscriptionRequest).where(SubscriptionRequest.hash == token_hash(token)))
    if found is None:
        raise TokenRefused("token-unknown")
    if found.expires_at <= now:
        raise TokenRefused("follow-link-expired")
    return found


def confirm(session: Session, token: str, *, now: datetime) -> Subscriber:
    """Begin to follow what was asked, and return who follows. Twice is the same as once; raise as `get_request` does."""
    request = get_request(session, token, now=now)
    taken = session.execute(
        update(SubscriptionRequest)
        .where(SubscriptionRequest.id == request.id, SubscriptionRequest.used_at.is_(None))
        .values(used_at=now)
    )
    canonical = canonical_email(request.email)
    subscriber = session.scalar(select(Subscriber).where(Subscriber.canonical == canonical))
    if taken.rowcount != 1:  # type: ignore[attr-defined]
        if subscriber is None:
            raise TokenRefused("follow-link-expired")
        return subscriber
    if subscriber is None:
        subscriber = Subscriber(
            email=request.email,
            canonical=canonical,
            link_key=secrets.token_hex(KEY_CHARS // 2),
            told_until=now,
            created_at=now,
        )
        session.add(subscriber)
    subscriber.language, subscriber.rhythm = request.language, request.rhythm
    known = {one.subject for one in subscriber.subscriptions}
    _add(subscriber, (one for one in map(find_subject, request.subjects) if one and one not in known), now)
    session.flush()
    return subscriber


def _add(subscriber: Subscriber, subjects: Iterable[Subject], now: datetime) -> None:
    subscriber.subscriptions += [
        Subscription(kind=one.kind, name=one.name, since=now) for one in sorted(set(subjects))
    ]


def get_by_link(session: Session, secret: bytes, purpose: LinkPurpose, token: str) -> Subscriber:
    """Return whose link this is; raise TokenRefused when we did not make it for this, or nothing is followed any more."""
    key = find_key(secret, purpose, token)
    found = session.scalar(select(Subscriber).where(Subscriber.link_key == key)) if key else None
    if found is None:
        raise TokenRefused("follow-link-unknown")
    return found


def change(
    session: Session,
    subscriber: Subscriber,
    subjects: Collection[Subject],
    rhythm: Rhythm,
    *,
    now: datetime,
) -> bool:
    """Follow exactly these from now on; return False when that is nothing, so that the address is gone too.

    Raise Invalid `subjects-too-many`.
    """
    if len(subjects) > MOST:
        raise Invalid("following-invalid", {"subjects": "subjects-too-many"})
    if not subjects:
        stop(session, subscriber)
        return False
    if rhythm is not subscriber.rhythm:
        subscriber.rhythm, subscriber.told_until = rhythm, now
    known = {one.subject: one for one in subscriber.subscriptions}
    for subject, row in known.items():
        if subject not in subjects:
            subscriber.subscriptions.remove(row)
    _add(subscriber, set(subjects) - set(known), now)
    session.flush()
    return True


def stop(session: Session, subscriber: Subscriber) -> None:
    """Forget a follower with all that was followed."""
    session.delete(subscriber)
    session.flush()


def stop_by_link(session: Session, secret: bytes, token: str, *, now: datetime) -> None:
    """End the mails that hold this link: a follower's, or those at the stages of a bill somebody responded to.

    Pressing it again is no error (RFC 8058: mail programs may try twice), also when nothing is left to end.
    """
    key = find_key(secret, LinkPurpose.STOP, token)
    if key:
        session.execute(delete(Subscriber).where(Subscriber.link_key == key))
        return
    response = responses.find_by_token(session, token, TokenPurpose.STOP, now=now)
    if response.respondent is not None:
        response.respondent.wants_news = False


def remove_old_requests(session: Session, *, now: datetime) -> int:
    """Forget requests whose link does not work any more; return how many."""
    gone = session.execute(delete(SubscriptionRequest).where(SubscriptionRequest.expires_at <= now))
    return int(gone.rowcount)  # type: ignore[attr-defined]
