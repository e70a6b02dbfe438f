"""Take part on an invitation by a colleague. GET shows, POST does."""

from __future__ import annotations

from flask import render_template, url_for
from werkzeug.wrappers import Response

from consultatie.domain.errors import Invalid
from consultatie.domain.organisations import LinkPurpose
from consultatie.http.access import public
from consultatie.http.site import db_session, now
from consultatie.services import memberships, organisation_links
from consultatie.web.form_problems import show_problems
from consultatie.web.organisation import blueprint
from consultatie.web.organisation.forms import NameForm
from consultatie.web.session_cookie import let_in


@blueprint.get("/uitnodiging/<token>")
@public()
def invitation(token: str) -> str:
    """Show to what somebody is invited."""
    return _page(token, NameForm())


@blueprint.post("/uitnodiging/<token>")
@public()
def invitation_post(token: str) -> str | tuple[str, int] | Response:
    """Take part, and go in."""
    session, form = db_session(), NameForm()
    try:
        made = memberships.accept(session, token, form.name.data or "", now=now())
    except Invalid as refusal:
        show_problems(form, refusal)
        return _page(token, form), 422
    return let_in(session, made.user, url_for("organisation.home", slug=made.organisation.slug))


def _page(token: str, form: NameForm) -> str:
    link = organisation_links.get(db_session(), token, LinkPurpose.INVITE, now=now())
    return render_template("organisation/invitation.html", link=link, form=form, token=token)
