"""Documents from our own HTML: what a word processor, a reader and a screen reader find in them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pikepdf
import pytest
from docx.oxml.ns import qn
from lxml import etree

from consultatie.adapters.documents import DocumentWriters, flow
from consultatie.domain.errors import Unavailable
from tests.document_checks import epub_faults, needs_pdf, pdf_ua_faults

PAGE = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Een verslag & meer</title>
<meta name="author" content="Ministerie van Proeven"><meta name="dcterms.modified" content="2027-03-02"></head>
<body><main><header class="title"><p class="title__kind">Verslag</p><h1>Een verslag & meer</h1></header>
<nav class="contents"><h2>Inhoud</h2><ul><li class="contents__0"><a href="#een">De cijfers</a></li></ul></nav>
<section id="een"><h2>De cijfers</h2>
<table><caption>Wie reageerde</caption><thead><tr><th scope="col">Wie</th><th scope="col">Aantal</th></tr></thead>
<tbody><tr><th scope="row">Personen</th><td>12</td></tr></tbody></table>
<p>Met <strong>nadruk</strong>, en <em lang="en">some English</em>. Zie <a href="https://example.nl/a?b=1&amp;c=2">de pagina</a>.</p>
<ul><li>brood<ul><li>wit</li></ul></li><li>boter</li></ul><ol><li>eerst</li><li>dan</li></ol></section>
<section id="twee"><h2>De wet</h2><div class="law"><ol class="law__list"><li class="law__item" id="art_1__para_1">
<span class="law__number">1.</span><div class="law__body"><p>Een lid.</p><ol class="law__list"><li class="law__item" id="art_1__para_1__point_a">
<span class="law__number">a.</span><div class="law__body"><p>Een onderdeel.</p></div></li></ol></div></li></ol></div>
<p><img src="picture:plaatje" alt="Een rood vak"></p><p><a href="#een">Terug naar de cijfers</a> <a href="#nergens">kwijt</a></p></section>
</main></body></html>""".replace("\n<span", "<span")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><title>t</title><rect width="10" height="10" fill="#a00"/></svg>'
PICTURES = {"plaatje": (SVG, "image/svg+xml")}


def make(kind: str) -> bytes:
    return DocumentWriters().make(kind, PAGE, PICTURES)


def test_html_is_read_as_headings_paragraphs_items_and_tables() -> None:
    content = flow.read(PAGE)
    assert (content.title, content.language, content.author) == (
        "Een verslag & meer",
        "nl",
        "Ministerie van Proeven",
    )
    headings = [(one.level, one.runs[0].text) for one in content.blocks if isinstance(one, flow.Heading)]
    assert headings[:1] == [(1, "Een verslag & meer")]
    items = [
        (one.depth, one.number, one.runs[0].text) for one in content.blocks if isinstance(one, flow.Item)
    ]
    assert items[1:6] == [(0, 0, "brood"), (1, 0, "wit"), (0, 0, "boter"), (0, 1, "eerst"), (0, 2, "dan")]
    [table] = [one for one in content.blocks if isinstance(one, flow.Table)]
    assert (table.caption, table.head_rows, len(table.rows)) == ("Wie reageerde", 1, 2)
    [sentence] = [
        one
        for one in content.blocks
        if isinstance(one, flow.Paragraph) and one.runs[0].text.startswith("Met")
    ]
    assert "".join(run.text for run in sentence.runs) == "Met nadruk, en some English. Zie de pagina."
    assert [run.language for run in sentence.runs if run.italic] == ["en"]
    assert [run.href for run in sentence.runs if run.href] == ["https://example.nl/a?b=1&c=2"]


def test_word_has_headings_header_rows_language_and_properties() -> None:
    made = docx.Document(io.BytesIO(make("docx")))
    assert [p.style.name for p in made.paragraphs if p.style.name.startswith("Heading")][:2] == [
        "Heading 1",
        "Heading 2",
    ]
    assert (made.core_properties.title, made.core_properties.language) == ("Een verslag & meer", "nl-NL")
    [table] = made.tables
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Wie reageerde"
    languages = {one.get(qn("w:val")) for one in made.element.body.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    defaults = {one.get(qn("w:val")) for one in made.styles.element.iter(qn("w:lang"))}
    assert defaults == {"nl-NL"}
    styles = [p.style.name for p in made.paragraphs]
    assert {"List Bullet", "List Bullet 2", "List Number"} <= set(styles)


def test_our_own_inspection_finds_nothing_wrong_with_our_word_files() -> None:
    from consultatie.adapters.documents.inspection_child import of_word

    assert list(of_word(make("docx"))) == []


def test_opendocument_has_headings_header_rows_and_language() -> None:
    with zipfile.ZipFile(io.BytesIO(make("odt"))) as archive:
        assert archive.namelist()[0] == "mimetype"
        content = etree.fromstring(archive.read("content.xml"))
        styles, meta = archive.read("styles.xml").decode(), archive.read("meta.xml").decode()
    names = {
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    }
    levels = content.xpath("//text:h/@text:outline-level", namespaces=names)
    assert levels[:2] == ["1", "2"]
    assert len(content.xpath("//table:table-header-rows/table:table-row", namespaces=names)) == 1
    assert content.xpath("//text:list//text:list//text:p/text()", namespaces=names) == ["wit"]
    assert 'fo:language="nl"' in styles
    assert "<dc:language>nl-NL</dc:language>" in meta
    assert "Een verslag &amp; meer" in meta


def test_epubcheck_accepts_the_book_and_its_links_lead_to_the_right_file(tmp_path: Path) -> None:
    book = tmp_path / "boek.epub"
    book.write_bytes(make("epub"))
    with zipfile.ZipFile(book) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        second = archive.read("OEBPS/part2.xhtml").decode()
        package = archive.read("OEBPS/package.opf").decode()
    assert 'href="part1.xhtml#een"' in second
    assert "#nergens" not in second
    assert "schema:accessibilitySummary" in package
    assert book.read_bytes() == make("epub")
    assert epub_faults(book) == []


@needs_pdf
def test_pdf_holds_to_pdf_ua_with_scopes_and_labels(tmp_path: Path) -> None:
    path = tmp_path / "uit.pdf"
    path.write_bytes(make("pdf"))
    with pikepdf.open(path) as made:
        kinds: dict[str, list[pikepdf.Object]] = {}
        for element in made.objects:
            if isinstance(element, pikepdf.Dictionary) and "/S" in element and "/P" in element:
                kinds.setdefault(str(element["/S"]), []).append(element)
        scopes = sorted(str(one["/A"]["/Scope"]) for one in kinds["/TH"])
        assert made.Root["/Lang"] == "nl"
    assert scopes == ["/Column", "/Column", "/Row"]
    assert len(kinds["/Lbl"]) >= 2
    assert {"/H1", "/H2", "/Figure", "/LBody", "/Link"} <= set(kinds)
    assert pdf_ua_faults([path]) == []


@needs_pdf
def test_pdf_fetches_nothing_but_what_it_is_given(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.png"
    secret.write_bytes(b"x")
    page = PAGE.replace("picture:plaatje", f"file://{secret}")
    assert DocumentWriters().make("pdf", page, {}).startswith(b"%PDF-")


@needs_pdf
def test_a_pdf_that_cannot_be_made_is_a_refusal_and_no_half_file(monkeypatch: pytest.MonkeyPatch) -> None:
    from consultatie.adapters.documents import pdf

    monkeypatch.setattr(pdf, "WALL_SECONDS", 0.01)
    with pytest.raises(Unavailable, match="pdf-failed"):
        make("pdf")


def test_without_its_libraries_pdf_is_refused_and_the_rest_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    from consultatie.adapters.documents import pdf

    monkeypatch.setattr(pdf, "missing_libraries", lambda: ("pango-1.0",))
    assert DocumentWriters().missing() == ("pango-1.0",)
    with pytest.raises(Unavailable, match="pdf-unavailable"):
        make("pdf")
    assert make("docx").startswith(b"PK")
