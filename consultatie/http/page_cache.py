"""Whole anonymous public pages, kept before Flask: with ETag, 304 and gzip.

A page is dropped when what the public sees of its consultation changes (models/queue.ContentVersion), and at the
next midnight in Amsterdam, when the calendar changes it (days left, opening, closing). Nobody who is signed in or
holds a draft gets one: whoever has our cookie passes by. Only pages marked `@public(cached=True)` are kept, and
they hold no form token. Other answers are compressed by compression.py.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from time import monotonic
from typing import Any

from flask import Flask, Response, current_app, request
from sqlalchemy.exc import SQLAlchemyError

from consultatie.db import Database
from consultatie.domain.lifecycle import AMSTERDAM, opening_instant
from consultatie.domain.ports import Clock
from consultatie.http import access, reading_settings
from consultatie.services.queue import content_versions

KEEP = "consultatie.keep"  # environ key by which the application says: keep this page, for these scopes
STATIC = "/static/"
COMPRESSIBLE = (
    "text/",
    "application/json",
    "application/atom+xml",
    "application/xml",
    "image/svg+xml",
    "application/javascript",
)
SMALL = 800  # bytes below which compressing gains nothing

Environ = dict[str, Any]
Start = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """One kept answer: headers without length, the body plain and compressed, its scopes with versions, its end (UTC)."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes
    packed: bytes | None
    etag: str
    versions: tuple[tuple[str, int], ...]
    until: datetime


class VersionWatch:
    """Knows the content versions: on SQLite by `PRAGMA data_version` (microseconds), on PostgreSQL by asking now and then."""

    def __init__(self, db: Database, interval: float) -> None:
        self._db, self._interval = db, interval
        self._lock = Lock()
        self._connection: Any = None
        self._seen: int | None = None
        self._asked = float("-inf")
        self._versions: dict[str, int] = {}

    def current(self) -> dict[str, int]:
        """Return the version of each scope that ever changed."""
        with self._lock:
            if self._changed():
                with self._db.read() as session:
                    self._versions = content_versions(session)
            return self._versions

    def _changed(self) -> bool:
        if not self._db.is_sqlite:
            now = monotonic()
            due = now - self._asked >= self._interval
            self._asked = now if due else self._asked
            return due
        if self._connection is None:
            self._connection = self._db.engine.raw_connection()
            self._connection.detach()  # of our own for good: data_version tells what others changed since
        cursor = self._connection.cursor()
        seen = cursor.execute("PRAGMA data_version").fetchone()[0]
        cursor.close()
        changed, self._seen = seen != self._seen, seen
        return bool(changed)


class PageCache:
    """WSGI middleware that answers from memory where it may; least recently used pages leave first."""

    def __init__(
        self, app: Callable[..., Iterable[bytes]], watch: VersionWatch, *, cookie: str, limit: int, now: Clock
    ) -> None:
        self.app, self._watch, self._limit, self._now = app, watch, limit, now
        self._cookie = cookie + "="
        self._kept: OrderedDict[tuple[str, ...], Kept] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        cookies = environ.get("HTTP_COOKIE", "")
        of_anyone = environ.get("PATH_INFO", "").startswith(STATIC)  # the same files, whoever asks
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or (self._cookie in cookies and not of_anyone):
            return self.app(environ, start_response)
        key = (
            environ.get("HTTP_HOST", ""),
            environ.get("PATH_INFO", ""),
            environ.get("QUERY_STRING", ""),
            reading_settings.settings_of(environ).word,
        )
        kept = self._find(key)
        if kept is None:
            return self._ask(key, environ, start_response)
        return _answer(kept, environ, start_response)

    def _find(self, key: tuple[str, ...]) -> Kept | None:
        kept = self._kept.get(key)
        if kept is None:
            return None
        try:
            versions = self._watch.current()
        except SQLAlchemyError:
            return None
        if self._now() >= kept.until or any(
            versions.get(scope, 0) != version for scope, version in kept.versions
        ):
            return None
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
        return kept

    def _ask(self, key: tuple[str, ...], environ: Environ, start_response: Start) -> Iterable[bytes]:
        before = self._watch.current()
        begun: list[Any] = []

        def begin(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> Callable[[bytes], None]:
            begun[:] = [status, headers]
            return lambda _data: None

        answer = self.app(environ, begin)
        try:
            body = b"".join(answer)
        finally:
            close = getattr(answer, "close", None)
            if close:
                close()
        status, headers = begun
        scopes = environ.get(KEEP)
        if scopes is None or not status.startswith("200") or environ["REQUEST_METHOD"] == "HEAD":
            start_response(status, headers)
            return [body]
        kept = self._make(status, headers, body, [(scope, before.get(scope, 0)) for scope in scopes])
        self._keep(key, kept)
        return _answer(kept, environ, start_response)

    def _make(
        self, status: str, headers: list[tuple[str, str]], body: bytes, versions: list[tuple[str, int]]
    ) -> Kept:
        named = {name.lower(): value for name, value in headers}
        packable = len(body) >= SMALL and named.get("content-type", "").startswith(COMPRESSIBLE)
        skipped = ("content-length", "etag", "set-cookie", "vary")
        kept_headers = [(name, value) for name, value in headers if name.lower() not in skipped]
        etag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
        kept_headers += [("ETag", etag), ("Vary", "Accept-Encoding, Cookie")]
        packed = gzip.compress(body, 6, mtime=0) if packable else None
        tomorrow = opening_instant(self._now().astimezone(AMSTERDAM).date() + timedelta(days=1))
        return Kept(status, kept_headers, body, packed, etag, tuple(versions), tomorrow)

    def _keep(self, key: tuple[str, ...], kept: Kept) -> None:
        with self._lock:
            old = self._kept.pop(key, None)
            self._size += _weight(kept) - (_weight(old) if old else 0)
            self._kept[key] = kept
            while self._size > self._limit and self._kept:
                self._size -= _weight(self._kept.popitem(last=False)[1])


def _weight(kept: Kept) -> int:
    return len(kept.body) + len(kept.packed or b"") + 2000


def _answer(kept: Kept, environ: Environ, start_response: Start) -> Iterable[bytes]:
    asked = environ.get("HTTP_IF_NONE_MATCH", "")
    if kept.etag in asked or asked == "*":
        start_response(
            "304 Not Modified", [header for header in kept.headers if header[0].lower() != "content-type"]
        )
        return []
    body = kept.body
    headers = kept.headers
    if kept.packed is not None and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        body, headers = kept.packed, [*headers, ("Content-Encoding", "gzip")]
    start_response(kept.status, [*headers, ("Content-Length", str(len(body)))])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def register(app: Flask) -> None:
    """Tell the middleware which answers to keep: those of marked views and of static files."""

    @app.after_request
    def mark(response: Response) -> Response:
        if response.status_code != 200 or request.method != "GET" or "Set-Cookie" in response.headers:
            return response
        if request.endpoint == "static":
            response.direct_passthrough = False
            request.environ[KEEP] = ()
        elif _is_cacheable() and access.viewer() is None:
            slug = (request.view_args or {}).get("slug")
            request.environ[KEEP] = (f"consultation:{slug}",) if slug else ("site",)
        return response


def _is_cacheable() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return bool(getattr(view, access.CACHEABLE, False))
