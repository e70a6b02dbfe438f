"""Which words of a provision somebody means: choose a sentence, or type or paste words. Never only by a pointer.

A page beside the reason, for who asks for it. Words that the provision does not have are kept, and asked about once.
"""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from markupsafe import Markup
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer
from wtforms import HiddenField, RadioField, TextAreaField
from wtforms.validators import Optional

from consultatie.analysis.quoting import Passage, covering
from consultatie.domain.errors import Invalid, NotFound
from consultatie.domain.quotes import Quote
from consultatie.domain.text import normalise, normalise_line
from consultatie.domain.wizard import Location, Step
from consultatie.http.access import public
from consultatie.http.site import now
from consultatie.models.responses import Comment, Response
from consultatie.services import drafts, quotes, reading_law
from consultatie.services.quotes import Pointing
from consultatie.web.respond import blueprint
from consultatie.web.respond.desk import (
    RETURNS,
    Desk,
    address,
    desk,
    limits,
    onward,
    returns_to,
    same_address,
    write,
)
from consultatie.web.respond.forms import as_choices, show_problems

NEAREST, NONE = (
    "dichtbij",
    "geen",
)  # the buttons beside the one that keeps: take what comes near, point at nothing
MOST_CHOICES = 80  # of a longer text somebody types the words


class QuoteForm(FlaskForm):  # type: ignore[misc]  # flask_wtf has no types
    """The words of a provision that a comment is about."""

    passage = RadioField(
        _("Kies een zin"),
        validators=[Optional()],
        validate_choice=False,
        filters=[lambda value: normalise_line(value or "")],
    )
    words = TextAreaField(
        _("Of typ of plak de woorden"),
        validators=[Optional()],
        filters=[lambda text: normalise(text or "")],
    )
    seen = HiddenField(filters=[lambda text: normalise(text or "")])  # the words that stood there

    def pointing(self) -> Pointing:
        """Return what was filled in; a button for a passage counts as that passage without words."""
        if near := request.form.get(NEAREST):
            return Pointing("", _span(near))
        if NONE in request.form:
            return Pointing()
        words = self.words.data or ""
        return Pointing(words, _span(self.passage.data or ""), is_new=words != (self.seen.data or ""))


def _span(value: str) -> tuple[int, int] | None:
    start, _dash, end = value.partition("-")
    is_span = start.isascii() and start.isdigit() and end.isascii() and end.isdigit()
    return (int(start), int(end)) if is_span and len(value) < 20 else None


def _value(one: Passage) -> str:
    return f"{one.start}-{one.end}"


@blueprint.get("/<slug>/artikel/<eid>/woorden")
@public()
def quote(slug: str, eid: str) -> str | Answer:
    """Ask which words somebody means; may be skipped."""
    at, here = desk(slug), Location(Step.QUOTE, eid)
    missing = at.router(Location(Step.REASON, eid)).missing_before(here)
    if missing:
        return redirect(at.address(missing, **_back()), 302)
    return _page(at, eid, _filled(at, eid))


@blueprint.post("/<slug>/artikel/<eid>/woorden")
@public()
def quote_post(slug: str, eid: str) -> Answer | tuple[str, int]:
    """Keep the words, and go back to why."""
    form = QuoteForm()
    pointing = form.pointing()

    def keep(session: Session, _at: Desk, draft: Response) -> Quote:
        return quotes.save(session, draft, eid, pointing, now=now())

    found = write(slug, keep)
    try:
        quotes.check(found, pointing, limits=limits())
    except Invalid as error:
        show_problems(form, error.problems, limit=limits().comment_chars)
        form.seen.data, form.passage.data = form.words.data, ""
        return _page(desk(slug), eid, form), 422
    if returns_to() in RETURNS:
        return onward(slug, Location(Step.REASON, eid))
    return redirect(address(slug, Location(Step.REASON, eid)), 303)


def _back() -> dict[str, str]:
    return {"terug": returns_to()} if returns_to() else {}


def _said(at: Desk, eid: str) -> Comment:
    said = drafts.find_comment(at.draft, eid) if at.draft else None
    if said is None:
        raise NotFound("no-such-provision", eid=eid[:80])
    return said


def _filled(at: Desk, eid: str) -> QuoteForm:
    """Return the form with the passage that was chosen, or the words with the passage they stand in."""
    said = _said(at, eid)
    if said.quote_start is None:
        return QuoteForm(data={"words": said.quote, "seen": said.quote})
    end = said.quote_start + len(said.quote)
    around = covering(quotes.choices(at.session, at.version, eid), said.quote_start, end)
    passage = _value(around[0]) if len(around) == 1 else ""
    words = "" if passage == f"{said.quote_start}-{end}" else said.quote
    return QuoteForm(data={"passage": passage, "words": words, "seen": words})


def _page(at: Desk, eid: str, form: QuoteForm) -> str:
    said, version = _said(at, eid), at.version
    if version is None:
        raise NotFound("no-such-provision", eid=eid[:80])
    found = quotes.choices(at.session, version, eid)
    form.passage.choices = as_choices((_value(one), _label(one, version.language)) for one in found)
    near = quotes.find_nearest(at.session, version, eid, form.words.data or "") if form.words.errors else None
    given: dict[str, Any] = {
        "at": at,
        "form": form,
        "eid": eid,
        "name": at.names.name(eid),
        "provision": reading_law.get_provision(at.session, version, eid),
        "router": at.router(Location(Step.REASON, eid)),
        "may_choose": len(found) <= MOST_CHOICES,
        "has_quote": bool(said.quote),
        "near": near,
        "near_value": _value(near) if near else "",
        "nearest": NEAREST,
        "nothing": NONE,
        "action": same_address(),
        "terug": returns_to(),
        "back": at.address(Location(Step.REASON, eid), **_back()),
    }
    return render_template("respond/quote.html", **given)


def _label(one: Passage, language: str) -> Markup:
    mark = Markup("{} ").format(one.mark) if one.mark else ""
    return Markup('<span class="law" lang="{}">{}{}</span>').format(language, mark, one.text)
