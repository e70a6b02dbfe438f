"""What comes after sending, for the pages under test: a follower with a link that waits, and an objection to a response."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from consultatie.domain.subscriptions import LinkPurpose, Rhythm, Subject, SubjectKind, link_token
from consultatie.models.consultations import Consultation
from consultatie.models.objections import ObjectionKind
from consultatie.models.queue import Job
from consultatie.models.responses import Response, publicly_visible
from consultatie.services import objections, subscriptions
from tests.e2e.site import LiveSite


def follow(site: LiveSite, slug: str) -> dict[str, str]:
    """Return the tokens of the pages about following: follow_token, follow_manage_token, follow_stop_token."""
    now, secret = site.parts.ports.now(), site.app.secret_key
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


def object_to_a_response(site: LiveSite, slug: str) -> int:
    """Object to a public response of a consultation; return the number of the objection."""
    with site.parts.db.write.begin() as session:
        found = (
            select(Response).join(Response.consultation).where(Consultation.slug == slug, publicly_visible())
        )
        response = session.scalars(found.order_by(Response.id).limit(1)).one()
        return objections.file(
            session,
            response,
            kind=ObjectionKind.ABOUT_ME,
            text="Mijn huisnummer staat erin.",
            email="lezer@example.nl",
            language="nl",
            now=site.parts.ports.now(),
        ).id
