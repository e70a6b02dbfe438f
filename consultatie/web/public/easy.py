"""A consultation in easy language, and the page for young people: the shortest sentences of the site."""

from __future__ import annotations

from flask import render_template

from consultatie.domain.errors import NotFound
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, now
from consultatie.services import easy_reading, reading
from consultatie.services import young as youth
from consultatie.web.defined_terms import DefinedTerms
from consultatie.web.prose import headings_from
from consultatie.web.public import blueprint
from consultatie.web.public.bill_text import place_address
from consultatie.web.public.reader import bill_of, opened

STEP_LEVEL = 3  # a step's heading stands below the heading of the voice


@blueprint.get("/consultaties/<slug>/makkelijk")
@public(cached=True)
def easy(slug: str) -> str:
    """Show a consultation in easy language, step by step, each with its picture."""
    at_hand = opened(slug)
    text = reading.texts(at_hand.row, current_language()).get("easy")
    if text is None:
        raise NotFound("no-easy-text")
    version = bill_of(at_hand)
    html = easy_reading.linked(db_session(), version, text)

    def refer(eid: str) -> str:
        return place_address(at_hand, version, eid, "", True) if version else ""

    return render_template(
        "public/easy.html",
        at_hand=at_hand,
        row=at_hand.row,
        text=text,
        steps=easy_reading.pieces(headings_from(html, STEP_LEVEL)),
        refer=refer,
        defined=DefinedTerms(version, refer) if version else None,
        pictures=easy_reading.pictures(db_session(), at_hand.row, current_language()),
    )


@blueprint.get("/jongeren")
@public(cached=True)
def young() -> str:
    """Tell young people what a law is, and how they can say what they think; under 16 too, where a department lets them."""
    found = youth.list_open(db_session(), now=now())
    plans = [(one.slug, reading.title(one, current_language())) for one in found]
    return render_template("public/young.html", plans=plans)
