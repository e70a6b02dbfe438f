"""What somebody said or signed in a response; its bytes are in the file store."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from consultatie.models.base import Base


class Recording(Base):
    """What somebody said or signed: the bytes are in the file store under `key`; `size` in bytes.

    A comment refers to it. One that no comment refers to any more is removed with its bytes (services/recordings).
    """

    __tablename__ = "recording"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(64), index=True)
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    created_at: Mapped[datetime]
    transcribed_at: Mapped[datetime | None]
    transcribed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))

    @property
    def is_video(self) -> bool:
        """Say whether there is something to see."""
        return self.media_type.startswith("video/")
