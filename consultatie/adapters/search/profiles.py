"""What filters, facets, dates and order mean, the same for every index.

A profile is what documents share that differ in text only: everything that can be filtered or counted. There are
few of them, so an index judges each profile once and counts documents per profile.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import astuple, dataclass
from datetime import datetime
from hashlib import blake2b
from typing import Any, Final

from consultatie.domain.errors import Invalid
from consultatie.domain.ports import SearchDocument, SearchQuery

NO_DATE: Final = float("-inf")


@dataclass(frozen=True, slots=True)
class Profile:
    """The filterable facts of a document; instants are seconds since 1970, UTC."""

    type: str
    consultation: str
    language: str
    department: str
    themes: tuple[str, ...]
    kind: str
    respondent: str
    position: tuple[str, ...]
    reported: bool
    opens_at: float | None
    closes_at: float | None

    def status(self, now: float) -> str:
        """Return open, scheduled, closed or reported at an instant; empty for a document without dates."""
        if self.reported:
            return "reported"
        if self.opens_at is None and self.closes_at is None:
            return ""
        if self.opens_at is not None and now < self.opens_at:
            return "scheduled"
        return "closed" if self.closes_at is not None and now >= self.closes_at else "open"


_VALUES: Final[Mapping[str, Callable[[Profile, float], tuple[str, ...]]]] = {
    "type": lambda profile, _now: (profile.type,),
    "consultation": lambda profile, _now: (profile.consultation,),
    "language": lambda profile, _now: (profile.language,),
    "department": lambda profile, _now: (profile.department,),
    "theme": lambda profile, _now: profile.themes,
    "kind": lambda profile, _now: (profile.kind,),
    "status": lambda profile, now: (profile.status(now),),
    "respondent": lambda profile, _now: (profile.respondent,),
    "position": lambda profile, _now: profile.position,
}


def profile_of(document: SearchDocument) -> Profile:
    """Return the profile of a document."""
    return Profile(
        type=document.type,
        consultation=document.consultation,
        language=document.language,
        department=document.department,
        themes=tuple(sorted(set(document.themes))),
        kind=document.kind,
        respondent=document.respondent,
        position=tuple(sorted(set(document.position))),
        reported=document.reported,
        opens_at=_seconds(document.opens_at),
        closes_at=_seconds(document.closes_at),
    )


def dump_profile(profile: Profile) -> str:
    """Return a profile as JSON."""
    return json.dumps(astuple(profile), ensure_ascii=False, separators=(",", ":"))


def load_profile(text: str) -> Profile:
    """Return the profile that `dump_profile` wrote."""
    fields: list[Any] = [tuple(value) if isinstance(value, list) else value for value in json.loads(text)]
    return Profile(*fields)


def date_of(document: SearchDocument) -> float:
    """Return the document's date in seconds since 1970, minus infinity for none."""
    seconds = _seconds(document.date)
    return NO_DATE if seconds is None else seconds


def tie_breaker(document_id: str) -> int:
    """Return a number that orders documents of equal rank, the same in every index and after every rebuild."""
    return int.from_bytes(blake2b(document_id.encode("utf-8", "replace"), digest_size=8).digest())


def accepts(query: SearchQuery) -> Callable[[Profile], bool]:
    """Return the test that a query's filters are; an empty value is no filter.

    Raises Invalid("unknown-filter") for a key that there is none of.
    """
    unknown = sorted(set(query.filters) - set(_VALUES))
    if unknown:
        raise Invalid("unknown-filter", {key: "unknown-filter" for key in unknown})
    now = query.now.timestamp()
    wanted = [(_VALUES[key], value) for key, value in query.filters.items() if value]
    return lambda profile: all(value in values(profile, now) for values, value in wanted)


def date_range(query: SearchQuery) -> tuple[float, float] | None:
    """Return first instant and end (exclusive) of the dates asked for, or None; undated documents have no place in it."""
    if query.since is None and query.until is None:
        return None
    since, until = _seconds(query.since), _seconds(query.until)
    return (-1e18 if since is None else since, float("inf") if until is None else until)


def count_facets(counts: Iterable[tuple[Profile, int]], now: datetime) -> dict[str, dict[str, int]]:
    """Return per filter key the number of documents per value, most first, then by value; empty values left out."""
    seconds = now.timestamp()
    totals: dict[str, Counter[str]] = {key: Counter() for key in _VALUES}
    for profile, number in counts:
        for key, values in _VALUES.items():
            for value in values(profile, seconds):
                totals[key][value] += number
    return {
        key: dict(sorted(((v, n) for v, n in total.items() if v), key=lambda item: (-item[1], item[0])))
        for key, total in totals.items()
    }


def _seconds(instant: datetime | None) -> float | None:
    return None if instant is None else instant.timestamp()
