"""Who follows what by mail, the requests that wait for a confirmation, and the stages of consultations that are news."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultatie.domain.subscriptions import Rhythm, StageKind, Subject, SubjectKind
from consultatie.models.base import Base, by_value
from consultatie.models.consultations import Consultation


class SubscriptionRequest(Base):
    """What somebody asked to follow, until the link in the mail is used. `hash` is the SHA-256 of its token."""

    __tablename__ = "subscription_request"

    id: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    email: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(8))
    rhythm: Mapped[Rhythm] = mapped_column(by_value(Rhythm))
    subjects: Mapped[list[str]] = mapped_column(JSON)
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]


class Subscriber(Base):
    """A confirmed address. `canonical` is how it is compared, `link_key` what its links are made from.

    `told_until` is the UTC instant up to which news has been told (daily and weekly).
    """

    __tablename__ = "subscriber"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    canonical: Mapped[str] = mapped_column(String(254), unique=True)
    link_key: Mapped[str] = mapped_column(String(32), unique=True)
    language: Mapped[str] = mapped_column(String(8))
    rhythm: Mapped[Rhythm] = mapped_column(by_value(Rhythm), index=True)
    told_until: Mapped[datetime]
    created_at: Mapped[datetime]

    subscriptions: Mapped[list[Subscription]] = relationship(
        order_by="Subscription.id", cascade="all, delete-orphan", passive_deletes=True
    )


class Subscription(Base):
    """One thing that a subscriber follows, from `since` on."""

    __tablename__ = "subscription"
    __table_args__ = (UniqueConstraint("subscriber_id", "kind", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    subscriber_id: Mapped[int] = mapped_column(ForeignKey("subscriber.id", ondelete="CASCADE"))
    kind: Mapped[SubjectKind] = mapped_column(by_value(SubjectKind), index=True)
    name: Mapped[str] = mapped_column(String(80), index=True)
    since: Mapped[datetime]

    @property
    def subject(self) -> Subject:
        """Return what is followed."""
        return Subject(self.kind, self.name)


class StageEvent(Base):
    """A stage that a consultation reached at `at`; `noted_at` is when the worker saw it. Each comes once."""

    __tablename__ = "stage_event"
    __table_args__ = (UniqueConstraint("consultation_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(ForeignKey("consultation.id", ondelete="CASCADE"))
    kind: Mapped[StageKind] = mapped_column(by_value(StageKind))
    at: Mapped[datetime]
    noted_at: Mapped[datetime] = mapped_column(index=True)

    consultation: Mapped[Consultation] = relationship()
