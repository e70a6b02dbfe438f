"""Made-up Dutch responses at volume: words by Zipf's law, a few campaigns, every position, many at the beginning.

For measuring, never for showing: the sentences mean nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np

from consultatie.domain.visibility import CommentFacts, Publication, RespondentFacts, RespondentKind
from consultatie.models.responses import Position

VOCABULARY = 20_000  # words
ZIPF = 1.07
CAMPAIGN_SHARE = 0.25  # of the responses
CAMPAIGNS = 4
ORGANISATION_SHARE = 0.08
PLACES = (
    "Utrecht",
    "Groningen",
    "Assen",
    "Zwolle",
    "Breda",
    "Venlo",
    "Lelystad",
    "Middelburg",
    "Hoorn",
    "Gouda",
)
POSITIONS = (
    (Position.SUPPORT, 0.2),
    (Position.SUPPORT_WITH_CHANGES, 0.25),
    (Position.OPPOSE, 0.35),
    (Position.NEUTRAL, 0.08),
    (Position.NONE, 0.12),
)
PUBLICATIONS = ((Publication.NAMED, 0.5), (Publication.UNNAMED, 0.4), (Publication.NOT, 0.1))


@dataclass(frozen=True, slots=True)
class MadeUp:
    """One made-up response."""

    respondent: RespondentFacts
    publication: Publication
    comments: tuple[CommentFacts, ...]
    received_at: datetime


class Author:
    """Writes responses from a seed: the same seed writes the same."""

    def __init__(self, eids: Sequence[str], begins: datetime, ends: datetime, *, seed: int) -> None:
        from wordfreq import top_n_list

        self._random = np.random.default_rng(seed)
        self._words = np.array([w for w in top_n_list("nl", VOCABULARY * 2) if w.isalpha()][:VOCABULARY])
        self._cumulative = _cumulative(len(self._words))
        self._eids, self._eid_cumulative = eids, _cumulative(len(eids))
        self._begins, self._span = begins, (ends - begins).total_seconds()
        self._campaigns = [self._text(60, 120) for _ in range(CAMPAIGNS)]

    def write(self, number: int) -> Iterator[MadeUp]:
        """Yield responses; about one in four is of a campaign, some with a sentence of their own."""
        for _ in range(number):
            organisation = self._random.random() < ORGANISATION_SHARE
            share = float(self._random.random()) ** 2.5  # front-loaded
            yield MadeUp(
                self._respondent(organisation),
                self._of(PUBLICATIONS),
                tuple(self._comments()),
                self._begins + timedelta(seconds=share * self._span),
            )

    def _respondent(self, organisation: bool) -> RespondentFacts:
        name = " ".join(word.capitalize() for word in self._pick(2))
        kind = RespondentKind.ORGANISATION if organisation else RespondentKind.PERSON
        body = f"Vereniging {self._pick(1)[0].capitalize()}" if organisation else ""
        return RespondentFacts(kind, name, body, str(self._random.choice(PLACES)))

    def _comments(self) -> Iterator[CommentFacts]:
        if self._random.random() < CAMPAIGN_SHARE:
            which = int(self._random.integers(CAMPAIGNS))
            own = f" {self._text(5, 20)}" if self._random.random() < 0.3 else ""
            eid = self._eids[which % len(self._eids)]
            yield CommentFacts(eid, Position.OPPOSE.value, self._campaigns[which] + own)
            return
        for eid in self._articles():
            proposal = self._text(10, 25) if self._random.random() < 0.15 else None
            yield CommentFacts(eid, self._of(POSITIONS).value, self._text(15, 120), proposal)

    def _articles(self) -> list[str]:
        number = min(int(self._random.geometric(0.6)), 5, len(self._eids))
        ranks = np.searchsorted(self._eid_cumulative, self._random.random(number))
        return [self._eids[rank] for rank in sorted(set(ranks.tolist()))]

    def _pick(self, number: int) -> list[str]:
        ranks = np.searchsorted(self._cumulative, self._random.random(number))
        found: list[str] = self._words[ranks].tolist()
        return found

    def _text(self, shortest: int, longest: int) -> str:
        words = self._pick(int(self._random.integers(shortest, longest + 1)))
        sentences, at = [], 0
        while at < len(words):
            length = int(self._random.integers(6, 18))
            sentences.append(" ".join(words[at : at + length]).capitalize() + ".")
            at += length
        return " ".join(sentences)

    def _of(self, shares: Sequence[tuple[Any, float]]) -> Any:
        chance = float(self._random.random())
        for value, share in shares:
            chance -= share
            if chance < 0:
                return value
        return shares[-1][0]


def _cumulative(number: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    weights = 1 / np.arange(1, number + 1) ** ZIPF
    return np.cumsum(weights / weights.sum())
