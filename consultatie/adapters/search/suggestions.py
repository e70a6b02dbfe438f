"""Another spelling for a question that found nothing, from the words of the index itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from consultatie.analysis.queries import Clause

_SHORTEST: Final = 4
_LONGEST: Final = 40
_MOST_WORDS: Final = 3


def suggest(reader: Any, text: str, clauses: Sequence[Clause]) -> str:
    """Return the text with each unknown word replaced by its nearest known one, or an empty string.

    Near is one edit for words of up to seven characters, two for longer ones, behind the same first letter; of
    equals the more frequent wins.
    """
    better = text
    unknown = [
        clause for clause in clauses if clause.terms and not clause.exclude and not _is_known(reader, clause)
    ]
    for clause in unknown[:_MOST_WORDS]:
        nearest = _nearest(reader, clause.terms[0])
        if not nearest:
            return ""
        better = better.replace(clause.typed, nearest)
    return better if better != text else ""


def _is_known(reader: Any, clause: Clause) -> bool:
    return any(
        (field, term.encode("utf-8", "replace")) in reader
        for field in ("title", "body")
        for term in clause.terms
    )


def _nearest(reader: Any, word: str) -> str:
    if not _SHORTEST <= len(word) <= _LONGEST:
        return ""
    distance = 1 if len(word) <= 7 else 2
    found = reader.corrector("body").suggest(word, limit=5, maxdist=distance, prefix=1)
    return next((str(term) for term in found if str(term).isalpha()), "")
