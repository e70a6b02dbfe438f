"""Text of a respondent in pieces, so that a page can mark what looks like personal data where it stands."""

from __future__ import annotations

from flask import Flask
from flask_babel import gettext as _

from consultatie.domain.screening import Sign, findings, pieces


def signs_in(text: str) -> list[tuple[Sign | None, str]]:
    """Return the whole text in pieces, each with what it looks like, or None."""
    return list(pieces(text, findings(text)))


def sign_words(value: Sign | str) -> str:
    """Return what a passage looks like that may be personal data."""
    return {
        "bsn": _("lijkt een BSN"),
        "iban": _("lijkt een bankrekening"),
        "email": _("lijkt een mailadres"),
        "address": _("lijkt een adres"),
        "phone": _("lijkt een telefoonnummer"),
        "health": _("naam bij gezondheid"),
    }[Sign(value).value]


def register(app: Flask) -> None:
    """Give every template the filter `signs` and the words for a sign."""
    app.jinja_env.filters["signs"] = signs_in
    app.jinja_env.globals["sign_words"] = sign_words
