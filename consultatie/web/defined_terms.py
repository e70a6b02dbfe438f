"""The words that a bill defines, ready to be found on a page of it (web/terms)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from consultatie.models.base import Json
from consultatie.models.bills import BillVersion


class DefinedTerms:
    """The definitions of one version: a pattern with a group per word, longest first, and the definition of each group."""

    def __init__(self, version: BillVersion, address: Callable[[str], str]) -> None:
        self.language = version.language
        self.address = address
        self.by_key: dict[str, Json] = {f"w{at}": one for at, one in enumerate(version.definitions)}
        self.pattern = _pattern(tuple(_expression(one["words"]) for one in version.definitions))


def _expression(words: Sequence[Sequence[str]]) -> str:
    """Return a pattern of a term: its words, each in any of its forms; the first may have a capital."""
    parts = []
    for at, forms in enumerate(words):
        any_form = "|".join(map(re.escape, sorted(forms, key=len, reverse=True)))
        is_small = all(form == form.lower() for form in forms)
        parts.append(f"(?i:{any_form})" if is_small and at == 0 else f"(?:{any_form})")
    return r"\s+".join(parts)


@lru_cache(maxsize=32)
def _pattern(expressions: tuple[str, ...]) -> re.Pattern[str] | None:
    if not expressions:
        return None
    numbered = sorted(enumerate(expressions), key=lambda one: (-one[1].count(r"\s+"), -len(one[1])))
    groups = "|".join(f"(?P<w{at}>{expression})" for at, expression in numbered)
    return re.compile(rf"(?<![\w-])(?:{groups})(?![\w-])")
