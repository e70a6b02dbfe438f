"""Organisations that respond, their people, and the links that we mailed to those. A person signs in as a `User`."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultatie.domain.organisations import LinkPurpose, MemberRole, OrganisationState
from consultatie.models.accounts import User
from consultatie.models.base import Base, Json, by_value


class Organisation(Base):
    """An organisation that responds. `mail_domain` is what a mailed link proved; empty when an administrator decided."""

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(90), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kvk: Mapped[str] = mapped_column(String(8), default="")
    mail_domain: Mapped[str] = mapped_column(String(254), default="", index=True)
    state: Mapped[OrganisationState] = mapped_column(by_value(OrganisationState))
    explanation: Mapped[str] = mapped_column(Text, default="")  # to the administrator, why there is no domain
    created_at: Mapped[datetime]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))

    memberships: Mapped[list[Membership]] = relationship(
        order_by="Membership.id", back_populates="organisation"
    )

    @property
    def members(self) -> list[Membership]:
        """Return who belong to it now."""
        return [one for one in self.memberships if one.ended_at is None]


class Membership(Base):
    """Somebody belongs to an organisation, or did: the row stays, as what they wrote names them."""

    __tablename__ = "membership"
    __table_args__ = (UniqueConstraint("organisation_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    role: Mapped[MemberRole] = mapped_column(by_value(MemberRole))
    created_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]

    organisation: Mapped[Organisation] = relationship(back_populates="memberships")
    user: Mapped[User] = relationship()


class OrganisationLink(Base):
    """A link that we mailed to `email`: the SHA-256 of its token, for one purpose, once, until an instant (UTC).

    `facts` is what it will do: the registration, or the role that somebody is invited to.
    """

    __tablename__ = "organisation_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    purpose: Mapped[LinkPurpose] = mapped_column(by_value(LinkPurpose))
    email: Mapped[str] = mapped_column(String(254))
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id", ondelete="CASCADE"), index=True
    )
    facts: Mapped[Json] = mapped_column(JSON)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    used_at: Mapped[datetime | None]

    organisation: Mapped[Organisation | None] = relationship()
