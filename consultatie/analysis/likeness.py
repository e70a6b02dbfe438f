"""How alike texts are, by the words and word pairs that they share, the rare ones counting for more.

Belongs here: weighing and comparing. Not here: what follows from it for a bill (analysis/lineage).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_WORD: Final = re.compile(r"\w+")
_COMMON_PART: Final = 0.1  # a word pair in more of the texts than this says nothing of which text it is
_COMMON_LEAST: Final = 30

Grams = frozenset[str]


def words_of(text: str) -> list[str]:
    """Return the words of a text, without capitals."""
    return _WORD.findall(text.casefold())


def grams(text: str) -> Grams:
    """Return the words and the pairs of neighbouring words of a text."""
    words = words_of(text)
    return frozenset(words).union(f"{one} {other}" for one, other in pairwise(words))


@dataclass(frozen=True, slots=True)
class Rarity:
    """The weight of every word and word pair among a set of texts: the rarer, the more."""

    weights: Mapping[str, float]
    highest: float

    @classmethod
    def among(cls, texts: Iterable[Grams]) -> Rarity:
        """Weigh by in how many of the texts a word stands; what stands in a tenth of many texts weighs nothing."""
        counts: Counter[str] = Counter()
        number = 0
        for text in texts:
            counts.update(text)
            number += 1
        most = max(_COMMON_LEAST, number * _COMMON_PART)
        weights = {
            gram: math.log1p(number / count) if count <= most else 0.0 for gram, count in counts.items()
        }
        return cls(weights, math.log1p(number or 1))

    def of(self, gram: str) -> float:
        """Return the weight of one word or word pair."""
        return self.weights.get(gram, self.highest)

    def total(self, text: Iterable[str]) -> float:
        """Return the weight of all of a text."""
        return sum(map(self.of, text))


def shared(olds: Sequence[Grams], news: Sequence[Grams], rarity: Rarity) -> dict[tuple[int, int], float]:
    """Return the weight of what two texts share, for each pair (rank in `olds`, rank in `news`) that shares anything."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for rank, text in enumerate(news):
        for gram in text:
            if rarity.of(gram):
                holders[gram].append(rank)
    found: dict[tuple[int, int], float] = {}
    for rank, text in enumerate(olds):
        row: defaultdict[int, float] = defaultdict(float)
        for gram in text:
            weight = rarity.of(gram)
            for other in holders.get(gram, ()) if weight else ():
                row[other] += weight
        found.update({(rank, other): weight for other, weight in row.items()})
    return found


def dice(common: float, first: float, second: float) -> float:
    """Return twice what two texts share as a part of both together, 0 to 1; two empty texts share all."""
    return min(1.0, 2 * common / (first + second)) if first + second else 1.0
