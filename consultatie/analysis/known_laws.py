"""Laws that texts cite often, by citation title and abbreviation: known_laws.toml, numbers from wetten.overheid.nl."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Final

_TABLE: Final[dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("known_laws.toml").read_text("utf-8")
)["laws"]
_NUMBERS: Final = {name.lower(): number for number, names in _TABLE.items() for name in names}


def _pattern(name: str) -> str:
    """Return a pattern for a name; in one of several words only the first capital counts ("Wet Publieke Gezondheid")."""
    first, rest = re.escape(name[0]), re.escape(name[1:]).replace(r"\ ", r"\s+")
    return f"{first}(?i:{rest})" if " " in name else first + rest


_NAMES: Final = "|".join(
    _pattern(name)
    for name in sorted((name for names in _TABLE.values() for name in names), key=len, reverse=True)
)

LAW: Final = re.compile(rf"(?<![\w-])(?:{_NAMES})(?![\w-])")
"""The name of a law that we know, in a text."""

_NAMED_HERE: Final = re.compile(
    rf"(?:\s*,)?\s+(?:(?:van|uit|in|bij)\s+)?(?:(?:de|het|genoemde)\s+)?(?P<name>{_NAMES})(?![\w-])"
    rf"|\.\s+van\s+(?:de|het)\s+(?P<after_dot>{_NAMES})(?![\w-])"
)


def number_of(name: str) -> str:
    """Return the number of a law ("BWBR0005537"), or the address of a European one; raise KeyError."""
    return _NUMBERS[" ".join(name.lower().split())]


def number_named_at(text: str, at: int) -> str:
    """Return the number of the law that the words at a place name (", van de Awb"), "" for none that we know."""
    found = _NAMED_HERE.match(text, at)
    return number_of(found["name"] or found["after_dot"]) if found else ""


def names_by_number() -> dict[str, tuple[str, ...]]:
    """Return every law that we know with its citation title and abbreviations."""
    return {number: tuple(names) for number, names in _TABLE.items()}
