"""PNG, JPEG and WebP: decoded within limits and encoded anew, so that nothing but pixels stays."""

from __future__ import annotations

import io
from typing import Final

from PIL import Image, ImageOps, UnidentifiedImageError

from consultatie.domain.errors import Invalid
from consultatie.domain.ports import CleanPicture

MAX_PIXELS: Final = 40_000_000
MAX_SIDE: Final = 2400  # pixels; larger pictures are made smaller
PHONE_SIDE: Final = 720  # pixels: a phone of 360 CSS pixels with a fine screen
WORTH_IT: Final = 0.7  # a picture for phones is kept when it has at most this share of the bytes
FORMATS: Final = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}


def clean_bitmap(data: bytes) -> CleanPicture:
    """Return the pixels of a bitmap, upright, without metadata; raise Invalid picture-unreadable or picture-too-large."""
    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with Image.open(io.BytesIO(data), formats=list(FORMATS)) as picture:
            kind = picture.format or ""
            if picture.width * picture.height > MAX_PIXELS:
                raise Invalid("picture-too-large")
            upright = ImageOps.exif_transpose(picture)
            pixels = upright.convert("RGBA" if _has_holes(upright, kind) else "RGB")
    except Image.DecompressionBombError as error:
        raise Invalid("picture-too-large") from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise Invalid("picture-unreadable") from error
    pixels.thumbnail((MAX_SIDE, MAX_SIDE))
    large = _encoded(pixels, kind)
    return CleanPicture(large, FORMATS[kind], *pixels.size, small=_small(pixels, kind, len(large)))


def _has_holes(picture: Image.Image, kind: str) -> bool:
    return kind != "JPEG" and (picture.mode in ("RGBA", "LA") or "transparency" in picture.info)


def _encoded(pixels: Image.Image, kind: str) -> bytes:
    # A fresh picture carries no text chunks, colour profile or comment of the old one.
    bare = Image.frombytes(pixels.mode, pixels.size, pixels.tobytes())
    out = io.BytesIO()
    bare.save(out, kind, quality=85, optimize=True)
    return out.getvalue()


def _small(pixels: Image.Image, kind: str, large_bytes: int) -> bytes | None:
    if pixels.width <= PHONE_SIDE:
        return None
    small = pixels.copy()
    small.thumbnail((PHONE_SIDE, pixels.height))
    data = _encoded(small, kind)
    return data if len(data) <= WORTH_IT * large_bytes else None
