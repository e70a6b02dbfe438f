"""Paragraphs, lists and tables of BWB and official-publication XML as blocks of text and HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml import etree

from consultatie.adapters.bill_formats.building import Block, Warnings, cleaned, escaped, paragraph
from consultatie.adapters.bill_formats.inline import SKIPPED, InlineReader, inline
from consultatie.adapters.bill_formats.safe_xml import child, local_name, place_of, words_of
from consultatie.adapters.bill_formats.tables import cals_table

PARAGRAPHS = frozenset(
    {
        "al",
        "wat",
        "wij",
        "wie",
        "considerans.al",
        "koning",
        "dagtekening",
        "functie",
        "naam",
        "datum",
        "label",
        "organisatie",
        "intitule",
        "tekstregel",
        "datumtekst",
    }
)
TRANSPARENT = frozenset(
    {
        "slotformulering",
        "gegeven",
        "ondertekening",
        "uitgifte",
        "considerans",
        "afkondiging",
        "groep",
        "al-groep",
        "tekst",
        "vrije-tekst",
        "wettekst",
        "regeling-tekst",
        "wet-besluit",
        "regeling",
        "voorstel-wet",
        "verdragtekst",
        "tekst-sluiting",
        "slotformulier",
        "wijzig-divisie",
        "circulaire",
        "circulaire-tekst",
        "context",
    }
)
_HEADINGS = frozenset({"kop", "lidnr", "nr", "li.nr"})
_PICTURES = frozenset({"plaatje", "illustratie", "formule"})
_TABLES = frozenset({"table", "tgroup"})
_NUMBERED = re.compile(r"[0-9A-Za-zĳĲ]")


def pieces(
    element: etree._Element, taken: Sequence[etree._Element | None] = ()
) -> Iterator[etree._Element | str]:
    """Yield the elements in an element that stand for something, and loose text between them, in order.

    Wrappers without meaning of their own are opened up. What the caller has `taken` already, as a number or heading,
    is left out.
    """
    if element.text and element.text.strip():
        yield element.text
    for node in element:
        name = local_name(node)
        if name in TRANSPARENT:
            yield from pieces(node)
        elif name and name not in SKIPPED and not any(node is other for other in taken):
            yield node
        if node.tail and node.tail.strip():
            yield node.tail


def block(node: etree._Element, warnings: Warnings) -> list[Block]:
    """Read an element as paragraphs, a list or a table; what is unknown gives a warning and keeps its words."""
    name = local_name(node)
    if name == "lijst":
        return [list_block(node, warnings)]
    if name in _TABLES:
        return [cals_table(node, warnings)]
    if name == "tussenkop" or name in _HEADINGS:
        text, html, notes = inline(node, warnings)
        return [paragraph(text, f"<strong>{html}</strong>"), *notes]
    if name in _PICTURES:
        warnings.add("picture-left-out", place_of(node), name)
    elif name not in PARAGRAPHS:
        warnings.add("unknown-element", place_of(node), name)
        if _holds_blocks(node):
            return [found for piece in pieces(node) for found in piece_blocks(piece, warnings)]
    text, html, notes = inline(node, warnings)
    return [*([paragraph(text, html)] if html else []), *notes]


def piece_blocks(piece: etree._Element | str, warnings: Warnings) -> list[Block]:
    """Read one piece: an element, or loose text."""
    if isinstance(piece, str):
        return [paragraph(cleaned(piece), escaped(piece))]
    return block(piece, warnings)


def _holds_blocks(node: etree._Element) -> bool:
    return any(local_name(inner) in PARAGRAPHS or local_name(inner) in ("lijst", "table") for inner in node)


def li_number(li: etree._Element) -> str:
    """Return the number or bullet of a list item as printed; empty where there is none."""
    number = child(li, "li.nr")
    return "" if number is None else cleaned(words_of(number)).strip()


def is_numbered(lijst: etree._Element) -> bool:
    """Say whether all items of a list carry a letter or a number, so that they can be named."""
    items = [node for node in lijst if local_name(node) == "li"]
    return bool(items) and all(_NUMBERED.search(li_number(item)) for item in items)


def holds_numbers(node: etree._Element) -> bool:
    """Say whether a numbered list stands somewhere in an item or a list, tables aside."""
    return any(
        (local_name(inner) == "lijst" and is_numbered(inner)) or holds_numbers(inner)
        for inner in node
        if local_name(inner) in ("li", "lijst")
    )


def list_block(items: Iterable[etree._Element], warnings: Warnings) -> Block:
    """Read a list, or some of its items, as an HTML list; numbers stay as printed, in the words of the item."""
    lines: list[str] = []
    html: list[str] = []
    for node in items:
        name = local_name(node)
        if name == "li":
            inner = _item(node, warnings)
            lines.append(inner.text)
            html.append(f"<li>{inner.html}</li>")
        elif name and name not in SKIPPED:
            words = block(node, warnings)
            lines.extend(b.text for b in words)
            html.extend(f"<li>{b.html}</li>" for b in words)
    return Block("\n".join(line for line in lines if line), f"<ul>{''.join(html)}</ul>")


def _item(li: etree._Element, warnings: Warnings) -> Block:
    number = li_number(li)
    shown = f"{number} " if _NUMBERED.search(number) else ""
    parts = list(pieces(li, (child(li, "li.nr"),)))
    lines: list[str] = []
    html: list[str] = []
    opening = parts[0] if parts else ""
    if not isinstance(opening, str) and local_name(opening) == "al":
        parts.pop(0)
        reader = InlineReader(warnings)
        reader.read(opening)
        text, inner = reader.result()
        lines.append(text)
        html.append(inner)
        lines.extend(note.text for note in reader.notes)
        html.extend(note.html for note in reader.notes)
    for part in parts:
        for found in piece_blocks(part, warnings):
            lines.append(found.text)
            html.append(found.html)
    return Block(f"{shown or '– '}" + "\n".join(lines), escaped(shown) + "".join(html))
