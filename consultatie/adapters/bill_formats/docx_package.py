"""A Word file as a package of parts: opened within limits, and refused where it could do harm.

Belongs here: the zip, its relationships, its parts as XML. Not here: what the XML says.
Source: ECMA-376 part 2 (packages) and part 1, 11.3 (parts of a document); Strict names are read as Transitional.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from posixpath import dirname, join, normpath

from lxml import etree

from consultatie.adapters.bill_formats.safe_xml import local_name, parsed
from consultatie.domain.errors import UnreadableBill

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAX_ENTRIES = 3_000  # the largest real document we saw has 50
MAX_UNZIPPED = 200 * 1024 * 1024
MAX_PART = 48 * 1024 * 1024  # XML of one part; the text of the Awb takes 4 MB
MAX_RATIO = 150  # real documents stay below 30; deflate cannot reach more than 1,032
_RATIO_COUNTS_FROM = 16 * 1024 * 1024  # bytes unpacked; below it no ratio does harm

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1].encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}
_MACROS = re.compile(r"(^|/)vba(project|data)[^/]*$", re.I)
_MACRO_TYPE = re.compile(rb"macroEnabled", re.I)
_LOCAL_FILE = re.compile(
    r"^(?:file:/*)?(?:[A-Za-z]:|[^/\\:]+$)|^(?:file:/{2,3})?/(?:Users|Applications|Library|Volumes|home)/",
    re.I,
)  # a disk of the author, or a bare name


@dataclass(slots=True)
class Package:
    """The parts of one document: the main part, and those it refers to by kind ("styles", "numbering", …)."""

    main: etree._Element
    others: dict[str, etree._Element] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)  # of the main part: relationship id to web address


def is_package(data: bytes) -> bool:
    """Say whether a file is a zip, or an encrypted Office document: something that `opened` can judge."""
    return data.startswith(_ZIP) or (data.startswith(_COMPOUND) and _ENCRYPTED in data)


def opened(data: bytes) -> Package:
    """Return the parts of a Word document that are needed to read it.

    Raises UnreadableBill: `encrypted`, `zip-bomb`, `macros`, `external-links`, `broken-file`, `not-a-bill` for another
    sort of zip, and what `safe_xml.parsed` raises.
    """
    if data.startswith(_COMPOUND):
        raise UnreadableBill("encrypted")
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _refuse_the_harmful(archive)
            return _package(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as error:
        raise UnreadableBill("broken-file", detail=str(error)[:200]) from None


def _refuse_the_harmful(archive: zipfile.ZipFile) -> None:
    entries = archive.infolist()
    _refuse_bombs(entries)
    names = [entry.filename for entry in entries]
    if "[Content_Types].xml" not in names:
        raise UnreadableBill("not-a-bill", detail="other-file")
    types = _bytes(archive, "[Content_Types].xml")
    if any(_MACROS.search(name) for name in names) or _MACRO_TYPE.search(types):
        raise UnreadableBill("macros")
    for name in names:
        if name.endswith(".rels"):
            _refuse_what_loads(_relationships(archive, name), name)


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNZIPPED:
        raise UnreadableBill("zip-bomb", limit=MAX_UNZIPPED)
    if any(entry.flag_bits & 1 for entry in entries):
        raise UnreadableBill("encrypted")
    sizes = [(entry.file_size, entry.compress_size) for entry in entries]
    for unpacked, packed in [*sizes, (sum(size for size, _ in sizes), sum(size for _, size in sizes))]:
        if unpacked > max(_RATIO_COUNTS_FROM, MAX_RATIO * packed):
            raise UnreadableBill("zip-bomb", limit=MAX_RATIO)


def _bytes(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as stream:
        found = stream.read(MAX_PART + 1)
    if len(found) > MAX_PART:
        raise UnreadableBill("zip-bomb", place=name[:200], limit=MAX_PART)
    return found


def _xml(archive: zipfile.ZipFile, name: str) -> etree._Element:
    data = _bytes(archive, name)
    for strict, transitional in _STRICT.items():
        data = data.replace(strict, transitional)
    return parsed(data)


@dataclass(frozen=True, slots=True)
class _Relationship:
    id: str
    kind: str
    target: str
    external: bool


def _relationships(archive: zipfile.ZipFile, name: str) -> list[_Relationship]:
    if name not in archive.namelist():
        return []
    return [
        _Relationship(
            node.get("Id", ""),
            node.get("Type", "").rpartition("/")[2],
            node.get("Target", ""),
            node.get("TargetMode") == "External",
        )
        for node in _xml(archive, name)
        if local_name(node) == "Relationship"
    ]


def _refuse_what_loads(relationships: list[_Relationship], place: str) -> None:
    """Refuse what Word would fetch by itself. A hyperlink waits for a person; a template on the author's disk is no address."""
    for found in relationships:
        own_template = found.kind == "attachedTemplate" and _LOCAL_FILE.match(found.target)
        if found.external and found.kind != "hyperlink" and not own_template:
            raise UnreadableBill("external-links", place=place[:200], detail=found.kind)


def _package(archive: zipfile.ZipFile) -> Package:
    names = set(archive.namelist())
    roots = [rel.target for rel in _relationships(archive, "_rels/.rels") if rel.kind == "officeDocument"]
    main = roots[0].lstrip("/") if roots else "word/document.xml"
    if main not in names:
        raise UnreadableBill("not-a-bill", detail="other-file")
    package = Package(_xml(archive, main))
    if package.main.tag != f"{W}document":
        raise UnreadableBill("not-a-bill", detail="other-file")
    folder, _, file = main.rpartition("/")
    for rel in _relationships(archive, join(folder, "_rels", f"{file}.rels")):
        if rel.external:
            package.links[rel.id] = rel.target
        elif rel.kind in ("styles", "numbering", "footnotes", "endnotes"):
            target = rel.target.lstrip("/") if rel.target.startswith("/") else join(dirname(main), rel.target)
            if normpath(target) in names:
                package.others[rel.kind] = _xml(archive, normpath(target))
    return package


def value(node: etree._Element | None, path: str, attribute: str = "val") -> str | None:
    """Return an attribute of the element at a path of local names ("pPr/numPr/numId"); None where there is none."""
    for step in path.split("/") if path else ():
        node = node.find(f"{W}{step}") if node is not None else None
    return node.get(f"{W}{attribute}") if node is not None else None


def switched_on(node: etree._Element | None, name: str) -> bool | None:
    """Return whether a toggle such as `b` is on or off in a set of properties; None where it is not named."""
    found = node.find(f"{W}{name}") if node is not None else None
    if found is None:
        return None
    return found.get(f"{W}val", "1") not in ("0", "false", "off", "none")


def number(words: str | None, otherwise: int = 0) -> int:
    """Return a whole number of an attribute, or something else where it is none."""
    return int(words) if words and re.fullmatch(r"-?[0-9]{1,9}", words) else otherwise
