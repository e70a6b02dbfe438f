"""The contents of an edition: our own headings in the reader's language, the law's in its own."""

from __future__ import annotations

from typing import Any

from flask_babel import force_locale
from flask_babel import gettext as _

from consultatie.http.editions.sources import Source, labels
from consultatie.models.bills import BillVersion
from consultatie.services import reading_law

DEEPEST = 3


def said(source: Source, key: str) -> str:
    """Return the heading of a part of ours, the same as in the templates."""
    with force_locale(source.language):
        own = {
            "makkelijk": _("In makkelijke taal"),
            "vragen": _("Wat vragen we u?"),
            "opnames": _("Wat er in de opnames gezegd wordt"),
            "reageren": _("Hoe reageert u?"),
            "wettekst": _("De wettekst, met uitleg in gewone taal"),
            "toelichting": _("Toelichting van de regering"),
            "documenten": _("Documenten"),
        }
        return own[key] if key in own else str(labels().text_field(key))


def own_entry(source: Source, key: str) -> dict[str, Any]:
    """Return an entry for a part of ours: its key is its place in the document."""
    return _entry(key, said(source, key), 0, source.language)


def _entry(id_: str, label: str, depth: int, language: str) -> dict[str, Any]:
    return {"id": id_, "label": label, "depth": depth, "language": language}


def entries_of_bill(source: Source, version: BillVersion, depth: int) -> list[dict[str, Any]]:
    """Return the outline of a bill as entries of the contents."""
    words = labels()
    with force_locale(source.language):
        return [
            _entry(
                one.eid,
                words.provision_title(one.kind, one.number, one.heading),
                min(one.depth + depth, DEEPEST),
                "nl" if one.heading else source.language,
            )
            for one in reading_law.outline(source.session, version)
        ]
