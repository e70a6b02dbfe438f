"""ODT of a document (ODF 1.2): headings with their level, lists, header rows, language and properties."""

from __future__ import annotations

import io
from datetime import datetime
from html import escape
from itertools import groupby
from typing import Any

import odfdo

from consultatie.adapters.documents import flow

LOCALES = {"nl": "nl-NL", "en": "en-GB"}
FONT = "Arial"  # on every machine; a document cannot bring our letters along
INK, LINK = "#16202a", "#0b3c6f"
SIZES = {1: 24, 2: 17, 3: 14, 4: 12, 5: 12, 6: 12}


def write(html: str) -> bytes:
    """Return our own HTML as ODT."""
    content = flow.read(html)
    document = odfdo.Document("text")
    _prepare(document, content)
    styles = _Styles(document, content.language)
    body = document.body
    body.clear()
    for are_items, group in groupby(content.blocks, key=lambda block: isinstance(block, flow.Item)):
        if are_items:
            body.append(odfdo.Element.from_tag(_list(list(group), styles)))  # type: ignore[arg-type]
        else:
            for block in group:
                for xml in _xml(block, styles):
                    body.append(odfdo.Element.from_tag(xml))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _locale(language: str) -> str:
    return LOCALES.get(language, language)


def _prepare(document: Any, content: flow.Flow) -> None:
    meta = document.meta
    meta.title, meta.language = content.title, _locale(content.language)
    meta.creator = meta.initial_creator = content.author
    meta.date = meta.creation_date = datetime.fromisoformat(content.day or "2000-01-01")
    document.set_language(_locale(content.language))
    standard = document.get_style("paragraph", "Standard")
    standard.set_properties({"fo:font-family": FONT, "fo:font-size": "11pt", "fo:color": INK}, area="text")
    standard.set_properties({"fo:margin-bottom": "0.25cm", "fo:line-height": "125%"}, area="paragraph")
    for level, size in SIZES.items():
        heading = document.get_style("paragraph", f"Heading_20_{level}")
        words = {
            "fo:font-family": FONT,
            "fo:font-size": f"{size}pt",
            "fo:font-weight": "bold",
            "fo:color": INK,
        }
        heading.set_properties(words | {"fo:font-style": "normal"}, area="text")


class _Styles:
    """Names the styles of runs, and puts each in the document when it is first used."""

    def __init__(self, document: Any, language: str) -> None:
        self._document, self._language = document, language
        self._made: dict[tuple[bool, bool, str], str] = {}

    def of(self, run: flow.Run) -> str:
        """Return the name of the style of a run, "" for plain text in the document's language."""
        language = run.language if run.language != self._language else ""
        key = (run.bold, run.italic, language)
        if key == (False, False, ""):
            return ""
        if key not in self._made:
            self._made[key] = f"Run{len(self._made) + 1}"
            style = odfdo.Style("text", name=self._made[key], bold=run.bold, italic=run.italic)
            if language:
                code, _, country = _locale(language).partition("-")
                style.set_properties({"fo:language": code, "fo:country": country or "none"}, area="text")
            self._document.insert_style(style, automatic=True)
        return self._made[key]


def _xml(block: flow.Block, styles: _Styles) -> list[str]:
    if isinstance(block, flow.Heading):
        return [
            f'<text:h text:style-name="Heading_20_{block.level}" text:outline-level="{block.level}">'
            f"{_runs(block.runs, styles)}</text:h>"
        ]
    if isinstance(block, flow.Table):
        return _table(block, styles)
    return [_paragraph(block.runs, styles)]


def _paragraph(runs: flow.Runs, styles: _Styles, style: str = "Standard") -> str:
    return f'<text:p text:style-name="{style}">{_runs(runs, styles)}</text:p>'


def _runs(runs: flow.Runs, styles: _Styles) -> str:
    return "".join(_run(run, styles) for run in runs)


def _run(run: flow.Run, styles: _Styles) -> str:
    text = escape(run.text).replace("\n", "<text:line-break/>")
    name = styles.of(run)
    if name:
        text = f'<text:span text:style-name="{name}">{text}</text:span>'
    if run.href:
        text = f'<text:a xlink:type="simple" xlink:href="{escape(run.href)}">{text}</text:a>'
    return text


def _list(items: list[flow.Item], styles: _Styles, depth: int = 0) -> str:
    """Return neighbouring items as one list, deeper ones inside the item above them."""
    name = "Numbering_20_1" if items[0].number else "List_20_1"
    written = []
    place = 0
    while place < len(items):
        end = place + 1
        while end < len(items) and items[end].depth > depth:
            end += 1
        inner = _list(items[place + 1 : end], styles, depth + 1) if end > place + 1 else ""
        written.append(f"<text:list-item>{_paragraph(items[place].runs, styles)}{inner}</text:list-item>")
        place = end
    return f'<text:list text:style-name="{name}">{"".join(written)}</text:list>'


def _table(block: flow.Table, styles: _Styles) -> list[str]:
    width = len(block.rows[0]) if block.rows else 0
    caption = [_paragraph((flow.Run(block.caption),), styles, "Caption")] if block.caption else []
    if not width:
        return caption
    head = "".join(_row(row, styles) for row in block.rows[: block.head_rows])
    rest = "".join(_row(row, styles) for row in block.rows[block.head_rows :])
    headed = f"<table:table-header-rows>{head}</table:table-header-rows>" if head else ""
    title = f"<table:title>{escape(block.caption)}</table:title>" if block.caption else ""
    return [
        *caption,
        f'<table:table table:name="{escape(block.caption or "Tabel")}">{title}'
        f'<table:table-column table:number-columns-repeated="{width}"/>{headed}{rest}</table:table>',
    ]


def _row(cells: tuple[flow.Runs, ...], styles: _Styles) -> str:
    inner = "".join(
        f'<table:table-cell office:value-type="string">{_paragraph(runs, styles)}</table:table-cell>'
        for runs in cells
    )
    return f"<table:table-row>{inner}</table:table-row>"
