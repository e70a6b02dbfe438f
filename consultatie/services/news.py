"""Who is mailed about a stage of a consultation: followers at once or once a day or week, and those who responded.

A stage is told in the transaction in which it is noted, and a period is ended by a conditional update, so that a worker
that stops half-way, or a second one, mails nobody twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session, joinedload, selectinload

from consultatie.domain.lifecycle import RECEIVED
from consultatie.domain.subscriptions import FOR_RESPONDENTS, Rhythm, Subject, SubjectKind, period_start
from consultatie.domain.text import slugify
from consultatie.models.amendments import AmendedLaw
from consultatie.models.consultations import Consultation
from consultatie.models.responses import Respondent, Response, TokenPurpose
from consultatie.models.subscriptions import StageEvent, Subscriber, Subscription
from consultatie.services import queue, response_mail, stages

STOP_LIFE = timedelta(days=365)


def tell_new(session: Session, *, now: datetime) -> int:
    """Note what is new, and queue the mails about it that go at once; return how many mails."""
    return sum(_tell(session, event, now=now) for event in stages.note_new(session, now=now))


def _tell(session: Session, event: StageEvent, *, now: datetime) -> int:
    told: set[str] = set()
    if event.kind in FOR_RESPONDENTS:
        for response in list(session.scalars(_respondents(event.consultation))):
            told.add(_tell_respondent(session, event, response, now=now))
    about = subjects_of(session, event.consultation)
    found = _following(about).where(Subscriber.rhythm == Rhythm.AT_ONCE, Subscription.since <= now)
    followers = [one for one in session.scalars(found) if one.canonical not in told]
    for one in followers:
        _queue(session, one, [event], now=now)
    return len(told) + len(followers)


def _respondents(consultation: Consultation) -> Any:
    return (
        select(Response)
        .join(Response.respondent)
        .where(
            Response.consultation_id == consultation.id,
            Response.state.in_(RECEIVED),
            Respondent.email != "",
            Respondent.wants_news,
        )
        .options(joinedload(Response.respondent))
        .order_by(Response.id)
    )


def _tell_respondent(session: Session, event: StageEvent, response: Response, *, now: datetime) -> str:
    """Queue the mail about a stage to somebody who responded; return the address as it is compared."""
    links = {
        "manage": response_mail.manage_token(session, response, now=now),
        "stop": response_mail.make_token(session, response, TokenPurpose.STOP, life=STOP_LIFE, now=now),
    }
    payload = {"event": event.id, "reference": response.reference, **links}
    queue.enqueue(session, "stage-mail", payload, now=now)
    assert response.respondent is not None  # noqa: S101 -- the query joined it
    return response.respondent.canonical


def _following(subjects: Iterable[Subject]) -> Any:
    fits: list[ColumnElement[bool]] = [
        and_(Subscription.kind == one.kind, Subscription.name == one.name) for one in subjects
    ]
    return (
        select(Subscriber)
        .join(Subscription, Subscription.subscriber_id == Subscriber.id)
        .where(or_(*fits))
        .distinct()
        .order_by(Subscriber.id)
    )


def _queue(session: Session, subscriber: Subscriber, events: Sequence[StageEvent], *, now: datetime) -> None:
    payload = {"subscriber": subscriber.id, "events": [one.id for one in events]}
    queue.enqueue(session, "news-mail", payload, now=now)


def subjects_of(session: Session, consultation: Consultation) -> list[Subject]:
    """Return all by which a consultation can be followed: itself, its department, its themes, the laws it amends."""
    laws = session.scalars(select(AmendedLaw.title).where(AmendedLaw.consultation_id == consultation.id))
    return [
        Subject(SubjectKind.CONSULTATION, consultation.slug),
        Subject(SubjectKind.DEPARTMENT, consultation.department.slug),
        *(Subject(SubjectKind.THEME, theme.slug) for theme in consultation.themes),
        *sorted({Subject(SubjectKind.LAW, slugify(title)) for title in laws}),
    ]


def send_digests(session: Session, *, now: datetime) -> int:
    """Queue the daily and weekly mails that are due; one a period, none when nothing happened. Return how many."""
    return sum(_send_digests(session, rhythm, now=now) for rhythm in (Rhythm.DAILY, Rhythm.WEEKLY))


def _send_digests(session: Session, rhythm: Rhythm, *, now: datetime) -> int:
    begun = period_start(rhythm, now)
    due = Subscriber.rhythm == rhythm, Subscriber.told_until < begun
    oldest = session.scalar(select(func.min(Subscriber.told_until)).where(*due))
    if oldest is None:
        return 0
    events = _since(session, oldest)
    about = {one.id: set(subjects_of(session, one.consultation)) for one in events}
    mailed = 0
    for follower in list(
        session.scalars(select(Subscriber).where(*due).options(selectinload(Subscriber.subscriptions)))
    ):
        news = [one for one in events if _is_news_to(follower, one, about[one.id])]
        if _end_period(session, follower, begun, now=now) and news:
            _queue(session, follower, news, now=now)
            mailed += 1
    return mailed


def _since(session: Session, instant: datetime) -> list[StageEvent]:
    found = (
        select(StageEvent).where(StageEvent.noted_at > instant).options(joinedload(StageEvent.consultation))
    )
    return list(session.scalars(found.order_by(StageEvent.at, StageEvent.id)))


def _is_news_to(follower: Subscriber, event: StageEvent, about: set[Subject]) -> bool:
    if event.noted_at <= follower.told_until:
        return False
    return any(one.subject in about and one.since <= event.noted_at for one in follower.subscriptions)


def _end_period(session: Session, follower: Subscriber, begun: datetime, *, now: datetime) -> bool:
    """Say whether it is this worker that ends the period; another may have done so just now."""
    ended = session.execute(
        update(Subscriber)
        .where(Subscriber.id == follower.id, Subscriber.told_until < begun)
        .values(told_until=now)
        .execution_options(synchronize_session=False)
    )
    return bool(ended.rowcount == 1)  # type: ignore[attr-defined]
