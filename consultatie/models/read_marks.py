"""Who of the staff has read which response."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, exists, func
from sqlalchemy.orm import Mapped, mapped_column

from consultatie.models.base import Base
from consultatie.models.responses import Response


class ReadMark(Base):
    """Somebody of the staff has read a response."""

    __tablename__ = "read_mark"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    response_id: Mapped[int] = mapped_column(
        ForeignKey("response.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    read_at: Mapped[datetime]


def read_by(user_id: int | None) -> ColumnElement[bool]:
    """Return the SQL predicate on Response: this person has read it as it is now, and not before it was changed."""
    return exists().where(
        ReadMark.user_id == user_id,
        ReadMark.response_id == Response.id,
        ReadMark.read_at >= func.coalesce(Response.revised_at, ReadMark.read_at),
    )
