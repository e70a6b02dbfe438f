"""Paragraphs, lists, notes and tables of Akoma Ntoso as blocks of text and HTML; quoted structures come out as they stand."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from lxml import etree

from consultatie.adapters.bill_formats.akoma_ntoso_names import QUOTED
from consultatie.adapters.bill_formats.building import Block, Draft, Warnings, cleaned, escaped, paragraph
from consultatie.adapters.bill_formats.safe_xml import local_name, place_of, words_of
from consultatie.adapters.bill_formats.tables import MAX_SPAN, Cell, table_block

Quote = Callable[[etree._Element], Draft]

SKIPPED = frozenset(
    {"meta", "toc", "noteRef", "marker", "temporalData", "identification", "header", "footer"}
)
_WRAPPED = {"b": "strong", "i": "em", "sub": "sub", "sup": "sup", "em": "em", "strong": "strong"}
_TAGS = re.compile(r"<[^>]*>")
_BREAKS = frozenset(
    {"p", "li", "block", "item", "tr", "num", "heading", "subheading", "listIntroduction", "listWrapUp"}
)


class AknInline:
    """Reads mixed content into paragraphs; notes follow their paragraph, quoted structures stand between paragraphs."""

    def __init__(self, warnings: Warnings, quote: Quote | None) -> None:
        self.warnings = warnings
        self.quote = quote
        self.items: list[Block | Draft] = []
        self.notes: list[Block] = []
        self._text: list[str] = []
        self._html: list[str] = []
        self._open: list[str] = []
        self._aside = False

    def read(self, element: etree._Element) -> None:
        """Take in the content of an element, its own tag and its tail left out."""
        self.say(element.text)
        for node in element:
            self._node(node)
            self.say(node.tail)

    def say(self, words: str | None) -> None:
        """Take in words as they stand."""
        if words:
            if not self._aside:
                self._text.append(words)
            self._html.append(escape(words, quote=False))

    def _node(self, node: etree._Element) -> None:
        name = local_name(node)
        if not name or name in SKIPPED:
            return
        if name in QUOTED and self.quote is not None:
            self.flush()
            self.items.append(self.quote(node))
        elif name in _WRAPPED:
            self._wrap(node, _WRAPPED[name])
        elif name in ("a", "ref", "rref"):
            self._link(node)
        else:
            self._special(node, name)

    def _special(self, node: etree._Element, name: str) -> None:
        if name == "authorialNote":
            self._note(node)
        elif name in ("remark", "del"):
            self._remark(node, name)
        elif name == "quotedText":
            self._quoted(node)
        elif name in ("eol", "br"):
            self._text.append(" ")
            self._html.append("<br>")
        elif name == "img":
            self.warnings.add("picture-left-out", place_of(node), node.get("src", ""))
        else:
            apart = " " if name in _BREAKS else ""
            self.say(apart)
            self.read(node)
            self.say(apart)

    def _quoted(self, node: etree._Element) -> None:
        """Print the quotation marks that stand in attributes: without them an amending instruction cannot be read."""
        self.say(node.get("startQuote"))
        self.read(node)
        self.say(node.get("endQuote"))

    def _wrap(self, node: etree._Element, tag: str, attributes: str = "") -> None:
        self._html.append(f"<{tag}{attributes}>")
        self._open.append(tag)
        self.read(node)
        self._open.pop()
        self._html.append(f"</{tag}>")

    def _link(self, node: etree._Element) -> None:
        address = node.get("href", "")
        if address.startswith(("https://", "http://", "mailto:")):
            self._wrap(node, "a", f' href="{escape(address)}"')
        else:
            self.read(node)

    def _note(self, node: etree._Element) -> None:
        """Show a note below its paragraph; it is no text of the law."""
        inner = AknInline(self.warnings, None)
        inner.read(node)
        mark = escaped(node.get("marker", "") or str(len(self.notes) + 1))
        self._html.append(f"<sup>{mark}</sup>")
        self.notes.append(Block("", f"<p><sup>{mark}</sup> {cleaned(''.join(inner._html)).strip()}</p>"))

    def _remark(self, node: etree._Element, name: str) -> None:
        self.warnings.add("editorial-note", place_of(node), words_of(node))
        if name == "remark":
            outer, self._aside = self._aside, True
            self._wrap(node, "em")
            self._aside = outer

    def result(self) -> tuple[str, str]:
        """Return the text and the inline HTML read since the last flush, white space made single."""
        return cleaned("".join(self._text)).strip(), cleaned("".join(self._html)).strip()

    def flush(self) -> None:
        """Close the paragraph that is being read."""
        text, html = self.result()
        closing = "".join(f"</{tag}>" for tag in reversed(self._open))
        if text or _TAGS.sub("", html).strip():
            self.items.append(paragraph(text, html + closing))
        self.items.extend(self.notes)
        self.notes = []
        self._text, self._html = [], [f"<{tag}>" for tag in self._open]


def paragraph_items(element: etree._Element, warnings: Warnings, quote: Quote | None) -> list[Block | Draft]:
    """Read an element with mixed content as paragraphs, notes and quotes."""
    reader = AknInline(warnings, quote)
    reader.read(element)
    reader.flush()
    return reader.items


def line_of(element: etree._Element | None, warnings: Warnings) -> str:
    """Return the text of an element on one line, its notes left out; empty where there is none."""
    if element is None:
        return ""
    reader = AknInline(warnings, None)
    reader.read(element)
    return reader.result()[0]


def akn_table(table: etree._Element, warnings: Warnings) -> Block:
    """Read a table: caption, header rows at the top, header cells, spans."""
    caption, notes = ("", ""), list[Block]()
    head: list[list[Cell]] = []
    body: list[list[Cell]] = []
    for node in table.iter():
        if local_name(node) == "caption" and node.getparent() is table:
            caption = _inline(node, warnings, notes)
        elif local_name(node) == "tr":
            cells = [cell for cell in node if local_name(cell) in ("td", "th")]
            on_top = not body and bool(cells) and all(local_name(cell) == "th" for cell in cells)
            row = [_cell(cell, "col" if on_top else "row", warnings, notes) for cell in cells]
            (head if on_top else body).append(row)
    found = table_block(caption, head, body)
    return Block(found.text, found.html + "".join(note.html for note in notes))


def _inline(node: etree._Element, warnings: Warnings, notes: list[Block]) -> tuple[str, str]:
    reader = AknInline(warnings, None)
    reader.read(node)
    notes.extend(reader.notes)
    return reader.result()


def _cell(cell: etree._Element, scope: str, warnings: Warnings, notes: list[Block]) -> Cell:
    blocks = [node for node in cell if local_name(node)]
    loose = (cell.text or "").strip() or any((node.tail or "").strip() for node in cell)
    parts = [_inline(node, warnings, notes) for node in ([cell] if loose else blocks)]
    return Cell(
        " ".join(text for text, _ in parts if text),
        "<br>".join(html for _, html in parts if html),
        scope if local_name(cell) == "th" else "",
        _span(cell.get("colspan", "")),
        _span(cell.get("rowspan", "")),
    )


def _span(printed: str) -> int:
    return min(int(printed), MAX_SPAN) if printed.isascii() and printed.isdigit() and int(printed) else 1
