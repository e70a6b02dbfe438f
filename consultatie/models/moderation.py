"""What moderators decided, and the brakes on mails and sign-ins."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultatie.models.accounts import User
from consultatie.models.base import Base, by_value
from consultatie.models.responses import Response


class Decision(StrEnum):
    """What a moderator can do with a response."""

    PUBLISH = "publish"
    HOLD = "hold"
    REJECT = "reject"


class ModerationDecision(Base):
    """One decision, never changed; the newest counts."""

    __tablename__ = "moderation_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    response_id: Mapped[int] = mapped_column(ForeignKey("response.id", ondelete="CASCADE"), index=True)
    moderator_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decision: Mapped[Decision] = mapped_column(by_value(Decision))
    reason_code: Mapped[str] = mapped_column(String(40), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    decided_at: Mapped[datetime]

    response: Mapped[Response] = relationship()
    moderator: Mapped[User | None] = relationship()


class BrakeEvent(Base):
    """One thing that a brake counts. `subject` is a keyed hash of an address or network, never the thing itself."""

    __tablename__ = "brake_event"
    __table_args__ = (Index("ix_brake_event_kind_subject_at", "kind", "subject", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    subject: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime] = mapped_column(index=True)
