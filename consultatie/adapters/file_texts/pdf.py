"""A PDF as blocks: by its tags where it has them and they cover its text, otherwise by how it looks.

Belongs here: opening it and choosing the way. Source: ISO 32000-1, 7.6 (encryption), 14.7 and 14.8 (tags).
"""

from __future__ import annotations

from io import BytesIO

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import dict_value, resolve1

from consultatie.adapters.file_texts.blocks import Block, as_html, language_of
from consultatie.adapters.file_texts.pdf_layout import blocks_by_layout
from consultatie.adapters.file_texts.pdf_pages import Content, decoded, read_pages
from consultatie.adapters.file_texts.pdf_tags import Tags
from consultatie.domain.file_texts import FileReading

ENOUGH = 20  # characters; fewer on all pages together is a scan with a stamp
COVERED = 0.7  # of the letters that the tags have to hold, or else they are not used
READABLE = 0.7  # of the letters of which we have to know which they are


def read_pdf(data: bytes) -> FileReading:
    """Return the text of a PDF that opens without a password."""
    try:
        document = PDFDocument(PDFParser(BytesIO(data)))
    except PDFEncryptionError:
        return FileReading(code="encrypted")
    language = language_of(decoded(resolve1(document.catalog.get("Lang"))))
    tree = resolve1(document.catalog.get("StructTreeRoot"))
    content = read_pages(document, with_layout=not isinstance(tree, dict))
    code = _what_lacks(content)
    if code:
        return FileReading(code=code)
    html, is_cut = as_html(_blocks(document, tree, content, language))
    if not html:
        return FileReading(code="took-too-long" if content.is_cut else "no-text")
    return FileReading(html, language=language, is_cut=is_cut or content.is_cut)


def _what_lacks(content: Content) -> str:
    if content.letters < ENOUGH:
        return "scan" if content.pages else "no-text"
    return "letters-unknown" if content.unknown > (1 - READABLE) * content.letters else ""


def _blocks(document: PDFDocument, tree: object, content: Content, language: str) -> list[Block]:
    if isinstance(tree, dict):
        blocks = Tags(dict_value(tree), content.marked, language).blocks()
        held = sum(len("".join(block.text.split())) for block in blocks)
        if held >= COVERED * content.letters:
            return blocks
        content = read_pages(document, with_layout=True)
        return blocks_by_layout(content.lines) or blocks
    return blocks_by_layout(content.lines)
