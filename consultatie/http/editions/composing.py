"""What stands in an edition: our own HTML, from the database, in one language, with the pictures that it names.

Needs an application context, no request: jobs and the terminal compose too. The law's own language is Dutch.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import segno
from flask import render_template
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from consultatie.domain.editions import Work
from consultatie.domain.provisions import Provision
from consultatie.http.languages import absolute
from consultatie.http.site import site
from consultatie.models.bills import BillVersion
from consultatie.models.consultations import Consultation
from consultatie.models.responses import Position
from consultatie.services import bills, reading, reading_law, reading_pictures, report_document
from consultatie.services.reading_pictures import ShownPicture

FIELDS = ("summary", "changes", "audience", "goal", "effects")  # as a consultation page has them
DEEPEST_CONTENTS = 3
_OWN_ADDRESS = re.compile(r'href="(/[^/"][^"]*|/)"')


@dataclass(frozen=True, slots=True)
class Composed:
    """An edition before it is a file. `pictures` are bytes and media type by name: `picture:NAME` in the HTML."""

    html: str
    pictures: dict[str, tuple[bytes, str]]

    def digest(self) -> str:
        """Return the SHA-256 (hex) of all that is in it."""
        found = hashlib.sha256(self.html.encode())
        for name, (data, _kind) in sorted(self.pictures.items()):
            found.update(name.encode() + hashlib.sha256(data).digest())
        return found.hexdigest()


@dataclass(frozen=True, slots=True)
class Source:
    """Of what an edition is made: a consultation and a version of its bill (None while there is none)."""

    session: Session
    row: Consultation
    version: BillVersion | None
    language: str


def compose(source: Source, work: Work, *, size: str = "") -> Composed:
    """Return an edition as HTML; `size` "large" is for large print. Raise NotFound `no-bill` for a bill that is not there."""
    template, gather = _WORKS[work]
    facts, pictures = gather(source)
    return Composed(_rendered(source, template, facts, size), pictures)


def compose_markdown(source: Source) -> str:
    """Return the report as Markdown."""
    facts, _pictures = _report(source)
    return re.sub(r"\n{3,}", "\n\n", _rendered(source, "documents/report.md", facts, "")).rstrip() + "\n"


def _rendered(source: Source, template: str, facts: dict[str, Any], size: str) -> str:
    row, settings = source.row, site().settings
    name = reading.title(row, source.language)
    with force_locale(source.language):
        text = render_template(
            template,
            row=row,
            name=name,
            title=source.version.title if template.endswith("bill.html") and source.version else name.text,
            author=row.department.name,
            day=_last_change(row).date().isoformat(),
            size=size,
            version=source.version,
            language=source.language,
            address=absolute(settings, f"/consultaties/{row.slug}", source.language),
            **facts,
        )
    return _OWN_ADDRESS.sub(lambda one: f'href="{settings.base_url.rstrip("/")}{one[1]}"', text)


def _last_change(row: Consultation) -> datetime:
    return max(filter(None, (row.created_at, row.edited_at, row.published_at, row.reported_at)))


Facts = tuple[dict[str, Any], dict[str, tuple[bytes, str]]]


def _bill(source: Source) -> Facts:
    version = source.version or bills.current_version(source.session, source.row)
    forest = bills.tree(source.session, version)
    parts = bills.memorandum(source.session, version)
    entries = _entries(source, version, 0)
    if parts:
        entries.append(_entry("toelichting", _said(source, "memorandum"), 0, source.language))
    return {"forest": forest, "parts": parts, "entries": entries}, {}


def _whole(source: Source) -> Facts:
    session, row, language = source.session, source.row, source.language
    texts = reading.texts(row, language)
    fields = [field for field in FIELDS if field in texts]
    questions = reading.questions(session, row, language)
    shown: defaultdict[str, list[ShownPicture]] = defaultdict(list)
    for one in reading_pictures.pictures(session, row, language):
        if not one.decorative:  # only looks; a document without it says the same
            shown[one.eid].append(one)
    forest: tuple[Provision, ...] = ()
    parts = []
    if source.version is not None:
        forest = bills.tree(session, source.version)
        parts = bills.memorandum(session, source.version)
    facts = {
        "texts": texts,
        "fields": fields,
        "questions": questions,
        "cited": _citations(source, [one.eid for one in questions]),
        "pictures": shown,
        "explained": reading.explanations(session, row, language),
        "forest": forest,
        "parts": parts,
        "entries": _whole_entries(source, fields, has_questions=bool(questions), has_memorandum=bool(parts)),
    }
    return facts, _bytes_of(one for group in shown.values() for one in group)


def _whole_entries(
    source: Source, fields: Iterable[str], *, has_questions: bool, has_memorandum: bool
) -> list[dict[str, Any]]:
    """Return the contents of the whole: our own headings in the reader's language, the law's in its own."""
    keys = [*fields, *(["vragen"] if has_questions else []), "reageren"]
    entries = [_entry(key, _said(source, key), 0, source.language) for key in keys]
    if source.version is not None:
        entries.append(_entry("wettekst", _said(source, "wettekst"), 0, source.language))
        entries += _entries(source, source.version, 1)
    if has_memorandum:
        entries.append(_entry("toelichting", _said(source, "memorandum"), 0, source.language))
    return entries


def _said(source: Source, key: str) -> str:
    """Return the heading of a part of ours, the same as in the templates."""
    with force_locale(source.language):
        own = {
            "vragen": _("Wat vragen we u?"),
            "reageren": _("Hoe reageert u?"),
            "wettekst": _("De wettekst, met uitleg in gewone taal"),
            "memorandum": _("Toelichting van de regering"),
        }
        return own[key] if key in own else str(_labels().text_field(key))


def _labels() -> Any:
    """Return the words for our enumerations; pages own them, templates and editions share them."""
    from flask import current_app

    return current_app.jinja_env.globals["labels"]


def _entry(id_: str, label: str, depth: int, language: str) -> dict[str, Any]:
    return {"id": id_, "label": label, "depth": depth, "language": language}


def _entries(source: Source, version: BillVersion, depth: int) -> list[dict[str, Any]]:
    """Return the outline of a bill as entries of the contents."""
    words = _labels()
    with force_locale(source.language):
        return [
            _entry(
                one.eid,
                words.provision_title(one.kind, one.number, one.heading),
                min(one.depth + depth, DEEPEST_CONTENTS),
                "nl" if one.heading else source.language,
            )
            for one in reading_law.outline(source.session, version)
        ]


def _form(source: Source) -> Facts:
    session, row, language = source.session, source.row, source.language
    questions = reading.questions(session, row, language)
    words = _labels()
    with force_locale(language):
        facts = {
            "texts": reading.texts(row, language),
            "questions": questions,
            "cited": _citations(source, [one.eid for one in questions]),
            "positions": [words.position(one.value) for one in Position if one is not Position.NONE],
            "publications": [
                _("Mijn reactie, met mijn naam"),
                _("Mijn reactie, zonder mijn naam"),
                _("Niets. Alleen het ministerie leest mijn reactie"),
            ],
        }
    address = absolute(site().settings, f"/consultaties/{row.slug}", language)
    return facts, {"qr": (_qr_code(address), "image/svg+xml")}


def _qr_code(address: str) -> bytes:
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", border=2, scale=8, svgns=True)
    return out.getvalue()


def _report(source: Source) -> Facts:
    report = report_document.gather(source.session, source.row, source.language)
    facts = {
        "report": report,
        "positions": [one.value for one in Position],
        "cited": _citations(source, [one.eid for one in report.provisions]),
    }
    return facts, {}


def _citations(source: Source, eids: Iterable[str]) -> Callable[..., str]:
    """Return a function from eId to how a provision is cited; with its own heading when asked for."""
    pieces = {eid: eid.split("__") for eid in eids if eid}
    chains = {
        eid: ["__".join(one[:count]) for count in range(1, len(one) + 1)] for eid, one in pieces.items()
    }
    wanted = {name for chain in chains.values() for name in chain}
    known = reading_law.headings(source.session, source.version, wanted) if source.version and wanted else {}
    words = _labels()

    def cited(eid: str | None, with_heading: bool = False) -> str:
        found = known.get(eid or "")
        if eid and found is None:
            return eid
        chain = [
            (one.kind, one.number, one.heading)
            for name in chains.get(eid or "", ())
            if (one := known.get(name))
        ]
        name = str(words.citation(chain))
        return f"{name}. {found.heading}" if with_heading and found and found.heading else name

    return cited


def _bytes_of(pictures: Iterable[ShownPicture]) -> dict[str, tuple[bytes, str]]:
    files = site().ports.files
    return {one.key: (files.get(one.key), one.media_type) for one in pictures}


_WORKS: dict[Work, tuple[str, Callable[[Source], Facts]]] = {
    Work.BILL: ("documents/bill.html", _bill),
    Work.WHOLE: ("documents/whole.html", _whole),
    Work.FORM: ("documents/form.html", _form),
    Work.REPORT: ("documents/report.html", _report),
}
