"""Forms of readers that carry no token: the browser says itself where a form came from, and that is checked (docs/adr/0011)."""

from __future__ import annotations

from flask import request
from werkzeug.exceptions import BadRequest

from consultatie.http.site import site


def own_origins() -> set[str]:
    """Return the addresses of this site, as `Origin` writes them."""
    return {site().settings.base_url.rstrip("/"), request.host_url.rstrip("/")}


def require_own_page() -> None:
    """Raise BadRequest unless the browser says that the form came from a page of this site.

    Source: Fetch Metadata Request Headers (W3C), 2.2, and RFC 6454, 7 for browsers without it.
    """
    said = request.headers.get("Sec-Fetch-Site")
    from_us = request.headers.get("Origin", "") in own_origins() if said is None else said == "same-origin"
    if not from_us:
        raise BadRequest()
