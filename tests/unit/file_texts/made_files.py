"""Word and PDF files made for tests: a good one, one without tags, a scan, and those of people who mean harm."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import pikepdf
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from consultatie.adapters.documents import DocumentWriters

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
LETTER = """<!doctype html><html lang="nl"><head><title>Advies</title></head><body><main>
<h1>Advies over brieven</h1><p>Een brief is <strong>te moeilijk</strong>, zeggen lezers.</p>
<h2>Wat er beter kan</h2><ul><li>Kortere zinnen</li><li>Gewone woorden<ul><li>Geen afkortingen</li></ul></li></ul>
<ol><li>Eerst bellen</li><li>Dan schrijven</li></ol>
<table><caption>Brieven per jaar</caption><thead><tr><th scope="col">Jaar</th><th scope="col">Aantal</th></tr></thead>
<tbody><tr><th scope="row">2025</th><td>12 &lt; 13</td></tr></tbody></table>
<p lang="en">A letter in English.</p></main></body></html>"""


def tagged_pdf(html: str = LETTER) -> bytes:
    """Return a PDF with tags, as our own documents have."""
    return DocumentWriters().make("pdf", html, {})


def untagged_pdf(html: str = LETTER) -> bytes:
    """Return the same without tags."""
    import weasyprint

    made: bytes = weasyprint.HTML(string=html).write_pdf()
    return made


def saved(document: Any, **options: Any) -> bytes:
    """Return a document of pikepdf or python-docx as bytes."""
    out = io.BytesIO()
    document.save(out, **options)
    return out.getvalue()


def blank_pdf(pages: int = 1, **options: Any) -> bytes:
    """Return a PDF of pages without a letter: a scan."""
    with pikepdf.new() as document:
        for _page in range(pages):
            document.add_blank_page()
        return saved(document, **options)


def printed_pdf(lines: list[str], pages: int = 1) -> bytes:
    """Return a PDF that shows lines on each of its pages, without tags; # in a line is the number of the page."""
    with pikepdf.new() as document:
        font = document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
            )
        )
        for number in range(1, pages + 1):
            page = document.add_blank_page()
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
            shown = " ".join(f"({line.replace('#', str(number))}) Tj T*" for line in lines)
            page.Contents = document.make_stream(f"BT /F1 12 Tf 14 TL 50 700 Td {shown} ET".encode())
        return saved(document)


def word_file() -> bytes:
    """Return a Word file with all that we read, and a deletion and a comment that we do not."""
    document = docx.Document()
    document.add_heading("Advies over brieven", 1)
    paragraph = document.add_paragraph("Een brief is ")
    paragraph.add_run("te moeilijk").bold = True
    _delete(paragraph.add_run(" en te lang")._r)
    document.add_comment(paragraph.runs[0], "Dit is alleen voor ons.", author="Jan")
    document.add_heading("Wat er beter kan", 2)
    for words in ("Kortere zinnen", "Gewone woorden"):
        document.add_paragraph(words, style="List Bullet")
    for words in ("Eerst bellen", "Dan schrijven"):
        document.add_paragraph(words, style="List Number")
    table = document.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ("Jaar", "Aantal", "2025", "12 < 13"), strict=True):
        cell.text = words
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _refer(document.add_paragraph("Zie de noot"))
    return _with_footnote(saved(document))


def _delete(run: Any) -> None:
    gone = OxmlElement("w:del")
    run.addprevious(gone)
    gone.append(run)
    for text in run.findall(qn("w:t")):
        text.tag = qn("w:delText")


def _refer(paragraph: Any) -> None:
    mark = OxmlElement("w:footnoteReference")
    mark.set(qn("w:id"), "2")
    paragraph.add_run()._r.append(mark)


def _with_footnote(data: bytes) -> bytes:
    """Return the file with a part for footnotes, which python-docx cannot make."""
    space = "http://schemas.openxmlformats.org"
    note = (
        f'<w:footnotes xmlns:w="{space}/wordprocessingml/2006/main"><w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r>'
        "<w:r><w:t>Bron: eigen onderzoek.</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    kind = f"{space}/officeDocument/2006/relationships/footnotes"
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/_rels/document.xml.rels":
                link = f'<Relationship Id="rIdNotes" Type="{kind}" Target="footnotes.xml"/></Relationships>'
                part = part.replace(b"</Relationships>", link.encode())
            new.writestr(name, part)
        new.writestr("word/footnotes.xml", note)
    return out.getvalue()


def word_bomb() -> bytes:
    """Return a Word file that unpacks to 300 MB."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word_file())) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("word/media/large.xml", b" " * 300_000_000)
    return out.getvalue()


def pdf_bomb() -> bytes:
    """Return a PDF whose one page unpacks to 1.5 GB, packed twice."""
    import zlib

    packer = zlib.compressobj(1)
    once = b"".join([packer.compress(b" " * 100_000_000) for _time in range(15)]) + packer.flush()
    with pikepdf.new() as document:
        page = document.add_blank_page()
        page.Contents = pikepdf.Stream(document, zlib.compress(once, 9))
        page.Contents.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        return saved(document, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
