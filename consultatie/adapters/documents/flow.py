"""Our own HTML of a document as a row of blocks: what word processors and their formats think in.

Belongs here: headings, paragraphs, items, tables, with runs of text. Not here: law text with its nested numbers, which
no edition for word processors holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from lxml import html as lxml_html

_SPACE = re.compile(r"\s+")
_HEADING = re.compile(r"h([1-6])")
_BLOCKS = frozenset(
    {"p", "ul", "ol", "li", "table", "div", "section", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"}
)


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one kind. `language` is a code, `href` a full address or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    language: str = ""
    href: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` 1 is the title of the document."""

    level: int
    runs: Runs


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `role` is "" or what the HTML calls it ("title__kind", "note")."""

    runs: Runs
    role: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a list; `depth` counts from 0, `number` is 0 for a bullet."""

    runs: Runs
    depth: int
    number: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: the first `head_rows` rows are its head; every row has as many cells as the widest."""

    caption: str
    head_rows: int
    rows: tuple[tuple[Runs, ...], ...]


Block = Heading | Paragraph | Item | Table


@dataclass(frozen=True, slots=True)
class Flow:
    """A whole document: title, language, author, day of the last change (ISO), blocks."""

    title: str
    language: str
    author: str
    day: str
    blocks: tuple[Block, ...]


def read(html: str) -> Flow:
    """Return a document of ours as blocks."""
    page = lxml_html.document_fromstring(html)
    named = {meta.get("name"): meta.get("content", "") for meta in page.iter("meta")}
    language = page.get("lang", "nl")
    body = page.find(".//main")
    return Flow(
        title=page.findtext(".//title", "").strip(),
        language=language,
        author=named.get("author", ""),
        day=named.get("dcterms.modified", ""),
        blocks=tuple(_blocks(body if body is not None else page, Run("", language=language))),
    )


def _blocks(parent: Any, style: Run) -> Iterator[Block]:
    """Yield the blocks in an element; loose text and inline elements between blocks become paragraphs."""
    loose: list[Run] = [replace(style, text=parent.text or "")]
    for child in parent:
        if isinstance(child.tag, str) and child.tag in _BLOCKS | {"header", "nav", "main"}:
            yield from _paragraph(loose, parent)
            loose = []
            yield from _block(child, _styled(child, style))
        elif isinstance(child.tag, str):
            loose += _inline(child, style)
        loose.append(replace(style, text=child.tail or ""))
    yield from _paragraph(loose, parent)


def _paragraph(runs: list[Run], parent: Any) -> Iterator[Paragraph]:
    tidy = _tidy(runs)
    if tidy:
        yield Paragraph(tidy, parent.get("class", "") if parent.tag == "p" else "")


def _block(node: Any, style: Run) -> Iterator[Block]:
    heading = _HEADING.fullmatch(node.tag)
    if heading:
        yield Heading(int(heading[1]), _tidy(_children(node, style)))
    elif node.tag in ("ul", "ol"):
        yield from _items(node, style, 0)
    elif node.tag == "table":
        yield _table(node, style)
    else:
        yield from _blocks(node, style)


def _items(node: Any, style: Run, depth: int) -> Iterator[Item]:
    for number, item in enumerate(node.iterchildren("li"), start=1):
        inner = _styled(item, style)
        own = [replace(inner, text=item.text or "")]
        nested: list[Item] = []
        for child in item:
            if child.tag in ("ul", "ol"):
                nested += _items(child, _styled(child, inner), depth + 1)
            else:
                own += [*_inline(child, inner), replace(inner, text=" ")]
            own.append(replace(inner, text=child.tail or ""))
        yield Item(_tidy(own), depth, number if node.tag == "ol" else 0)
        yield from nested


def _table(node: Any, style: Run) -> Table:
    head = len(node.findall("./thead/tr"))
    rows = [
        tuple(_tidy(_children(cell, _styled(cell, style))) for cell in row if cell.tag in ("th", "td"))
        for row in node.iter("tr")
    ]
    widest = max((len(row) for row in rows), default=0)
    padded = tuple(row + ((),) * (widest - len(row)) for row in rows)
    caption = node.find("./caption")
    words = _SPACE.sub(" ", caption.text_content()).strip() if caption is not None else ""
    return Table(words, head, padded)


def _children(node: Any, style: Run) -> list[Run]:
    runs = [replace(style, text=node.text or "")]
    for child in node:
        runs += _inline(child, style)
        runs.append(replace(style, text=child.tail or ""))
    return runs


def _inline(node: Any, style: Run) -> list[Run]:
    if not isinstance(node.tag, str):
        return []
    if node.tag == "br":
        return [replace(style, text="\n")]
    return _children(node, _styled(node, style))


def _styled(node: Any, style: Run) -> Run:
    href = node.get("href", "") if node.tag == "a" else style.href
    return replace(
        style,
        bold=style.bold or node.tag in ("strong", "b"),
        italic=style.italic or node.tag in ("em", "i"),
        language=node.get("lang", style.language),
        href="" if href.startswith("#") else href,
    )


def _tidy(runs: list[Run]) -> Runs:
    """Return runs without superfluous space, neighbours of one style joined; a line break stays."""
    joined: list[Run] = []
    for run in runs:
        text = run.text if run.text == "\n" else _SPACE.sub(" ", run.text)
        if joined and replace(joined[-1], text="") == replace(run, text=""):
            joined[-1] = replace(run, text=joined[-1].text + text)
        elif text:
            joined.append(replace(run, text=text))
    if joined:
        joined[0] = replace(joined[0], text=joined[0].text.lstrip(" "))
        joined[-1] = replace(joined[-1], text=joined[-1].text.rstrip(" "))
    return tuple(replace(run, text=re.sub(r" {2,}", " ", run.text)) for run in joined if run.text)
