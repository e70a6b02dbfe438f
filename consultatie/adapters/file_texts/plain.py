"""Plain text: an empty line divides paragraphs."""

from __future__ import annotations

import re
from html import escape

from consultatie.adapters.file_texts.blocks import Block, as_html
from consultatie.domain.file_texts import FileReading
from consultatie.domain.text import normalise

_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n\s*")


def read_plain(data: bytes) -> FileReading:
    """Return UTF-8 text as paragraphs; lines stay lines."""
    text = normalise(data.decode("utf-8-sig"))
    blocks = [
        Block("paragraph", part.strip(), escape(part.strip(), quote=False).replace("\n", "<br>"))
        for part in _EMPTY_LINE.split(text)
        if part.strip()
    ]
    if not blocks:
        return FileReading(code="no-text")
    html, is_cut = as_html(blocks)
    return FileReading(html, is_cut=is_cut)
