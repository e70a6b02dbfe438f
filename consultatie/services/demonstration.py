"""The people of the demonstration. Their passwords are public: `check` calls an installation with them unsafe."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.domain.permissions import Role
from consultatie.models.accounts import User
from consultatie.services import accounts


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody to sign in with; `department` is empty for every department."""

    email: str
    name: str
    role: Role
    password: str
    department: str = ""


ACCOUNTS = (
    DemoAccount("anna@example.nl", "Anna Wetgever", Role.DRAFTER, "demo-anna-2026"),
    DemoAccount("bram@example.nl", "Bram Tweedelezer", Role.DRAFTER, "demo-bram-2026"),
    DemoAccount("moderator@example.nl", "Mila Moderator", Role.MODERATOR, "demo-mila-2026"),
    DemoAccount("beheer@example.nl", "Bas Beheer", Role.ADMINISTRATOR, "demo-bas-2026"),
)
LETS_YOUNG = "Ministerie van Publieke Dienstverlening"  # who is under 16 may respond to its consultations


def make_accounts(session: Session, hasher: PasswordHasher, *, now: datetime) -> int:
    """Make the accounts that are not there yet and return how many."""
    there = set(session.scalars(select(User.email).where(User.email.in_([a.email for a in ACCOUNTS]))))
    missing = [account for account in ACCOUNTS if account.email not in there]
    for account in missing:
        department = accounts.department_named(session, account.department) if account.department else None
        accounts.create_user(
            session,
            hasher,
            email=account.email,
            name=account.name,
            role=account.role,
            password=account.password,
            department=department,
            now=now,
        )
    return len(missing)


def accounts_present(session: Session) -> bool:
    """Say whether anybody of the demonstration can sign in here."""
    emails = [account.email for account in ACCOUNTS]
    return (
        session.scalar(select(User.id).where(User.email.in_(emails), User.active.is_(True)).limit(1))
        is not None
    )
