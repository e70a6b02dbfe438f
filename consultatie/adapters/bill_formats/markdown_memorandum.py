"""Explanatory memoranda in Markdown: one part per heading."""

from __future__ import annotations

from collections.abc import Iterator

from consultatie.adapters.bill_formats.building import Block, Draft, joined
from consultatie.adapters.bill_formats.markdown_body import Body, Line, lines_of
from consultatie.adapters.bill_formats.markdown_inline import paragraph_block
from consultatie.adapters.bill_formats.markdown_sections import Section, sections_of
from consultatie.domain.errors import UnreadableBill
from consultatie.domain.provisions import MemorandumPart, ProvisionKind


def read_markdown_memorandum(source: str) -> tuple[MemorandumPart, ...]:
    """Read a memorandum; its title (`#`) is left out. Raise UnreadableBill `not-a-memorandum` without headings."""
    sections = sections_of(lines_of(source))
    headed = [section for section in sections if section.level]
    if not headed:
        raise UnreadableBill("not-a-memorandum", detail="md")
    if headed[0].level == 1:
        headed[0].level, headed[0].heading = 0, ""
    return tuple(parts_from(sections))


def parts_from(sections: list[Section]) -> list[MemorandumPart]:
    """Make a part of each section with a heading or text; the highest heading has level 1."""
    highest = min((section.level for section in sections if section.level), default=1)
    found = []
    for section in sections:
        own = _text(section.lines)
        if section.heading or own.html:
            found.append(
                MemorandumPart(section.heading, max(1, section.level - highest + 1), own.text, own.html)
            )
    return found


def _text(lines: list[Line]) -> Block:
    """Read lines as plain paragraphs, lists and tables: numbers in an explanation name nothing."""
    draft = Draft(ProvisionKind.PREAMBLE)
    Body(draft, _quote).read(lines)
    return joined(list(_blocks(draft)))


def _blocks(draft: Draft) -> Iterator[Block]:
    for item in draft.items:
        if isinstance(item, Block):
            yield item
        else:
            yield from _blocks(item)


def _quote(quote: Draft, lines: list[Line]) -> None:
    quote.items.append(paragraph_block(" ".join(line.words for line in lines)))
