"""What a file is, by its content: never by its name."""

from __future__ import annotations

import re

from consultatie.domain.errors import UnreadableBill

MAX_BYTES = 8 * 1024 * 1024  # the largest Dutch act as XML is some 6 MB

_LEADING = re.compile(rb"^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x00]*<[\x00]?(?:\?[\x00]?x|!|[a-zA-Z])")
_NOT_XML = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<(?:meta |br|p>|!doctype html|html)", re.I)
_NOT_XML_PAGE = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)", re.I)
_ROOTS = {"toestand": "bwb", "officiele-publicatie": "op", "akomaNtoso": "akn"}
_BARE_ROOTS = frozenset({"kamerstuk", "staatsblad", "staatscourant"})
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")


def refuse_sizes(data: bytes) -> None:
    """Raise UnreadableBill `empty-file` or `too-large` (with the limit in bytes)."""
    if not data.strip(b" \t\r\n\x0b\x0c\xef\xbb\xbf"):
        raise UnreadableBill("empty-file")
    if len(data) > MAX_BYTES:
        raise UnreadableBill("too-large", limit=MAX_BYTES, size=len(data))


def looks_like_xml(data: bytes) -> bool:
    """Say whether a file begins as XML does; the `<meta …>` line of the loose Markdown dialect does not count."""
    return bool(_LEADING.match(data)) and not _NOT_XML.match(data)


def refuse_other_files(data: bytes) -> None:
    """Raise UnreadableBill for files of known other sorts and for bytes that are no text."""
    if data.startswith((b"%PDF", b"{\\rtf", b"PK", b"\xd0\xcf\x11\xe0")) or _NOT_XML_PAGE.match(data):
        raise UnreadableBill("not-a-bill", detail="other-file")
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        sample = data[:4096]
        if len(_CONTROL.findall(sample)) > len(sample) // 20:
            raise UnreadableBill("not-a-bill", detail="binary")


def format_of_root(name: str) -> str:
    """Return the format that a root element belongs to; raise UnreadableBill `not-a-bill` for an unknown one."""
    if name in _BARE_ROOTS:
        return "op"
    if name not in _ROOTS:
        raise UnreadableBill("not-a-bill", detail=name)
    return _ROOTS[name]


def decoded(data: bytes) -> str:
    """Return the text of a file in UTF-8 (or UTF-16 with its mark), line ends as `\\n`.

    Raises UnreadableBill `encoding` with the line where it stops, NULs included.
    """
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        place = data[: error.start].count(b"\n") + 1
        raise UnreadableBill("encoding", place=f"regel {place}") from None
    if "\x00" in text:
        raise UnreadableBill(
            "encoding", place=f"regel {text[: text.index(chr(0))].count(chr(10)) + 1}", detail="NUL"
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")
