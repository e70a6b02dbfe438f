"""The whole consultation as one document: all that its pages say, in one order, with nothing that only a screen shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import get_template_attribute
from flask_babel import force_locale

from consultatie.http import figures
from consultatie.http.editions.contents import entries_of_bill, own_entry
from consultatie.http.editions.sources import Facts, Pictures, Source, citations
from consultatie.http.figures import ShownFigure
from consultatie.http.site import site
from consultatie.models.amendments import AmendmentRow
from consultatie.models.media_versions import Subject
from consultatie.services import (
    amendments,
    bills,
    easy_reading,
    media_versions,
    reading,
    reading_law,
    reading_pictures,
)
from consultatie.services import figures as figure_rows
from consultatie.services.reading import Shown
from consultatie.services.reading_pictures import ShownPicture

FIELDS = ("summary", "changes", "audience", "goal", "effects")  # as a consultation page has them
NOWHERE = "?"  # no place in this version of the bill
DRAWN_WIDTH = "middle"  # fits the column of a page of paper
SVG = "image/svg+xml"


@dataclass(slots=True)
class Beside:
    """What stands beside an article or chapter in a document: what is about it, or about a part of it.

    `explained` holds the eId that each explanation is about; `changes` are instructions to change a law.
    """

    explained: list[tuple[str, Shown]] = field(default_factory=list)
    pictures: list[ShownPicture] = field(default_factory=list)
    figures: list[ShownFigure] = field(default_factory=list)
    changes: list[AmendmentRow] = field(default_factory=list)


def whole(source: Source) -> Facts:
    """Return what the template of the whole needs, and its pictures."""
    session, row, language = source.session, source.row, source.language
    questions = reading.questions(session, row, language)
    outline = reading_law.outline(session, source.version) if source.version else []
    beside = _beside(source, [one.eid for one in outline])
    overall = beside.pop("", Beside())
    named = [one for some in beside.values() for one, _ in some.explained]
    named += [one.eid for some in beside.values() for one in some.changes]
    facts: dict[str, Any] = {
        "texts": reading.texts(row, language),
        "questions": questions,
        "cited": citations(source, [*(one.eid for one in questions), *named]),
        "overall": overall,
        "beside": beside,
        "told": [
            one
            for subject in (Subject.OVERVIEW, Subject.QUESTIONS)
            for one in media_versions.about(session, row, subject)
        ],
        "documents": reading.documents(session, row),
        "forest": bills.tree(session, source.version, linked=True) if source.version else (),
        "parts": bills.memorandum(session, source.version) if source.version else [],
        **_easy(source),
    }
    facts["fields"] = [one for one in FIELDS if one in facts["texts"]]
    facts["entries"] = _entries(source, facts)
    shown = [overall, *beside.values()]
    pictures = [one for some in shown for one in some.pictures] + list(facts["easy_pictures"].values())
    return facts, _bytes_of(pictures) | _drawings(one for some in shown for one in some.figures)


def _beside(source: Source, places: Iterable[str]) -> defaultdict[str, Beside]:
    """Return what stands beside each place of the outline, and under "" what is about the whole.

    What is about a lid or onderdeel stands beside its article; what has no place in this version is left out.
    """
    session, row, language = source.session, source.row, source.language
    known = {"", *places}
    found: defaultdict[str, Beside] = defaultdict(Beside)
    for eid, shown in sorted(reading.explanations(session, row, language, linked=True).items()):
        found[_home(eid, known)].explained.append((eid, shown))
    for picture in reading_pictures.pictures(session, row, language):
        if not picture.decorative:  # only looks; a document without it says the same
            found[_home(picture.eid, known)].pictures.append(picture)
    rows = figure_rows.listed(session, row)
    for kept, drawn in zip(rows, figures.shown(rows, language), strict=True):
        found[_home(kept.eid, known)].figures.append(drawn)
    for change in amendments.list_amendments(session, source.version) if source.version else []:
        found[_home(change.eid, known)].changes.append(change)
    found.pop(NOWHERE, None)
    return found


def _home(eid: str, known: Container[str]) -> str:
    """Return the nearest known place that a provision is or stands in, NOWHERE where there is none."""
    while eid not in known:
        eid = eid.rpartition("__")[0] or NOWHERE
        if eid == NOWHERE:
            break
    return eid


def _easy(source: Source) -> dict[str, Any]:
    """Return the consultation in easy language: its text with references, and the picture of each step by its place."""
    text = reading.texts(source.row, source.language).get("easy")
    if text is None:
        return {"easy": None, "easy_html": "", "easy_pieces": easy_reading.pieces, "easy_pictures": {}}
    shown = easy_reading.pictures(source.session, source.row, source.language)
    return {
        "easy": text,
        "easy_pieces": easy_reading.pieces,
        "easy_html": easy_reading.linked(source.session, source.version, text),
        "easy_pictures": {place: one for place, one in shown.items() if not one.decorative},
    }


def _entries(source: Source, facts: dict[str, Any]) -> list[dict[str, Any]]:
    before = {"makkelijk": facts["easy"], "vragen": facts["questions"], "opnames": facts["told"]}
    keys = [*facts["fields"], *(key for key, there in before.items() if there), "reageren"]
    entries = [own_entry(source, key) for key in keys]
    if source.version is not None:
        entries.append(own_entry(source, "wettekst"))
        entries += entries_of_bill(source, source.version, 1)
    after = {"toelichting": facts["parts"], "documenten": facts["documents"]}
    return entries + [own_entry(source, key) for key, there in after.items() if there]


def _bytes_of(pictures: Iterable[ShownPicture]) -> Pictures:
    files = site().ports.files
    return {one.key: (files.get(one.key), one.media_type) for one in pictures}


def _drawings(drawn: Iterable[ShownFigure]) -> Pictures:
    """Return figures as drawings that stand alone, by the name of the figure."""
    draw = get_template_attribute("fragments/drawn_figure.html", "drawing")
    found: Pictures = {}
    for one in drawn:
        with force_locale(one.language):
            found[one.name] = (str(draw(one, DRAWN_WIDTH, alone=True)).encode(), SVG)
    return found
