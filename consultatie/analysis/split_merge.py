"""Which provision fell apart into several, and which became one: by how much of the one's text the others hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from consultatie.analysis.assignment import Pair
from consultatie.analysis.likeness import Grams, Rarity, shared

SURELY_FROM: Final = 0.75  # of a part's text stands in the whole
PERHAPS_FROM: Final = 0.5
OWN_SHARE: Final = 0.1  # of a part's text that stands in the whole and not in the whole's first partner
KEPT: Final = (
    0.5  # of a text that stands in the part already: then the part goes on from that one, and got a lid
)


@dataclass(frozen=True, slots=True)
class Part:
    """A text that holds part of a whole, by rank; `coverage` is how much of the part comes from the whole."""

    whole: int
    part: int
    coverage: float

    @property
    def is_sure(self) -> bool:
        """Say whether it is beyond doubt that the part comes from the whole."""
        return self.coverage >= SURELY_FROM


def parts_of(
    wholes: Sequence[Grams], parts: Sequence[Grams], rarity: Rarity, partners: Mapping[int, int]
) -> list[Part]:
    """Return which parts come from which whole besides its partner (rank of part by rank of whole), and that partner.

    A part counts when most of it stands in the whole, not all of that in the whole's partner as well, and it does not
    go on from another text that it kept.
    """
    sizes, whole_sizes = ([rarity.total(one) for one in texts] for texts in (parts, wholes))
    common = shared(wholes, parts, rarity)
    back = {part: whole for whole, part in partners.items()}
    found: dict[Pair, Part] = {}
    for whole, part in _best_whole(common):
        coverage = common[whole, part] / sizes[part] if sizes[part] else 0.0
        partner, own = partners.get(whole), back.get(part, whole)
        if partner == part or coverage < PERHAPS_FROM:
            continue
        if own != whole and common.get((own, part), 0.0) >= KEPT * whole_sizes[own]:
            continue
        brought = wholes[whole] & parts[part] - (parts[partner] if partner is not None else frozenset())
        if rarity.total(brought) >= OWN_SHARE * sizes[part]:
            found[whole, part] = Part(whole, part, coverage)
            if partner is not None and sizes[partner]:
                found[whole, partner] = Part(
                    whole, partner, common.get((whole, partner), 0.0) / sizes[partner]
                )
    return [one for one in found.values() if one.coverage >= PERHAPS_FROM]


def _best_whole(common: Mapping[Pair, float]) -> list[Pair]:
    """Return for each part the whole it shares most with."""
    rows: defaultdict[int, list[tuple[float, Pair]]] = defaultdict(list)
    for pair, weight in common.items():
        rows[pair[1]].append((weight, pair))
    return [max(row)[1] for row in rows.values()]
