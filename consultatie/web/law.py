"""Law text on a page: what Jinja needs to draw a tree of provisions (templates/fragments/law_text.html)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from flask import Flask
from flask_babel import gettext as _
from markupsafe import Markup, escape

from consultatie.domain.provisions import Provision, ProvisionKind, around_children
from consultatie.web import labels

_ITEMS = frozenset({ProvisionKind.PARAGRAPH, ProvisionKind.POINT, ProvisionKind.AMENDMENT})
_TABLE = re.compile(r"<table\b")


def runs(children: Iterable[Provision]) -> Iterator[tuple[bool, list[Provision]]]:
    """Group neighbours: (True, numbered items that form one list, or whole lists) or (False, articles, quotes and the like)."""
    for role, group in groupby(children, key=_role):
        yield role != "block", list(group)


def _role(node: Provision) -> str:
    if node.kind is ProvisionKind.LIST:
        return "list"
    return "item" if node.kind in _ITEMS else "block"


def law_html(node: Provision, citation: str = "") -> tuple[Markup, Markup]:
    """Return the own text of a provision before and after its children, ready to show.

    Tables get a named region that scrolls; `ins` and `del` get a word, so that a change is never only a line.
    """
    before, after = (_shown(part, citation) for part in around_children(node.html))
    return before, after


def law_piece(html: str, citation: str = "") -> Markup:
    """Return a stored piece of law text, ready to show as `law_html`."""
    return _shown(html, citation)


def _shown(html: str, citation: str) -> Markup:
    if not html:
        return Markup("")
    if "<table" in html:
        html = _in_regions(html, citation)
    if "<ins>" in html or "<del>" in html:
        html = html.replace("<ins>", f'<ins><span class="change-word">{escape(_("nieuw"))}</span> ')
        html = html.replace("<del>", f'<del><span class="change-word">{escape(_("vervalt"))}</span> ')
    return Markup(html)  # noqa: S704 -- cleaned by adapters/markup when stored


def _in_regions(html: str, citation: str) -> str:
    numbers = iter(range(1, html.count("<table") + 1))

    def opened(_found: re.Match[str]) -> str:
        name = _("Tabel %(number)s bij %(provision)s", number=next(numbers), provision=citation)
        return f'<div class="law__table" role="region" aria-label="{escape(name)}" tabindex="0"><table'

    return _TABLE.sub(opened, html).replace("</table>", "</table></div>")


def printed_number(node: Provision) -> str:
    """Return a lid's or onderdeel's number as it stands in the margin: "1." or "a."."""
    if not node.number:
        return "–"
    return node.number if node.number.endswith((".", "°", ")")) else f"{node.number}."


def inner_citation(outer: str, node: Provision) -> str:
    """Return how a provision is cited below an already cited one: "artikel 4, lid 2"."""
    own = labels.provision(node.kind, node.number)
    return f"{outer}, {own}" if outer else own


def register(app: Flask) -> None:
    """Give every template the filters of law text."""
    app.jinja_env.globals |= {
        "law_runs": runs,
        "law_html": law_html,
        "law_number": printed_number,
        "law_citation": inner_citation,
    }
    app.jinja_env.filters["law_piece"] = law_piece
