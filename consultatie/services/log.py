"""The public log: append an entry in the caller's transaction. Leaves are hashed as in RFC 6962, section 2.1."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from consultatie.domain.merkle import leaf_hash
from consultatie.models.log import LogEntry, LogHead


def append(
    session: Session, kind: str, subject: str, data: dict[str, Any] | None = None, *, now: datetime
) -> int:
    """Write one entry and return its position. `data` holds codes, references and digests, never personal data."""
    position = _take(session, 1)
    session.add(LogEntry(**_row(position, now, kind, subject, data or {})))
    return position


def append_many(
    session: Session, kind: str, entries: Sequence[tuple[str, dict[str, Any]]], *, now: datetime
) -> range:
    """Write entries of one kind, each a subject with its data, in bulk; return their positions."""
    first = _take(session, len(entries))
    rows = [_row(first + at, now, kind, subject, data) for at, (subject, data) in enumerate(entries)]
    if rows:
        session.execute(insert(LogEntry), rows)
    return range(first, first + len(entries))


def _take(session: Session, number: int) -> int:
    """Take the next positions and return the first. The update of the one head row orders all writers: no gaps."""
    size = session.scalar(
        update(LogHead)
        .where(LogHead.id == 1)
        .values(size=LogHead.size + number)
        .returning(LogHead.size)
        .execution_options(synchronize_session=False)
    )
    if size is None:
        session.add(LogHead(id=1, size=number))
        session.flush()
        size = number
    return size - number


def _row(position: int, at: datetime, kind: str, subject: str, data: dict[str, Any]) -> dict[str, Any]:
    hashed = leaf_hash(canonical(position, at, kind, subject, data)).hex()
    return {
        "position": position,
        "at": at,
        "kind": kind,
        "subject": subject,
        "data": data,
        "leaf_hash": hashed,
    }


def canonical(position: int, at: datetime, kind: str, subject: str, data: dict[str, Any]) -> bytes:
    """Return the bytes of an entry that are hashed: JSON with sorted keys, no spaces, UTF-8."""
    entry = {"position": position, "at": at.isoformat(), "kind": kind, "subject": subject, "data": data}
    return json.dumps(entry, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def size(session: Session) -> int:
    """Return how many entries there are."""
    return session.scalar(select(LogHead.size).where(LogHead.id == 1)) or 0


def entries(session: Session) -> Iterator[dict[str, Any]]:
    """Yield every entry in order, as `log export` writes it: the hashed fields and the leaf hash."""
    found = select(LogEntry).order_by(LogEntry.position).execution_options(yield_per=1000)
    for row in session.scalars(found):
        yield {
            "position": row.position,
            "at": row.at.isoformat(),
            "kind": row.kind,
            "subject": row.subject,
            "data": row.data,
            "leaf_hash": row.leaf_hash,
        }


def verify(session: Session) -> list[tuple[int, str]]:
    """Recompute every leaf hash; return what is wrong as (position, "changed" | "missing" | "head")."""
    wrong: list[tuple[int, str]] = []
    expected = 0
    for row in session.scalars(
        select(LogEntry).order_by(LogEntry.position).execution_options(yield_per=1000)
    ):
        wrong += [(position, "missing") for position in range(expected, row.position)]
        hashed = leaf_hash(canonical(row.position, row.at, row.kind, row.subject, row.data)).hex()
        if hashed != row.leaf_hash:
            wrong.append((row.position, "changed"))
        expected = row.position + 1
    if size(session) != expected:
        wrong.append((size(session), "head"))
    return wrong
