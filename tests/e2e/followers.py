"""A follower for the pages under test: one link that waits to be confirmed, and one that has been."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from consultatie.domain.subscriptions import LinkPurpose, Rhythm, Subject, SubjectKind, link_token
from consultatie.models.queue import Job
from consultatie.services import subscriptions
from tests.e2e.site import LiveSite


def follow(site: LiveSite, slug: str) -> dict[str, str]:
    """Return the tokens of the pages about following: follow_token, follow_manage_token, follow_stop_token."""
    now, secret = site.parts.ports.now(), site.app.secret_key.encode()
    with site.parts.db.write.begin() as session:
        for _ in range(2):
            subscriptions.ask(
                session,
                "volger@example.nl",
                [Subject(SubjectKind.CONSULTATION, slug)],
                Rhythm.WEEKLY,
                language="nl",
                life=timedelta(hours=48),
                now=now,
            )
        jobs = session.scalars(select(Job).where(Job.kind == "mail").order_by(Job.id.desc()).limit(2)).all()
        waiting, used = (job.payload["facts"]["token"] for job in jobs)
        follower = subscriptions.confirm(session, used, now=now)
        return {
            "follow_token": waiting,
            "follow_manage_token": link_token(secret, LinkPurpose.MANAGE, follower.link_key),
            "follow_stop_token": link_token(secret, LinkPurpose.STOP, follower.link_key),
        }
