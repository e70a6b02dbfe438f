"""Changing a response that was sent, from the respondent's own page: the flow filled with it, and what it said before."""

from __future__ import annotations

from datetime import timedelta

from flask import redirect, url_for
from werkzeug.wrappers import Response as Answer

from consultatie.domain.wizard import OVERVIEW
from consultatie.http.access import public
from consultatie.http.messages import sentence
from consultatie.http.site import db_session, now, site
from consultatie.services import drafts, revisions
from consultatie.web.respond import blueprint
from consultatie.web.respond.desk import DRAFTS, address, open_or_closed, remember
from consultatie.web.respond.managing import own_page, own_response


@blueprint.post("/beheer/<token>/aanpassen")
@public()
def revise(token: str) -> Answer | tuple[str, int]:
    """Open the flow filled with what was sent; another response that waits in this browser is not pushed aside."""
    response = own_response(token)
    slug = response.consultation.slug
    waits = open_or_closed(slug).draft
    if waits is not None and waits.revises_id != response.id and not drafts.says_nothing(waits):
        errors = [("andere", sentence("draft-waits"))]
        page = own_page(
            "respond/manage.html", response, token, errors=errors, has_errors=True, other_draft=True
        )
        return page, 409
    life = timedelta(days=site().settings.draft_days)
    resumed = revisions.begin(db_session(), response, life=life, now=now())
    remember(DRAFTS, slug, resumed)
    return redirect(address(slug, OVERVIEW), 303)


@blueprint.get("/beheer/<token>/versies/<int:number>")
@public()
def edition(token: str, number: int) -> str:
    """Show what a response said before it was changed."""
    response = own_response(token)
    found = revisions.get_edition(db_session(), response, number)
    return own_page(
        "respond/edition.html",
        response,
        token,
        edition=found,
        facts=revisions.facts_of(response, found),
        back=url_for("respond.manage", token=token),
    )
