"""Sign in with a password, and sign out."""

from __future__ import annotations

from datetime import timedelta

from flask import redirect, render_template, request, url_for
from flask import session as cookie
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from consultatie.domain.permissions import STAFF
from consultatie.http import access
from consultatie.http.site import db_session, now, site
from consultatie.models.accounts import User
from consultatie.services import accounts, demonstration
from consultatie.web.account import blueprint
from consultatie.web.account.forms import SignInForm
from consultatie.web.session_cookie import ELSEWHERE, NEXT, after_sign_in, forget, let_in, local_path

Page = str | tuple[str, int] | Response


@blueprint.get("/inloggen")
@access.public()
def sign_in() -> Page:
    """Show the sign-in form; whoever is signed in already goes on."""
    viewer = access.viewer()
    if viewer is not None:
        home = url_for("account.home" if viewer.role in STAFF else "organisation.overview")
        return redirect(local_path(request.args.get(NEXT)) or home, 303)
    return _page(SignInForm())


@blueprint.post("/inloggen")
@access.public()
def sign_in_now() -> Page:
    """Check address and password; then ask for the code, or go on."""
    form = SignInForm()
    if not form.validate_on_submit():
        return _page(form), 422
    user = _checked(form.email.data or "", form.password.data or "")
    if user is None:
        form.form_errors = [_refused()]
        return _page(form), 422
    session = db_session()
    user = accounts.get_user(session, user.id)
    return let_in(session, user, after_sign_in(user))


def _checked(email: str, password: str) -> User | None:
    """Check a password outside any writing transaction, as hashing takes a tenth of a second; count a failure in one."""
    with site().db.read() as reading:
        user = accounts.check_password(reading, site().hasher, email, password, now=now())
    if user is None:
        count_failure(email)
    return user


def count_failure(email: str) -> None:
    """Count a failed sign-in in a transaction of its own, as the answer is a refusal and rolls back."""
    settings = site().settings
    with site().db.write.begin() as counting:
        accounts.count_failure(
            counting,
            email,
            attempts=settings.sign_in_attempts,
            rest=timedelta(minutes=settings.sign_in_rest_minutes),
            now=now(),
        )


def _refused() -> str:
    minutes = site().settings.sign_in_rest_minutes
    return _(
        "Dit e-mailadres en wachtwoord horen niet bij elkaar. Na veel pogingen moet u %(minutes)s minuten wachten.",
        minutes=minutes,
    )


def _page(form: SignInForm) -> str:
    shown = demonstration.ACCOUNTS if site().settings.show_demo_accounts else ()
    asked = local_path(request.args.get(NEXT))
    return render_template("account/sign_in.html", form=form, demo_accounts=shown, next=asked)


@blueprint.post("/uitloggen")
@access.public()
def sign_out() -> Page:
    """End the session and go to the front page; who signed in elsewhere hears that they still are, there."""
    elsewhere = cookie.get(ELSEWHERE)
    forget(db_session())
    return redirect(url_for("account.signed_out" if elsewhere else "public.front"), 303)
