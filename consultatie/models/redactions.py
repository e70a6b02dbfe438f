"""What a moderator hid of responses."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from consultatie.domain.redaction import Redaction
from consultatie.models.base import Base


class RedactionRow(Base):
    """Words that the public does not see in one part of a response (`domain.redaction`), until somebody undoes it."""

    __tablename__ = "redaction"

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), index=True)
    part: Mapped[str] = mapped_column(String(320))
    words: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    undone_at: Mapped[datetime | None]

    def facts(self) -> Redaction:
        """Return what it hides and why."""
        return Redaction(self.part, self.words, self.reason)
