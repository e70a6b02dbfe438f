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
    REASON = "reason"
    QUOTE = "quote"  # beside the reason, not on the road
    PROPOSAL = "proposal"
    RECORDING = "recording"
    QUESTION = "question"
    OVERVIEW = "overview"
    KIND = "kind"
    DETAILS = "details"
    PUBLICATION = "publication"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Location:
    """A page on the road; `key` is the eid of an ARTICLE, REASON, QUOTE or PROPOSAL ("" is the whole), or the key of a QUESTION."""

    step: Step
    key: str = ""


OVERVIEW = Location(Step.OVERVIEW)
KIND = Location(Step.KIND)
DETAILS = Location(Step.DETAILS)
PUBLICATION = Location(Step.PUBLICATION)
CHECK = Location(Step.CHECK)
ABOUT_PROVISION = frozenset({Step.GENERAL, Step.ARTICLE, Step.REASON, Step.PROPOSAL, Step.RECORDING})
NEED_A_POSITION = frozenset({Step.REASON, Step.QUOTE, Step.PROPOSAL})
CLOSING = (OVERVIEW, KIND, DETAILS, PUBLICATION, CHECK)


@dataclass(frozen=True, slots=True)
class Progress:
    """What a draft holds: eIds commented on or set aside in document order ("" is the whole), and what is done.

    `positioned` are the eIds with a position, `rewording` those that are asked for a text of one's own, `recorded` those
    that somebody speaks or signs about.
    """

    provisions: tuple[str, ...] = ()
    answered: frozenset[str] = frozenset()
    says_something: bool = False
    has_kind: bool = False
    has_details: bool = False
    has_publication: bool = False
    positioned: frozenset[str] = frozenset()
    rewording: frozenset[str] = frozenset()
    recorded: frozenset[str] = frozenset()


def position_of(eid: str) -> Location:
    """Return the page that asks what somebody thinks of a provision, or of the whole."""
    return Location(Step.ARTICLE if eid else Step.GENERAL, eid)


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
        if here.step in ABOUT_PROVISION and here.key not in provisions:
            provisions.append(here.key)
        shown = [key for key in questions if long_way or key in progress.answered or here.key == key]
        self.plan: tuple[Location, ...] = (
            *(page for eid in provisions for page in self._about(eid)),
            *(Location(Step.QUESTION, key) for key in shown),
            *CLOSING,
        )

    def _about(self, eid: str) -> tuple[Location, ...]:
        """Return what is asked about one provision, a question a page: what you think, why, and your own wording.

        Who sends a recording is asked for that instead of why. There are as many pages whatever somebody chooses, so
        that the total does not change under the reader: a wording that nobody is asked for is passed over.
        """
        position, reason, recording = (
            position_of(eid),
            Location(Step.REASON, eid),
            Location(Step.RECORDING, eid),
        )
        wording = (Location(Step.PROPOSAL, eid),) if eid else ()
        speaks = eid in self._progress.recorded or self._here == recording
        return (
            (recording, position, *wording)
            if speaks and self._here != reason
            else (position, reason, *wording)
        )

    def _is_passed_over(self, page: Location) -> bool:
        return page.step is Step.PROPOSAL and page.key not in self._progress.rewording and page != self._here

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
        """Return the page before this one that is asked, None at the beginning."""
        before = reversed(self.plan[: self.step - 1])
        return next((page for page in before if not self._is_passed_over(page)), None)

    @property
    def next(self) -> Location:
        """Return the page after this one, past other provisions that were filled in; the last stays where it is."""
        after = self.plan[self.step :]
        return next((page for page in after if not self._filled_in_elsewhere(page)), self.plan[-1])

    @property
    def after_provision(self) -> Location:
        """Return the first page after this one that is not about the same provision."""
        here = self._here
        after = self.plan[self.step :]
        others = (page for page in after if page.step not in ABOUT_PROVISION or page.key != here.key)
        return next((page for page in others if not self._filled_in_elsewhere(page)), self.plan[-1])

    def _filled_in_elsewhere(self, page: Location) -> bool:
        if self._is_passed_over(page):
            return True
        elsewhere = page.step in ABOUT_PROVISION and page.key != self._here.key
        was_first = self._here.step is Step.RECORDING and page == position_of(self._here.key)
        return (elsewhere or was_first) and page.key in self._progress.positioned

    @property
    def has_several(self) -> bool:
        """Say whether the road passes more than one provision."""
        return sum(page.step in (Step.GENERAL, Step.ARTICLE) for page in self.plan) > 1

    def missing_before(self, location: Location) -> Location | None:
        """Return the page that has to be filled in before this one may be shown, or None when it may."""
        if location.step in NEED_A_POSITION and location.key not in self._progress.positioned:
            return position_of(location.key)
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
