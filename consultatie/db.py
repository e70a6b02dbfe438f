"""The engine, and the two kinds of session: one that reads, one that writes.

On SQLite a writing session begins with BEGIN IMMEDIATE, so that check-then-change is safe; a reading one begins
with BEGIN and sees one snapshot. On PostgreSQL conditional updates do the same.

SQLite lets a writer that finds the database taken sleep and try again: under load an unlucky one never gets its turn
within the time-out. So the writers of one process queue for a lock of ours first.
"""

from __future__ import annotations

from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.orm import Session, sessionmaker

BUSY_TIMEOUT_MS = 10_000


class Database:
    """One database: `read()` gives a session for questions, `write()` one for changes. The caller commits and closes."""

    def __init__(self, url: str) -> None:
        self.engine = make_engine(url)
        self.read: sessionmaker[Session] = sessionmaker(self.engine, expire_on_commit=False)
        self.write: sessionmaker[Session] = sessionmaker(
            self.engine.execution_options(consultatie_write=True), expire_on_commit=False
        )

    @property
    def is_sqlite(self) -> bool:
        """Say whether this is SQLite."""
        return self.engine.dialect.name == "sqlite"


def make_engine(url: str) -> Engine:
    """Return an engine; SQLite in WAL mode with `synchronous=FULL`, so that an acknowledged commit survives power loss."""
    engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"), pool_size=20, max_overflow=20)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
        queue = _WriterQueue()
        event.listen(engine, "begin", queue.on_begin)
        event.listen(engine, "checkin", queue.on_checkin)
    return engine


def _on_connect(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we emit BEGIN ourselves
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_TIMEOUT_MS}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


class _WriterQueue:
    """Lets one writer of this process at a time begin; it makes room when its connection is back in the pool."""

    _MARK = "consultatie_writer"

    def __init__(self) -> None:
        self._lock = Lock()

    def on_begin(self, connection: Connection) -> None:
        """Begin. Who waited in vain leaves it to SQLite to refuse."""
        if not connection.get_execution_options().get("consultatie_write", False):
            connection.exec_driver_sql("BEGIN")
            return
        if not connection.info.get(self._MARK):
            connection.info[self._MARK] = self._lock.acquire(timeout=BUSY_TIMEOUT_MS / 1000)
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    def on_checkin(self, _connection: Any, record: Any) -> None:
        """Make room for the next writer."""
        if record.info.pop(self._MARK, False):
            self._lock.release()
