"""Our clean HTML as Akoma Ntoso markup, and how the importer would read that markup back."""

from __future__ import annotations

import re

from lxml import etree, html

from consultatie.adapters.bill_formats.akoma_ntoso_structure import Structure
from consultatie.adapters.bill_formats.building import Block, Draft, Warnings, joined
from consultatie.domain.provisions import ProvisionKind as K

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
OURS = "urn:consultatie:bill"

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INLINE = {"strong": "b", "b": "b", "em": "i", "i": "i", "sub": "sub", "sup": "sup"}
_LISTS = ("ul", "ol")
_BLOCKS = frozenset(
    {"p", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "div"}
)


def xml_safe(words: str) -> str:
    """Return words without the characters that XML cannot hold."""
    return _NOT_XML.sub("", words)


def element(parent: etree._Element, name: str, /, **attributes: str) -> etree._Element:
    """Add an element of the Akoma Ntoso namespace."""
    return etree.SubElement(parent, f"{{{AKN}}}{name}", attributes)


def read_back(holder: etree._Element | None) -> Block:
    """Return the text and HTML that the importer reads from the blocks in an element."""
    if holder is None:
        return Block("", "")
    draft = Structure(Warnings(), "article").fill(holder, Draft(K.PREAMBLE))
    return joined([item for item in draft.items if isinstance(item, Block)])


def blocks_into(holder: etree._Element, source: str) -> None:
    """Write clean HTML as blocks into an element that wants at least one."""
    if source.strip():
        whole = html.fragment_fromstring(xml_safe(source), create_parent="div")
        _children(whole, holder)
    if len(holder) == 0:
        element(holder, "p")


def _children(source: etree._Element, holder: etree._Element) -> None:
    """Write what stands in an element as blocks; words between blocks get a paragraph."""
    loose: etree._Element | None = None
    if source.text and source.text.strip():
        loose = element(holder, "p")
        _say(loose, source.text)
    for node in source:
        if not isinstance(node.tag, str):
            continue
        if node.tag in _BLOCKS:
            loose = None
            _block(node, holder)
        else:
            loose = element(holder, "p") if loose is None else loose
            _inline(node, loose)
        if node.tail and node.tail.strip():
            loose = element(holder, "p") if loose is None else loose
            _say(loose, node.tail)


def _block(node: etree._Element, holder: etree._Element) -> None:
    if node.tag == "table" and holder.tag in (f"{{{AKN}}}li", f"{{{AKN}}}td", f"{{{AKN}}}th"):
        for row in node.iter("tr"):  # the schema knows no table in a list or a cell
            _say(element(holder, "p"), " | ".join(str(cell.xpath("string()")) for cell in row))
    elif node.tag == "table":
        _table(node, holder)
    elif node.tag in _LISTS:
        made = element(holder, "ul")
        for item in node.iterchildren("li"):
            _children(item, element(made, "li"))
        if len(made) == 0:
            element(element(made, "li"), "p")
    elif node.tag in ("blockquote", "div"):
        _children(node, holder)
    else:
        _mixed(node, element(holder, "p"))


def _mixed(node: etree._Element, target: etree._Element) -> None:
    _say(target, node.text)
    for child in node:
        if isinstance(child.tag, str):
            _inline(child, target)
        _say(target, child.tail)


def _inline(node: etree._Element, target: etree._Element) -> None:
    if node.tag == "br":
        element(target, "eol")
    elif node.tag == "a" and node.get("href"):
        _mixed(node, element(target, "a", href=node.get("href", "")))
    elif node.tag in _INLINE:
        _mixed(node, element(target, _INLINE[node.tag]))
    else:
        _mixed(node, target)


def _say(target: etree._Element, words: str | None) -> None:
    if not words:
        return
    if len(target):
        target[-1].tail = (target[-1].tail or "") + words
    else:
        target.text = (target.text or "") + words


def _table(node: etree._Element, holder: etree._Element) -> None:
    table = element(holder, "table")
    caption = node.find("caption")
    if caption is not None:
        _mixed(caption, element(table, "caption"))
    for row in node.iter("tr"):
        made = element(table, "tr")
        for cell in row.iterchildren("td", "th"):
            spans = {name: cell.get(name, "") for name in ("colspan", "rowspan") if cell.get(name)}
            _children(cell, target := element(made, str(cell.tag), **spans))
            if len(target) == 0:
                element(target, "p")
        if len(made) == 0:
            element(element(made, "td"), "p")
    if node.find(".//tr") is None:
        element(element(element(table, "tr"), "td"), "p")
