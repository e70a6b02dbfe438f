"""What the browser's cookie holds of a session, and where somebody goes after signing in: staff and people of organisations."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from flask import request, url_for
from flask import session as cookie
from sqlalchemy.orm import Session

from consultatie.domain.permissions import STAFF
from consultatie.http.access import STAFF_COOKIE_KEY, staff_lifetime
from consultatie.http.site import now
from consultatie.models.accounts import User
from consultatie.services import accounts

HALF_WAY = timedelta(minutes=10)  # to type a code after the password
NEXT = "next"


def remember(session: Session, user: User, *, finished: bool, second_factor: bool = False) -> None:
    """Begin a session with a fresh cookie, so that nothing set before signing in lives on in it.

    `finished` is false between password and code: that session opens nothing and ends after ten minutes.
    """
    forget(session)
    cookie[STAFF_COOKIE_KEY] = accounts.sign_in(
        session,
        user,
        lifetime=staff_lifetime() if finished else HALF_WAY,
        second_factor=second_factor,
        finished=finished,
        now=now(),
    )


def forget(session: Session) -> None:
    """End the session at hand, if there is one, and empty the cookie but for an unfinished response."""
    token = cookie.get(STAFF_COOKIE_KEY)
    if token:
        accounts.sign_out(session, token)
    for key in [key for key in cookie if not key.startswith("draft")]:
        cookie.pop(key)


def local_path(address: str | None) -> str | None:
    """Return a path on this site, or None for anything that could lead elsewhere."""
    if not address or not address.startswith("/") or address.startswith(("//", "/\\")):
        return None
    if any(character < " " or character == "\\" for character in address):
        return None
    parts = urlsplit(address)
    return address if not parts.scheme and not parts.netloc else None


def after_sign_in(user: User) -> str:
    """Return where to go: the page that was asked for, else where this role works."""
    asked = local_path(request.args.get(NEXT))
    root = request.script_root
    if asked is not None:
        return asked if not root or asked.startswith(root + "/") else root + asked
    return url_for("workspace.start" if user.role in STAFF else "organisation.overview")
