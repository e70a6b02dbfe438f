"""Where the road begins: what you need, the short and the long way, and choosing articles."""

from __future__ import annotations

from flask import redirect, render_template
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as Answer

from consultatie.domain.lifecycle import days_left, last_day
from consultatie.domain.provisions import ProvisionKind
from consultatie.domain.wizard import OVERVIEW, Location, Step
from consultatie.http.access import public
from consultatie.http.messages import sentence
from consultatie.http.site import now
from consultatie.http.templating import as_dutch
from consultatie.models.responses import Response
from consultatie.services import drafts, reading_law
from consultatie.web import labels
from consultatie.web.respond import blueprint
from consultatie.web.respond.desk import Desk, choose_long_way, desk, find_sent, write
from consultatie.web.respond.forms import ChoiceForm, as_choices

CHOOSABLE = frozenset({ProvisionKind.ARTICLE, ProvisionKind.ANNEX})


@blueprint.get("/<slug>/")
@public()
def start(slug: str) -> str:
    """Show what somebody needs, the two ways, and what becomes public."""
    at = desk(slug)
    closes_at = at.row.closes_at
    return render_template(
        "respond/start.html",
        at=at,
        questions=at.row.questions,
        has_articles=bool(_choices(at)),
        last_day=last_day(closes_at) if closes_at else None,
        days=days_left(closes_at, now()) if closes_at else None,
        sent=find_sent(at),
    )


@blueprint.get("/<slug>/artikelen")
@public()
def choose(slug: str) -> str:
    """Ask which articles somebody wants to respond to."""
    at = desk(slug)
    chosen = [comment.eid for comment in at.draft.comments if comment.eid] if at.draft else []
    return _page(at, _form(at, chosen))


@blueprint.post("/<slug>/artikelen")
@public()
def choose_post(slug: str) -> Answer | tuple[str, int]:
    """Set the chosen articles aside and go to the first that is still empty."""
    at = desk(slug)
    form = _form(at, [])
    known = {value for value, _label in _choices(at)}
    chosen = [eid for eid in form.articles.data or [] if eid in known]
    if not chosen:
        form.articles.errors = [sentence("articles-missing")]
        return _page(at, form), 422
    at.session.close()  # lets go of the database before the draft is written

    def set_aside(session: Session, at: Desk, draft: Response) -> str:
        drafts.choose_provisions(session, draft, chosen, now=now())
        empty = next((comment.eid for comment in draft.comments if drafts.is_empty(comment)), None)
        return at.address(Location(Step.ARTICLE, empty) if empty else OVERVIEW)

    where = write(slug, set_aside)
    choose_long_way(slug)
    return redirect(where, 303)


def _form(at: Desk, chosen: list[str]) -> ChoiceForm:
    form = ChoiceForm(data={"articles": chosen})
    form.articles.choices = as_choices(_choices(at))
    return form


def _choices(at: Desk) -> list[tuple[str, str]]:
    if at.version is None:
        return []
    return [
        (one.eid, as_dutch(labels.provision_title(one.kind, one.number, one.heading)))
        for one in reading_law.outline(at.session, at.version)
        if one.kind in CHOOSABLE
    ]


def _page(at: Desk, form: ChoiceForm) -> str:
    return render_template("respond/choose.html", at=at, form=form)
