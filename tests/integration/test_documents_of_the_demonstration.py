"""Every document of the demonstration holds to its standard: PDF/UA-1 by veraPDF's rules, EPUB by epubcheck."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from consultatie.domain.editions import FORMATS, Work, file_name
from consultatie.http.editions import making
from consultatie.http.editions.composing import Source
from consultatie.http.site import site
from consultatie.services import bills, consultations, editions
from tests.document_checks import epub_faults, needs_pdf, pdf_ua_faults

REPORTED = "huisnummer-woonboot"


@pytest.fixture
def within(demonstration: Any) -> Iterator[None]:
    with demonstration.app_context():
        yield


def written(slug: str, folder: Path, kind: str) -> list[Path]:
    """Return the files of a consultation of one kind ("pdf", "epub"), made in a folder."""
    paths = []
    with site().db.read() as session:
        row = consultations.get(session, slug)
        version = bills.find_current(session, row)
        for work in editions.works(session, row):
            for language in editions.languages(row, work):
                for format_ in [one for one in FORMATS[work] if one.startswith(kind)]:
                    made = making.prepare(Source(session, row, version, language), work, format_)
                    path = folder / file_name(slug, work, language, format_)
                    path.write_bytes(making.make(made, format_))
                    paths.append(path)
    return paths


@needs_pdf
def test_every_pdf_of_a_reported_consultation_passes_pdf_ua(within, tmp_path: Path) -> None:
    paths = written(REPORTED, tmp_path, "pdf")
    assert len(paths) == 11  # whole and form in two languages and sizes, report in two languages, the bill
    assert pdf_ua_faults(paths) == []


def test_every_book_of_a_reported_consultation_passes_epubcheck(within, tmp_path: Path) -> None:
    for path in written(REPORTED, tmp_path, "epub"):
        assert epub_faults(path) == []


def test_the_whole_has_texts_law_explanations_pictures_memorandum_and_questions(demonstration) -> None:
    with site().db.read() as session:
        row = consultations.get(session, "begrijpelijke-brief")
        source = Source(session, row, bills.find_current(session, row), "nl")
        made = making.prepare(source, Work.WHOLE, "html")
    html = making.make(made, "html").decode()
    for heading in (
        "In het kort",
        "Wat vragen we u?",
        "De wettekst, met uitleg in gewone taal",
        "Toelichting van de regering",
    ):
        assert f"<h2>{heading}</h2>" in html
    assert html.count('<div class="plain">') >= 30
    assert html.count("data:image/svg+xml;base64,") == len(made.pictures) >= 3
    assert 'src="picture:' not in html
    assert 'href="/' not in html
    assert html.count("<h1") == 1
