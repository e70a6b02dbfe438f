"""Which provision of a newer version of a bill comes from which of an older one: same, changed, moved, split and so on.

First articles (and what stands beside them), then leden and onderdelen within those that belong together, then leden
that went to another article, then chapters. What is likely but not sure stays unsure. Nothing is random, and nothing
but numbers, headings and words is looked at. Figures: docs/versions.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from consultatie.analysis.bill_pieces import Bill, rarity_in
from consultatie.analysis.descent import links
from consultatie.analysis.frames import pair_frames
from consultatie.analysis.pairing import pair_up, twins
from consultatie.analysis.split_merge import Part, parts_of
from consultatie.analysis.ties import Ties
from consultatie.domain.lineage import Decision, Link
from consultatie.domain.provisions import Provision

SURE: Final = 0.85
PERHAPS: Final = 0.2
TWIN: Final = 0.7  # how alike a lid has to be to one in another article
TWIN_WORDS: Final = 8


def relate(
    old: Sequence[Provision], new: Sequence[Provision], decisions: Iterable[Decision] = ()
) -> tuple[Link, ...]:
    """Return the links between all provisions of two versions, in the order of the new one, then what is gone.

    What a person decided is kept, and what is inside those provisions follows it.
    """
    matcher = _Matcher(Bill(old), Bill(new), decisions)
    return links(matcher.old, matcher.new, matcher.ties(), sure=SURE)


class _Matcher:
    """The work of relating one pair of versions."""

    def __init__(self, old: Bill, new: Bill, decisions: Iterable[Decision]) -> None:
        self.old, self.new = old, new
        self._rarity = rarity_in(old, new)
        self._ties = Ties()
        self._decided = {
            one.new: tuple(eid for eid in one.olds if eid in old.nodes)
            for one in decisions
            if one.new in new.nodes
        }

    def ties(self) -> Ties:
        """Return what belongs together, and how sure that is."""
        olds, news = [unit.eid for unit in self.old.units], [unit.eid for unit in self.new.units]
        self._pair(olds, news)
        self._split_and_merge(olds, news)
        self._pair_inside(olds, news)
        self._pair_strays()
        for (old, new), confidence in pair_frames(self.old, self.new, self._ties).items():
            self._ties.add(old, new, confidence)
        return self._ties

    def _pair(self, olds: Sequence[str], news: Sequence[str]) -> None:
        """Tie two lists of provisions, what a person decided first."""
        given = self._decisions_on(olds, news)
        found = pair_up(
            [self.old.piece(eid) for eid in olds],
            [self.new.piece(eid) for eid in news],
            self._rarity,
            given,
            barred=[rank for rank, eid in enumerate(news) if eid in self._decided],
        )
        for (before, after), confidence in found.items():
            if confidence >= PERHAPS:
                self._ties.add(olds[before], news[after], confidence)

    def _decisions_on(self, olds: Sequence[str], news: Sequence[str]) -> dict[int, int]:
        """Tie what a person decided, and return by rank the old provisions that are taken by it."""
        ranks = {eid: rank for rank, eid in enumerate(olds)}
        taken: dict[int, int] = {}
        for rank, eid in enumerate(news):
            for before in self._decided.get(eid, ()):
                self._ties.add(before, eid, 1.0)
                if before in ranks:
                    taken.setdefault(ranks[before], rank)
        return taken

    def _split_and_merge(self, olds: Sequence[str], news: Sequence[str]) -> None:
        """Tie the parts that an article fell into, and the articles that one was made of, beside their first partner."""
        before = [eid for eid in olds if not any(self._equal(eid, new) for new in self._ties.of_old(eid))]
        after = [eid for eid in news if not any(self._equal(old, eid) for old in self._ties.of_new(eid))]
        old_ranks, new_ranks = _ranks(before), _ranks(after)
        partner = {
            old_ranks[old]: new_ranks[new]
            for old in before
            if (new := self._ties.strongest_of_old(old)) in new_ranks
        }
        old_texts, new_texts = [self.old.grams(eid) for eid in before], [self.new.grams(eid) for eid in after]
        for one in parts_of(old_texts, new_texts, self._rarity, partner):
            self._tie_part(before[one.whole], after[one.part], one)
        back = {new: old for old, new in partner.items()}
        for one in parts_of(new_texts, old_texts, self._rarity, back):
            self._tie_part(before[one.part], after[one.whole], one)

    def _tie_part(self, old: str, new: str, found: Part) -> None:
        if new not in self._decided:
            self._ties.add(old, new, 1.0 if found.is_sure else min(found.coverage, SURE - 0.01))

    def _equal(self, old: str, new: str) -> bool:
        return self.old.piece(old).key == self.new.piece(new).key

    def _pair_inside(self, olds: Sequence[str], news: Sequence[str]) -> None:
        """Pair what is in provisions that belong together, group by group, down to the smallest."""
        waiting = self._ties.groups(olds, news)
        while waiting:
            before, after = waiting.pop()
            one_has_lists = self.old.has_lists(before) != self.new.has_lists(after)
            below_old = self.old.below(before, through_lists=one_has_lists)
            below_new = self.new.below(after, through_lists=one_has_lists)
            if below_old and below_new:
                self._pair(below_old, below_new)
                waiting += self._ties.groups(below_old, below_new)

    def _pair_strays(self) -> None:
        """Pair leden and the like that went to another article: nearly equal texts that nothing else claims."""
        olds = [eid for eid in _telling(self.old) if not self._ties.of_old(eid)]
        news = [eid for eid in _telling(self.new) if not self._ties.of_new(eid) and eid not in self._decided]
        for old, new in twins(
            {eid: self.old.piece(eid) for eid in olds},
            {eid: self.new.piece(eid) for eid in news},
            self._rarity,
            least=TWIN,
        ):
            if not self._ties.of_old(old) and not self._ties.of_new(new):
                self._ties.add(old, new, 1.0)
                self._pair_inside([old], [new])


def _ranks(eids: Sequence[str]) -> dict[str, int]:
    return {eid: rank for rank, eid in enumerate(eids)}


def _telling(bill: Bill) -> list[str]:
    """Return the provisions in articles with a text of some length that stands nowhere else in the bill."""
    inner = [node.eid for unit in bill.units for node in unit.walk() if node is not unit]
    times = Counter(bill.piece(eid).key for eid in inner)
    return [eid for eid in inner if bill.piece(eid).words >= TWIN_WORDS and times[bill.piece(eid).key] == 1]
