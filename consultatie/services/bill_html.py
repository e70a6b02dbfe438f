"""A bill as one HTML document: headings, an id per provision, nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from sqlalchemy.orm import Session

from consultatie.domain.provisions import Provision, ProvisionKind, around_children
from consultatie.models.bills import BillVersion
from consultatie.services import bills
from consultatie.services.bill_markdown import MEMORANDUM, WORDS

_DEEPEST = 6
_STYLE = (
    "body{max-width:45rem;margin:2rem auto;padding:0 1rem;font:1.1rem/1.6 Georgia,serif}"
    "section section{margin-left:1rem}.number{font-weight:bold}table{border-collapse:collapse}"
    "th,td{border:1px solid;padding:.25rem .5rem;text-align:left;vertical-align:top}"
)


def export(session: Session, version: BillVersion) -> str:
    """Return a version with its memorandum as a complete HTML document; its HTML was cleaned when it was stored."""
    title = escape(version.title)
    lines = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(version.language)}">',
        f'<head><meta charset="utf-8"><title>{title}</title>',
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>',
        f"<body><main><h1>{title}</h1>",
    ]
    for node in bills.tree(session, version):
        lines.extend(_section(node, 2))
    parts = bills.memorandum(session, version)
    if parts:
        lines.append(f'<section id="memorandum"><h2>{MEMORANDUM}</h2>')
        for part in parts:
            level = min(part.level + 2, _DEEPEST)
            heading = f"<h{level}>{escape(part.heading)}</h{level}>" if part.heading else ""
            lines.append(f"{heading}{part.html}")
        lines.append("</section>")
    lines.append("</main></body></html>")
    return "\n".join(lines) + "\n"


def _section(node: Provision, level: int) -> Iterator[str]:
    before, after = around_children(node.html)
    yield f'<section id="{escape(node.eid)}">'
    yield _heading(node, level) + before
    deeper = level + 1 if node.kind in WORDS else level
    for child in node.children:
        yield from _section(child, min(deeper, _DEEPEST))
    yield f"{after}</section>"


def _heading(node: Provision, level: int) -> str:
    number = escape(node.number)
    if node.kind in (ProvisionKind.PREAMBLE, ProvisionKind.CONCLUSION, ProvisionKind.QUOTE):
        return ""
    if node.kind not in WORDS and not node.heading:
        return f'<span class="number">{number}.</span> ' if number else ""
    name = " ".join(word for word in (WORDS.get(node.kind, ""), number) if word)
    words = ". ".join(part for part in (name, escape(node.heading)) if part)
    return f"<h{level}>{words}</h{level}>"
