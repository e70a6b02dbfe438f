"""What an upload lacks, found in a child process: PDF and Word, good ones, bad ones and broken ones."""

from __future__ import annotations

import io

import docx
import pikepdf
import pytest

from consultatie.adapters.documents import DocumentWriters
from consultatie.adapters.documents.inspection import PDF, WORD, inspect_document
from tests.document_checks import needs_pdf

PAGE = (
    '<!doctype html><html lang="nl"><head><title>Goed</title></head><body><main><h1>Goed</h1>'
    "<p>Een tekst die voorgelezen kan worden.</p></main></body></html>"
)


def scanned(**options: object) -> bytes:
    """Return a PDF of one page without a letter, tag, title or language."""
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out, **options)
    return out.getvalue()


def word(*, good: bool) -> bytes:
    document = docx.Document()
    for number in range(30):
        if good and number % 10 == 0:
            document.add_heading(f"Deel {number}", 1)
        document.add_paragraph(f"Zin {number}.")
    table = document.add_table(rows=2, cols=2)
    if good:
        from docx.oxml import OxmlElement

        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@needs_pdf
def test_a_pdf_of_ours_lacks_nothing() -> None:
    assert inspect_document(DocumentWriters().make("pdf", PAGE, {}), PDF) == ()


def test_a_scan_lacks_tags_language_title_and_text() -> None:
    assert set(inspect_document(scanned(), PDF)) == {
        "pdf-untagged",
        "pdf-language",
        "pdf-title",
        "pdf-no-text",
    }


def test_a_pdf_behind_a_password_is_said_to_be() -> None:
    locked = scanned(encryption=pikepdf.Encryption(user="geheim", owner="geheim"))
    assert inspect_document(locked, PDF) == ("pdf-encrypted",)


def test_a_pdf_that_forbids_reading_aloud_is_said_to_be() -> None:
    allow = pikepdf.Permissions(accessibility=False)
    rules = pikepdf.Encryption(owner="x", R=3, allow=allow, aes=False, metadata=False)
    assert "pdf-locked" in inspect_document(scanned(encryption=rules), PDF)


def test_a_word_file_without_headings_and_header_rows_is_found_out() -> None:
    assert set(inspect_document(word(good=False), WORD)) == {"docx-headings", "docx-table-headers"}
    assert inspect_document(word(good=True), WORD) == ()


@pytest.mark.parametrize(("data", "kind"), [(b"%PDF-1.7 nothing", PDF), (b"PK\x03\x04nothing", WORD)])
def test_a_broken_file_is_unreadable_and_nothing_worse(data: bytes, kind: str) -> None:
    assert inspect_document(data, kind) == ("unreadable",)


def test_other_kinds_are_not_looked_at() -> None:
    assert inspect_document(b"tekst", "text/plain") == ()
