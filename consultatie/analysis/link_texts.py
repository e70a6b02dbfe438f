"""Words of links that do not say where they lead, in Dutch and English (WCAG 2.4.4 and 2.4.9)."""

from __future__ import annotations

import re
from typing import Final

_SAYS_NOTHING: Final = re.compile(
    r"(?:klik |druk )?(?:op )?(?:hier|deze link|link|lees (?:meer|verder)|meer(?: informatie)?|website|pdf)"
    r"|(?:click )?here|(?:this )?link|(?:read )?more(?: information)?|(?:https?://|www\.)\S*",
    re.IGNORECASE,
)
_CLICK_HERE: Final = re.compile(r"\b(?:klik hier|click here)\b", re.IGNORECASE)


def says_nothing(text: str) -> bool:
    """Say whether the text of a link is empty, an address, or a word that fits every link."""
    return not text.strip() or _SAYS_NOTHING.fullmatch(text.strip().rstrip(".>» ")) is not None


def asks_to_click(text: str) -> bool:
    """Say whether a text tells people to click somewhere, instead of naming where a link leads."""
    return _CLICK_HERE.search(text) is not None
