"""Uploaded pictures made safe: SVG by svg-hush, bitmaps encoded anew without metadata by Pillow."""

from __future__ import annotations

import io
import re

from PIL import Image, UnidentifiedImageError
from py_svg_hush import filter_svg

from consultatie.domain.errors import Invalid

MAX_PIXELS = 40_000_000
MAX_SIDE = 2400  # pixels; larger pictures are made smaller
FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}
_DOCTYPE = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


class CleanPictures:
    """Takes SVG, PNG, JPEG and WebP up to a size in bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit

    def clean(self, data: bytes) -> tuple[bytes, str]:
        """Return safe bytes and their media type; raise Invalid("picture-unreadable" | "picture-too-large")."""
        if len(data) > self._limit:
            raise Invalid("picture-too-large", limit_bytes=self._limit)
        if b"<svg" in data[:4000].lower():
            return self._svg(data), "image/svg+xml"
        return self._bitmap(data)

    def _svg(self, data: bytes) -> bytes:
        if _DOCTYPE.search(data):
            raise Invalid("picture-unreadable")
        try:
            return bytes(filter_svg(data, {}))
        except Exception as error:  # the binding raises its own kinds
            raise Invalid("picture-unreadable") from error

    def _bitmap(self, data: bytes) -> tuple[bytes, str]:
        Image.MAX_IMAGE_PIXELS = MAX_PIXELS
        try:
            with Image.open(io.BytesIO(data), formats=list(FORMATS)) as picture:
                kind = picture.format or ""
                if picture.width * picture.height > MAX_PIXELS:
                    raise Invalid("picture-too-large", limit_bytes=self._limit)
                picture.load()
                clean = picture.convert(
                    "RGBA" if picture.mode in ("RGBA", "LA", "P") and kind != "JPEG" else "RGB"
                )
        except Image.DecompressionBombError as error:
            raise Invalid("picture-too-large", limit_bytes=self._limit) from error
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
            raise Invalid("picture-unreadable") from error
        clean.thumbnail((MAX_SIDE, MAX_SIDE))
        out = io.BytesIO()
        clean.save(out, kind, quality=85)
        return out.getvalue(), FORMATS[kind]
