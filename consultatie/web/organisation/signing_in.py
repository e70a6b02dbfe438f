"""Sign in by a mailed link; a code from an app follows on the pages that staff have too. GET shows, POST does."""

from __future__ import annotations

from datetime import timedelta

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from consultatie.domain.errors import Invalid
from consultatie.domain.organisations import LinkPurpose
from consultatie.domain.permissions import STAFF
from consultatie.domain.respondents import find_email
from consultatie.http import access
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, now, site
from consultatie.services import organisation_links, organisations
from consultatie.web.form_problems import show_problems
from consultatie.web.mail_brake import count_mail
from consultatie.web.organisation import blueprint
from consultatie.web.organisation.forms import AddressForm
from consultatie.web.session_cookie import NEXT, let_in, local_path

Page = str | tuple[str, int] | Response


@blueprint.get("/inloggen")
@access.public()
def sign_in() -> Page:
    """Ask for the address; whoever is signed in already goes on."""
    viewer = access.viewer()
    if viewer is not None and viewer.role not in STAFF:
        return redirect(_after(), 303)
    return render_template("organisation/sign_in.html", form=AddressForm(), next=_asked())


@blueprint.post("/inloggen")
@access.public()
def sign_in_post() -> Page:
    """Mail a link when the address is known; the answer is the same when it is not."""
    form = AddressForm()
    life = timedelta(minutes=site().settings.sign_in_link_minutes)
    try:
        email = form.email.data or ""
        if address := find_email(email):
            count_mail(address)
        organisations.ask_sign_in(
            db_session(),
            email,
            language=current_language(),
            life=life,
            next_address=_asked() or "",
            now=now(),
        )
    except Invalid as refusal:
        show_problems(form, refusal)
        return render_template("organisation/sign_in.html", form=form, next=_asked()), 422
    return redirect(url_for("organisation.sign_in_sent"), 303)


def _asked() -> str | None:
    return local_path(request.args.get(NEXT))


def _after() -> str:
    return _asked() or url_for("organisation.overview")


@blueprint.get("/inloggen/verstuurd")
@access.public()
def sign_in_sent() -> str:
    """Say where the link is, if the address is known."""
    minutes = site().settings.sign_in_link_minutes
    return render_template("organisation/sign_in_sent.html", minutes=minutes)


@blueprint.get("/inloggen/<token>")
@access.public()
def sign_in_link(token: str) -> str:
    """Show a button, so that a mail scanner signs nobody in."""
    link = organisation_links.get(db_session(), token, LinkPurpose.SIGN_IN, now=now())
    return render_template("organisation/sign_in_link.html", link=link, token=token)


@blueprint.post("/inloggen/<token>")
@access.public()
def sign_in_link_post(token: str) -> Response:
    """Use the link up and begin a session."""
    session = db_session()
    entered = organisations.sign_in(session, token, now=now())
    to = local_path(entered.next_address) or url_for("organisation.overview")
    return let_in(session, entered.user, to)
