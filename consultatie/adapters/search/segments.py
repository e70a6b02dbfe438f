"""The filterable facts of a segment as arrays, read once: a segment never changes but for what is deleted in it."""

from __future__ import annotations

import threading
from array import array
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from consultatie.adapters.search.profiles import Profile, load_profile, tie_breaker
from consultatie.adapters.search.schema import read_facts


@dataclass(frozen=True, slots=True)
class SegmentFacts:
    """Per document of a segment: number of its profile, date in seconds, and rank among equals."""

    profiles: array[int]
    dates: array[float]
    ties: array[int]


class FactsCache:
    """Facts of the segments in use, shared by all threads: 20 bytes a document."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._segments: dict[str, SegmentFacts] = {}
        self._numbers: dict[str, int] = {}
        self._profiles: list[Profile] = []

    def of(self, version: str, reader: Any) -> SegmentFacts:
        """Return the facts of a Whoosh segment reader; `version` names the index that it is of."""
        name = _name(version, reader)
        with self._lock:
            facts = self._segments.get(name)
            if facts is None:
                facts = self._segments[name] = self._read(reader)
            return facts

    def keep_only(self, version: str, readers: Iterable[Any]) -> None:
        """Forget segments that are not among these readers."""
        names = {_name(version, reader) for reader in readers}
        with self._lock:
            self._segments = {name: facts for name, facts in self._segments.items() if name in names}

    def accepted(self, test: Callable[[Profile], bool]) -> bytes:
        """Return a byte per profile number: 1 where the test holds."""
        return bytes(test(profile) for profile in self._profiles)

    def named(self, counts: Counter[int]) -> list[tuple[Profile, int]]:
        """Return counts per profile number as counts per profile."""
        return [(self._profiles[number], count) for number, count in counts.items()]

    def _read(self, reader: Any) -> SegmentFacts:
        column = reader.column_reader("facts", translate=False)
        facts = SegmentFacts(array("I"), array("d"), array("Q"))
        for number in range(reader.doc_count_all()):
            document_id, date, profile = read_facts(column[number])
            facts.profiles.append(self._number(profile))
            facts.dates.append(date)
            facts.ties.append(tie_breaker(document_id))
        return facts

    def _number(self, text: str) -> int:
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = len(self._profiles)
            self._profiles.append(load_profile(text))
        return number


def _name(version: str, reader: Any) -> str:
    return f"{version}/{reader.segment().segment_id()}"
