"""A consultation in easy language, and the page for young people: the shortest sentences of the site."""

from __future__ import annotations

import re

from flask import render_template

from consultatie.analysis.bill_references import LANGUAGE, BillReferences
from consultatie.analysis.references import find_references
from consultatie.domain.errors import NotFound
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.site import db_session
from consultatie.models.bills import BillVersion
from consultatie.services import bills, easy_reading, reading
from consultatie.web.defined_terms import DefinedTerms
from consultatie.web.prose import headings_from
from consultatie.web.public import blueprint
from consultatie.web.public.bill_text import place_address
from consultatie.web.public.reader import bill_of, opened

STEP_LEVEL = 3  # a step's heading stands below the heading of the voice
_STEP = re.compile(rf"(?=<h{STEP_LEVEL}\b)")


@blueprint.get("/consultaties/<slug>/makkelijk")
@public(cached=True)
def easy(slug: str) -> str:
    """Show a consultation in easy language, step by step, each with its picture."""
    at_hand = opened(slug)
    text = reading.texts(at_hand.row, current_language()).get("easy")
    if text is None:
        raise NotFound("no-easy-text")
    version = bill_of(at_hand)
    shown = steps(_linked(version, text))

    def refer(eid: str) -> str:
        return place_address(at_hand, version, eid, "", True) if version else ""

    return render_template(
        "public/easy.html",
        at_hand=at_hand,
        row=at_hand.row,
        text=text,
        steps=shown,
        refer=refer,
        defined=DefinedTerms(version, refer) if version else None,
        pictures=easy_reading.pictures(db_session(), at_hand.row, current_language()),
    )


def _linked(version: BillVersion | None, text: reading.Shown) -> str:
    """Return the text with its references to the bill as links; it is short, and the page is kept once it is made."""
    if (
        version is None
        or version.language != LANGUAGE
        or text.language != LANGUAGE
        or not find_references(text.text)
    ):
        return text.html
    return BillReferences(bills.tree(db_session(), version)).beside(text.html, "")


def steps(html: str) -> list[str]:
    """Return clean HTML in pieces that each begin with a heading; what stands before the first is a step too."""
    return [part for part in _STEP.split(headings_from(html, STEP_LEVEL)) if part.strip()]


@blueprint.get("/jongeren")
@public(cached=True)
def young() -> str:
    """Tell young people what a law is, and how they can say what they think."""
    return render_template("public/young.html")
