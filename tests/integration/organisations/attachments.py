"""What tests of attachments share: hand one in, do what waits, let a moderator publish it, look for words."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from consultatie.db import Database
from consultatie.domain.permissions import Role
from consultatie.domain.ports import Ports, SearchAnswer, SearchQuery
from consultatie.http.site import EXTENSION
from consultatie.jobs import Task
from consultatie.jobs.file_texts import read_file
from consultatie.jobs.worker import Worker
from consultatie.models.joint_drafts import JointAttachment
from consultatie.models.moderation import Decision
from consultatie.models.queue import Job, JobState
from consultatie.services import (
    joint_attachments,
    moderation,
    responses,
)
from tests.factories import make_user
from tests.integration.organisations.team import Team

PRIVATE = b"Bel 06 12345678 voor de zonnewijzer."
PUBLIC = b"Wij zetten een zonnewijzer op het plein."


def hand_in(db: Database, ports: Ports, data: bytes = PUBLIC, name: str = "cijfers.txt", **draft: Any) -> str:
    """Hand in a response with one attachment, titled Cijfers; return its reference."""
    with db.write.begin() as session:
        team = Team(session, ports.now())
        for field, value in draft.items():
            setattr(team.draft, field, value)
        add(team, ports, data, name)
        return team.hand_in(ports.now()).response.reference


def add(team: Team, ports: Ports, data: bytes, name: str = "cijfers.txt") -> JointAttachment:
    return joint_attachments.add(
        team.session,
        team.draft,
        team.writer,
        data=data,
        name=name,
        title="Cijfers",
        files=ports.files,
        inspect=ports.inspect_document,
        now=ports.now(),
    )


def work(app: Any, db: Database) -> None:
    """Do what waits: read files, then the index; not the files that people keep, which take long."""
    with db.write.begin() as session:
        waiting = session.scalars(
            select(Job).where(Job.kind == "read-file", Job.state == JobState.READY)
        ).all()
        tasks = [Task(job.id, job.kind, job.payload, job.created_at) for job in waiting]
        for job in waiting:
            job.state = JobState.DONE
    for task in tasks:
        with app.app_context():
            read_file(app.extensions[EXTENSION], task)
    Worker(app).run(once=True, slow=False)


def publish(db: Database, ports: Ports, reference: str, *, seen: bool = True) -> None:
    """Let a moderator make it public, having seen what was found in the files or not."""
    with db.write.begin() as session:
        response = responses.get(session, reference)
        viewer = make_user(session, Role.MODERATOR, email="eerste@example.nl").viewer()
        files = list(session.scalars(select(JointAttachment.file_id))) if seen else []
        moderation.decide(session, response, Decision.PUBLISH, by=viewer, seen_files=files, now=ports.now())


def find(ports: Ports, words: str = "zonnewijzer") -> SearchAnswer:
    return ports.search.search(SearchQuery(words, ports.now(), filters={"type": "response"}))


def page_of(reference: str) -> str:
    return f"/reacties/{reference}/bijlagen/1/tekst"
