"""Departments, people who sign in, and their sessions."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultatie.domain.permissions import Role, Viewer
from consultatie.models.base import Base, by_value


class Department(Base):
    """A ministry or another body that consults. `under_16`: who is younger may respond, with a parent or carer."""

    __tablename__ = "department"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200), unique=True)
    under_16: Mapped[bool] = mapped_column(default=False, server_default=false())


class User(Base):
    """Somebody with an account. `email` is lower case; `department_id` None means every department."""

    __tablename__ = "user_account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[Role] = mapped_column(by_value(Role))
    department_id: Mapped[int | None] = mapped_column(ForeignKey("department.id"), index=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    totp_secret: Mapped[str | None] = mapped_column(String(64))
    totp_confirmed_at: Mapped[datetime | None]
    totp_last_step: Mapped[
        int | None
    ]  # the last 30-second step used, so that a code works once (RFC 6238, 5.2)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]

    department: Mapped[Department | None] = relationship()

    def viewer(self) -> Viewer:
        """Return who this is to the rules."""
        return Viewer(self.id, self.name, self.role, self.department_id)


class StaffSession(Base):
    """A signed-in browser. The cookie holds the token, the table its hash."""

    __tablename__ = "staff_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    second_factor_at: Mapped[datetime | None]

    user: Mapped[User] = relationship()
