"""People who sign in: make an account, check a password and a code, begin and end a session."""

from __future__ import annotations

from datetime import datetime, timedelta

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotFound
from consultatie.domain.permissions import Role
from consultatie.domain.receipts import new_token, token_hash
from consultatie.domain.text import normalise_line, slugify
from consultatie.models.accounts import Department, StaffSession, User
from consultatie.models.passkeys import Passkey
from consultatie.services import log

MINIMUM_PASSWORD = 12  # NIST SP 800-63B-4 asks for 15 without and 8 with a second factor


def department_named(session: Session, name: str) -> Department:
    """Return the department of this name; make it when it is new."""
    name = normalise_line(name)
    if not name:
        raise Invalid("department-missing", {"department": "department-missing"})
    found = session.scalar(select(Department).where(Department.name == name))
    if found is None:
        found = Department(name=name, slug=slugify(name) or "ministerie")
        session.add(found)
        session.flush()
    return found


def get_department(session: Session, slug: str) -> Department:
    """Return a department by its slug; raise NotFound."""
    found = session.scalar(select(Department).where(Department.slug == slug))
    if found is None:
        raise NotFound("no-such-department")
    return found


def list_departments(session: Session) -> list[Department]:
    """Return all departments by name."""
    return list(session.scalars(select(Department).order_by(Department.name)))


def create_user(
    session: Session,
    hasher: PasswordHasher,
    *,
    email: str,
    name: str,
    role: Role,
    password: str,
    department: Department | None = None,
    now: datetime,
) -> User:
    """Make an account. Raise Invalid with a code per field."""
    email, name = normalise_line(email).lower(), normalise_line(name)
    problems = {
        field: code
        for field, code, wrong in (
            ("email", "email-unreadable", "@" not in email or len(email) > 254),
            ("name", "name-missing", not name or len(name) > 200),
            ("password", "password-short", len(password) < MINIMUM_PASSWORD),
            ("email", "email-taken", session.scalar(select(User.id).where(User.email == email)) is not None),
        )
        if wrong
    }
    if problems:
        raise Invalid("user-invalid", problems)
    user = User(
        email=email,
        name=name,
        role=role,
        password_hash=hasher.hash(password),
        created_at=now,
        department=department,
    )
    session.add(user)
    session.flush()
    log.append(session, "user-created", f"user:{user.id}", {"role": role.value}, now=now)
    return user


def get_user(session: Session, user_id: int) -> User:
    """Return an account; raise NotFound."""
    user = session.get(User, user_id)
    if user is None:
        raise NotFound("no-such-user")
    return user


def get_user_by_email(session: Session, email: str) -> User:
    """Return the account with this address; raise NotFound."""
    user = session.scalar(select(User).where(User.email == normalise_line(email).lower()))
    if user is None:
        raise NotFound("no-such-user")
    return user


def list_users(session: Session) -> list[User]:
    """Return all accounts by name."""
    return list(session.scalars(select(User).order_by(User.name, User.id)))


def change_user(
    session: Session, user: User, *, role: Role, department: Department | None, active: bool, now: datetime
) -> None:
    """Change what somebody may do; ends their sessions when they may no longer come in."""
    if (user.role, user.department_id, user.active) == (role, department.id if department else None, active):
        return
    last = user.role is Role.ADMINISTRATOR and (role is not Role.ADMINISTRATOR or not active)
    if last and _active_administrators(session) <= 1:
        raise Invalid("last-administrator", {"role": "last-administrator"})
    user.role, user.department, user.active = role, department, active
    if not active:
        session.execute(delete(StaffSession).where(StaffSession.user_id == user.id))
    log.append(session, "user-changed", f"user:{user.id}", {"role": role.value, "active": active}, now=now)


def _active_administrators(session: Session) -> int:
    found = select(func.count()).where(User.role == Role.ADMINISTRATOR, User.active.is_(True))
    return session.scalar(found) or 0


def check_password(
    session: Session, hasher: PasswordHasher, email: str, password: str, *, now: datetime
) -> User | None:
    """Return the account when the password is right and the account may sign in, else None.

    Takes about as long for an address that does not exist. The caller counts the failure (`count_failure`).
    """
    user = session.scalar(select(User).where(User.email == normalise_line(email).lower()))
    try:
        right: bool = hasher.verify(user.password_hash if user else _NOBODY, password)
    except (VerificationError, InvalidHashError):
        right = False
    if user is None or not right or not user.active or (user.locked_until and user.locked_until > now):
        return None
    return user


_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$ZaqMqwBJkfNHR5e9pTbnrA$QNxqlTVEcs1bY/AN1TlfSdYs2ydSmSp6l3YOdAyQvEs"


def count_failure(session: Session, email: str, *, attempts: int, rest: timedelta, now: datetime) -> None:
    """Count a failed sign-in; after `attempts` of them the account rests."""
    session.execute(
        update(User)
        .where(User.email == normalise_line(email).lower())
        .values(failed_sign_ins=User.failed_sign_ins + 1)
        .execution_options(synchronize_session=False)
    )
    session.execute(
        update(User)
        .where(User.email == normalise_line(email).lower(), User.failed_sign_ins >= attempts)
        .values(failed_sign_ins=0, locked_until=now + rest)
        .execution_options(synchronize_session=False)
    )


def begin_totp(session: Session, user: User) -> str:
    """Return the secret (base32) for an authenticator app; a new one as long as none was confirmed."""
    if user.totp_confirmed_at is None and not user.totp_secret:
        user.totp_secret = pyotp.random_base32()
        session.flush()
    return user.totp_secret or ""


def check_totp(session: Session, user: User, code: str, *, now: datetime) -> bool:
    """Say whether a code is right now, one step early or late; a code works once (RFC 6238, 5.2)."""
    if not user.totp_secret:
        return False
    digits = "".join(character for character in code if character.isdigit())
    step_now = int(now.timestamp()) // 30
    totp = pyotp.TOTP(user.totp_secret)
    for step in (step_now - 1, step_now, step_now + 1):
        if pyotp.utils.strings_equal(totp.generate_otp(step), digits):
            newer = (User.totp_last_step.is_(None)) | (User.totp_last_step < step)
            used = session.execute(update(User).where(User.id == user.id, newer).values(totp_last_step=step))
            if used.rowcount == 1:  # type: ignore[attr-defined]
                user.totp_confirmed_at = user.totp_confirmed_at or now
                return True
    return False


def reset_second_factor(session: Session, user: User, *, now: datetime) -> None:
    """Forget somebody's app and passkeys and end their sessions; they connect a new app at the next sign-in."""
    user.totp_secret = user.totp_confirmed_at = user.totp_last_step = None
    session.execute(delete(Passkey).where(Passkey.user_id == user.id))
    session.execute(delete(StaffSession).where(StaffSession.user_id == user.id))
    log.append(session, "user-code-reset", f"user:{user.id}", now=now)


def sign_in(
    session: Session,
    user: User,
    *,
    lifetime: timedelta,
    second_factor: bool,
    finished: bool = True,
    now: datetime,
) -> str:
    """Begin a session and return its token for the cookie.

    `finished` is false while the code after the password is still owed: failures then stay counted, so that
    a known password gives no endless guesses at the code.
    """
    token = new_token()
    if finished:
        user.failed_sign_ins, user.locked_until = 0, None
    session.add(
        StaffSession(
            token_hash=token_hash(token),
            user_id=user.id,
            created_at=now,
            expires_at=now + lifetime,
            second_factor_at=now if second_factor else None,
        )
    )
    session.execute(delete(StaffSession).where(StaffSession.expires_at < now))
    return token


def find_session(session: Session, token: str, *, now: datetime) -> StaffSession | None:
    """Return the session that a cookie's token belongs to, while it lasts and its account is active."""
    found = session.scalar(select(StaffSession).where(StaffSession.token_hash == token_hash(token)))
    if found is None or found.expires_at <= now or not found.user.active:
        return None
    return found


def sign_out(session: Session, token: str) -> None:
    """End a session."""
    session.execute(delete(StaffSession).where(StaffSession.token_hash == token_hash(token)))


def end_other_sessions(session: Session, user_id: int, *, keep: str) -> None:
    """End all sessions of an account but the one with this token."""
    others = (StaffSession.user_id == user_id) & (StaffSession.token_hash != token_hash(keep))
    session.execute(delete(StaffSession).where(others))


def list_sessions(session: Session, user_id: int) -> list[StaffSession]:
    """Return somebody's sessions, newest first."""
    found = select(StaffSession).where(StaffSession.user_id == user_id).order_by(StaffSession.id.desc())
    return list(session.scalars(found))
