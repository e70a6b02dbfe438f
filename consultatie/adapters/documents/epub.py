"""EPUB 3.3 of a document, with the metadata of EPUB Accessibility 1.1: one file a part, so that e-readers stay quick."""

from __future__ import annotations

import io
import re
import uuid
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as lxml_html

STYLE = Path(__file__).resolve().parents[3] / "static" / "documents" / "document.css"
XHTML = "http://www.w3.org/1999/xhtml"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ENDINGS = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp"}
CONTENTS = {"nl": "Inhoud", "en": "Contents"}
SUMMARIES = {
    "nl": "Koppen, lijsten en tabellen zijn als zodanig herkenbaar. Plaatjes hebben een beschrijving.",
    "en": "Headings, lists and tables are marked as such. Pictures have a description.",
}
_PAPER = re.compile(r"@page[^{]*\{(?:[^{}]|\{[^{}]*\})*\}|@media print\s*\{(?:[^{}]|\{[^{}]*\})*\}")
_CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="OEBPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)


@dataclass(frozen=True, slots=True)
class Part:
    """One file of the book: its name, its title in the contents, its blocks, and the ids that stand in it."""

    name: str
    title: str
    nodes: tuple[Any, ...]
    ids: frozenset[str]


def write(html: str, pictures: Mapping[str, tuple[bytes, str]]) -> bytes:
    """Return our own HTML with its pictures as EPUB."""
    page: Any = lxml_html.document_fromstring(html)
    for contents in page.find_class("contents"):
        contents.drop_tree()
    names = {
        name: f"pictures/p{place}.{ENDINGS[kind]}"
        for place, (name, (_data, kind)) in enumerate(pictures.items())
    }
    for image in page.iter("img"):
        image.set("src", names[image.get("src", "").removeprefix("picture:")])
    parts = list(_parts(page))
    _join(parts)
    book = io.BytesIO()
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "mimetype", "application/epub+zip", compressed=False)
        _put(archive, "META-INF/container.xml", _CONTAINER)
        _put(archive, "OEBPS/package.opf", _package(page, parts, names, pictures))
        _put(archive, "OEBPS/nav.xhtml", _nav(page, parts))
        _put(archive, "OEBPS/style.css", _PAPER.sub("", STYLE.read_text("utf-8")))
        for part in parts:
            _put(archive, f"OEBPS/{part.name}", _xhtml(page, part))
        for name, (data, _kind) in pictures.items():
            _put(archive, f"OEBPS/{names[name]}", data)
    return book.getvalue()


def _put(archive: zipfile.ZipFile, name: str, data: str | bytes, *, compressed: bool = True) -> None:
    """Write a file with a fixed time, so that the same content is the same book."""
    entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    archive.writestr(entry, data, zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED)


def _parts(page: Any) -> Iterator[Part]:
    """Yield the files of the book: what comes before the first section, then each section below main or its law text."""
    main = page.find(".//main")
    title = page.findtext(".//title", "").strip()
    before: list[Any] = []
    number = 0
    for node in [
        inner
        for child in main
        for inner in (child if child.get("class", "").startswith("law-text") else [child])
    ]:
        if node.tag != "section":
            before.append(node)
            continue
        if before:
            yield _part("begin.xhtml", title, before)
            before = []
        number += 1
        heading = next(node.iter("h2"), None)
        yield _part(f"part{number}.xhtml", heading.text_content() if heading is not None else title, [node])
    if before:
        yield _part("end.xhtml" if number else "begin.xhtml", title, before)


def _part(name: str, title: str, nodes: list[Any]) -> Part:
    ids = frozenset(
        one.get("id") for node in nodes for one in node.iter() if isinstance(one.tag, str) and one.get("id")
    )
    return Part(name, title.strip(), tuple(nodes), ids)


def _join(parts: list[Part]) -> None:
    """Lead links within the document to the file where their target stands; a link to nowhere becomes text."""
    files = {id_: part.name for part in parts for id_ in part.ids}
    links = [one for part in parts for node in part.nodes for one in node.iter("a")]
    for link in links:
        target = link.get("href", "")
        if target.startswith("#"):
            name = files.get(target[1:])
            link.set("href", f"{name}{target}") if name else link.drop_tag()


def _xhtml(page: Any, part: Part) -> str:
    language = escape(page.get("lang", "nl"))
    body = "".join(_as_xml(node) for node in part.nodes)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html xmlns="{XHTML}" lang="{language}" xml:lang="{language}">'
        f'<head><title>{escape(part.title)}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>'
        f"<body>{body}</body></html>"
    )


def _as_xml(node: Any) -> str:
    for one in node.iter():
        if not isinstance(one.tag, str):
            continue
        for name in ("tabindex", "role", "aria-label"):  # of regions that scroll on a screen
            one.attrib.pop(name, None)
        if one.get("lang"):
            one.set(XML_LANG, one.get("lang"))
    return str(etree.tostring(node, encoding="unicode", method="xml", with_tail=False))


def _nav(page: Any, parts: list[Part]) -> str:
    language = escape(page.get("lang", "nl"))
    title = CONTENTS.get(language, CONTENTS["nl"])
    items = "".join(
        f'<li><a href="{part.name}">{escape(part.title)}</a>{_below(part)}</li>' for part in parts
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n<html xmlns="{XHTML}" '
        f'xmlns:epub="http://www.idpf.org/2007/ops" lang="{language}" xml:lang="{language}"><head><title>{title}</title></head>'
        f'<body><nav epub:type="toc"><h1>{title}</h1><ol>{items}</ol></nav></body></html>'
    )


def _below(part: Part) -> str:
    """Return the sections inside a part as a list of the contents, one level deep."""
    sections = [
        (one.get("id"), heading.text_content().strip())
        for node in part.nodes
        for one in node.iter("section")
        if one is not node
        and one.get("id")
        and (heading := next(one.iter("h2", "h3", "h4", "h5"), None)) is not None
    ]
    listed = "".join(
        f'<li><a href="{part.name}#{escape(id_)}">{escape(text)}</a></li>' for id_, text in sections
    )
    return f"<ol>{listed}</ol>" if listed else ""


def _package(
    page: Any, parts: list[Part], names: Mapping[str, str], pictures: Mapping[str, tuple[bytes, str]]
) -> str:
    meta = {one.get("name"): one.get("content", "") for one in page.iter("meta")}
    language = page.get("lang", "nl")
    title = page.findtext(".//title", "").strip()
    source = next(
        (one.get("href", "") for one in page.iter("a") if one.get("href", "").startswith("http")), title
    )
    identity = uuid.uuid5(uuid.NAMESPACE_URL, f"{source}#{title}#{language}")
    manifest = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
        *(
            f'<item id="c{n}" href="{part.name}" media-type="application/xhtml+xml"/>'
            for n, part in enumerate(parts)
        ),
        *(
            f'<item id="p{n}" href="{names[key]}" media-type="{kind}"/>'
            for n, (key, (_d, kind)) in enumerate(pictures.items())
        ),
    ]
    spine = "".join(f'<itemref idref="c{n}"/>' for n in range(len(parts)))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<package xmlns="http://www.idpf.org/2007/opf" version="3.0" '
        f'unique-identifier="id" xml:lang="{escape(language)}"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<dc:identifier id="id">urn:uuid:{identity}</dc:identifier><dc:title>{escape(title)}</dc:title>'
        f"<dc:language>{escape(language)}</dc:language><dc:publisher>{escape(meta.get('author') or '')}</dc:publisher>"
        f'<meta property="dcterms:modified">{escape(meta.get("dcterms.modified") or "2000-01-01")}T00:00:00Z</meta>'
        f"{_accessibility(language, bool(pictures))}</metadata><manifest>{''.join(manifest)}</manifest><spine>{spine}</spine></package>"
    )


def _accessibility(language: str, has_pictures: bool) -> str:
    """Return what EPUB Accessibility 1.1, 2.2 asks a book to say of itself."""
    features = ["tableOfContents", "structuralNavigation", "readingOrder", "displayTransformability"]
    said = [("accessMode", "textual"), ("accessModeSufficient", "textual"), ("accessibilityHazard", "none")]
    if has_pictures:
        said.append(("accessMode", "visual"))
        features += ["alternativeText", "longDescription"]
    said += [("accessibilityFeature", feature) for feature in features]
    said.append(("accessibilitySummary", SUMMARIES.get(language, SUMMARIES["nl"])))
    return "".join(f'<meta property="schema:{name}">{escape(value)}</meta>' for name, value in said)
