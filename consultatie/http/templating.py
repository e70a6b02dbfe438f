"""What every template can call: addresses, assets, language, dates, numbers, the viewer."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from flask import Flask, request
from flask_babel import format_date, format_datetime, gettext, ngettext
from jinja2 import StrictUndefined
from markupsafe import Markup

from consultatie.adapters.theme import Theme, read_theme
from consultatie.http import access
from consultatie.http.languages import SOURCE, absolute, current_language, in_other_language
from consultatie.http.messages import sentence
from consultatie.http.site import now, site
from consultatie.settings import ROOT, Settings

THEME = "consultatie.theme"  # extension: the Theme of this installation, or None


@cache
def _digest(path: str) -> str:
    return hashlib.sha256((ROOT / "static" / path).read_bytes()).hexdigest()[:12]


def asset(path: str) -> str:
    """Return the address of a static file with its content hash, so that it may be kept for a year."""
    return f"/static/{path}?v={_digest(path)}" if Path(path).suffix else f"/static/{path}"


def as_dutch(text: str) -> Markup | str:
    """Return Dutch words for a page in any language: marked as Dutch where the page is not (WCAG 2.2, 3.1.2)."""
    return text if current_language() == SOURCE else Markup('<span lang="nl">{}</span>').format(text)


def day(value: date | datetime | None) -> str:
    """Return a date in full in the reader's language ("zondag 14 maart 2027"), as seen in Amsterdam."""
    if value is None:
        return ""
    pattern = "EEEE d MMMM y"
    return format_datetime(value, pattern) if isinstance(value, datetime) else format_date(value, pattern)


def day_and_time(value: datetime | None) -> str:
    """Return a date and time in full, Amsterdam time."""
    return "" if value is None else format_datetime(value, gettext("EEEE d MMMM y 'om' H.mm 'uur'"))


def language_name(code: str) -> str:
    """Return a language's own name ("Nederlands", "English", "polski")."""
    try:
        return Locale.parse(code).get_display_name() or code
    except (ValueError, LookupError):
        return code


def prose(html: str) -> Markup:
    """Mark stored HTML that was cleaned when it was saved. Only for columns named `html`."""
    return Markup(html)  # noqa: S704 -- cleaned by adapters/markup when saved


def _theme(settings: Settings) -> Theme | None:
    return read_theme(Path(settings.theme_file), ROOT / "static") if settings.theme_file else None


def register(app: Flask, settings: Settings) -> None:
    """Set up Jinja: StrictUndefined, our globals and filters."""
    theme = _theme(settings)
    app.extensions[THEME] = theme
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.add_extension("jinja2.ext.do")
    app.jinja_env.filters |= {
        "day": day,
        "as_dutch": as_dutch,
        "day_and_time": day_and_time,
        "language_name": language_name,
        "prose": prose,
    }
    app.jinja_env.globals |= {
        "asset": asset,
        "style_sheet": f"/stijl/{theme.name}" if theme else asset("css/site.css"),
        "theme": theme,
        "current_language": current_language,  # in macros, which see no context
        "settings": settings,
        "gettext": gettext,
        "ngettext": ngettext,
        "_": gettext,
        "sentence": sentence,
        "absolute": lambda path, language="nl": absolute(settings, path, language),
    }

    @app.context_processor
    def per_request() -> dict[str, Any]:
        language = current_language()
        other = next((code for code in settings.languages if code != language), language)
        return {
            "language": language,
            "other_language": other,
            "other_language_url": in_other_language(other) if request else "/",
            "viewer": access.viewer() if request else None,
            "now": now() if request else site().ports.now(),
        }
