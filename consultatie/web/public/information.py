"""Pages about this site: help, about, privacy, house rules. Their words are in the templates."""

from __future__ import annotations

from flask import render_template

from consultatie.http.access import public
from consultatie.web.public import blueprint


@blueprint.get("/hulp")
@public(cached=True)
def help() -> str:
    """Explain how it works, and how to reach a person."""
    return render_template("public/help.html")


@blueprint.get("/over")
@public(cached=True)
def about() -> str:
    """Say what this site is for."""
    return render_template("public/about.html")


@blueprint.get("/privacy")
@public(cached=True)
def privacy() -> str:
    """Say what is kept of whom, why, and how long."""
    return render_template("public/privacy.html")


@blueprint.get("/huisregels")
@public(cached=True)
def house_rules() -> str:
    """Say which responses are placed and which are not."""
    return render_template("public/house_rules.html")
