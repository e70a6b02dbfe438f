"""From clean HTML to the words in it. Belongs here: losing tags without gluing words. Not here: cleaning (adapters/markup)."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from consultatie.analysis.sentences import sentences

_BLOCK: Final = re.compile(
    r"</(?:p|li|h[1-6]|td|th|tr|blockquote|div|dt|dd|caption)>|<br\s*/?>", re.IGNORECASE
)
_TAG: Final = re.compile(r"<[^>]*>")
_SPACE: Final = re.compile(r"[^\S\n]+")
_LINES: Final = re.compile(r"\s*\n\s*")


def from_html(html: str) -> str:
    """Return the text of clean HTML, one block a line."""
    text = unescape(_TAG.sub("", _BLOCK.sub("\n", html)))
    return _LINES.sub("\n", _SPACE.sub(" ", text)).strip()


def first_sentence(text: str, language: str, *, limit: int = 200) -> str:
    """Return the first sentence of a text; one longer than `limit` characters is cut at a word and ends in "…"."""
    found = sentences(text, language)
    return shortened(found[0].text, limit) if found else ""


def shortened(text: str, limit: int) -> str:
    """Return the text, cut at a word where it is longer than `limit` characters; then it ends in "…"."""
    text = text.strip()
    if len(text) <= limit:
        return text
    cut = text[:limit]
    at_word = cut.rsplit(None, 1)[0] if any(letter.isspace() for letter in cut) else cut
    return at_word.rstrip(" ,;:.\n") + "…"
