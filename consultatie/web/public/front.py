"""The front page, and the list of all consultations with its filters."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask_babel import format_date
from flask_babel import gettext as _

from consultatie.domain.lifecycle import ConsultationState
from consultatie.domain.provisions import BillKind
from consultatie.http.access import public
from consultatie.http.languages import current_language
from consultatie.http.site import db_session, now
from consultatie.services import bills, catalogue, reading, specimen
from consultatie.services import consultations as storage
from consultatie.services.catalogue import Catalogue, Wish
from consultatie.web import labels
from consultatie.web.public import blueprint
from consultatie.web.public.reader import address_with, chosen, chosen_day, page_number

SHOWN_ON_FRONT = 3
STATES = (
    ConsultationState.OPEN,
    ConsultationState.CLOSED,
    ConsultationState.REPORTED,
    ConsultationState.WITHDRAWN,
)
FILTERS = ("status", "ministerie", "thema", "soort", "van", "tot", "sorteer")


@blueprint.get("/")
@public(cached=True)
def front() -> str:
    """Show what this site is, what is open, and what came of responses."""
    shown = {
        state: catalogue.list_consultations(
            db_session(),
            Wish(status=state, per_page=SHOWN_ON_FRONT, sort=sort),
            language=current_language(),
            now=now(),
        )
        for state, sort in ((ConsultationState.OPEN, "closing"), (ConsultationState.REPORTED, "reported"))
    }
    slugs = [one.slug for one in shown[ConsultationState.REPORTED].items]
    return render_template(
        "public/front.html",
        outcomes=reading.outcomes(db_session(), slugs, current_language()),
        open_now=shown[ConsultationState.OPEN],
        reported=shown[ConsultationState.REPORTED],
        example=_example(*shown.values()),
    )


def _example(*lists: Catalogue) -> dict[str, Any] | None:
    """Return a passage of law with its plain words, of the first consultation that has one."""
    session, language = db_session(), current_language()
    for one in (one for found in lists for one in found.items):
        row = storage.get(session, one.slug)
        version = bills.find_current(session, row)
        passage = specimen.find_specimen(session, row, version, language) if version else None
        if passage:
            return {"slug": one.slug, "is_open": one.state is ConsultationState.OPEN, "passage": passage}
    return None


@blueprint.get("/consultaties")
@public(cached=True)
def consultations() -> str:
    """Show the consultations that fit the filters in the address."""
    given = {name: request.args.get(name, "") for name in FILTERS}
    choices = catalogue.find_choices(db_session(), now=now())
    sort = given["sorteer"] if given["sorteer"] in catalogue.SORTS else "closing"
    wish = Wish(
        status=chosen(ConsultationState, "status"),
        department=given["ministerie"],
        theme=given["thema"],
        kind=chosen(BillKind, "soort"),
        since=chosen_day("van"),
        until=chosen_day("tot"),
        sort=sort,
        page=page_number(),
    )
    found = catalogue.list_consultations(db_session(), wish, language=current_language(), now=now())
    return render_template(
        "public/consultations.html",
        found=found,
        choices=choices,
        given=given,
        sort=sort,
        states=STATES,
        kinds=tuple(BillKind),
        filters_on=_filters_on(given, wish, choices),
        url_for_page=lambda n: address_with("public.consultations", given, pagina=n),
    )


def _filters_on(given: dict[str, str], wish: Wish, choices: catalogue.Choices) -> list[dict[str, str]]:
    """Return the filters that are on, each in words with the address without it."""
    departments, themes = dict(choices.departments), dict(choices.themes)
    words = {
        "status": labels.state(wish.status) if wish.status else "",
        "ministerie": departments.get(wish.department, wish.department),
        "thema": themes.get(wish.theme, wish.theme),
        "soort": labels.kind(wish.kind) if wish.kind else "",
        "van": _("Vanaf %(day)s", day=format_date(wish.since, "d MMMM y")) if wish.since else "",
        "tot": _("Tot en met %(day)s", day=format_date(wish.until, "d MMMM y")) if wish.until else "",
    }
    return [
        {"label": text, "remove_href": address_with("public.consultations", given, **{name: ""})}
        for name, text in words.items()
        if text
    ]
