"""References on a page: the addresses of what a text refers to in its own bill.

Belongs here: addresses. Which words refer to what was worked out when the text was stored (services/bill_links).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from flask import Flask
from markupsafe import Markup

_TO_A_PLACE: Final = re.compile(r'<a class="reference" href="#([^"]+)">(.*?)</a>', re.DOTALL)


def article_part(eid: str) -> str:
    """Return the article in the name of a provision ("art_3" of `art_3__para_2`), "" where it is in none."""
    pieces = eid.split("__")
    articles = [at for at, piece in enumerate(pieces) if piece.startswith("art_")]
    return "__".join(pieces[: articles[-1] + 1]) if articles else ""


def referring(html: str, address: Callable[[str], str]) -> Markup:
    """Return stored HTML with the page's addresses in its references; without an address only the words are left."""

    def placed(found: re.Match[str]) -> str:
        where = address(found[1])
        return f'<a class="reference" href="{Markup.escape(where)}">{found[2]}</a>' if where else found[2]

    return Markup(_TO_A_PLACE.sub(placed, html))  # noqa: S704 -- cleaned when stored, or drawn by our templates


def register(app: Flask) -> None:
    """Give templates the filter `referring(address)`."""
    app.jinja_env.filters["referring"] = referring
