"""The process that looks at a stranger's document: `… inspection_child pdf|docx`, the file in, a JSON list of codes out.

PDF: what PDF/UA-1 (ISO 14289-1) asks of every file and a program can see: tags (7.1), language (7.2), title (7.1),
text that can be read aloud, no lock on reading aloud (7.16). Word: headings, header rows, alternatives, language.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from typing import Any

from consultatie.adapters.child_process import limit

MEMORY_BYTES = 512 * 1024**2
CPU_SECONDS = 10
PAGES_READ = 30  # a scan shows itself on its first pages
LONG_DOCUMENT = 25  # paragraphs above which a text without headings cannot be found one's way in
MAY_BE_READ_ALOUD = 0x200  # bit 10 of P, ISO 14289-1, 7.16
_SHOWS_TEXT = frozenset({"Tj", "TJ", "'", '"'})


def of_pdf(data: bytes) -> Iterator[str]:
    """Yield codes of what a PDF lacks."""
    import pikepdf

    try:
        document = pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        yield "pdf-encrypted"
        return
    with document:
        if document.is_encrypted and not int(document.trailer["/Encrypt"]["/P"]) & MAY_BE_READ_ALOUD:
            yield "pdf-locked"
        root = document.Root
        marks: Any = root.get("/MarkInfo", {})
        if not _is_true(marks.get("/Marked")) or "/StructTreeRoot" not in root:
            yield "pdf-untagged"
        if not str(root.get("/Lang", "")).strip():
            yield "pdf-language"
        with document.open_metadata() as metadata:
            if not str(metadata.get("dc:title") or document.docinfo.get("/Title", "")).strip():
                yield "pdf-title"
        if not any(_has_text(page, pikepdf) for page in document.pages[:PAGES_READ]):
            yield "pdf-no-text"


def _is_true(found: Any) -> bool:
    return found is not None and bool(found)


def _has_text(container: Any, pikepdf: Any, depth: int = 0) -> bool:
    """Say whether a page, or a form drawn on it, shows letters (ISO 32000-1, 9.4.3)."""
    for operands, operator in pikepdf.parse_content_stream(container):
        if str(operator) in _SHOWS_TEXT and operands:
            return True
    if depth >= 3:
        return False
    resources = getattr(container, "obj", container).get("/Resources", {})
    return any(
        _has_text(one, pikepdf, depth + 1)
        for one in dict(resources.get("/XObject", {})).values()
        if one.get("/Subtype") == "/Form"
    )


def of_word(data: bytes) -> Iterator[str]:
    """Yield codes of what a Word file lacks."""
    from consultatie.adapters.bill_formats.docx_package import opened

    package = opened(data)
    styles = package.others.get("styles")
    paragraphs = [one for one in _named(package.main, "p") if "".join(one.itertext()).strip()]
    headings = _heading_styles(styles)
    if len(paragraphs) > LONG_DOCUMENT and not any(_is_heading(one, headings) for one in paragraphs):
        yield "docx-headings"
    if any(_lacks_header(table) for table in _named(package.main, "tbl")):
        yield "docx-table-headers"
    if any(
        not (one.get("descr") or one.get("title") or _is_decoration(one))
        for one in _named(package.main, "docPr")
    ):
        yield "docx-alternatives"
    if not any(_named(part, "lang") for part in (package.main, styles) if part is not None):
        yield "docx-language"


def _named(part: Any, name: str) -> list[Any]:
    return [node for node in part.iter() if isinstance(node.tag, str) and node.tag.rpartition("}")[2] == name]


def _value(node: Any, name: str) -> str:
    """Return the `val` of the first element of a name at or below a node."""
    found = _named(node, name)
    return (
        next((value for key, value in found[0].items() if key.rpartition("}")[2] == "val"), "")
        if found
        else ""
    )


def _heading_styles(styles: Any) -> set[str]:
    """Return the ids of styles that Word counts as headings: by name, or by their level in the outline."""
    found = set()
    for style in _named(styles, "style") if styles is not None else ():
        key = next((value for name, value in style.items() if name.rpartition("}")[2] == "styleId"), "")
        if _value(style, "name").lower().startswith(("heading", "kop", "title")) or _value(
            style, "outlineLvl"
        ):
            found.add(key)
    return found


def _is_heading(paragraph: Any, headings: set[str]) -> bool:
    return _value(paragraph, "pStyle") in headings or bool(_value(paragraph, "outlineLvl"))


def _lacks_header(table: Any) -> bool:
    """Say whether a table of several rows has no row marked as its head; a box for layout has one row or one column."""
    rows = [node for node in table if isinstance(node.tag, str) and node.tag.endswith("}tr")]
    widest = max((sum(1 for cell in row if str(cell.tag).endswith("}tc")) for row in rows), default=0)
    return len(rows) > 1 and widest > 1 and not _named(rows[0], "tblHeader")


def _is_decoration(picture: Any) -> bool:
    return any(one.get("val") not in ("0", "false") for one in _named(picture, "decorative"))


def main() -> int:
    """Read standard input within the limits and print the codes."""
    limit(memory=MEMORY_BYTES, processor=CPU_SECONDS)
    data = sys.stdin.buffer.read()
    try:
        found = list(of_pdf(data) if sys.argv[1] == "pdf" else of_word(data))
    except Exception:  # whatever a broken file does to a parser, the answer is the same
        found = ["unreadable"]
    json.dump(found, sys.stdout)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
