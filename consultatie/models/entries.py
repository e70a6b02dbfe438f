"""A response that staff typed in: where it came from, and whose hand it was."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultatie.models.accounts import User
from consultatie.models.base import Base
from consultatie.models.responses import Response


class Entry(Base):
    """One response that came by another channel and was typed in. `source` is for staff only, such as "brief 12"."""

    __tablename__ = "entry"

    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), primary_key=True)
    source: Mapped[str] = mapped_column(String(200), default="")
    entered_at: Mapped[datetime]
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))

    response: Mapped[Response] = relationship()
    entered_by: Mapped[User | None] = relationship()
