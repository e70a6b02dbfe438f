"""Chapters, titles and the like of two versions: they belong together by the articles in them, their heading and number."""

from __future__ import annotations

from collections import Counter

from consultatie.analysis.assignment import Pair, best_pairs
from consultatie.analysis.bill_pieces import Bill
from consultatie.analysis.likeness import words_of
from consultatie.analysis.ties import Ties
from consultatie.domain.provisions import Provision

_OF_ARTICLES, _OF_HEADING, _OF_NUMBER = 0.6, 0.3, 0.1
_LEAST = 0.3


def pair_frames(old: Bill, new: Bill, ties: Ties) -> dict[tuple[str, str], float]:
    """Return which frames belong together, with the confidence in each pair: 1, as all that is in them decides."""
    before = {frame.eid: _units_in(old, frame) for frame in old.frames}
    after = {frame.eid: _units_in(new, frame) for frame in new.frames}
    home: dict[str, list[int]] = {}
    for rank, units in enumerate(after.values()):
        for eid in units:
            home.setdefault(eid, []).append(rank)
    scores: dict[Pair, float] = {}
    for rank, (frame, units) in enumerate(zip(old.frames, before.values(), strict=True)):
        votes = Counter(place for eid in units for other in ties.of_old(eid) for place in home.get(other, ()))
        for place, other in enumerate(new.frames):
            if frame.kind is other.kind:
                both = len(units) + len(after[other.eid])
                score = _score(frame, other, 2 * votes[place] / both if both else 0.0)
                if score >= _LEAST:
                    scores[rank, place] = score
    return {(old.frames[one].eid, new.frames[two].eid): 1.0 for one, two in best_pairs(scores).items()}


def _units_in(bill: Bill, frame: Provision) -> set[str]:
    units = {unit.eid for unit in bill.units}
    return {node.eid for node in frame.walk() if node.eid in units}


def _score(one: Provision, other: Provision, articles: float) -> float:
    heading = words_of(one.heading) == words_of(other.heading)
    number = one.number == other.number
    return _OF_ARTICLES * min(1.0, articles) + _OF_HEADING * heading + _OF_NUMBER * number
