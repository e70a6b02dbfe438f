"""Recordings by which somebody responds: what kind a file is by its first bytes, whatever its name says."""

from __future__ import annotations

HEAD_BYTES = 64  # enough for every mark below
TYPES: dict[str, str] = {  # media type -> how people know it
    "audio/mpeg": "MP3",
    "audio/mp4": "M4A",
    "audio/aac": "AAC",
    "audio/ogg": "OGG",
    "audio/wav": "WAV",
    "audio/flac": "FLAC",
    "audio/amr": "AMR",
    "video/mp4": "MP4",
    "video/quicktime": "MOV",
    "video/3gpp": "3GP",
    "video/webm": "WebM",
}
_MARKS: tuple[tuple[int, bytes, str], ...] = (  # (offset, bytes, media type)
    (0, b"ID3", "audio/mpeg"),
    (0, b"OggS", "audio/ogg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"#!AMR", "audio/amr"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),  # EBML: WebM and Matroska
)
_BRANDS: tuple[tuple[bytes, str], ...] = (  # ISO 14496-12, 4.3: the brand after "ftyp"
    (b"M4A", "audio/mp4"),
    (b"M4B", "audio/mp4"),
    (b"qt", "video/quicktime"),
    (b"3g", "video/3gpp"),
)


def media_type_of(head: bytes) -> str | None:
    """Return the media type of a recording by its first HEAD_BYTES bytes, or None when it is no recording we know."""
    if head[4:8] == b"ftyp":
        return next((found for brand, found in _BRANDS if head[8:].startswith(brand)), "video/mp4")
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "audio/wav"
    marked = (found for offset, mark, found in _MARKS if head[offset:].startswith(mark))
    return next(marked, None) or _frame(head)


def _frame(head: bytes) -> str | None:
    """Return the type of a stream that begins with a frame: MPEG audio (ISO 11172-3, 2.4.1.3) or AAC (ISO 13818-7, ADTS)."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return None
    if head[1] & 0xF6 == 0xF0:
        return "audio/aac"
    is_layer_three = head[1] & 0x06 == 0x02
    has_rate = head[2] & 0xF0 not in (0x00, 0xF0) and head[2] & 0x0C != 0x0C
    return "audio/mpeg" if is_layer_three and has_rate else None


def names_of(media_types: tuple[str, ...]) -> str:
    """Return how people know these media types, with commas: "MP3, M4A"."""
    return ", ".join(TYPES[one] for one in media_types)
