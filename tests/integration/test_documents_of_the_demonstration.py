"""Every document of the demonstration holds to its standard: PDF/UA-1 by veraPDF's rules, EPUB by epubcheck."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from lxml import html as lxml_html

from consultatie.domain.editions import FORMATS, Work, file_name
from consultatie.http.editions import making
from consultatie.http.editions.sources import Source
from consultatie.http.site import site
from consultatie.models.media_versions import MediaKind, Subject
from consultatie.services import (
    bills,
    consultations,
    easy_reading,
    editions,
    media_versions,
    reading_pictures,
)
from tests.document_checks import epub_faults, needs_pdf, pdf_ua_faults
from tests.e2e.sounds import silence

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


def test_the_whole_has_texts_law_explanations_pictures_memorandum_and_questions(within) -> None:
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
    assert len(set(re.findall(r'src="data:image/svg\+xml;base64,[^"]+"', html))) == len(made.pictures) >= 3
    assert 'src="picture:' not in html
    assert 'href="/' not in html
    assert html.count("<h1") == 1


def whole(slug: str, language: str = "nl", session: Any = None) -> tuple[str, Any]:
    """Return the whole of a consultation as HTML, and what it was made from; by another session than one of its own."""
    if session is None:
        with site().db.read() as own:
            return whole(slug, language, own)
    row = consultations.get(session, slug)
    source = Source(session, row, bills.find_current(session, row), language)
    made = making.prepare(source, Work.WHOLE, "html")
    return making.make(made, "html").decode(), made


def test_the_whole_shows_each_figure_as_a_drawing_and_in_words(within) -> None:
    for slug in ("begrijpelijke-brief", "samen-spelen", REPORTED):
        html, made = whole(slug)
        page = lxml_html.document_fromstring(html)
        with site().db.read() as session:
            figures = list(consultations.get(session, slug).figures)
        for figure in figures:
            data, kind = made.pictures[f"figuur-{figure.id}"]
            assert kind == "image/svg+xml"
            drawing = etree.fromstring(data)
            assert float(drawing.get("width")) == 468
            box = next(
                one
                for one in page.find_class("picture--drawn")
                if one.find_class("picture__title")[0].text_content() == figure.title["nl"]
            )
            assert box.find(".//img").get("alt")
            for row in figure.rows:
                assert row["label"]["nl"] in box.text_content()
        assert figures


def test_the_whole_has_what_is_written_about_a_part_of_an_article_and_what_it_does_to_a_law(
    within,
) -> None:
    page = lxml_html.document_fromstring(whole("samen-spelen")[0])
    article = page.get_element_by_id("art_I")
    labels = [one.text_content() for one in article.find_class("plain__label")]
    assert "In gewone taal: Artikel I, onderdeel B" in labels
    tables = article.find_class("change-views")
    assert len(tables) >= 6
    for table in tables:
        heads = [one.text_content() for one in table.findall(".//thead/tr/th")]
        assert heads == ["Waar in de wet", "Was", "Wijziging", "Wordt"]
    assert any(table.findall(".//ins") and "nieuw" in table.text_content() for table in tables)


def test_the_whole_tells_it_in_easy_language_step_by_step_with_the_pictures(within) -> None:
    html, _made = whole("begrijpelijke-brief")
    page = lxml_html.document_fromstring(html)
    easy = page.get_element_by_id("makkelijk")
    with site().db.read() as session:
        steps = easy_reading.steps_of(consultations.get(session, "begrijpelijke-brief"), "nl")
    assert [one.text_content() for one in easy.iter("h3")] == [one.heading for one in steps if one.heading]
    assert len(list(easy.iter("img"))) == sum(one.picture is not None for one in steps) >= 1
    assert [one.get("href") for one in page.find_class("contents")[0].iter("a")].index("#makkelijk") < 8


def test_references_in_the_whole_lead_to_a_place_in_it_or_to_another_site(within) -> None:
    for slug in ("begrijpelijke-brief", "samen-spelen", REPORTED):
        page = lxml_html.document_fromstring(whole(slug)[0])
        ids = {one.get("id") for one in page.iter() if isinstance(one.tag, str) and one.get("id")}
        links = [one.get("href") for one in page.iter("a") if one.get("class") == "reference"]
        assert all(one[1:] in ids if one.startswith("#") else one.startswith("https://") for one in links)
        assert any(one.startswith("#") for one in links), slug


def test_what_a_long_description_and_a_recording_say_stands_in_the_whole(within, tmp_path) -> None:
    slug = "begrijpelijke-brief"
    with site().db.write() as session:
        row = consultations.get(session, slug)
        media_versions.add(
            session,
            row,
            kind=MediaKind.AUDIO,
            subject=Subject.OVERVIEW,
            language="nl",
            recording=media_versions.Upload(io.BytesIO(silence()), "plan.wav"),
            captions=None,
            transcript="U krijgt een brief.\n\n## Wanneer\n\nIn maart.",
            files=site().ports.files,
            markup=site().ports.markup,
            by=None,
            now=site().ports.now(),
        )
        html, made = whole(slug, session=session)
        session.rollback()  # others read this demonstration too
    page = lxml_html.document_fromstring(html)
    told = page.get_element_by_id("opnames").text_content()
    assert "U krijgt een brief." in told
    assert "In maart." in told
    with site().db.read() as session:
        row = consultations.get(session, slug)
        described = [
            one.description for one in reading_pictures.pictures(session, row, "nl") if one.description
        ]
    assert described
    for description in described:
        for part in description.split("\n\n"):
            assert part.strip() in page.text_content()
    book = tmp_path / "whole.epub"
    book.write_bytes(making.make(made, "epub"))
    assert epub_faults(book) == []
