"""An existing law as it would read when the bill becomes law, with every change marked."""

from __future__ import annotations

from flask import render_template, request

from consultatie.http.access import public
from consultatie.http.site import db_session
from consultatie.services import amendments, bills
from consultatie.web import amended
from consultatie.web.public import blueprint
from consultatie.web.public.reader import opened


@blueprint.get("/consultaties/<slug>/gewijzigde-wetten/<int:n>")
@public(cached=True)
def amended_law(slug: str, n: int) -> str:
    """Show the law; `?toon=wijzigingen` leaves the articles out that stay the same."""
    session = db_session()
    at_hand = opened(slug)
    version = bills.current_version(session, at_hand.row)
    law, rows = amendments.get_reading(session, version, n)
    only_changes = request.args.get("toon") == "wijzigingen"
    texts = [row for row in amendments.list_amendments(session, version) if row.law_id == law.id]
    return render_template(
        "public/amended_law.html",
        at_hand=at_hand,
        row=at_hand.row,
        version=version,
        law=law,
        nodes=amended.law_nodes(rows),
        runs=amended.runs,
        only_changes=only_changes,
        left_as_text=sum(1 for row in texts if amended.why(row)),
        articles=list(dict.fromkeys(row.article for row in texts)),
    )
