"""From what belongs together to what is said of it: changed, renumbered, moved, split, merged, new, gone, unsure."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence

from consultatie.analysis.bill_pieces import Bill, printed
from consultatie.analysis.ties import Ties
from consultatie.domain.lineage import Link, Relation, relation_of
from consultatie.domain.provisions import number_part


def links(old: Bill, new: Bill, ties: Ties, *, sure: float) -> tuple[Link, ...]:
    """Return a link for every tie and for what has none, in the order of the new version, then what is gone."""
    return tuple(_Descent(old, new, ties, sure).links())


class _Descent:
    def __init__(self, old: Bill, new: Bill, ties: Ties, sure: float) -> None:
        self._old, self._new, self._ties, self._sure = old, new, ties, sure
        self._frames = {frame.eid for frame in new.frames}
        self._places = {eid: place for place, eid in enumerate(old.nodes)}
        self._out_of_order = self._displaced()

    def links(self) -> Iterator[Link]:
        for eid in self._new.nodes:
            olds = self._ties.of_new(eid)
            if not olds:
                loose = self._is_in_unsure(eid, self._new, self._ties.of_new)
                yield Link("", eid, Relation.UNSURE if loose else Relation.NEW)
            for before in sorted(olds, key=self._places.__getitem__):
                yield self._link(before, eid)
        for eid in self._old.nodes:
            if not self._ties.of_old(eid):
                loose = self._is_in_unsure(eid, self._old, self._ties.of_old)
                yield Link(eid, "", Relation.UNSURE if loose else Relation.GONE)

    def _link(self, old: str, new: str) -> Link:
        one, other = self._old.nodes[old], self._new.nodes[new]
        if new in self._frames:
            changed = (one.heading, one.text) != (other.heading, other.text)
        else:
            changed = printed(one) != printed(other)
        renumbered = number_part(one.number) != number_part(other.number)
        moved = self._is_elsewhere(old, new) or (old, new) in self._out_of_order
        relation = self._many(old, new) or relation_of(changed=changed, renumbered=renumbered, moved=moved)
        if not self._is_sure(old, new):
            relation = Relation.UNSURE
        return Link(old, new, relation, changed, renumbered, moved, round(self._ties.of_old(old)[new], 3))

    def _many(self, old: str, new: str) -> Relation | None:
        if sum(confidence >= self._sure for confidence in self._ties.of_old(old).values()) > 1:
            return Relation.SPLIT
        if sum(confidence >= self._sure for confidence in self._ties.of_new(new).values()) > 1:
            return Relation.MERGED
        return None

    def _is_sure(self, old: str, new: str) -> bool:
        """Say whether a tie is sure, and the ties of what both stand in as well."""
        above_old, above_new = self._old.parent.get(old, ""), self._new.parent.get(new, "")
        if self._ties.of_old(old)[new] < self._sure:
            return False
        return above_new not in self._ties.of_old(above_old) or self._is_sure(above_old, above_new)

    def _is_in_unsure(self, eid: str, bill: Bill, ties: Callable[[str], Mapping[str, float]]) -> bool:
        """Say whether something that a provision stands in is tied, and to nothing surely."""
        above = bill.parent.get(eid)
        while above is not None:
            if found := ties(above):
                return max(found.values()) < self._sure
            above = bill.parent.get(above)
        return False

    def _is_elsewhere(self, old: str, new: str) -> bool:
        """Say whether what they stand in is known on both sides, and is not the same."""
        above_old, above_new = self._old.parent.get(old, ""), self._new.parent.get(new, "")
        if above_new in self._frames or not above_new:
            known = self._ties.of_old(above_old) and self._ties.of_new(above_new)
            return bool(known) and above_new not in self._ties.of_old(above_old)
        return above_new not in self._ties.of_old(above_old)

    def _displaced(self) -> set[tuple[str, str]]:
        """Return the pairs that stand out of the order of the others, the fewest that explain the new order."""
        units = {unit.eid for unit in self._new.units}
        rows: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for eid in self._new.nodes:
            olds = self._ties.of_new(eid)
            before = next(iter(olds), "")
            if len(olds) == len(self._ties.of_old(before)) == 1 and not self._is_elsewhere(before, eid):
                rows["" if eid in units else f"in {self._new.parent.get(eid, '')}"].append((before, eid))
        found: set[tuple[str, str]] = set()
        for row in rows.values():
            kept = _longest_rise([self._places[before] for before, _ in row])
            found.update(pair for rank, pair in enumerate(row) if rank not in kept)
        return found


def _longest_rise(values: Sequence[int]) -> set[int]:
    """Return the ranks of a longest rising subsequence (patience sorting)."""
    tops: list[int] = []
    top_ranks: list[int] = []
    before: list[int] = []
    for rank, value in enumerate(values):
        pile = bisect_left(tops, value)
        before.append(top_ranks[pile - 1] if pile else -1)
        tops[pile : pile + 1] = [value]
        top_ranks[pile : pile + 1] = [rank]
    kept: set[int] = set()
    rank = top_ranks[-1] if top_ranks else -1
    while rank >= 0:
        kept.add(rank)
        rank = before[rank]
    return kept
