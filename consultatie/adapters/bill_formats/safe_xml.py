"""XML from strangers: parsed without entities, network or DTD, with limits on size and depth."""

from __future__ import annotations

import re

from lxml import etree

from consultatie.domain.errors import UnreadableBill

MAX_DEPTH = 120  # elements in each other; the deepest real bill has 25

_ENCODING = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_ENCODINGS = {
    b"utf-8",
    b"utf8",
    b"utf-16",
    b"us-ascii",
    b"ascii",
    b"iso-8859-1",
    b"iso-8859-15",
    b"windows-1252",
}


def parsed(data: bytes) -> etree._Element:
    """Return the root element.

    Raises UnreadableBill: `encoding`, `entity-bomb`, `too-deep`, `too-large`, or `broken-xml` with its place.
    """
    declared = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"")[:300])
    if declared and declared.group(1).lower() not in _ENCODINGS:
        raise UnreadableBill("encoding", detail=declared.group(1).decode("ascii"))
    if b"<!ENTITY" in data.replace(b"\x00", b""):  # the zeros hide it in UTF-16
        raise UnreadableBill("entity-bomb")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _refusal(error) from None
    except ValueError as error:
        raise UnreadableBill("encoding", detail=str(error)[:200]) from None
    _refuse_what_is_too_deep(root)
    return root


def _refusal(error: etree.XMLSyntaxError) -> UnreadableBill:
    message = str(error)
    place = f"regel {error.lineno or 1}"
    if "depth" in message.lower():
        return UnreadableBill("too-deep", place=place)
    if "huge" in message.lower():
        return UnreadableBill("too-large", place=place)
    if "encoding" in message.lower() or "not proper UTF-8" in message:
        return UnreadableBill("encoding", place=place)
    return UnreadableBill("broken-xml", place=place, detail=message[:200])


def _refuse_what_is_too_deep(root: etree._Element) -> None:
    depth = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            raise UnreadableBill("too-deep", place=f"regel {element.sourceline}")


def local_name(element: etree._Element) -> str:
    """Return the tag without its namespace; empty for comments, processing instructions and entities."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: etree._Element, name: str) -> etree._Element | None:
    """Return the first direct child of that name."""
    return next((node for node in element if local_name(node) == name), None)


def first(element: etree._Element, *names: str) -> etree._Element | None:
    """Return the first descendant, in document order, that has one of the names."""
    return next((node for node in element.iter() if local_name(node) in names), None)


def place_of(element: etree._Element) -> str:
    """Return the line and the last steps of the path of an element."""
    steps = [local_name(element), *(local_name(up) for up in element.iterancestors())][:4]
    return f"regel {element.sourceline}, {'/'.join(reversed(steps))}"


def words_of(element: etree._Element) -> str:
    """Return the text in and below an element as it stands, comments and processing instructions left out."""
    return str(element.xpath("string()"))
