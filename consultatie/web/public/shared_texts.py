"""Texts that many people sent: the list, and one with the number, what everybody added, and the form to co-sign."""

from __future__ import annotations

from flask import render_template, url_for

from consultatie.domain.campaigns import LONGEST_ADDITION
from consultatie.domain.receipts import new_token
from consultatie.http.access import public
from consultatie.http.site import db_session, now
from consultatie.services import shared_texts as service
from consultatie.web.cosign_form import CosignForm
from consultatie.web.public import blueprint
from consultatie.web.public.reader import opened, page_number
from consultatie.web.standings import Standings


@blueprint.get("/consultaties/<slug>/acties")
@public(cached=True)
def shared_texts(slug: str) -> str:
    """Show every text that many sent, once."""
    at_hand = opened(slug)
    found = service.list_of(db_session(), at_hand.row, now=now())
    return render_template("public/shared_texts.html", at_hand=at_hand, found=found)


@blueprint.get("/consultaties/<slug>/acties/<key>")
@public()
def shared_text(slug: str, key: str) -> str:
    """Show one text, and the form while it can be signed. Not cached: the form has a token of its own."""
    at_hand, session = opened(slug), db_session()
    shared = service.get(session, at_hand.row, key, now=now())
    page = page_number()
    additions, total = service.additions(session, at_hand.row, shared, page=page)
    return render_template(
        "public/shared_text.html",
        at_hand=at_hand,
        shared=shared,
        additions=additions,
        total=total,
        page=page,
        pages=max(1, -(-total // service.PER_PAGE)),
        standings=Standings(session, at_hand.row),
        form=CosignForm(data={"idempotency_key": new_token()}) if shared.can_be_signed else None,
        limit=LONGEST_ADDITION,
        url_for_page=lambda number: url_for("public.shared_text", slug=slug, key=key, pagina=number),
    )
