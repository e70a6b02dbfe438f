"""Jobs and content versions: queue a job in the caller's transaction, claim it in a worker, settle it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from consultatie.models.queue import ContentVersion, Job, JobState

SITE = "site"
STALE_CLAIM = timedelta(minutes=15)
LONGEST_WAIT = timedelta(hours=1)
ANALYSIS_WAIT = timedelta(minutes=3)
SLOW = ("editions", "read-file")  # kinds that take long; they wait until nothing else is due


def enqueue(
    session: Session,
    kind: str,
    payload: dict[str, Any],
    *,
    now: datetime,
    key: str | None = None,
    run_at: datetime | None = None,
) -> None:
    """Queue a job in this transaction; with a `key`, only when no job with that key waits already for as early a time."""
    run_at = run_at or now
    if key is not None:
        waiting = select(Job.id).where(Job.key == key, Job.state == JobState.READY, Job.run_at <= run_at)
        if session.scalar(waiting.limit(1)) is not None:
            return
    session.add(Job(kind=kind, key=key, payload=payload, run_at=run_at, created_at=now))


def content_changed(session: Session, consultation: str, *, now: datetime, index: bool = True) -> None:
    """Tell caches that what the public sees of a consultation changed.

    Unless `index` is false (only a response came, went or changed) the search index and the editions too.
    """
    for scope in (SITE, f"consultation:{consultation}"):
        _bump(session, scope)
    if index:
        enqueue(session, "index-consultation", {"slug": consultation}, now=now, key=f"index:{consultation}")
        _bump(session, editions_scope(consultation))
        editions_due(session, consultation, now=now)


def editions_scope(consultation: str) -> str:
    """Return the scope whose version says what the editions of a consultation have to be made from."""
    return f"editions:{consultation}"


def editions_due(session: Session, consultation: str, *, now: datetime) -> None:
    """Have the files that people keep of a consultation made anew, or seen to be right."""
    enqueue(session, "editions", {"slug": consultation}, now=now, key=f"editions:{consultation}")


def site_changed(session: Session) -> None:
    """Tell caches that pages about the site as a whole changed, and no consultation."""
    _bump(session, SITE)


def _bump(session: Session, scope: str) -> None:
    bumped = session.execute(
        update(ContentVersion).where(ContentVersion.scope == scope).values(version=ContentVersion.version + 1)
    )
    if bumped.rowcount == 0:  # type: ignore[attr-defined]
        session.add(ContentVersion(scope=scope, version=1))
        session.flush()


def recordings_due(session: Session, *, now: datetime) -> None:
    """Ask for a job that removes recordings which no comment refers to any more."""
    enqueue(session, "forget-recordings", {}, now=now, key="forget-recordings")


def analysis_due(session: Session, consultation: str, *, now: datetime) -> None:
    """Have the analysis of a consultation made anew, once, a few minutes from now: responses come in bunches."""
    payload = {"slug": consultation}
    enqueue(session, "analyse", payload, now=now, key=f"analyse:{consultation}", run_at=now + ANALYSIS_WAIT)


def content_versions(session: Session) -> dict[str, int]:
    """Return the version of every scope."""
    return {
        row.scope: row.version
        for row in session.execute(select(ContentVersion.scope, ContentVersion.version))
    }


def claim(session: Session, *, worker: str, now: datetime, slow: bool = True) -> Job | None:
    """Take the oldest job that is due, or one whose worker went silent; None when nothing waits.

    A mail never waits for a queue of slow jobs: those come last, and with `slow` false not at all. The claim is a
    conditional update, so that two workers never hold one job; PostgreSQL skips locked rows.
    """
    due = (Job.state == JobState.READY) & (Job.run_at <= now)
    abandoned = (Job.state == JobState.RUNNING) & (Job.claimed_at < now - STALE_CLAIM)
    candidate = select(Job).where(due | abandoned).order_by(Job.run_at, Job.id).limit(1)
    candidate = candidate.with_for_update(skip_locked=True)
    job = session.scalar(candidate.where(Job.kind.not_in(SLOW)))
    if job is None and slow:
        job = session.scalar(candidate.where(Job.kind.in_(SLOW)))
    if job is None:
        return None
    taken = session.execute(
        update(Job)
        .where(Job.id == job.id, Job.state == job.state, Job.attempts == job.attempts)
        .values(state=JobState.RUNNING, claimed_at=now, claimed_by=worker, attempts=Job.attempts + 1)
        .execution_options(synchronize_session=False)
    )
    session.expire(job)
    return job if taken.rowcount == 1 else None  # type: ignore[attr-defined]


def finish(session: Session, job_id: int, *, now: datetime) -> None:
    """Mark a job done and forget its payload, which may hold an address or a token."""
    session.execute(
        update(Job)
        .where(Job.id == job_id, Job.state == JobState.RUNNING)
        .values(state=JobState.DONE, finished_at=now, payload={}, last_error="")
    )


def fail(session: Session, job_id: int, error: str, *, attempts_allowed: int, now: datetime) -> None:
    """Put a job back to be tried later (2, 4, 8 … minutes), or, after the last attempt, to the dead ones.

    A job that somebody took away meanwhile stays away.
    """
    job = session.get(Job, job_id)
    if job is None:
        return
    job.last_error = error[:500]
    if job.attempts >= attempts_allowed:
        job.state, job.finished_at = JobState.DEAD, now
    else:
        job.state, job.run_at = JobState.READY, now + min(timedelta(minutes=2**job.attempts), LONGEST_WAIT)


def counts(session: Session) -> dict[str, int]:
    """Return how many jobs there are in each state."""
    rows = session.execute(select(Job.state, func.count()).group_by(Job.state))
    return {state.value: number for state, number in rows}
