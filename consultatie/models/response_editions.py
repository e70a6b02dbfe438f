"""What was handed in before somebody changed their response: for who wrote it, and to go with its entry in the log."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from consultatie.models.base import Base, Json


class ResponseEdition(Base):
    """An earlier edition of a response: its contents (publication, comments, answers), its salt and digest, and its log entry."""

    __tablename__ = "response_edition"
    __table_args__ = (UniqueConstraint("response_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    sent_at: Mapped[datetime]
    salt: Mapped[str] = mapped_column(String(64))
    digest: Mapped[str] = mapped_column(String(64))
    log_position: Mapped[int | None]
    contents: Mapped[Json] = mapped_column(JSON)
