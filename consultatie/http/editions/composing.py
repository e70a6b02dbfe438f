"""Our own HTML of each work, from the database, in one language, with the pictures that it names."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

import segno
from flask import render_template
from flask_babel import force_locale
from flask_babel import gettext as _

from consultatie.domain.editions import Work
from consultatie.http.editions.contents import entries_of_bill, own_entry
from consultatie.http.editions.sources import Composed, Facts, Source, citations, labels
from consultatie.http.editions.whole import whole
from consultatie.http.languages import absolute
from consultatie.http.site import site
from consultatie.models.consultations import Consultation
from consultatie.models.media_versions import Subject
from consultatie.models.responses import Position
from consultatie.services import bills, media_versions, reading, report_document

_OWN_ADDRESS: Final = re.compile(r'href="(/[^/"][^"]*|/)"')
_ID: Final = re.compile(r'\bid="([^"]+)"')
_REFERENCE: Final = re.compile(r'<a class="reference" href="#([^"]+)">(.*?)</a>', re.DOTALL)


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
    text = _without_loose_ends(text)
    return _OWN_ADDRESS.sub(lambda one: f'href="{settings.base_url.rstrip("/")}{one[1]}"', text)


def _without_loose_ends(html: str) -> str:
    """Return a document in which a reference to a provision that does not stand in it is words only."""
    ids = frozenset(_ID.findall(html))
    return _REFERENCE.sub(lambda one: one[0] if one[1] in ids else one[2], html)


def _last_change(row: Consultation) -> datetime:
    return max(filter(None, (row.created_at, row.edited_at, row.published_at, row.reported_at)))


def _bill(source: Source) -> Facts:
    version = source.version or bills.current_version(source.session, source.row)
    forest = bills.tree(source.session, version, linked=True)
    parts = bills.memorandum(source.session, version)
    entries = entries_of_bill(source, version, 0)
    if parts:
        entries.append(own_entry(source, "toelichting"))
    return {"forest": forest, "parts": parts, "entries": entries}, {}


def _form(source: Source) -> Facts:
    session, row, language = source.session, source.row, source.language
    questions = reading.questions(session, row, language)
    words = labels()
    with force_locale(language):
        facts = {
            "texts": reading.texts(row, language),
            "questions": questions,
            "cited": citations(source, [one.eid for one in questions]),
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
        "cited": citations(source, [one.eid for one in report.provisions]),
        "told": media_versions.about(source.session, source.row, Subject.OUTCOME),
    }
    return facts, {}


_WORKS: dict[Work, tuple[str, Callable[[Source], Facts]]] = {
    Work.BILL: ("documents/bill.html", _bill),
    Work.WHOLE: ("documents/whole.html", whole),
    Work.FORM: ("documents/form.html", _form),
    Work.REPORT: ("documents/report.html", _report),
}
