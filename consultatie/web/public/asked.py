"""Who was asked to respond, and who did."""

from __future__ import annotations

from flask import render_template

from consultatie.http.access import public
from consultatie.http.site import db_session
from consultatie.services import answering_invitations
from consultatie.web.public import blueprint
from consultatie.web.public.reader import opened


@blueprint.get("/consultaties/<slug>/gevraagd")
@public(cached=True)
def asked(slug: str) -> str:
    """Show whom the drafters asked, with what each of them did."""
    at_hand = opened(slug)
    return render_template(
        "public/asked.html",
        at_hand=at_hand,
        listed=answering_invitations.public_list(db_session(), at_hand.row),
    )
