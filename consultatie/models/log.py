"""The public log: one row for everything that happened to a consultation or response, never changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, String
from sqlalchemy.orm import Mapped, mapped_column

from consultatie.models.base import Base, Json


class LogEntry(Base):
    """One event. `position` counts from 0 without gaps; `data` holds codes, references and digests, no personal data."""

    __tablename__ = "log_entry"

    position: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    kind: Mapped[str] = mapped_column(String(40), index=True)
    subject: Mapped[str] = mapped_column(String(120), index=True)
    data: Mapped[Json] = mapped_column(JSON)
    leaf_hash: Mapped[str] = mapped_column(String(64))  # RFC 6962 leaf hash of the canonical JSON


class LogHead(Base):
    """One row: how many entries there are. Updating it orders all writers."""

    __tablename__ = "log_head"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    size: Mapped[int] = mapped_column(default=0)
