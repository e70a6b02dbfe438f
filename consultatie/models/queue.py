"""Jobs, and the versions by which caches know that what the public sees has changed.

Jobs live in the database because they are written in the transaction that causes them: no mail leaves for a
response that was rolled back, and no response is saved without its mail.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import JSON, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from consultatie.models.base import Base, Json, by_value


class JobState(StrEnum):
    """Where a job is; DEAD ones wait for a person."""

    READY = "ready"
    RUNNING = "running"
    DONE = "done"
    DEAD = "dead"


class Job(Base):
    """One thing to do later. `run_at` is the UTC instant before which it waits; `attempts` counts tries begun.

    `key` (or None) names the thing: a READY job with the same key is not queued twice.
    """

    __tablename__ = "job"
    __table_args__ = (
        Index("ix_job_state_run_at", "state", "run_at", "id"),
        Index("ix_job_key_state", "key", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str | None] = mapped_column(String(200))
    payload: Mapped[Json] = mapped_column(JSON)
    state: Mapped[JobState] = mapped_column(by_value(JobState), default=JobState.READY)
    run_at: Mapped[datetime]
    created_at: Mapped[datetime]
    claimed_at: Mapped[datetime | None]
    claimed_by: Mapped[str | None] = mapped_column(String(80))
    finished_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    last_error: Mapped[str] = mapped_column(Text, default="")


class ContentVersion(Base):
    """How often what the public sees within a scope ("site" or "consultation:<slug>") has changed."""

    __tablename__ = "content_version"

    scope: Mapped[str] = mapped_column(String(100), primary_key=True)
    version: Mapped[int] = mapped_column(default=0)
