"""The worker: analysis of 5,000 responses, and the memory of site and worker together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic, sleep

from sqlalchemy import delete, func, select

from consultatie.db import Database
from consultatie.models.queue import Job, JobState
from tests.bench.figures import ROUNDS, Figure, Goal
from tests.bench.instance import LARGE, Instance, queue_jobs
from tests.bench.processes import Running, consultatie, memory_mb

PATIENCE = 900  # seconds for all jobs
AT_MOST = Goal(300)
ENDED = (JobState.DONE, JobState.DEAD)


def start_worker(instance: Instance) -> Running:
    """Start the worker as in production."""
    return Running(consultatie("worker"), instance.environ, instance.folder / "worker.log")


@dataclass(slots=True)
class Memory:
    """Watches what site and worker hold, in MB."""

    parts: dict[str, Running]
    highest_pss: float = 0.0
    peaks: dict[tuple[str, int], float] = field(default_factory=dict)

    def look(self) -> None:
        """Take one sample of every process."""
        together = 0.0
        for name, running in self.parts.items():
            for pid in running.pids():
                now = memory_mb(pid)
                together += now["pss"]
                self.peaks[name, pid] = max(self.peaks.get((name, pid), 0.0), now["peak"])
        self.highest_pss = max(self.highest_pss, together)

    def figures(self) -> list[Figure]:
        """Return the sums and the parts."""
        found = [
            Figure(
                "memory, site with one worker and background worker: highest sum of PSS seen",
                "MB",
                [self.highest_pss],
                AT_MOST,
            ),
            Figure(
                "same: sum of each process's highest RSS (shared pages counted twice)",
                "MB",
                [sum(self.peaks.values())],
            ),
        ]
        for (name, _), peak in self.peaks.items():
            if peak > 1:
                found.append(Figure(f"highest RSS of one process of the {name}", "MB", [peak]))
        return found


def measure_jobs(instance: Instance, memory: Memory, rounds: int = ROUNDS) -> list[Figure]:
    """Let the worker index and analyse; return seconds per analysis."""
    db = instance.database()
    taken = Figure("analysis of 5,000 responses, in the worker", "s", decimals=1)
    indexed = Figure("index job of a consultation with 5,000 responses, in the worker", "s", decimals=1)
    for _ in range(rounds):
        for kind, figure in (("analyse", taken), ("index-consultation", indexed)):
            last = _last(db)
            queue_jobs(db, (kind, {"slug": LARGE}))
            _wait(lambda last=last: _done(db, last), memory)
            figure.values.append(_seconds(db, last, kind))
    db.engine.dispose()
    return [taken, indexed]


def forget_jobs(instance: Instance) -> None:
    """Take away the jobs that making the data and the load left: thousands of mails, and an index that is complete."""
    db = instance.database()
    with db.write.begin() as session:
        session.execute(delete(Job).where(Job.state == JobState.READY))
    db.engine.dispose()


def _wait(is_done: Callable[[], bool], memory: Memory) -> None:
    until = monotonic() + PATIENCE
    while not is_done():
        if monotonic() > until:
            raise TimeoutError("the worker did not finish")
        memory.look()
        sleep(0.3)


def _last(db: Database) -> int:
    with db.read() as session:
        return session.scalar(select(func.max(Job.id))) or 0


def _done(db: Database, after: int) -> bool:
    with db.read() as session:
        waiting = select(func.count()).where(Job.id > after, Job.state.not_in(ENDED))
        return session.scalar(waiting) == 0


def _seconds(db: Database, after: int, kind: str) -> float:
    with db.read() as session:
        job = session.scalars(select(Job).where(Job.id > after, Job.kind == kind)).first()
        if job is None or job.state is not JobState.DONE or job.finished_at is None or job.claimed_at is None:
            raise RuntimeError(f"the job {kind} failed: {job and job.last_error}")
        return (job.finished_at - job.claimed_at).total_seconds()
