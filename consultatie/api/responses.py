"""`/responses`: the public responses to a consultation, and one by its reference."""

from __future__ import annotations

from flask import Response, jsonify, request

from consultatie.api import asking, blueprint, representations
from consultatie.domain.visibility import RespondentKind
from consultatie.http.access import public
from consultatie.http.site import db_session, now
from consultatie.models.responses import Position
from consultatie.services import attachment_texts, public_responses, reading
from consultatie.services.carrying import Carrying

FILTERS = ("provision", "position", "respondent", "page", "per_page")


@blueprint.get("/consultations/<slug>/responses")
@public(cached=True)
def list_responses(slug: str) -> Response:
    """Give the public responses, newest first."""
    asking.only(FILTERS)
    session = db_session()
    row = reading.get_visible(session, slug, viewer=None, now=now())
    wish = public_responses.Filter(
        provision=request.args.get("provision", ""),
        position=asking.choice(Position, "position"),
        respondent=asking.choice(RespondentKind, "respondent"),
    )
    found = public_responses.list_public(
        session,
        row,
        wish,
        page=asking.number("page", 1, asking.LAST_PAGE),
        per_page=asking.number("per_page", asking.PER_PAGE, asking.MOST_PER_PAGE),
    )
    carrying = Carrying(session, row)
    with_files = attachment_texts.with_files(session, row)
    items = [
        representations.response(
            seen,
            carrying,
            attachment_texts.listed(session, seen.reference, None) if seen.reference in with_files else (),
        )
        for seen in found.items
    ]
    return asking.page_of(items, total=found.total, page=found.page, pages=found.pages)


@blueprint.get("/responses/<reference>")
@public(cached=True)
def get_response(reference: str) -> Response:
    """Give one public response."""
    session = db_session()
    seen = public_responses.get_public(session, reference, now=now())
    row = reading.get_visible(session, seen.consultation, viewer=None, now=now())
    files = attachment_texts.listed(session, reference, None)
    return jsonify(representations.response(seen, Carrying(session, row), files))
