"""The memorandum that an Akoma Ntoso collection carries beside its bill."""

from __future__ import annotations

import copy
from collections.abc import Iterator

from lxml import etree

from consultatie.adapters.bill_formats.akoma_ntoso_inline import SKIPPED, line_of
from consultatie.adapters.bill_formats.akoma_ntoso_names import HIERARCHY
from consultatie.adapters.bill_formats.akoma_ntoso_structure import Structure
from consultatie.adapters.bill_formats.building import Block, Draft, Warnings, escaped, joined
from consultatie.adapters.bill_formats.safe_xml import child, local_name
from consultatie.domain.provisions import MemorandumPart
from consultatie.domain.provisions import ProvisionKind as K

_SECTIONS = frozenset({"tblock", "container", "blockContainer"}) | set(HIERARCHY)


def akn_memorandum(doc: etree._Element, warnings: Warnings) -> list[MemorandumPart]:
    """Read the sections of an explaining document, in order, each with its heading and level."""
    body = child(doc, "mainBody")
    return [] if body is None else list(_parts(body, 1, "", warnings))


def _parts(element: etree._Element, level: int, heading: str, warnings: Warnings) -> Iterator[MemorandumPart]:
    own: list[Block] = []
    structure = Structure(warnings, "article")
    for node in element:
        name = local_name(node)
        if not name or name in SKIPPED or name in ("num", "heading", "subheading"):
            continue
        below = _heading(node, warnings) if name in _SECTIONS else ""
        if below:
            yield from _closed(own, level - 1, heading)
            heading, own = "", []
            yield from _parts(node, level + 1, below, warnings)
        else:
            own.extend(_flat(structure.fill(_wrapped(node), Draft(K.PREAMBLE))))
    yield from _closed(own, level - 1, heading)


def _wrapped(node: etree._Element) -> etree._Element:
    holder = etree.Element("content")
    following = node.tail
    node.tail = None
    holder.append(copy.deepcopy(node))
    node.tail = following
    return holder


def _flat(draft: Draft) -> Iterator[Block]:
    for item in draft.items:
        if isinstance(item, Block):
            yield item
        else:
            words = " ".join(part for part in (item.number, item.heading) if part)
            if words:
                yield Block(words, f"<p><strong>{escaped(words)}</strong></p>")
            yield from _flat(item)


def _heading(node: etree._Element, warnings: Warnings) -> str:
    parts = (line_of(child(node, name), warnings) for name in ("num", "heading"))
    return " ".join(part for part in parts if part)


def _closed(own: list[Block], level: int, heading: str) -> Iterator[MemorandumPart]:
    if own or heading:
        whole = joined(own)
        yield MemorandumPart(heading, max(1, level), whole.text, whole.html)
