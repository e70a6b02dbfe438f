"""Dutch ordinal numbers in words ("eerste", "eenentwintigste"), as laws use them for their leden."""

from __future__ import annotations

from typing import Final

_FIRST: Final = [
    "eerste",
    "tweede",
    "derde",
    "vierde",
    "vijfde",
    "zesde",
    "zevende",
    "achtste",
    "negende",
    "tiende",
    "elfde",
    "twaalfde",
    "dertiende",
    "veertiende",
    "vijftiende",
    "zestiende",
    "zeventiende",
    "achttiende",
    "negentiende",
    "twintigste",
]
_UNITS: Final = ["een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
_TENS: Final = {20: "twintigste", 30: "dertigste", 40: "veertigste"}


def _made() -> dict[str, int]:
    made = {word: number for number, word in enumerate(_FIRST, start=1)}
    for ten, word in _TENS.items():
        made[word] = ten
        for unit, name in enumerate(_UNITS, start=1):
            made[f"{name}{'ën' if name.endswith('e') else 'en'}{word}"] = ten + unit
    return made


ORDINALS: Final[dict[str, int]] = _made()
"""From the word in small letters to the number, 1 to 49."""
