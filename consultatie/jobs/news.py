"""Mails about stages: to followers, and to those who responded. Composed when they leave, so that they tell what is so then."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.domain.lifecycle import RECEIVED
from consultatie.domain.subscriptions import LinkPurpose, StageKind, link_token
from consultatie.http.languages import absolute
from consultatie.http.letters import compose
from consultatie.http.site import Site, secret
from consultatie.jobs import Task
from consultatie.jobs.mail import message_id
from consultatie.models.responses import Response
from consultatie.models.subscriptions import StageEvent, Subscriber
from consultatie.services import news as telling
from consultatie.services import outcomes, reading

News = dict[str, Any]


def look_around(site: Site, *, now: datetime) -> int:
    """Note what is new and queue the mails about it; return how many."""
    with site.db.write.begin() as session:
        told = telling.tell_new(session, now=now)
    with site.db.write.begin() as session:
        return told + telling.send_digests(session, now=now)


def send_news(site: Site, task: Task) -> None:
    """Mail a follower what is new; nothing to who stopped meanwhile."""
    with site.db.read() as session:
        follower = session.get(Subscriber, int(task.payload["subscriber"]))
        if follower is None:
            return
        found = select(StageEvent).where(StageEvent.id.in_(task.payload["events"]))
        events = session.scalars(found.order_by(StageEvent.at, StageEvent.id))
        news = _told(session, events, follower.language)
        to, language, key = follower.email, follower.language, follower.link_key
    if news:
        stop = "/volgen/stop/" + link_token(secret(), LinkPurpose.STOP, key)
        manage = "/volgen/beheer/" + link_token(secret(), LinkPurpose.MANAGE, key)
        _send(site, task, "news", to, language, news=news, stop=stop, manage=manage)


def _told(session: Session, events: Iterable[StageEvent], language: str) -> list[News]:
    return [
        {
            "kind": one.kind.value,
            "slug": one.consultation.slug,
            "title": reading.title(one.consultation, language).text,
            "last_day": one.consultation.closes,
            "parliament_on": one.consultation.parliament_on,
        }
        for one in events
        if one.kind is not StageKind.PARLIAMENT or one.consultation.parliament_on
    ]


def send_stage(site: Site, task: Task) -> None:
    """Mail somebody who responded that the bill went on; with the report, what was done with each point made."""
    with site.db.read() as session:
        response = session.scalar(select(Response).where(Response.reference == task.payload["reference"]))
        event = session.get(StageEvent, int(task.payload["event"]))
        if response is None or event is None or not _wants(response):
            return
        told = _told(session, [event], response.language)
        points = (
            outcomes.points(session, response, response.language, now=site.ports.now())
            if event.kind is StageKind.REPORTED
            else []
        )
        facts = {"reference": response.reference, "points": points, "manage": task.payload["manage"]}
        facts["agreed"] = response.respondent.under_16  # type: ignore[union-attr]  # the reader is a parent or carer
        to, language = response.respondent.email, response.language  # type: ignore[union-attr]
        stop = "/volgen/stop/" + str(task.payload["stop"])
        for one in told:
            _send(site, task, "stage", to, language, one=one, stop=stop, **facts)


def _wants(response: Response) -> bool:
    who = response.respondent
    return who is not None and who.wants_news and bool(who.email) and response.state in RECEIVED


def _send(site: Site, task: Task, kind: str, to: str, language: str, *, stop: str, **facts: Any) -> None:
    letter = compose(
        kind,
        to=to,
        language=language,
        message_id=message_id(site.settings.base_url, task),
        unsubscribe=absolute(site.settings, stop, language),
        **facts,
    )
    site.ports.mail.send(letter)
