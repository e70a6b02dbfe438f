"""The engine, and the two kinds of session: one that reads, one that writes.

On SQLite a writing session begins with BEGIN IMMEDIATE, so that check-then-change is safe; a reading one begins
with BEGIN and sees one snapshot. On PostgreSQL conditional updates do the same.
"""

from __future__ import annotations

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
        event.listen(engine, "begin", _on_begin)
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


def _on_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("consultatie_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
