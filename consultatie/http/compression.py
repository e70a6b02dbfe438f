"""Answers that are not kept in the page cache, compressed on their way out: pages with a form, pages of staff, JSON.

What is secret in them is masked (form_tokens), the cookie is not sent along by other sites' pictures and scripts
(SameSite), and a few random bytes hide the exact length, as Django does since 4.2 (ADR 15).
"""

from __future__ import annotations

import gzip
import secrets
from io import BytesIO

from flask import Flask, Response, request

from consultatie.http.page_cache import COMPRESSIBLE, KEEP, SMALL

LEVEL = 6
PADDING = 100  # bytes at most, in the header of the gzip stream


def packed(body: bytes, *, padding: int) -> bytes:
    """Return the body as a gzip stream whose header is `padding` bytes longer (a file name, which browsers skip)."""
    stream = BytesIO()
    with gzip.GzipFile(
        filename="a" * padding, mode="wb", compresslevel=LEVEL, fileobj=stream, mtime=0
    ) as pack:
        pack.write(body)
    return stream.getvalue()


def register(app: Flask) -> None:
    """Compress what may be compressed. Register it before what changes answers: the first hook runs last."""

    @app.after_request
    def compress(response: Response) -> Response:
        if not _may(response):
            return response
        body = response.get_data()
        response.vary.add("Accept-Encoding")
        if len(body) >= SMALL and request.accept_encodings["gzip"] > 0:
            response.set_data(packed(body, padding=secrets.randbelow(PADDING + 1)))
            response.content_encoding = "gzip"
        return response


def _may(response: Response) -> bool:
    kept = KEEP in request.environ  # the page cache keeps it plain and compressed
    whole = not response.direct_passthrough and not response.is_streamed and response.status_code != 206
    return not kept and whole and "Content-Encoding" not in response.headers and _is_text(response)


def _is_text(response: Response) -> bool:
    return response.content_type is not None and response.content_type.startswith(COMPRESSIBLE)
