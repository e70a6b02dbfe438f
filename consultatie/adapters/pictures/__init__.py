"""Uploaded pictures made safe: SVG by svg-hush, bitmaps encoded anew without metadata by Pillow."""

from __future__ import annotations

from consultatie.adapters.pictures.bitmap import clean_bitmap
from consultatie.adapters.pictures.drawing import clean_drawing
from consultatie.domain.errors import Invalid
from consultatie.domain.ports import CleanPicture


class CleanPictures:
    """Takes SVG, PNG, JPEG and WebP up to a size in bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit

    def clean(self, data: bytes) -> CleanPicture:
        """Return a safe picture; raise Invalid picture-unreadable, picture-without-size or picture-too-large."""
        if len(data) > self._limit:
            raise Invalid("picture-too-large")
        return clean_drawing(data) if b"<svg" in data[:4000].lower() else clean_bitmap(data)
