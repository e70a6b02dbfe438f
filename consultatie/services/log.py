"""The public log: append an entry in the caller's transaction. Leaves are hashed as in RFC 6962, section 2.1."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consultatie.domain.merkle import leaf_hash
from consultatie.models.log import LogEntry, LogHead


def append(
    session: Session, kind: str, subject: str, data: dict[str, Any] | None = None, *, now: datetime
) -> int:
    """Write one entry and return its position. `data` holds codes, references and digests, never personal data.

    The update of the one head row orders all writers, so positions have no gaps.
    """
    size = session.scalar(
        update(LogHead)
        .where(LogHead.id == 1)
        .values(size=LogHead.size + 1)
        .returning(LogHead.size)
        .execution_options(synchronize_session=False)
    )
    if size is None:
        session.add(LogHead(id=1, size=1))
        session.flush()
        size = 1
    position = size - 1
    data = data or {}
    session.add(
        LogEntry(
            position=position,
            at=now,
            kind=kind,
            subject=subject,
            data=data,
            leaf_hash=leaf_hash(canonical(position, now, kind, subject, data)).hex(),
        )
    )
    return position


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
