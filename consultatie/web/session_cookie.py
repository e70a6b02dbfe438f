"""What the browser's cookie holds of a session, and where somebody goes after signing in: staff and people of organisations."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

from flask import redirect, request, url_for
from flask import session as cookie
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from consultatie.domain.permissions import STAFF
from consultatie.http.access import STAFF_COOKIE_KEY, staff_lifetime
from consultatie.http.site import now, site
from consultatie.models.accounts import User
from consultatie.services import accounts

HALF_WAY = timedelta(minutes=10)  # to type a code after the password
NEXT = "next"
ELSEWHERE = (
    "elsewhere"  # in the cookie: signed in at an identity provider, so that signing out can end there too
)


def let_in(
    session: Session, user: User, to: str, *, vouched: bool = False, elsewhere: bool = False
) -> Response:
    """Begin a session for who showed who they are, and ask for a code first where this site wants one.

    `vouched`: an identity provider that this site trusts for it saw a second factor already.
    """
    finished = vouched or site().settings.second_factor == "off"
    if not finished:
        accounts.begin_totp(session, user)
    remember(session, user, finished=finished, second_factor=vouched, elsewhere=elsewhere)
    return redirect(to if finished else url_for("account.second_factor", next=to), 303)


def remember(
    session: Session, user: User, *, finished: bool, second_factor: bool = False, elsewhere: bool = False
) -> None:
    """Begin a session with a fresh cookie, so that nothing set before signing in lives on in it.

    `finished` is false between password and code: that session opens nothing and ends after ten minutes.
    """
    forget(session)
    if elsewhere:
        cookie[ELSEWHERE] = True
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


def asked_path() -> str | None:
    """Return the page that somebody asked for before signing in, in the language at hand; None for no page of ours."""
    asked = local_path(request.args.get(NEXT))
    root = request.script_root
    return asked if asked is None or not root or asked.startswith(root + "/") else root + asked


def home_of(user: User) -> str:
    """Return where this role works."""
    return url_for("workspace.start" if user.role in STAFF else "organisation.overview")


def after_sign_in(user: User) -> str:
    """Return where to go: the page that was asked for, else where this role works."""
    return asked_path() or home_of(user)
