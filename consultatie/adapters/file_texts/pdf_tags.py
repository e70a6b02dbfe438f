"""A tagged PDF: what its structure tree says of headings, paragraphs, lists and tables, and in which order they are read.

Source: ISO 32000-1, 14.7.2 (structure tree), 14.7.4 (marked content), 14.8.4 (standard types), 14.8.5 (attributes).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from typing import Any

from pdfminer.pdftypes import PDFObjRef, resolve1
from pdfminer.psparser import PSLiteral

from consultatie.adapters.bill_formats.tables import MAX_SPAN, Cell, table_block
from consultatie.adapters.file_texts.blocks import Block, language_of, numbering
from consultatie.adapters.file_texts.pdf_pages import Letter, Mark, decoded, joined

MOST_ELEMENTS = 200_000
DEEPEST = 60
_HEADING = re.compile(r"H([1-6])")
_INLINE = frozenset(
    [
        "Span",
        "Quote",
        "Link",
        "Reference",
        "Em",
        "Strong",
        "Sub",
        "Code",
        "BibEntry",
        "Annot",
        "Lbl",
        "LBody",
        "Ruby",
        "RB",
        "RT",
        "RP",
        "Warichu",
        "WT",
        "WP",
        "Form",
    ]
)
_TRANSPARENT = frozenset({"NonStruct", "Div"})  # in a paragraph they are words of it
_LEFT_OUT = frozenset({"TOC", "TOCI", "Index", "Artifact", "Private"})
_PICTURES = frozenset({"Figure", "Formula"})
_STANDARD = (
    _INLINE
    | _LEFT_OUT
    | _PICTURES
    | frozenset(
        [
            "Document",
            "DocumentFragment",
            "Part",
            "Art",
            "Sect",
            "Div",
            "BlockQuote",
            "Caption",
            "NonStruct",
            "P",
            "H",
            "H1",
            "H2",
            "H3",
            "H4",
            "H5",
            "H6",
            "Title",
            "L",
            "LI",
            "Table",
            "TR",
            "TH",
            "TD",
            "THead",
            "TBody",
            "TFoot",
            "Note",
            "FENote",
            "Aside",
        ]
    )
)

Element = dict[str, Any]


class Tags:
    """Reads the tree of one document. `marked` are the letters by page and mark; `language` is the document's."""

    def __init__(self, root: Element, marked: dict[Mark, list[Letter]], language: str) -> None:
        self._root = root
        self._marked = marked
        self._language = language
        self._roles = _dict(root.get("RoleMap"))
        self._seen: set[int] = set()
        self._count = 0
        self._blocks: list[Block] = []

    def blocks(self) -> list[Block]:
        """Return everything that the tree holds, in its order."""
        self._walk({"S": None, "K": self._root.get("K")}, None, 0, -1)
        return self._blocks

    def _walk(self, element: Element, page: int | None, depth: int, lists: int) -> None:
        """Add the blocks of an element; `lists` is the depth of the list around it, from 0, or -1."""
        role = self._role(element)
        if role in _LEFT_OUT or depth > DEEPEST:
            return
        heading = _HEADING.fullmatch(role)
        if heading or role in ("H", "Title"):
            self._say("heading", self._text(element, page, depth), element, int(heading[1]) if heading else 1)
        elif role == "Table":
            self._table(element, page, depth)
        elif role == "L":
            self._list(element, page, depth, lists + 1)
        elif role in _PICTURES:
            self._picture(element, page, depth)
        else:
            self._paragraphs(element, page, depth, lists)

    def _paragraphs(self, element: Element, page: int | None, depth: int, lists: int) -> None:
        """Add what stands in a container: its own words between the blocks in it as paragraphs."""
        words: list[Letter] = []
        inline = _INLINE | _TRANSPARENT if self._role(element) == "P" else _INLINE
        for kid, kid_page in self._kids(element, page):
            if isinstance(kid, dict) and self._role(kid) not in inline:
                self._say("paragraph", joined(words), element)
                words = []
                self._walk(kid, kid_page, depth + 1, lists)
            else:
                words += self._letters(kid, kid_page, depth + 1)
        self._say("paragraph", joined(words), element)

    def _say(self, kind: Any, text: str, element: Element, level: int = 0) -> None:
        if text:
            named = language_of(decoded(resolve1(element.get("Lang"))))
            language = named if named != self._language else ""
            self._blocks.append(Block(kind, text, escape(text, quote=False), level, language=language))

    def _picture(self, element: Element, page: int | None, depth: int) -> None:
        told = " ".join(decoded(resolve1(element.get("Alt"))).split())
        self._say("paragraph", f"[{told}]" if told else self._text(element, page, depth), element)

    def _list(self, element: Element, page: int | None, depth: int, lists: int) -> None:
        for kid, kid_page in self._kids(element, page):
            if not isinstance(kid, dict):
                continue
            if self._role(kid) == "LI":
                self._item(kid, kid_page, depth + 1, lists)
            else:
                self._walk(kid, kid_page, depth + 1, lists)

    def _item(self, element: Element, page: int | None, depth: int, lists: int) -> None:
        """Add an item: its first paragraphs are its words, what else is in it follows."""
        label = ""
        outer, self._blocks = self._blocks, []
        for kid, kid_page in self._kids(element, page):
            if isinstance(kid, dict) and self._role(kid) == "Lbl":
                label = self._text(kid, kid_page, depth)
            elif isinstance(kid, dict):
                self._paragraphs(kid, kid_page, depth + 1, lists)
            else:
                self._say("paragraph", joined(self._letters(kid, kid_page, depth)), element)
        inside, self._blocks = self._blocks, outer
        own = next((at for at, one in enumerate(inside) if one.kind != "paragraph"), len(inside))
        ordering, number = numbering(label)
        text = " ".join(one.text for one in inside[:own])
        if not ordering and any(letter.isalnum() for letter in label):
            text = f"{label} {text}"
        self._blocks.append(
            Block("item", text, escape(text, quote=False), lists, ordering=ordering, number=number)
        )
        self._blocks += inside[own:]

    def _table(self, element: Element, page: int | None, depth: int) -> None:
        caption = ""
        rows: list[list[Cell]] = []
        for kid, kid_page in self._kids(element, page):
            if isinstance(kid, dict) and self._role(kid) == "Caption":
                caption = self._text(kid, kid_page, depth)
            elif isinstance(kid, dict):
                rows += self._rows(kid, kid_page, depth + 1)
        rows = [row for row in rows if any(cell.text for cell in row)]
        if not rows:
            return
        heads = next((at for at, row in enumerate(rows) if any(not cell.scope for cell in row)), len(rows))
        heads = 0 if heads == len(rows) else heads
        body = [[replace(cell, scope=cell.scope and "row") for cell in row] for row in rows[heads:]]
        block = table_block((caption, escape(caption, quote=False)), rows[:heads], body)
        self._blocks.append(Block("table", block.text, block.html))

    def _rows(self, element: Element, page: int | None, depth: int) -> Iterator[list[Cell]]:
        kids = [(kid, at) for kid, at in self._kids(element, page) if isinstance(kid, dict)]
        if self._role(element) == "TR":
            yield [self._cell(kid, at, depth) for kid, at in kids]
        elif depth <= DEEPEST:
            for kid, at in kids:
                yield from self._rows(kid, at, depth + 1)

    def _cell(self, element: Element, page: int | None, depth: int) -> Cell:
        text = self._text(element, page, depth)
        told = _attributes(element)
        scope = "" if self._role(element) != "TH" else "row" if told.get("Scope") == "Row" else "col"
        reach = [_reach(told.get(name)) for name in ("ColSpan", "RowSpan")]
        return Cell(text, escape(text, quote=False), scope, *reach)

    def _text(self, element: Element, page: int | None, depth: int) -> str:
        return joined(self._letters(element, page, depth))

    def _letters(self, kid: Element | int, page: int | None, depth: int) -> Iterator[Letter]:
        """Yield the letters of marked content, or of an element and all that is in it."""
        if isinstance(kid, int):
            yield from self._marked.get((page or 0, kid), ())
            return
        if depth > DEEPEST or self._role(kid) in _LEFT_OUT:
            return
        actual = decoded(resolve1(kid.get("ActualText")))
        if actual:
            yield Letter(f" {actual} ", 0, 0, 0, 0, 0)
            return
        is_block = self._role(kid) not in _INLINE | _TRANSPARENT
        if is_block:
            yield Letter(" ", 0, 0, 0, 0, 0)
        for inner, inner_page in self._kids(kid, page):
            yield from self._letters(inner, inner_page, depth + 1)
        if is_block:
            yield Letter(" ", 0, 0, 0, 0, 0)

    def _role(self, element: Element) -> str:
        """Return the standard type of an element; a type of the maker's own is what the role map says, or else nothing in particular."""
        name = _name(element.get("S"))
        for _step in range(5):
            if name in _STANDARD:
                return name
            name = _name(self._roles.get(name))
        return "NonStruct"

    def _kids(self, element: Element, page: int | None) -> Iterator[tuple[Element | int, int | None]]:
        """Yield elements and numbers of marked content, each with the page that it is on unless it says otherwise."""
        here = _page(element) or page
        found = resolve1(element.get("K"))
        for kid in found if isinstance(found, list) else [found]:
            if isinstance(kid, PDFObjRef):
                if kid.objid in self._seen:
                    continue
                self._seen.add(kid.objid)
            self._count += 1
            inner = resolve1(kid)
            if self._count > MOST_ELEMENTS:
                return
            if isinstance(inner, dict):
                yield _told(inner), _page(inner) or here
            elif isinstance(inner, int):
                yield inner, here


def _told(kid: Element) -> Element | int:
    """Return the number of marked content that a reference to it names, or the element."""
    number = resolve1(kid.get("MCID"))
    return number if isinstance(number, int) else kid


def _dict(found: object) -> dict[str, Any]:
    found = resolve1(found)
    return found if isinstance(found, dict) else {}


def _name(found: object) -> str:
    found = resolve1(found)
    return str(found.name) if isinstance(found, PSLiteral) else ""


def _page(element: Element) -> int | None:
    found = element.get("Pg")
    return int(found.objid) if isinstance(found, PDFObjRef) else None


def _attributes(element: Element) -> dict[str, Any]:
    """Return the attributes of an element by name, names as words, whoever owns them."""
    found = resolve1(element.get("A"))
    made: dict[str, Any] = {}
    for one in found if isinstance(found, list) else [found]:
        for key, value in _dict(one).items():
            value = resolve1(value)
            made[key] = value.name if isinstance(value, PSLiteral) else value
    return made


def _reach(found: object) -> int:
    return max(1, min(found, MAX_SPAN)) if isinstance(found, int) else 1
