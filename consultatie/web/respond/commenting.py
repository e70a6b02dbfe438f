"""Saying something about the whole, an article or a lid, one question a page: what you think, and why. Your own wording is in proposing.

A page asks one thing. What else a form holds is kept too: a page that stood open from before loses nothing.
"""

from __future__ import annotations

from typing import Any

from flask import redirect, render_template, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from consultatie.domain.errors import Invalid, NotFound
from consultatie.domain.provisions import Provision
from consultatie.domain.wizard import Location, Step, position_of
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.site import now, site
from consultatie.models.bills import MemorandumRow
from consultatie.models.responses import Response
from consultatie.services import drafts, reading, reading_law
from consultatie.services.drafts import CommentInput
from consultatie.web.respond import blueprint
from consultatie.web.respond.desk import (
    Desk,
    address,
    desk,
    limits,
    onward,
    open_or_closed,
    returns_to,
    same_address,
    write,
)
from consultatie.web.respond.forms import CommentForm, show_problems

FIELD_OF = {
    Step.GENERAL: "position",
    Step.ARTICLE: "position",
    Step.REASON: "text",
}
ASIDES = (Step.QUOTE, Step.PROPOSAL, Step.RECORDING)
TEMPLATES = {
    "position": "respond/position.html",
    "text": "respond/text.html",
}
SKIP = "overslaan"  # the button that goes on without asking why
ASIDE = "eerst"  # the buttons that save and lead to a page beside the road


@blueprint.get("/<slug>/algemeen")
@public()
def general(slug: str) -> str:
    """Ask what somebody thinks of the whole."""
    return _page(desk(slug), position_of(""))


@blueprint.post("/<slug>/algemeen")
@public()
def general_post(slug: str) -> Answer | tuple[str, int]:
    """Keep the position on the whole."""
    return _take(slug, position_of(""))


@blueprint.get("/<slug>/artikel/<eid>")
@public()
def article(slug: str, eid: str) -> str:
    """Ask what somebody thinks of an article, a lid or any other provision."""
    return _page(desk(slug), position_of(eid))


@blueprint.post("/<slug>/artikel/<eid>")
@public()
def article_post(slug: str, eid: str) -> Answer | tuple[str, int]:
    """Keep the position on a provision."""
    return _take(slug, position_of(eid))


@blueprint.get("/<slug>/algemeen/waarom")
@blueprint.get("/<slug>/artikel/<eid>/waarom")
@public()
def reason(slug: str, eid: str = "") -> str | Answer:
    """Ask why; may be skipped."""
    here = Location(Step.REASON, eid)
    at = desk(slug)
    return _sent_back(at, here) or _page(at, here)


@blueprint.post("/<slug>/algemeen/waarom")
@blueprint.post("/<slug>/artikel/<eid>/waarom")
@public()
def reason_post(slug: str, eid: str = "") -> Answer | tuple[str, int]:
    """Keep why."""
    return _take(slug, Location(Step.REASON, eid))


def _sent_back(at: Desk, here: Location) -> Answer | None:
    """Return a redirect to the page that asks the position, when there is none yet."""
    missing = at.router(here).missing_before(here)
    terug = {"terug": returns_to()} if returns_to() else {}
    return redirect(at.address(missing, **terug), 302) if missing else None


def asked_and_given(field: str) -> frozenset[str]:
    """Return the fields that a form was sent with: the one that its page asks, and any other it holds."""
    return frozenset({field, *(name for name in CommentInput.FIELDS if name in request.form)})


def _take(slug: str, here: Location) -> Answer | tuple[str, int]:
    form = CommentForm()
    given = asked_and_given(FIELD_OF[here.step])

    def keep(session: Session, _at: Desk, draft: Response) -> tuple[CommentInput, bool]:
        said = drafts.find_comment(draft, here.key)
        is_new = said is None or drafts.is_empty(said)
        typed = form.typed(here.key, said, given)
        drafts.save_comment(session, draft, typed, limits=limits(), now=now())
        return typed, is_new

    typed, is_new = write(slug, keep)
    try:
        drafts.check_comment(typed, limits=limits(), only=given)
    except Invalid as error:
        show_problems(form, error.problems, limit=limits().comment_chars)
        return _page(desk(slug), here, form), 422
    return _go_on(slug, here, is_new)


def _go_on(slug: str, here: Location, is_new: bool) -> Answer:
    """Redirect to what comes next: for a comment that somebody adds to what there was, first the question why."""
    terug = returns_to()
    aside = request.form.get(ASIDE)
    if aside in ASIDES and (here.key or aside == Step.RECORDING):
        back = {"terug": terug} if terug else {}
        return redirect(address(slug, Location(Step(aside), here.key), **back), 303)
    if here == position_of(here.key) and is_new and terug:
        return redirect(address(slug, Location(Step.REASON, here.key), terug=terug), 303)
    if SKIP in request.form and not terug:
        with site().db.read() as session:
            return redirect(address(slug, open_or_closed(slug, session).router(here).after_provision), 303)
    return onward(slug, here)


def _page(at: Desk, here: Location, form: CommentForm | None = None) -> str:
    eid = here.key
    found = _provision(at, eid) if eid else None
    said = drafts.find_comment(at.draft, eid) if at.draft else None
    if form is None:
        form = CommentForm.of(said)
    given: dict[str, Any] = {
        "at": at,
        "form": form,
        "eid": eid,
        "said": said,
        "may_point": bool(at.wordings.law(at.version, eid)),
        "provision": found,
        "name": at.names.name(eid) if eid else "",
        "explanation": explanation_of(at, eid, current_language()),
        "memorandum": memorandum_of(at, eid),
        "router": at.router(here),
        "limits": limits(),
        "action": same_address(),
        "terug": returns_to(),
        "skip": SKIP,
        "aside": ASIDE,
    }
    return render_template(TEMPLATES[FIELD_OF[here.step]], **given)


def _provision(at: Desk, eid: str) -> Provision:
    if at.version is None:
        raise NotFound("no-such-article")
    return reading_law.get_article(at.session, at.version, eid).provision


def memorandum_of(at: Desk, eid: str) -> list[MemorandumRow]:
    """Return what the memorandum says of the article that a provision is or stands in; nothing for the whole."""
    if not eid or at.version is None:
        return []
    home = reading_law.article_of(at.session, at.version, eid) or eid
    return reading_law.memorandum(at.session, at.version, home)


def explanation_of(at: Desk, eid: str, language: str) -> reading.Shown | None:
    """Return the plain explanation of a provision, or of the article it is in; for the whole the summary."""
    if not eid or at.version is None:
        return reading.texts(at.row, language).get("summary")
    home = reading_law.article_of(at.session, at.version, eid) or eid
    explained = reading.explanations(at.session, at.row, language, article=home)
    return explained.get(eid) or explained.get(home)
