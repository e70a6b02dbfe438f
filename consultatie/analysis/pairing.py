"""Which texts of a newer list are those of an older one, and how sure that is.

Texts that are equal word for word go first. The others are weighed on what they share, number, heading, neighbours
and place, and assigned so that the whole is likeliest. Belongs here: one list against one list. Not here: trees,
splits and merges (analysis/lineage).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from consultatie.analysis.assignment import Pair, best_pairs
from consultatie.analysis.likeness import Grams, Rarity, dice, shared

ENOUGH_WORDS: Final = 6  # fewer are no proof: "Vervallen." stands in many places
STRANGE: Final = 0.08  # less alike than this, only the same number could make two texts one provision
NEARER: Final = 0.4  # that much more alike than the text at its own number, another text is a better one
_RIVALS_KEPT: Final = 8
_LEAST: Final = 0.05

_Known = tuple[int, bool]  # the rank of a partner, and whether it has the same number

# Of what `weigh` lists, the constant first: a logistic regression on made changes to laws that `make bench-versions`
# does not measure on (tests/bench/lineages.py names them), rounded. Likeness weighs somewhat more than it found.
WEIGHTS: Final = (-4.9, 3.5, -4.0, 2.5, 1.0, 0.8, 2.4, 4.3, 1.2, -0.6)


@dataclass(frozen=True, slots=True)
class Piece:
    """One text to pair. `key` is its words, `kind` what only goes with its like, `home` the heading it stands under."""

    key: str
    grams: Grams
    kind: str
    number: str
    heading: Grams
    home: str = ""

    @property
    def words(self) -> int:
        """Return how many words it has."""
        return self.key.count(" ") + 1 if self.key else 0


@dataclass(frozen=True, slots=True)
class Weighed:
    """A pair with what is alike (features, each 0 to 1) and how likely it is."""

    features: tuple[float, ...]
    likelihood: float

    @property
    def gain(self) -> float:
        """Return how much the pair adds to the likelihood of the whole: its log odds above those of the least likely."""
        return math.log(self.likelihood / (1 - self.likelihood)) - math.log(_LEAST / (1 - _LEAST))


def pair_up(
    olds: Sequence[Piece],
    news: Sequence[Piece],
    rarity: Rarity,
    given: Mapping[int, int] | None = None,
    *,
    barred: Iterable[int] = (),
) -> dict[Pair, float]:
    """Return the pairs (rank in `olds`, rank in `news`) with the confidence in each, 0 to 1; each rank at most once.

    `given` pairs are kept; the `barred` ranks of `news` get no partner.
    """
    fixed = dict(given or {})
    taken = {*fixed.values(), *barred}
    fixed |= _equal(olds, news, set(fixed), taken)
    found = {pair: 1.0 for pair in fixed.items()}
    free_olds = [rank for rank in range(len(olds)) if rank not in fixed]
    taken |= {*fixed.values()}
    free_news = [rank for rank in range(len(news)) if rank not in taken]
    alike = likenesses(olds, news, rarity, free_olds, free_news)
    chosen = dict(fixed)
    weighed: dict[Pair, Weighed] = {}
    for _round in range(2):
        weighed = weigh(olds, news, alike, chosen)
        likely = {pair: one.gain for pair, one in weighed.items() if one.gain > 0}
        chosen = fixed | best_pairs(likely)
    return found | _confidences(weighed, chosen)


def _equal(olds: Sequence[Piece], news: Sequence[Piece], used: set[int], taken: set[int]) -> dict[int, int]:
    """Return the pairs of equal words that leave no doubt: those with the same number, or the only ones."""
    places: defaultdict[tuple[str, str], tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, pieces, skipped in ((0, olds, used), (1, news, taken)):
        for rank, piece in enumerate(pieces):
            if rank not in skipped:
                places[piece.kind, piece.key][side].append(rank)
    pairs: dict[int, int] = {}
    for before, after in places.values():
        pairs |= _by_number(olds, news, before, after)
        if len(before) == len(after) == 1 and olds[before[0]].words >= ENOUGH_WORDS:
            pairs[before[0]] = after[0]
    return pairs


def _by_number(
    olds: Sequence[Piece], news: Sequence[Piece], before: Sequence[int], after: Sequence[int]
) -> dict[int, int]:
    """Return the pairs with the same number, in the order of the text where a number stands there twice."""
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for rank in after:
        numbers[news[rank].number].append(rank)
    return {rank: numbers[olds[rank].number].pop(0) for rank in before if numbers[olds[rank].number]}


def likenesses(
    olds: Sequence[Piece],
    news: Sequence[Piece],
    rarity: Rarity,
    free_olds: Sequence[int],
    free_news: Sequence[int],
) -> dict[Pair, float]:
    """Return how alike the texts are for each pair worth weighing, of one kind: the nearest few, and equal numbers."""
    before, after = [olds[rank] for rank in free_olds], [news[rank] for rank in free_news]
    common = shared([one.grams for one in before], [one.grams for one in after], rarity)
    sizes = [rarity.total(one.grams) for one in before], [rarity.total(one.grams) for one in after]
    alike: dict[Pair, float] = {}
    for (old, new), weight in common.items():
        if before[old].kind == after[new].kind:
            alike[free_olds[old], free_news[new]] = dice(weight, sizes[0][old], sizes[1][new])
    kept = _nearest(alike)
    numbered = {(one.kind, one.number): rank for rank, one in zip(free_news, after, strict=True)}
    for rank, one in zip(free_olds, before, strict=True):
        other = numbered.get((one.kind, one.number))
        if other is not None:
            kept.setdefault((rank, other), alike.get((rank, other), 0.0))
    return kept


def _nearest(alike: Mapping[Pair, float]) -> dict[Pair, float]:
    rows: defaultdict[tuple[int, int], list[tuple[float, Pair]]] = defaultdict(list)
    for pair, likeness in alike.items():
        rows[0, pair[0]].append((likeness, pair))
        rows[1, pair[1]].append((likeness, pair))
    kept: dict[Pair, float] = {}
    for row in rows.values():
        kept.update({pair: likeness for likeness, pair in sorted(row, reverse=True)[:_RIVALS_KEPT]})
    return kept


def weigh(
    olds: Sequence[Piece], news: Sequence[Piece], alike: Mapping[Pair, float], chosen: Mapping[int, int]
) -> dict[Pair, Weighed]:
    """Return features and likelihood of each pair, given the pairs that are chosen so far."""
    neighbours = _Neighbours(olds, news, chosen)
    best_old, best_new = _best(alike)
    found = {}
    for (old, new), likeness in alike.items():
        one, other = olds[old], news[new]
        if likeness < STRANGE and one.number != other.number:
            continue
        rival = max(best_old[old], best_new[new]) - likeness
        is_free = rival < NEARER or other.words < 2  # nothing, or "(vervallen)", is left at the number
        at_its_number = one.number == other.number and is_free and neighbours.keep_numbers(old, new)
        features = (
            likeness,
            rival,
            0.0 if rival else likeness,
            _heading_likeness(one.heading, other.heading),
            float(one.number == other.number),
            float(at_its_number),
            1.0 if at_its_number else neighbours.agree(old, new),
            float(one.home == other.home),
            min(1.0, math.log1p(min(one.words, other.words)) / math.log1p(100)),
        )
        found[old, new] = Weighed(features, _logistic(features))
    return found


def _best(alike: Mapping[Pair, float]) -> tuple[dict[int, float], dict[int, float]]:
    """Return for each old and each new text how alike it is to its nearest."""
    best_old: dict[int, float] = {}
    best_new: dict[int, float] = {}
    for (old, new), likeness in alike.items():
        best_old[old] = max(likeness, best_old.get(old, 0.0))
        best_new[new] = max(likeness, best_new.get(new, 0.0))
    return best_old, best_new


def _logistic(features: Sequence[float]) -> float:
    total = WEIGHTS[0] + sum(w * one for w, one in zip(WEIGHTS[1:], features, strict=True))
    return 1 / (1 + math.exp(-max(-20.0, min(20.0, total))))


def _heading_likeness(one: Grams, other: Grams) -> float:
    """Return how alike two headings are; a half when neither text has one, as that says nothing."""
    if not one and not other:
        return 0.5
    return len(one & other) * 2 / (len(one) + len(other))


class _Neighbours:
    """What stands before and after in both lists, by the pairs chosen so far."""

    def __init__(self, olds: Sequence[Piece], news: Sequence[Piece], chosen: Mapping[int, int]) -> None:
        row = [
            (chosen[rank], olds[rank].number == news[chosen[rank]].number) if rank in chosen else None
            for rank in range(len(olds))
        ]
        self._before = _nearest_known(row, (-1, True))
        self._after = _nearest_known(row[::-1], (len(news), True))[::-1]

    def agree(self, old: int, new: int) -> float:
        """Return 1 when the nearest known texts before and after lie beside it too, less the further they lie."""
        before, after = new - self._before[old][0], self._after[old][0] - new
        return (_closeness(before) + _closeness(after)) / 2

    def keep_numbers(self, old: int, new: int) -> bool:
        """Say whether it stands between neighbours that kept their numbers."""
        (before, kept_before), (after, kept_after) = self._before[old], self._after[old]
        return before < new < after and kept_before and kept_after


def _nearest_known(row: Sequence[_Known | None], start: _Known) -> list[_Known]:
    """Return for each rank what is known of the nearest earlier rank of which something is."""
    found, last = [], start
    for known in row:
        found.append(last)
        last = last if known is None else known
    return found


def _closeness(distance: int) -> float:
    return 1.0 / distance if distance > 0 else 0.0


def _confidences(weighed: Mapping[Pair, Weighed], chosen: Mapping[int, int]) -> dict[Pair, float]:
    """Return for each chosen pair its likelihood, less where a text that found nothing better would do as well."""
    won = {pair: weighed[pair].likelihood for pair in chosen.items() if pair in weighed}
    of_old = {old: likelihood for (old, _new), likelihood in won.items()}
    of_new = {new: likelihood for (_old, new), likelihood in won.items()}
    rival_of_old: defaultdict[int, float] = defaultdict(float)
    rival_of_new: defaultdict[int, float] = defaultdict(float)
    for (old, new), one in weighed.items():
        if chosen.get(old) == new:
            continue
        if one.likelihood > of_new.get(new, 0.0):
            rival_of_old[old] = max(rival_of_old[old], one.likelihood)
        if one.likelihood > of_old.get(old, 0.0):
            rival_of_new[new] = max(rival_of_new[new], one.likelihood)
    return {
        (old, new): likelihood * (1 - max(rival_of_old[old], rival_of_new[new]) / 2)
        for (old, new), likelihood in won.items()
    }


def twins(
    olds: Mapping[str, Piece], news: Mapping[str, Piece], rarity: Rarity, *, least: float
) -> list[tuple[str, str]]:
    """Return the pairs of one kind that are each other's nearest and at least so alike, 0 to 1; the longest first."""
    old_names, new_names = list(olds), list(news)
    ranks = range(len(old_names)), range(len(new_names))
    alike = likenesses(list(olds.values()), list(news.values()), rarity, *ranks)
    best_old, best_new = _best(alike)
    found = [
        (olds[old_names[old]].words, old_names[old], new_names[new])
        for (old, new), likeness in alike.items()
        if likeness >= least and likeness >= best_old[old] and likeness >= best_new[new]
    ]
    return [(old, new) for _words, old, new in sorted(found, key=lambda one: -one[0])]
