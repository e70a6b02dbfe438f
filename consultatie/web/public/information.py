"""Pages about this site: help, about, privacy, house rules. Their words are in the templates."""

from __future__ import annotations

from flask import render_template
from flask_babel import gettext as _
from flask_babel import ngettext

from consultatie.http.access import public
from consultatie.http.messages import sentence
from consultatie.http.site import db_session
from consultatie.services import log, moderation_figures
from consultatie.web import redaction_words
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


@blueprint.get("/transparantie")
@public(cached=True)
def transparency() -> str:
    """Show moderation in figures, and how long the public log is."""
    found = moderation_figures.figures(db_session())
    refused = sorted(found.refused.items(), key=lambda one: -one[1])
    redacted = sorted(found.redacted.items(), key=lambda one: -one[1])
    return render_template(
        "public/transparency.html",
        figures=found,
        refused_rows=[(sentence(f"reason-{code}"), count) for code, count in refused],
        redacted_rows=[(redaction_words.reason(code), count) for code, count in redacted],
        duration=_duration,
        log_size=log.size(db_session()),
    )


def _duration(seconds: float | None) -> str:
    """Return a time in words, in whole days or hours."""
    if seconds is None:
        return _("Nog niet bekend")
    hours = max(1, round(seconds / 3600))
    if hours < 24:
        return ngettext("%(num)s uur", "%(num)s uur", hours)
    return ngettext("%(num)s dag", "%(num)s dagen", round(hours / 24))
