"""Dutch at `/`, English at `/en/`: the prefix moves to SCRIPT_NAME, so every url_for stays in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask, has_request_context, request
from flask_babel import Babel

from consultatie.settings import ROOT, Settings

SOURCE = "nl"
WsgiApp = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


class LanguagePrefix:
    """WSGI middleware that takes `/en` (and every other offered language but Dutch) from the path."""

    def __init__(self, app: WsgiApp, languages: tuple[str, ...]) -> None:
        self.app = app
        self.prefixes = tuple(f"/{language}" for language in languages if language != SOURCE)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        for prefix in self.prefixes:
            if path == prefix or path.startswith(prefix + "/"):
                environ["SCRIPT_NAME"] = environ.get("SCRIPT_NAME", "") + prefix
                environ["PATH_INFO"] = path[len(prefix) :] or "/"
                break
        return self.app(environ, start_response)


def current_language() -> str:
    """Return the language of this request; Dutch outside one."""
    if not has_request_context():
        return SOURCE
    last = request.script_root.rpartition("/")[2]
    return last if len(last) == 2 else SOURCE


def in_other_language(language: str) -> str:
    """Return the path (with query) of the page at hand in another language."""
    prefix = "" if language == SOURCE else f"/{language}"
    query = request.query_string.decode("utf-8", "replace")
    return prefix + request.path + (f"?{query}" if query else "")


def absolute(settings: Settings, path: str, language: str = SOURCE) -> str:
    """Return a full address below BASE_URL, never below the Host that a request claims."""
    prefix = "" if language == SOURCE else f"/{language}"
    return settings.base_url.rstrip("/") + prefix + path


def register(app: Flask) -> None:
    """Choose the catalogue by the address."""
    app.config["BABEL_DEFAULT_LOCALE"] = SOURCE
    app.config["BABEL_DEFAULT_TIMEZONE"] = "Europe/Amsterdam"
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(ROOT / "translations")
    Babel(app, locale_selector=current_language)
