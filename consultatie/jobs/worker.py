"""The worker: claims one job at a time, carries it out, settles it. Any number of workers may run."""

from __future__ import annotations

import logging
import os
import signal
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from threading import Event
from typing import Any, Protocol, TypeVar

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from consultatie.http.site import EXTENSION, Site
from consultatie.jobs import Task, handler_for, lifecycle
from consultatie.services import editions, file_texts, queue

logger = logging.getLogger("consultatie.jobs")

Result = TypeVar("Result")
PATIENCE = 5.0  # seconds between two tries while the database is busy or away


class Application(Protocol):
    """What the worker needs of the application that the factory made."""

    extensions: dict[str, Any]

    def app_context(self) -> AbstractContextManager[object]:
        """Return the context that handlers run in."""


class Worker:
    """Carries out the jobs of one installation."""

    def __init__(self, app: Application, *, name: str = "") -> None:
        self._app = app
        self._site: Site = app.extensions[EXTENSION]
        self._name = name or f"{socket.gethostname()[:40]}:{os.getpid()}"
        self._stopping = Event()
        self._lifecycle_at: datetime | None = None

    def stop(self) -> None:
        """Finish the job at hand, then end."""
        self._stopping.set()

    def run(self, *, once: bool = False, slow: bool = True) -> int:
        """Work until stopped, or with `once` until nothing is due. Return how many jobs were tried."""
        tried = 0
        while not self._stopping.is_set():
            self._upkeep()
            if self.work_one(slow=slow):
                tried += 1
            elif once:
                break
            else:
                self._stopping.wait(self._site.settings.worker_poll_seconds)
        return tried

    def work_one(self, *, slow: bool = True) -> bool:
        """Claim and carry out one job; return False when nothing is due. Without `slow` ones that take long wait."""
        task = self._claim(slow)
        if task is None:
            return False
        try:
            with self._app.app_context():
                handler_for(task.kind)(self._site, task)
        except Exception as error:
            self._failed(task, error)
        else:
            self._settle(lambda session: queue.finish(session, task.id, now=self._site.ports.now()))
            logger.info("job-done", extra={"job": task.id, "kind": task.kind})
        return True

    def _claim(self, slow: bool) -> Task | None:
        def claim(session: Session) -> Task | None:
            job = queue.claim(session, worker=self._name, now=self._site.ports.now(), slow=slow)
            return Task(job.id, job.kind, dict(job.payload), job.created_at) if job else None

        return self._settle(claim)

    def _failed(self, task: Task, error: Exception) -> None:
        """Put the job back; only the kind of error is written down, as its words may hold an address."""
        reason = f"{type(error).__name__} {getattr(error, 'code', '')}".strip()
        allowed = self._site.settings.job_attempts
        self._settle(
            lambda session: queue.fail(
                session, task.id, reason, attempts_allowed=allowed, now=self._site.ports.now()
            )
        )
        logger.warning("job-failed", exc_info=error, extra={"job": task.id, "kind": task.kind})

    def _settle(self, change: Callable[[Session], Result]) -> Result:
        """Write one change to the queue. While the database is busy or away, wait and try again until we are stopped."""
        while True:
            try:
                with self._site.db.write.begin() as session:
                    return change(session)
            except OperationalError as error:
                logger.warning("database-away", exc_info=error)
                if self._stopping.wait(PATIENCE):
                    raise

    def queue_what_lacks(self) -> None:
        """Queue the files, and the reading of files, that a new release or a restored backup lacks."""
        now = self._site.ports.now()
        with self._site.db.write.begin() as session:
            queued = {
                "editions-queued": editions.queue_missing(session, now=now),
                "file-texts-queued": file_texts.queue_missing(session, now=now),
            }
        for event, count in queued.items():
            if count:
                logger.info(event, extra={"count": count})

    def _upkeep(self) -> None:
        """Do every ten minutes what the passing of time asks for."""
        now = self._site.ports.now()
        if self._lifecycle_at is not None and now < self._lifecycle_at + lifecycle.EVERY:
            return
        self._lifecycle_at = now
        try:
            lifecycle.expire(self._site)
        except Exception as error:
            logger.warning("lifecycle-failed", exc_info=error)


def run(app: Application, *, once: bool = False, slow: bool = True) -> int:
    """Run a worker in this process, until SIGTERM or SIGINT, or with `once` until nothing (that is not `slow`) waits."""
    worker = Worker(app)
    worker.queue_what_lacks()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop())
    return worker.run(once=once, slow=slow)
