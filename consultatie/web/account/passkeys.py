"""Somebody's passkeys: which there are, one more, one less. Making one needs JavaScript; the page says so."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask import session as cookie
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consultatie.domain.errors import Invalid, WrongState
from consultatie.domain.permissions import Permission
from consultatie.http import access
from consultatie.http.access import STAFF_COOKIE_KEY
from consultatie.http.site import db_session, now, site
from consultatie.models.accounts import User
from consultatie.services import accounts
from consultatie.services import passkeys as keys
from consultatie.web.account import blueprint
from consultatie.web.account.forms import PasskeyForm
from consultatie.web.account.signing_in import Page
from consultatie.web.form_problems import show_problems

ADDING = "add-passkey"


def find_place() -> keys.Place | None:
    """Return where passkeys are good for on this site, or None where it has no host name."""
    settings = site().settings
    return keys.find_place(settings.base_url, settings.site_name)


def challenge(purpose: str) -> bytes:
    """Return what a passkey has to sign in the session at hand."""
    return keys.challenge(cookie.get(STAFF_COOKIE_KEY, ""), purpose)


def _me() -> User:
    return accounts.get_user(db_session(), access.require_viewer().user_id)


@blueprint.get("/passkeys")
@access.requires(Permission.KEEP_OWN_ACCOUNT)
def passkeys() -> Page:
    """List somebody's passkeys, and offer to add one."""
    return _page(PasskeyForm())


@blueprint.post("/passkeys")
@access.requires(Permission.KEEP_OWN_ACCOUNT)
def add_passkey() -> Page:
    """Keep the passkey that the browser made."""
    form, place = PasskeyForm(), find_place()
    if place is None:
        raise WrongState("passkeys-not-here")
    try:
        keys.add(
            db_session(),
            _me(),
            form.name.data or "",
            form.credential.data or "",
            place=place,
            challenge=challenge(ADDING),
            now=now(),
        )
    except Invalid as refusal:
        show_problems(form, refusal)
        form.credential.data = ""  # the browser is asked again
        return _page(form), 422
    flash(_("Uw passkey is toegevoegd."), "success")
    return redirect(url_for("account.passkeys"), 303)


@blueprint.post("/passkeys/<int:number>/weg")
@access.requires(Permission.KEEP_OWN_ACCOUNT)
def remove_passkey(number: int) -> Response:
    """Forget a passkey; it can be added again."""
    session = db_session()
    keys.remove(session, keys.get(session, _me(), number), now=now())
    flash(_("De passkey is weg. U kunt hem opnieuw toevoegen."), "success")
    return redirect(url_for("account.passkeys"), 303)


def _page(form: PasskeyForm) -> str:
    session, user, place = db_session(), _me(), find_place()
    options = keys.options_to_add(session, user, place, challenge(ADDING)) if place else None
    return render_template(
        "account/passkeys.html", form=form, passkeys=keys.list_of(session, user), options=options
    )
