"""Text of a respondent in pieces, so that a page can mark what looks like personal data where it stands."""

from __future__ import annotations

from flask import Flask

from consultatie.domain.screening import Sign, findings, pieces


def signs_in(text: str) -> list[tuple[Sign | None, str]]:
    """Return the whole text in pieces, each with what it looks like, or None."""
    return list(pieces(text, findings(text)))


def register(app: Flask) -> None:
    """Give every template the filter `signs`."""
    app.jinja_env.filters["signs"] = signs_in
