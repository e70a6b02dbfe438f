"""Why words are hidden, for people: "Persoonsgegevens (Woo, artikel 5.1, tweede lid, onder e)"."""

from __future__ import annotations

from flask import Flask

from consultatie.domain.redaction import REASONS
from consultatie.http.languages import current_language


def reason(code: str) -> str:
    """Return a reason with the law it rests on, in the reader's language; nothing for an unknown code."""
    known = REASONS.get(code)
    if known is None:
        return ""
    name = known.names.get(current_language(), known.names["nl"])
    return f"{name[:1].upper()}{name[1:]}" + (f" ({known.source})" if known.source else "")


def register(app: Flask) -> None:
    """Give templates the filter `redaction_reason`."""
    app.jinja_env.filters["redaction_reason"] = reason
