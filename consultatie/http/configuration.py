"""From our settings to Flask's own configuration, and the WSGI layers around the application."""

from __future__ import annotations

import secrets
from datetime import timedelta
from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from consultatie.http import form_tokens
from consultatie.http.languages import LanguagePrefix
from consultatie.http.page_cache import PageCache, VersionWatch
from consultatie.http.site import EXTENSION
from consultatie.settings import Settings

COOKIE = "consultatie"


def register(app: Flask, settings: Settings) -> None:
    """Set keys, cookies, limits and form tokens."""
    app.config.update(
        SECRET_KEY=secret_key(settings.secret_key_path),
        SESSION_COOKIE_NAME=COOKIE,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.base_url.startswith("https:"),
        SESSION_COOKIE_PATH="/",
        PERMANENT_SESSION_LIFETIME=timedelta(days=settings.draft_days),
        SESSION_REFRESH_EACH_REQUEST=False,
        MAX_CONTENT_LENGTH=settings.max_request_bytes,
        MAX_FORM_MEMORY_SIZE=settings.max_request_bytes,
        TRUSTED_HOSTS=list(settings.trusted_hosts),
        WTF_CSRF_TIME_LIMIT=None,  # a page that stood open for days must still be able to send what was typed
        WTF_CSRF_SSL_STRICT=False,  # Referer is not sent by everyone; the token and SameSite guard the form
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(days=365),
    )
    form_tokens.register(app)


def secret_key(path: Path) -> bytes:
    """Return the key for signing cookies; make it (readable by the owner only) when there is none."""
    if not path.exists():
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_bytes(secrets.token_hex(32).encode())
    return path.read_bytes().strip()


def wrap(app: Flask) -> None:
    """Put the language prefix and the page cache around the application, and the trusted proxies around those."""
    site = app.extensions[EXTENSION]
    settings: Settings = site.settings
    watch = VersionWatch(site.db, settings.page_cache_check_seconds)
    cache = PageCache(
        LanguagePrefix(app.wsgi_app, settings.languages),
        watch,
        cookie=COOKIE,
        limit=settings.page_cache_bytes,
        now=site.ports.now,
    )
    hops = settings.trusted_proxies
    app.wsgi_app = ProxyFix(cache, x_for=hops, x_proto=hops) if hops else cache  # type: ignore[method-assign]
