"""Who may open which view. A view without a mark answers 403, and a test names it.

The sign-in itself is in web/account; which fields somebody sees is decided in domain/visibility.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from flask import Flask, current_app, g, request
from flask import session as cookie

from consultatie.domain.errors import NotAllowed, NotFound, NotSignedIn
from consultatie.domain.permissions import Permission, Viewer
from consultatie.http.site import now, site
from consultatie.services import accounts

View = TypeVar("View", bound=Callable[..., Any])
STAFF_COOKIE_KEY = "staff"
POLICY = "access_policy"
UPLOAD = "takes_uploads"
ROUND_A_FILE = (
    1_000_000  # bytes that a form has beside its file; what is above the limit of a file is told at the field
)
CACHEABLE = "cacheable"


def public(*, cached: bool = False, uploads: str = "") -> Callable[[View], View]:
    """Mark a view as open to everyone; `cached` when its page may be kept for anonymous readers (no form token in it).

    `uploads` names the setting that limits the file it takes.
    """

    def mark(view: View) -> View:
        setattr(view, POLICY, "public")
        setattr(view, UPLOAD, uploads)
        setattr(view, CACHEABLE, cached)
        return view

    return mark


def requires(permission: Permission, *, uploads: bool | str = False) -> Callable[[View], View]:
    """Mark a view as for signed-in people with a permission; `uploads` raises the size limit to that of files.

    A string names another setting that limits the file.
    """

    def mark(view: View) -> View:
        setattr(view, POLICY, permission)
        setattr(view, UPLOAD, "max_upload_bytes" if uploads is True else uploads or "")
        return view

    return mark


def policy_of(view: Callable[..., Any] | None) -> Permission | str | None:
    """Return a view's mark: "public", a Permission, or None."""
    return getattr(view, POLICY, None)


def viewer() -> Viewer | None:
    """Return who is signed in, or None."""
    if "viewer" not in g:
        g.viewer = _find_viewer()
    found: Viewer | None = g.viewer
    return found


def require_viewer() -> Viewer:
    """Return who is signed in; raise NotSignedIn."""
    found = viewer()
    if found is None:
        raise NotSignedIn("sign-in-first")
    return found


def _find_viewer() -> Viewer | None:
    token = cookie.get(STAFF_COOKIE_KEY)
    if not token:
        return None
    with site().db.read() as session:
        found = accounts.find_session(session, token, now=now())
        if found is None:
            return None
        needs_second = site().settings.second_factor == "required"
        return None if needs_second and found.second_factor_at is None else found.user.viewer()


def staff_lifetime() -> timedelta:
    """Return how long staff stay signed in."""
    return timedelta(hours=site().settings.session_hours)


def check_access() -> None:
    """Refuse a request that its view's mark does not allow."""
    if "\x00" in request.path:  # PostgreSQL takes no NUL, and nothing of ours has one in its name
        raise NotFound("no-such-page")
    if request.endpoint is None or request.endpoint == "static":
        return
    view = current_app.view_functions[request.endpoint]
    policy = policy_of(view)
    limit = getattr(view, UPLOAD, "")
    if limit:
        request.max_content_length = getattr(site().settings, limit) + ROUND_A_FILE
    if policy == "public":
        return
    if not isinstance(policy, Permission):
        raise NotAllowed("no-policy")
    if not require_viewer().may(policy):
        raise NotAllowed("role-may-not", permission=policy.value)


def register(app: Flask) -> None:
    """Check every request before its view."""
    app.before_request(check_access)
