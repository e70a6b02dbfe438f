"""The second factor: set up an app the first time, then type its code (TOTP, RFC 6238) or use a passkey every time."""

from __future__ import annotations

import io

import pyotp
import segno
from flask import redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from consultatie.domain.errors import NotFound, NotSignedIn, WrongState
from consultatie.domain.permissions import STAFF
from consultatie.http import access
from consultatie.http.access import STAFF_COOKIE_KEY
from consultatie.http.headers import FILE_POLICY
from consultatie.http.messages import sentence
from consultatie.http.site import db_session, now, site
from consultatie.models.accounts import User
from consultatie.services import accounts, passkeys
from consultatie.web.account import blueprint
from consultatie.web.account.forms import CodeForm, UsePasskeyForm
from consultatie.web.account.passkeys import challenge, find_place
from consultatie.web.account.signing_in import Page, count_failure
from consultatie.web.session_cookie import ELSEWHERE, NEXT, after_sign_in, forget, local_path, remember

USING = "use-passkey"


def _half_way(session: Session) -> User:
    """Return who gave a right password and still owes a code; raise NotSignedIn."""
    found = accounts.find_session(session, cookie.get(STAFF_COOKIE_KEY) or "", now=now())
    if found is None:
        raise NotSignedIn("sign-in-first")
    return found.user


@blueprint.get("/code")
@access.public()
def second_factor() -> Page:
    """Ask for the code; the first time, show how to connect an app."""
    viewer = access.viewer()
    if viewer is not None:
        return redirect(url_for("account.home" if viewer.role in STAFF else "organisation.overview"), 303)
    return _page(CodeForm(), _half_way(db_session()))


@blueprint.post("/code")
@access.public()
def second_factor_now() -> Page:
    """Check the code and begin the real session under a new token."""
    session = db_session()
    user, form = _half_way(session), CodeForm()
    if not form.validate_on_submit():
        return _page(form, user), 422
    if not _rests(user) and accounts.check_totp(session, user, form.code.data or "", now=now()):
        return _finish(session, user)
    _count(session, user)
    form.code.errors = [_("Deze code klopt niet of is al gebruikt. Wacht op de volgende code in uw app.")]
    return _page(form, user), 422


@blueprint.post("/code/passkey")
@access.public()
def second_factor_passkey() -> Page:
    """Check a passkey instead of a code."""
    session, place = db_session(), find_place()
    user, form = _half_way(session), CodeForm(formdata=None)
    said = UsePasskeyForm().credential.data or ""
    if not said:
        form.form_errors = [sentence("passkey-missing")]
        return _page(form, user), 422
    if place is None:
        raise WrongState("passkeys-not-here")
    if not _rests(user) and passkeys.check(
        session, user, said, place=place, challenge=challenge(USING), now=now()
    ):
        return _finish(session, user)
    _count(session, user)
    form.form_errors = [sentence("passkey-wrong")]
    return _page(form, user), 422


def _rests(user: User) -> bool:
    return user.locked_until is not None and user.locked_until > now()


def _finish(session: Session, user: User) -> Response:
    """Begin the real session under a new token."""
    remember(session, user, finished=True, second_factor=True, elsewhere=bool(cookie.get(ELSEWHERE)))
    return redirect(after_sign_in(user), 303)


def _count(session: Session, user: User) -> None:
    """Let go of the database, then count the failure in a transaction of its own."""
    email = user.email
    session.rollback()
    count_failure(email)


@blueprint.post("/code/stoppen")
@access.public()
def leave_second_factor() -> Page:
    """Go back to the password or the mailed link, for instance to sign in as somebody else."""
    session = db_session()
    begins = "account.sign_in" if _half_way(session).role in STAFF else "organisation.sign_in"
    forget(session)
    return redirect(url_for(begins, next=local_path(request.args.get(NEXT))), 303)


@blueprint.get("/code/qr.svg")
@access.public()
def second_factor_picture() -> Response:
    """Return the key as a QR code for the app's camera, as long as no code was ever confirmed."""
    user = _half_way(db_session())
    if user.totp_confirmed_at is not None or not user.totp_secret:
        raise NotFound("no-such-page")
    address = pyotp.TOTP(user.totp_secret).provisioning_uri(
        name=user.email, issuer_name=site().settings.site_name
    )
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", scale=5, border=4, light="#fff")
    answer = Response(out.getvalue(), mimetype="image/svg+xml")
    answer.headers["Cache-Control"] = "no-store"
    answer.headers["Content-Security-Policy"] = FILE_POLICY
    return answer


def _page(form: CodeForm, user: User) -> str:
    secret = "" if user.totp_confirmed_at else user.totp_secret or ""
    grouped = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
    template = "account/second_factor_setup.html" if secret else "account/second_factor.html"
    place = find_place()
    options = passkeys.options_to_use(db_session(), user, place, challenge(USING)) if place else None
    return render_template(
        template,
        form=form,
        secret=grouped,
        passkey_options=options,
        next=local_path(request.args.get(NEXT)),
    )
