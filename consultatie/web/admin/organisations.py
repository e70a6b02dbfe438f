"""Organisations: all of them, and a decision about those without a mail domain of their own."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask_babel import gettext as _

from consultatie.domain.permissions import Permission
from consultatie.http import access
from consultatie.http.site import db_session, now
from consultatie.services import organisations as registry
from consultatie.web.admin import blueprint
from consultatie.web.admin.users import Page


@blueprint.get("/organisaties")
@access.requires(Permission.MANAGE_USERS)
def organisations() -> Page:
    """List all organisations, those that wait first."""
    return render_template("admin/organisations.html", listed=registry.list_for_decision(db_session()))


@blueprint.get("/organisaties/<slug>")
@access.requires(Permission.MANAGE_USERS)
def organisation(slug: str) -> Page:
    """Show one organisation, with what it said to be let in."""
    return render_template("admin/organisation.html", organisation=registry.get(db_session(), slug))


@blueprint.post("/organisaties/<slug>/toelaten")
@access.requires(Permission.MANAGE_USERS)
def approve_organisation(slug: str) -> Page:
    """Let it respond."""
    return _decide(slug, approve=True)


@blueprint.post("/organisaties/<slug>/weigeren")
@access.requires(Permission.MANAGE_USERS)
def refuse_organisation(slug: str) -> Page:
    """Do not let it respond."""
    return _decide(slug, approve=False)


def _decide(slug: str, *, approve: bool) -> Page:
    session = db_session()
    found = registry.get(session, slug)
    registry.decide(session, found, approve=approve, by=access.require_viewer(), now=now())
    said = (
        _("%(name)s mag reageren.", name=found.name)
        if approve
        else _("%(name)s mag niet als organisatie reageren.", name=found.name)
    )
    flash(said, "success")
    return redirect(url_for("admin.organisations"), 303)
