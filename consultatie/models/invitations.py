"""The distribution list of a consultation: who is asked for a response, and the mails that asked."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultatie.domain.invitations import InviteeFacts, InviteeKind, InviteeStatus, status_of
from consultatie.models.base import Base, by_value
from consultatie.models.consultations import Consultation
from consultatie.models.responses import Response


class InvitationKind(StrEnum):
    """Why a mail with a personal link was sent."""

    INVITATION = "invitation"
    REMINDER = "reminder"
    LAST_DAYS = "last-days"  # the reminder that goes by itself, once


class Invitee(Base):
    """A body that is asked. `point` is what the drafter asks of it in particular; `response_id` what it answered.

    `name` is published when `is_public`; `contact`, `email`, `point` and `decline_reason` never are.
    """

    __tablename__ = "invitee"

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[InviteeKind] = mapped_column(by_value(InviteeKind))
    name: Mapped[str] = mapped_column(String(200))
    contact: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254))
    point: Mapped[str] = mapped_column(Text, default="")
    is_public: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]
    last_days_at: Mapped[datetime | None]  # when the reminder before closing went, which goes once
    declined_at: Mapped[datetime | None]
    decline_reason: Mapped[str] = mapped_column(Text, default="")
    response_id: Mapped[int | None] = mapped_column(
        ForeignKey("response.id", ondelete="SET NULL"), unique=True
    )

    consultation: Mapped[Consultation] = relationship()
    response: Mapped[Response | None] = relationship()
    mails: Mapped[list[InvitationMail]] = relationship(
        order_by="InvitationMail.id", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def status(self) -> InviteeStatus:
        """Return where it is, the furthest that is known."""
        return status_of(
            invited=bool(self.mails),
            opened=self.opened_at is not None,
            declined=self.declined_at is not None,
            response=self.response.state if self.response else None,
        )

    @property
    def invited_at(self) -> datetime | None:
        """Return the UTC instant of the first mail."""
        return self.mails[0].sent_at if self.mails else None

    @property
    def reminded_at(self) -> datetime | None:
        """Return the UTC instant of the last reminder."""
        reminders = [mail.sent_at for mail in self.mails if mail.kind is not InvitationKind.INVITATION]
        return reminders[-1] if reminders else None

    def facts(self) -> InviteeFacts:
        """Return its line of the list."""
        return InviteeFacts(self.name, self.email, self.contact, self.kind, self.point, self.is_public)


class InvitationMail(Base):
    """One mail with a personal link: the SHA-256 of its token, and when it was sent (UTC)."""

    __tablename__ = "invitation_mail"

    id: Mapped[int] = mapped_column(primary_key=True)
    invitee_id: Mapped[int] = mapped_column(ForeignKey("invitee.id", ondelete="CASCADE"), index=True)
    kind: Mapped[InvitationKind] = mapped_column(by_value(InvitationKind))
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    sent_at: Mapped[datetime]

    invitee: Mapped[Invitee] = relationship(back_populates="mails")
