"""Objections to public responses: somebody says that a response is not theirs, or that it is about them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultatie.models.base import Base, by_value
from consultatie.models.responses import Response


class ObjectionKind(StrEnum):
    """What somebody has against a response."""

    NOT_MINE = "not-mine"
    ABOUT_ME = "about-me"
    OTHER = "other"


class Objection(Base):
    """One objection. `email` is where the answer goes; it and the words go a while after the answer (retention)."""

    __tablename__ = "objection"

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), index=True)
    kind: Mapped[ObjectionKind] = mapped_column(by_value(ObjectionKind))
    text: Mapped[str] = mapped_column(Text)
    email: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(8))
    filed_at: Mapped[datetime]
    answer_by: Mapped[datetime]
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_at: Mapped[datetime | None] = mapped_column(index=True)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))

    response: Mapped[Response] = relationship()
