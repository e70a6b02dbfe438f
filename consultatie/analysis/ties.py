"""Pairs of provisions that belong together, kept from both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

Group = tuple[list[str], list[str]]


class Ties:
    """Which new provisions each old one is tied to and the other way round, by eid, each with a confidence 0 to 1."""

    def __init__(self) -> None:
        self._of_old: defaultdict[str, dict[str, float]] = defaultdict(dict)
        self._of_new: defaultdict[str, dict[str, float]] = defaultdict(dict)

    def add(self, old: str, new: str, confidence: float) -> None:
        """Tie two provisions; of two confidences in one tie the higher holds."""
        confidence = max(confidence, self._of_old[old].get(new, 0.0))
        self._of_old[old][new] = self._of_new[new][old] = confidence

    def of_old(self, old: str) -> Mapping[str, float]:
        """Return the new provisions that an old one is tied to."""
        return self._of_old.get(old, {})

    def of_new(self, new: str) -> Mapping[str, float]:
        """Return the old provisions that a new one is tied to."""
        return self._of_new.get(new, {})

    def strongest_of_old(self, old: str) -> str:
        """Return the new provision that an old one is tied to best, "" for none."""
        found = self.of_old(old)
        return max(found, key=found.__getitem__) if found else ""

    def groups(self, olds: Sequence[str], news: Sequence[str]) -> list[Group]:
        """Return the provisions of two lists that are tied to each other, directly or through others, in their order."""
        wanted, unseen = set(news), dict.fromkeys(olds)
        found: list[Group] = []
        for start in olds:
            if start not in unseen or not self.of_old(start):
                continue
            before, after = {start}, set(self.of_old(start)) & wanted
            while True:
                wider = {old for new in after for old in self.of_new(new) if old in unseen}
                if wider <= before:
                    break
                before |= wider
                after |= {new for old in before for new in self.of_old(old)} & wanted
            for old in before:
                del unseen[old]
            if after:
                found.append(([old for old in olds if old in before], [new for new in news if new in after]))
        return found
