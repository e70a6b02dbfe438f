"""Akoma Ntoso that we wrote ourselves (akoma_ntoso_export), read back to the same tree."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from consultatie.adapters.bill_formats.akoma_ntoso_markup import OURS, read_back
from consultatie.adapters.bill_formats.safe_xml import child, local_name
from consultatie.domain.errors import UnreadableBill
from consultatie.domain.provisions import CHILDREN_STAND_HERE, MemorandumPart, Provision, ProvisionKind

_KINDS = {kind.value: kind for kind in ProvisionKind}


def is_own(bill: etree._Element) -> bool:
    """Say whether a bill carries the mark of our own export."""
    body = child(bill, "body")
    return body is not None and _ours(body, "title") is not None


def own_title(bill: etree._Element) -> str:
    """Return the title that our export kept."""
    body = child(bill, "body")
    return "" if body is None else _ours(body, "title") or ""


def own_provisions(bill: etree._Element) -> list[Provision]:
    """Return the tree, without eIds."""
    return list(_below(bill))


def own_memorandum(bill: etree._Element) -> list[MemorandumPart]:
    """Return the parts of the memorandum, tied as they were."""
    found = []
    for node in bill.iter():
        if _ours(node, "kind") != "memorandum":
            continue
        text, html = _words(node, node)
        level, also = _ours(node, "level") or "1", tuple((_ours(node, "also") or "").split())
        number = int(level) if level.isascii() and level.isdigit() and len(level) < 3 else 1
        found.append(
            MemorandumPart(_line(node, "heading"), number, text, html, _ours(node, "about") or "", also)
        )
    return found


def _below(holder: etree._Element) -> Iterator[Provision]:
    for node in holder:
        kind = _ours(node, "kind") if local_name(node) else None
        if kind in _KINDS:
            yield _provision(node, _KINDS[kind])
        elif kind != "memorandum" and local_name(node) not in ("", "meta", "preface"):
            yield from _below(node)


def _provision(node: etree._Element, kind: ProvisionKind) -> Provision:
    inner = node
    if kind is ProvisionKind.QUOTE:
        quoted = next((part for part in node.iter() if part.get("name") == "quoted"), None)
        if quoted is None:
            raise UnreadableBill("broken-xml", place=f"regel {node.sourceline}")
        inner = quoted
    text, html = _words(node, inner)
    children = tuple(_below(inner))
    number = _ours(node, "number") or _line(node, "num")
    return Provision(kind, number, _line(node, "heading"), text, html, children)


def _words(node: etree._Element, inner: etree._Element) -> tuple[str, str]:
    """Return the text and HTML: what the markup says, unless an attribute says it exactly."""
    whole = local_name(node) in ("preamble", "conclusions")
    before = child(inner, "content")
    before = child(inner, "intro") if before is None else before
    first, last = read_back(node if whole else before), read_back(child(inner, "wrapUp"))
    opening, closing = _ours(node, "html-before"), _ours(node, "html-after")
    opening = first.html if opening is None else opening
    closing = last.html if closing is None else closing
    text = _ours(node, "text")
    if text is None:
        text = "\n".join(part for part in (first.text, last.text) if part)
    return text, opening + (CHILDREN_STAND_HERE + closing if closing else "")


def _line(node: etree._Element, name: str) -> str:
    found = child(node, name)
    return "" if found is None else found.text or ""


def _ours(node: etree._Element, name: str) -> str | None:
    return node.get(f"{{{OURS}}}{name}")
