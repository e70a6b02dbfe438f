"""The road through a response: which pages there are, which comes next, which may be shown yet.

Plain values that know no HTTP: the door asks "may I be here?" and turns a Location into an address.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """One sort of page on the road."""

    GENERAL = "general"
    ARTICLE = "article"
    QUESTION = "question"
    OVERVIEW = "overview"
    KIND = "kind"
    DETAILS = "details"
    PUBLICATION = "publication"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Location:
    """A page on the road; `key` is the eid of an ARTICLE or the key of a QUESTION."""

    step: Step
    key: str = ""


OVERVIEW = Location(Step.OVERVIEW)
KIND = Location(Step.KIND)
DETAILS = Location(Step.DETAILS)
PUBLICATION = Location(Step.PUBLICATION)
CHECK = Location(Step.CHECK)
CLOSING = (OVERVIEW, KIND, DETAILS, PUBLICATION, CHECK)


@dataclass(frozen=True, slots=True)
class Progress:
    """What a draft holds: eIds commented on or set aside in document order ("" is the whole), and what is done."""

    provisions: tuple[str, ...] = ()
    answered: frozenset[str] = frozenset()
    says_something: bool = False
    has_kind: bool = False
    has_details: bool = False
    has_publication: bool = False


class Router:
    """The road for one draft. `questions` are keys in order; `long_way` puts them all on it."""

    def __init__(
        self,
        progress: Progress,
        questions: tuple[str, ...] = (),
        *,
        long_way: bool = False,
        here: Location = OVERVIEW,
    ) -> None:
        self._progress = progress
        self._here = here
        provisions = list(progress.provisions)
        if here.step in (Step.ARTICLE, Step.GENERAL) and here.key not in provisions:
            provisions.append(here.key)
        shown = [key for key in questions if long_way or key in progress.answered or here.key == key]
        self.plan: tuple[Location, ...] = (
            *(Location(Step.ARTICLE if eid else Step.GENERAL, eid) for eid in provisions),
            *(Location(Step.QUESTION, key) for key in shown),
            *CLOSING,
        )

    @property
    def step(self) -> int:
        """Return which page of the road this is, from 1."""
        return self.plan.index(self._here) + 1

    @property
    def total(self) -> int:
        """Return how many pages the road has."""
        return len(self.plan)

    @property
    def previous(self) -> Location | None:
        """Return the page before this one, None at the beginning."""
        return self.plan[self.step - 2] if self.step > 1 else None

    @property
    def next(self) -> Location:
        """Return the page after this one; the last stays where it is."""
        return self.plan[min(self.step, self.total - 1)]

    def missing_before(self, location: Location) -> Location | None:
        """Return the page that has to be filled in before this one may be shown, or None when it may."""
        if location not in CLOSING:
            return None
        done = {
            OVERVIEW: self._progress.says_something,
            KIND: self._progress.has_kind,
            DETAILS: self._progress.has_details,
            PUBLICATION: self._progress.has_publication,
        }
        before = CLOSING[: CLOSING.index(location)]
        return next((page for page in before if not done[page]), None)
