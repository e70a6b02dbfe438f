"""A bill as Akoma Ntoso 3.0 that its schema accepts, so that our importer reads back the same tree.

What the vocabulary cannot say (the kind of a container, text that differs from what the markup reads as) stands in
attributes of a namespace of our own, which the schema allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import cast

from lxml import etree

from consultatie.adapters.bill_formats.akoma_ntoso_markup import (
    AKN,
    OURS,
    blocks_into,
    element,
    read_back,
    xml_safe,
)
from consultatie.domain.provisions import GROUPING, MemorandumPart, Provision, around_children
from consultatie.domain.provisions import ProvisionKind as K

_PREFIXES: dict[str | None, str] = {None: AKN, "c": OURS}
_SAME_NAME = GROUPING | {K.ARTICLE, K.PARAGRAPH, K.LIST, K.POINT}
_LANGUAGES = {
    "nl": "nld",
    "en": "eng",
    "de": "deu",
    "fr": "fra",
    "it": "ita",
    "es": "spa",
    "sw": "swa",
    "fy": "fry",
}


@dataclass(frozen=True, slots=True)
class BillIdentity:
    """Who a version is: its address (of the consultation, absolute), number, day, language, title, sort and department."""

    address: str
    version: int
    day: date
    language: str
    title: str
    kind: str = ""
    author: str = ""


def akn_document(
    identity: BillIdentity, provisions: Iterable[Provision], memorandum: Iterable[MemorandumPart] = ()
) -> bytes:
    """Return the document in UTF-8; provisions carry their eIds. Source: OASIS Akoma Ntoso 1.0 Part 2 (schema 3.0)."""
    nodes = list(provisions)
    root = etree.Element(f"{{{AKN}}}akomaNtoso", nsmap=cast("dict[str, str]", _PREFIXES))
    bill = element(root, "bill", name=identity.kind or "bill")
    _meta(bill, identity, "main")
    title = element(element(element(bill, "preface"), "longTitle"), "p")
    element(title, "docTitle").text = xml_safe(identity.title)
    preamble, middle, conclusion, annexes = _divided(nodes)
    if preamble is not None:
        _closed_text(bill, "preamble", preamble)
    body = element(bill, "body")
    body.set(f"{{{OURS}}}title", xml_safe(identity.title))
    for node in middle:
        _provision(body, node)
    if not middle:
        element(element(element(body, "hcontainer", name="empty", eId="hcontainer_1"), "content"), "p")
    if conclusion is not None:
        _closed_text(bill, "conclusions", conclusion)
    _attachments(bill, annexes, list(memorandum), identity)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _divided(
    nodes: list[Provision],
) -> tuple[Provision | None, list[Provision], Provision | None, list[Provision]]:
    """Divide the top of a bill into what has a place of its own in the schema and what stands in the body."""
    preamble = nodes.pop(0) if nodes and nodes[0].kind is K.PREAMBLE and _is_plain(nodes[0]) else None
    annexes: list[Provision] = []
    while nodes and nodes[-1].kind is K.ANNEX:
        annexes.insert(0, nodes.pop())
    conclusion = nodes.pop() if nodes and nodes[-1].kind is K.CONCLUSION and _is_plain(nodes[-1]) else None
    return preamble, nodes, conclusion, annexes


def _is_plain(node: Provision) -> bool:
    return not (node.children or node.number or node.heading)


def _closed_text(bill: etree._Element, name: str, node: Provision) -> None:
    made = element(bill, name)
    _mark(made, node)
    blocks_into(made, node.html)
    _keep_exact(made, node, made, None)


def _mark(made: etree._Element, node: Provision) -> None:
    made.set("eId", node.eid or node.kind.value)
    made.set(f"{{{OURS}}}kind", node.kind.value)


def _provision(parent: etree._Element, node: Provision) -> None:
    if node.kind in _SAME_NAME:
        made = element(parent, node.kind.value)
    else:
        made = element(parent, "hcontainer", name=node.kind.value)
    _mark(made, node)
    _titled(made, node)
    if node.kind is K.QUOTE:
        _quote(made, node)
    else:
        _filled(made, node)


def _titled(made: etree._Element, node: Provision) -> None:
    if node.kind is K.LIST:
        made.set(f"{{{OURS}}}number", xml_safe(node.number))  # what nobody prints is no `num`
    printed = "" if node.kind is K.LIST else node.number
    for name, words in (("num", printed), ("heading", node.heading)):
        if words:
            element(made, name).text = xml_safe(words)


def _filled(made: etree._Element, node: Provision) -> None:
    before, after = around_children(node.html)
    opening = closing = None
    if node.children:
        opening = element(made, "intro") if before else None
        for child in node.children:
            _provision(made, child)
        closing = element(made, "wrapUp") if after else None
    else:
        opening = element(made, "content")
    for holder, html in ((opening, before), (closing, after)):
        if holder is not None:
            blocks_into(holder, html)
    _keep_exact(made, node, opening, closing)


def _quote(made: etree._Element, node: Provision) -> None:
    """Write quoted text where the schema wants it: in a modification within a paragraph."""
    within = element(element(element(element(made, "content"), "p"), "mod"), "quotedStructure")
    if node.children or node.html:
        holder = element(within, "hcontainer", name="quoted")
        _filled(holder, node)
        for name in ("text", "html-before", "html-after"):
            value = holder.get(f"{{{OURS}}}{name}")
            if value is not None:
                del holder.attrib[f"{{{OURS}}}{name}"]
                made.set(f"{{{OURS}}}{name}", value)
    else:
        element(element(element(within, "hcontainer", name="quoted"), "content"), "p")
        _keep_exact(made, node, None, None)


def _keep_exact(
    made: etree._Element, node: Provision, opening: etree._Element | None, closing: etree._Element | None
) -> None:
    """Keep in attributes what the markup would not read back as."""
    before, after = around_children(node.html)
    first, last = read_back(opening), read_back(closing)
    if first.html != before:
        made.set(f"{{{OURS}}}html-before", xml_safe(before))
    if last.html != after:
        made.set(f"{{{OURS}}}html-after", xml_safe(after))
    if "\n".join(part for part in (first.text, last.text) if part) != node.text:
        made.set(f"{{{OURS}}}text", xml_safe(node.text))


def _attachments(
    bill: etree._Element, annexes: list[Provision], memorandum: list[MemorandumPart], identity: BillIdentity
) -> None:
    if not annexes and not memorandum:
        return
    holder = element(bill, "attachments")
    for node in annexes:
        body = _attached(holder, node.eid, "annex", identity)
        _provision(body, node)
    if memorandum:
        body = _attached(holder, "memorandum", "memorandum", identity)
        for number, part in enumerate(memorandum, 1):
            _memorandum_part(body, part, number)


def _attached(holder: etree._Element, eid: str, name: str, identity: BillIdentity) -> etree._Element:
    doc = element(element(holder, "attachment", eId=f"att_{eid}"), "doc", name=name)
    _meta(doc, identity, re.sub(r"[^A-Za-z0-9_-]", "-", eid) or name)
    return element(doc, "mainBody")


def _memorandum_part(body: etree._Element, part: MemorandumPart, number: int) -> None:
    made = element(body, "hcontainer", name="explanation", eId=f"memorandum__hcontainer_{number}")
    facts = {"kind": "memorandum", "level": str(part.level), "about": part.eid, "also": " ".join(part.also)}
    for name, value in facts.items():
        if value:
            made.set(f"{{{OURS}}}{name}", value)
    if part.heading:
        element(made, "heading").text = xml_safe(part.heading)
    content = element(made, "content")
    blocks_into(content, part.html)
    _keep_exact(made, Provision(K.SECTION, text=part.text, html=part.html), content, None)


def _meta(document: etree._Element, identity: BillIdentity, component: str) -> None:
    meta = element(document, "meta")
    identification = element(meta, "identification", source="#department")
    language = _LANGUAGES.get(identity.language, identity.language)
    expression = f"{identity.address}/{language}@{identity.version}"
    levels = (
        ("FRBRWork", identity.address),
        ("FRBRExpression", expression),
        ("FRBRManifestation", f"{expression}.akn"),
    )
    for name, address in levels:
        made = element(identification, name)
        element(made, "FRBRthis", value=f"{address}/!{component}")
        element(made, "FRBRuri", value=address)
        if name == "FRBRWork":
            element(made, "FRBRalias", name="title", value=xml_safe(identity.title))
        element(made, "FRBRdate", date=identity.day.isoformat(), name="publication")
        element(made, "FRBRauthor", href="#department")
        if name == "FRBRWork":
            element(made, "FRBRcountry", value="nl")
            element(made, "FRBRsubtype", value=identity.kind or "bill")
        elif name == "FRBRExpression":
            element(made, "FRBRversionNumber", value=str(identity.version))
            element(made, "FRBRlanguage", language=language)
    if component != "main":
        return  # the department is named once
    references = element(meta, "references", source="#department")
    element(
        references, "TLCOrganization", eId="department", href="/ontology/organization/nl/department",
        showAs=xml_safe(identity.author) or "–",
    )  # fmt: skip
