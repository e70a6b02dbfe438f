"""The cookie with the reader's settings. The page cache and the pages read it here, so that they never differ."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, request

from consultatie.domain.reading_settings import ReadingSettings, read
from consultatie.http.site import site

COOKIE = "leesinstellingen"
A_YEAR = 31_536_000  # seconds


def settings_of(environ: Mapping[str, Any]) -> ReadingSettings:
    """Return the settings that a WSGI request asks for; the usual ones without a cookie or with one that is not ours."""
    for pair in str(environ.get("HTTP_COOKIE", "")).split(";"):
        name, _, value = pair.strip().partition("=")
        if name == COOKIE:
            return read(value)
    return ReadingSettings()


def keep(response: Response, settings: ReadingSettings) -> None:
    """Keep settings in the browser for a year; take the cookie away when nothing differs from a page without them."""
    if not settings.word:
        response.delete_cookie(COOKIE, path="/", samesite="Lax")
        return
    secure = site().settings.base_url.startswith("https:")
    response.set_cookie(
        COOKIE, settings.word, max_age=A_YEAR, path="/", secure=secure, httponly=True, samesite="Lax"
    )


def register(app: Flask) -> None:
    """Give every template `reading`, the settings of this request."""

    @app.context_processor
    def per_request() -> dict[str, ReadingSettings]:
        return {"reading": settings_of(request.environ) if request else ReadingSettings()}
