"""The style sheet with a department's theme in it, and the fonts that lie beside the theme. Nothing without a theme."""

from __future__ import annotations

from flask import Response, current_app

from consultatie.domain.errors import NotFound
from consultatie.http.access import public
from consultatie.http.templating import THEME
from consultatie.web.public import blueprint

A_YEAR = "public, max-age=31536000, immutable"  # the address changes with what is in it


@blueprint.get("/stijl/<name>")
@public(cached=True)
def style(name: str) -> Response:
    """Give the style sheet, or a font that it names."""
    theme = current_app.extensions[THEME]
    if theme and name == theme.name:
        return Response(theme.css, content_type="text/css; charset=utf-8", headers={"Cache-Control": A_YEAR})
    font = theme.font(name) if theme else None
    if font is None:
        raise NotFound("no-such-page")
    return Response(font.read_bytes(), content_type="font/woff2", headers={"Cache-Control": A_YEAR})
