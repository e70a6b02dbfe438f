"""What is asked in the query of an address, and the links between pages of an answer (RFC 8288)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import Response, jsonify, request

from consultatie.domain.errors import Invalid
from consultatie.http.languages import absolute
from consultatie.http.site import site

Choice = TypeVar("Choice", bound=StrEnum)
PER_PAGE = 20
MOST_PER_PAGE = 100
LAST_PAGE = 100_000


def only(names: Iterable[str]) -> None:
    """Refuse a parameter that this address does not know: a mistyped filter must not look like an answer."""
    unknown = sorted(set(request.args) - set(names))
    if unknown:
        raise Invalid("query-unreadable", dict.fromkeys(unknown, "unknown"))


def number(name: str, default: int, most: int) -> int:
    """Return a whole number from 1 to `most`; raise Invalid."""
    typed = request.args.get(name)
    if typed is None:
        return default
    if not (typed.isascii() and typed.isdigit() and len(typed) < 9 and 1 <= int(typed) <= most):
        raise Invalid("query-unreadable", {name: "number"})
    return int(typed)


def choice(kind: type[Choice], name: str) -> Choice | None:
    """Return one of the values of an enumeration, None when nothing was asked; raise Invalid."""
    typed = request.args.get(name)
    if typed is None:
        return None
    try:
        return kind(typed)
    except ValueError:
        raise Invalid("query-unreadable", {name: "unknown"}) from None


def day(name: str) -> date | None:
    """Return a day (ISO 8601), None when nothing was asked; raise Invalid."""
    typed = request.args.get(name)
    if typed is None:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise Invalid("query-unreadable", {name: "day"}) from None


def page_of(items: list[dict[str, Any]], *, total: int, page: int, pages: int) -> Response:
    """Return one page of a list, with links to the first, last, previous and next."""
    response = jsonify({"total": total, "page": page, "pages": pages, "items": items})
    places = {"first": 1, "prev": page - 1, "next": page + 1, "last": pages}
    links = [f'<{_address(place)}>; rel="{rel}"' for rel, place in places.items() if 1 <= place <= pages]
    response.headers["Link"] = ", ".join(links)
    return response


def _address(page: int) -> str:
    query = urlencode({**request.args.to_dict(), "page": page})
    return absolute(site().settings, f"{request.path}?{query}")
