"""Words between quotation marks, taken out of an instruction so that its grammar can be read without them.

Dutch laws write „x”, “x”, «x» or ‘x’; typewriters "x"; German laws „x“. An apostrophe ('s-Gravenhage, foto's) is no mark.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

MARK: Final = "\x01"
HOLE: Final = rf"{MARK}\d+{MARK}"
"""What stands in the masked text for quoted words, as a regular expression."""

_OPENS: Final = re.compile('[„“«»"‘]')
_QUOTED: Final = re.compile(
    r"„(?P<low>[^”“„]*)[”“]"
    r"|“(?P<high>[^”“]*)”"
    r"|«(?P<angle>[^»]*)»"
    r"|»(?P<turned>[^»«]*)«"
    r'|"(?P<straight>[^"]*)"'
    r"|(?<![\w’'])‘(?P<single>(?:[^‘’]|’(?=\w))*)’(?!\w)"
)


def masked(text: str) -> tuple[str, list[str]]:
    """Return the text with a numbered hole for each piece of quoted words, and those words."""
    words: list[str] = []
    if not _OPENS.search(text):
        return text, words

    def hole(found: re.Match[str]) -> str:
        words.append(next(group for group in found.groups() if group is not None).strip())
        return f"{MARK}{len(words) - 1}{MARK}"

    return _QUOTED.sub(hole, text), words


def blanked(text: str) -> str:
    """Return the text with quoted words blanked, every other character in its place."""
    return _QUOTED.sub(lambda found: MARK * len(found[0]), text) if _OPENS.search(text) else text


def words_in(masked_text: str, words: Sequence[str]) -> list[str]:
    """Return the quoted words of the holes in a masked text, in order."""
    return [words[int(found.strip(MARK))] for found in re.findall(HOLE, masked_text)]
