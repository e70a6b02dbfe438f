"""Who is signed in, and on which browsers."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask import session as cookie
from flask_babel import gettext as _

from consultatie.domain.permissions import Permission
from consultatie.http import access
from consultatie.http.access import STAFF_COOKIE_KEY
from consultatie.http.site import db_session, now
from consultatie.services import accounts
from consultatie.web import labels
from consultatie.web.account import blueprint
from consultatie.web.account.signing_in import Page


@blueprint.get("")
@access.requires(Permission.ENTER_WORKSPACE)
def home() -> Page:
    """Show the account and its sessions."""
    session, viewer = db_session(), access.require_viewer()
    here = accounts.find_session(session, cookie.get(STAFF_COOKIE_KEY, ""), now=now())
    return render_template(
        "account/home.html",
        user=accounts.get_user(session, viewer.user_id),
        role=labels.role(viewer.role),
        sessions=accounts.list_sessions(session, viewer.user_id),
        here=here.id if here else None,
    )


@blueprint.post("/sessies/sluiten")
@access.requires(Permission.ENTER_WORKSPACE)
def end_other_sessions() -> Page:
    """Sign out on every other browser."""
    viewer = access.require_viewer()
    accounts.end_other_sessions(db_session(), viewer.user_id, keep=cookie.get(STAFF_COOKIE_KEY, ""))
    flash(_("U bent op alle andere apparaten uitgelogd."), "success")
    return redirect(url_for("account.home"), 303)
