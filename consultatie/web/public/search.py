"""`/zoeken`: one box, results in the four voices, filters with exact counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template, request
from flask_babel import gettext as _

from consultatie.domain.errors import Unavailable
from consultatie.domain.lifecycle import ConsultationState
from consultatie.domain.ports import SearchAnswer, SearchQuery
from consultatie.domain.provisions import BillKind
from consultatie.domain.text import normalise_line
from consultatie.http.access import public
from consultatie.http.site import db_session, now, site
from consultatie.services import catalogue
from consultatie.web import labels
from consultatie.web.public import blueprint
from consultatie.web.public.reader import address_with, page_number

PER_PAGE = 10
TYPES = ("consultation", "explanation", "provision", "response")
STATES = ("open", "closed", "reported")
# Name in the address -> key of the index's filter.
FILTERS = {"wat": "type", "status": "status", "ministerie": "department", "thema": "theme", "soort": "kind"}
RESTRICTED = {"consultatie": "consultation"}


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter on the page: its name in the address, its label, and its choices with the number of results."""

    name: str
    label: str
    choices: tuple[tuple[str, str], ...]


@blueprint.get("/zoeken")
@public()
def search() -> str | tuple[str, int]:
    """Show what was found, or only the box while nothing is asked."""
    asked = normalise_line(request.args.get("q", ""))[: site().settings.max_query_chars]
    given = {"q": asked} | {name: request.args.get(name, "") for name in (*FILTERS, *RESTRICTED)}
    choices = catalogue.find_choices(db_session(), now=now())
    words = _words(choices)
    wanted = {
        key: given[name]
        for name, key in (FILTERS | RESTRICTED).items()
        if given[name] and (name in RESTRICTED or given[name] in words[name])
    }
    answer, status = (None, 200) if not asked else _ask(asked, wanted)
    page = render_template(
        "public/search.html",
        asked=asked,
        given=given,
        answer=answer,
        is_away=status != 200,
        filters=_filters(words, answer),
        filters_on=[
            {
                "label": words[name][given[name]],
                "remove_href": address_with("public.search", given, **{name: ""}),
            }
            for name, key in FILTERS.items()
            if key in wanted
        ],
        page=page_number(),
        pages=-(-answer.total // PER_PAGE) if answer else 1,
        url_for_page=lambda n: address_with("public.search", given, pagina=n),
        suggested=address_with("public.search", {"q": answer.suggestion if answer else ""}),
    )
    return page, status


def _ask(asked: str, wanted: Mapping[str, str]) -> tuple[SearchAnswer | None, int]:
    query = SearchQuery(asked, now(), filters=wanted, page=page_number(), per_page=PER_PAGE)
    try:
        return site().ports.search.search(query), 200
    except Unavailable:
        return None, 503


def _words(choices: catalogue.Choices) -> dict[str, dict[str, str]]:
    """Return per filter what can be chosen: value to words."""
    return {
        "wat": {one: labels.found_type(one) for one in TYPES},
        "status": {one: labels.state(ConsultationState(one)) for one in STATES},
        "ministerie": dict(choices.departments),
        "thema": dict(choices.themes),
        "soort": {one.value: labels.kind(one) for one in BillKind},
    }


def _filters(words: dict[str, dict[str, str]], answer: SearchAnswer | None) -> list[Filter]:
    titles = {
        "wat": _("Wat"),
        "status": _("Stand"),
        "ministerie": _("Ministerie"),
        "thema": _("Onderwerp"),
        "soort": _("Soort tekst"),
    }
    facets = answer.facets if answer else {}
    return [
        Filter(name, titles[name], (("", _("Alles")), *_counted(words[name], facets.get(key, {}))))
        for name, key in FILTERS.items()
    ]


def _counted(words: dict[str, str], counts: Mapping[str, int]) -> list[tuple[str, str]]:
    return [
        (value, f"{text} ({counts[value]})" if value in counts else text) for value, text in words.items()
    ]
