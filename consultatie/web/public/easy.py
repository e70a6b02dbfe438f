"""A consultation in easy language, and the page for young people: the shortest sentences of the site."""

from __future__ import annotations

import re

from flask import render_template

from consultatie.domain.errors import NotFound
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.site import db_session
from consultatie.services import reading, reading_pictures
from consultatie.web.prose import headings_from
from consultatie.web.public import blueprint
from consultatie.web.public.reader import opened

STEP_LEVEL = 3  # a step's heading stands below the heading of the voice
_STEP = re.compile(rf"(?=<h{STEP_LEVEL}\b)")


@blueprint.get("/consultaties/<slug>/makkelijk")
@public(cached=True)
def easy(slug: str) -> str:
    """Show a consultation in easy language, step by step, each of the first steps with a picture."""
    at_hand = opened(slug)
    text = reading.texts(at_hand.row, current_language()).get("easy")
    if text is None:
        raise NotFound("no-easy-text")
    return render_template(
        "public/easy.html",
        at_hand=at_hand,
        row=at_hand.row,
        text=text,
        steps=steps(text.html),
        pictures=reading_pictures.pictures(db_session(), at_hand.row, current_language()),
    )


def steps(html: str) -> list[str]:
    """Return clean HTML in pieces that each begin with a heading; what stands before the first is a step too."""
    return [part for part in _STEP.split(headings_from(html, STEP_LEVEL)) if part.strip()]


@blueprint.get("/jongeren")
@public(cached=True)
def young() -> str:
    """Tell young people what a law is, and how they can say what they think."""
    return render_template("public/young.html")
