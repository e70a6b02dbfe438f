"""Register an organisation: fill in, a link by mail, and the first person is in. GET shows, POST does."""

from __future__ import annotations

from datetime import timedelta

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from consultatie.domain.errors import Invalid
from consultatie.domain.organisations import LinkPurpose
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, now, site
from consultatie.services import organisation_links, organisations
from consultatie.web.form_problems import show_problems
from consultatie.web.mail_brake import count_mail
from consultatie.web.organisation import blueprint
from consultatie.web.organisation.forms import RegisterForm
from consultatie.web.session_cookie import let_in

Page = str | tuple[str, int] | Response


@blueprint.get("/aanmelden")
@public()
def register() -> Page:
    """Show the form for a new organisation."""
    return _page(RegisterForm())


@blueprint.post("/aanmelden")
@public()
def register_post() -> Page:
    """Mail the link that makes the organisation."""
    form = RegisterForm()
    typed = form.typed().tidy()
    try:
        if not typed.problems():
            count_mail(typed.email)
        life = timedelta(hours=site().settings.confirm_hours)
        organisations.register(db_session(), typed, language=current_language(), life=life, now=now())
    except Invalid as refusal:
        show_problems(form, refusal)
        return _page(form, asks_administrator="email-of-anyone" in refusal.problems.values()), 422
    return redirect(url_for("organisation.register_sent"), 303)


def _page(form: RegisterForm, *, asks_administrator: bool = False) -> str:
    return render_template(
        "organisation/register.html",
        form=form,
        asks_administrator=asks_administrator or bool(form.by_hand.data),
    )


@blueprint.get("/aanmelden/verstuurd")
@public()
def register_sent() -> str:
    """Say that the link is on its way."""
    return render_template("organisation/register_sent.html")


@blueprint.get("/bevestigen/<token>")
@public()
def confirm(token: str) -> str:
    """Show which organisation a link is about to make."""
    link = organisation_links.get(db_session(), token, LinkPurpose.REGISTER, now=now())
    return render_template("organisation/confirm.html", link=link, token=token)


@blueprint.post("/bevestigen/<token>")
@public()
def confirm_post(token: str) -> Response:
    """Make the organisation and let its first person in."""
    session = db_session()
    made = organisations.confirm(session, token, now=now())
    return let_in(session, made.user, url_for("organisation.home", slug=made.organisation.slug))
