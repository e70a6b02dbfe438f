"""What somebody finds after signing in: their organisations, and one of them."""

from __future__ import annotations

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from consultatie.domain.lifecycle import ConsultationState
from consultatie.domain.permissions import Permission
from consultatie.http import access
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, now
from consultatie.models.organisations import Membership
from consultatie.services import catalogue, joint_drafts, memberships
from consultatie.web.organisation import blueprint

MOST_OPEN = 50  # consultations to begin with on one page; the list of all has the rest


def member(slug: str) -> Membership:
    """Return the membership by which whoever is signed in comes here; raise NotFound."""
    return memberships.get(db_session(), slug, access.require_viewer())


@blueprint.get("")
@access.public(cached=True)
def about() -> str:
    """Explain how organisations respond."""
    return render_template("organisation/about.html")


@blueprint.get("/overzicht")
@access.requires(Permission.RESPOND_TOGETHER)
def overview() -> str | Response:
    """List the organisations of whoever is signed in; go on where there is only one."""
    mine = memberships.list_of(db_session(), access.require_viewer())
    if len(mine) == 1:
        return redirect(url_for("organisation.home", slug=mine[0].organisation.slug), 302)
    return render_template("organisation/overview.html", memberships=mine)


@blueprint.get("/<slug>")
@access.requires(Permission.RESPOND_TOGETHER)
def home(slug: str) -> str:
    """Show one organisation."""
    session, me = db_session(), member(slug)
    written = joint_drafts.list_of(session, me)
    wish = catalogue.Wish(status=ConsultationState.OPEN, per_page=MOST_OPEN)
    still_open = catalogue.list_consultations(session, wish, language=current_language(), now=now())
    begun = {one.consultation.slug for one in written}
    return render_template(
        "organisation/home.html",
        me=me,
        written=written,
        others=[one for one in still_open.items if one.slug not in begun],
    )
