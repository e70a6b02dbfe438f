"""A Word file as blocks: headings, paragraphs, lists, tables with header cells, footnotes.

The words, styles, numbers and tables are read as those of a bill (adapters/bill_formats), so what was deleted with track changes,
comments, hidden text and tables of contents are no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from consultatie.adapters.bill_formats.building import Warnings
from consultatie.adapters.bill_formats.docx_body import Body
from consultatie.adapters.bill_formats.docx_package import Package, W, opened, value
from consultatie.adapters.bill_formats.docx_runs import Runs
from consultatie.adapters.bill_formats.docx_words import NOTE, Line, Words
from consultatie.adapters.bill_formats.safe_xml import local_name
from consultatie.adapters.file_texts.blocks import Block, as_html, language_of, numbering
from consultatie.domain.file_texts import FileReading

LONGEST_BOLD_HEADING = 100  # characters
_TITLES = frozenset({"title", "titel"})
_SENTENCE_END = (".", ",", ";", ":", "?", "!")


def read_word(data: bytes) -> FileReading:
    """Return the text of a Word document; raise what `docx_package.opened` does."""
    package = opened(data)
    body = _Body(package)
    content = package.main.find(f"{W}body")
    blocks = list(_blocks(body.lines(content))) if content is not None else []
    if not blocks:
        return FileReading(code="no-text")
    notes = body.notes()
    html, is_cut = as_html(_numbered(blocks))
    shown = html.count('<a href="#noot-')
    return FileReading(html, tuple(notes[:shown]), _language(package), is_cut)


class _Runs(Runs):
    """Keeps the marks of footnotes, and tells what a picture shows where its maker wrote that down."""

    def _finished(self, words: Words) -> Words:
        return words

    def _picture(self, node: etree._Element) -> None:
        super()._picture(node)
        told = next((one.get("descr") for one in node.iter() if local_name(one) == "docPr"), None)
        if told and told.strip():
            self._say(f"[{told.strip()}]")


class _Body(Body):
    def __init__(self, package: Package) -> None:
        super().__init__(package, Warnings())
        self._runs = _Runs(self._styles, self._numbering, package.links, self._warnings)
        self._noted: list[etree._Element | None] = []

    def _report_notes(self) -> None:
        met, self._runs.notes = self._runs.notes, []
        self._noted += [self._notes.get(kind, {}).get(note_id) for kind, note_id, _place in met]

    def notes(self) -> list[str]:
        """Return the footnotes met so far as inline HTML, in the order in which they are referred to."""
        return [
            "<br>".join(line.whole.html.replace(NOTE, "") for line in self.lines(one) if not line.table)
            if one is not None
            else ""
            for one in list(self._noted)
        ]


def _blocks(lines: list[Line]) -> Iterator[Block]:
    has_headings = any(line.level is not None or line.style.name in _TITLES for line in lines)
    lefts: list[int] = []  # the indents of the lists that are open
    for line in lines:
        block = _block(line, has_headings)
        if block.kind == "item":
            while lefts and line.left < lefts[-1]:
                lefts.pop()
            if not lefts or line.left > lefts[-1]:
                lefts.append(line.left)
            yield replace(block, level=len(lefts) - 1)
        else:
            lefts.clear()
            yield block


def _block(line: Line, has_headings: bool) -> Block:
    if line.table is not None:
        return Block("table", line.table.text, line.table.html)
    level = _heading_level(line, has_headings)
    if level:
        return Block("heading", line.whole.plain, _without_emphasis(line.whole), level)
    if line.is_bullet:
        return Block("item", line.words.plain, line.words.html)
    ordering, number = numbering(line.label)
    if ordering:
        return Block("item", line.words.plain, line.words.html, ordering=ordering, number=number)
    return Block("paragraph", line.whole.plain, line.whole.html)


def _heading_level(line: Line, has_headings: bool) -> int:
    """Return the level from 1, or 0 for what is no heading. In a text without headings a short bold line is one."""
    if line.level is not None or line.style.name in _TITLES:
        return (line.level or 0) + 1
    is_short = len(line.plain) <= LONGEST_BOLD_HEADING and not line.plain.endswith(_SENTENCE_END)
    return int(not has_headings and line.bold and is_short and not line.is_bullet)


def _without_emphasis(words: Words) -> str:
    kept = tuple(
        (text, tuple(tag for tag in tags if tag not in ("strong", "em"))) for text, tags in words.parts
    )
    return Words(kept).html


def _numbered(blocks: list[Block]) -> Iterator[Block]:
    """Put the numbers of footnotes where their marks stand, each a link to the note."""
    count = 0

    def number(_match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f'<sup><a href="#noot-{count}">[{count}]</a></sup>'

    for block in blocks:
        if NOTE not in block.html:
            yield block
        else:
            yield replace(block, text=block.text.replace(NOTE, ""), html=re.sub(NOTE, number, block.html))


def _language(package: Package) -> str:
    """Return the language that the styles name, or else the first that the text names."""
    for part in (package.others.get("styles"), package.main):
        for node in part.iter(f"{W}lang") if part is not None else ():
            found = language_of(value(node, "") or "")
            if found:
                return found
    return ""
