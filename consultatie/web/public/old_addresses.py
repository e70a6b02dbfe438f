"""Addresses of the site before this one. Each sends the reader on, for ever, and only to what is there."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from consultatie.http.access import public
from consultatie.web.public import blueprint
from consultatie.web.public.reader import opened


@blueprint.get("/<slug>/b1")
@public()
def old_consultation(slug: str) -> Response:
    """Send on to the consultation."""
    return redirect(url_for("public.consultation", slug=opened(slug).slug), 301)


@blueprint.get("/<slug>/reacties", defaults={"rest": ""})
@blueprint.get("/<slug>/reacties/<path:rest>")
@public()
def old_responses(slug: str, rest: str) -> Response:
    """Send on to the responses of the consultation; the old numbers of single responses are gone."""
    return redirect(url_for("public.responses", slug=opened(slug).slug), 301)


@blueprint.get("/geslotenconsultaties")
@public()
def old_closed_consultations() -> Response:
    """Send on to the list of closed consultations."""
    return redirect(url_for("public.consultations", status="closed"), 301)


@blueprint.get("/zoeken/resultaat")
@public()
def old_search() -> Response:
    """Send on to the search page with what was asked, under any of its old names."""
    asked = next(
        (request.args[name] for name in ("q", "trefwoord", "keyword") if request.args.get(name)), None
    )
    return redirect(url_for("public.search", q=asked), 301)
