"""Editions as bytes: composed, then written in a format."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.metadata import version as version_of

from consultatie.adapters.bill_formats.akoma_ntoso_export import BillIdentity, akn_document
from consultatie.domain.editions import LARGE, Work, base_format
from consultatie.domain.provisions import MemorandumPart
from consultatie.http.editions.composing import compose, compose_markdown
from consultatie.http.editions.sources import Composed, Source
from consultatie.http.site import site
from consultatie.models.bills import BillVersion
from consultatie.services import bill_markdown, bills
from consultatie.settings import ROOT

STYLE = ROOT / "static" / "documents" / "document.css"
MAKERS = ROOT / "consultatie" / "adapters" / "documents"
_PICTURE = re.compile(r'src="picture:([^"]+)"')


def prepare(source: Source, work: Work, format_: str) -> Composed:
    """Return what a file is made from; text that is the file already for Markdown and Akoma Ntoso."""
    if work is Work.BILL and format_ in ("md", "akn"):
        found = source.version or bills.current_version(source.session, source.row)
        text = bill_markdown.export(source.session, found) if format_ == "md" else _akoma_ntoso(source, found)
        return Composed(text, {})
    if format_ == "md":
        return Composed(compose_markdown(source), {})
    return compose(source, work, size="large" if format_.endswith(LARGE) else "")


def _akoma_ntoso(source: Source, version: BillVersion) -> str:
    """Return a version with its memorandum as Akoma Ntoso 3.0."""
    identity = BillIdentity(
        address=f"/consultaties/{source.row.slug}",
        version=version.number,
        day=version.imported_at.date(),
        language=version.language,
        title=version.title,
        kind=version.kind.value,
        author=source.row.department.name,
    )
    parts = [
        MemorandumPart(part.heading, part.level, part.text, part.html, part.eid or "", tuple(part.also))
        for part in bills.memorandum(source.session, version)
    ]
    return akn_document(identity, bills.tree(source.session, version), parts).decode("utf-8")


def make(composed: Composed, format_: str) -> bytes:
    """Return the file. Raise Unavailable where this machine cannot make it."""
    kind = base_format(format_)
    if kind in ("md", "akn"):
        return composed.html.encode()
    if kind == "html":
        return _self_contained(composed).encode()
    return site().ports.documents.make(kind, composed.html, composed.pictures)


def digest(composed: Composed) -> str:
    """Return the SHA-256 (hex) of all that a file is made from and with: content, styles, makers."""
    return hashlib.sha256(f"{composed.digest()} {_makers()}".encode()).hexdigest()


@cache
def _makers() -> str:
    found = hashlib.sha256(version_of("weasyprint").encode())
    for path in sorted([*MAKERS.glob("*.py"), *STYLE.parent.glob("*.css")]):
        found.update(path.read_bytes())
    return found.hexdigest()


def _self_contained(composed: Composed) -> str:
    """Return the HTML with its style and pictures in it, so that the file can go anywhere."""

    def held(found: re.Match[str]) -> str:
        data, kind = composed.pictures[found[1]]
        return f'src="data:{kind};base64,{base64.b64encode(data).decode()}"'

    style = STYLE.read_text("utf-8")
    return _PICTURE.sub(held, composed.html).replace("</head>", f"<style>\n{style}</style>\n</head>", 1)
