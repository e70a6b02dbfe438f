"""Made-up responses in real Dutch words, distributed as words are (Zipf): the same for the same seed."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import accumulate

from wordfreq import top_n_list

WORDS = 20_000
CAMPAIGN_PART = 0.15
POSITIONS = ("support", "support_with_changes", "oppose", "neutral")


class Writer:
    """Writes texts and response lines from one seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self._words = [word for word in top_n_list("nl", WORDS) if word.isalpha()]
        self._weights = list(accumulate(1 / rank for rank in range(2, len(self._words) + 2)))
        self._campaigns = [self.text(8) for _ in range(5)]

    def sentence(self) -> str:
        """Return one sentence of 6 to 18 words."""
        number = self.random.randint(6, 18)
        words = self.random.choices(self._words, cum_weights=self._weights, k=number)
        return " ".join(words).capitalize() + "."

    def text(self, sentences: int = 0) -> str:
        """Return a text of so many sentences, two to eight when not given."""
        return " ".join(self.sentence() for _ in range(sentences or self.random.randint(2, 8)))

    def comment_text(self) -> str:
        """Return an own text, or now and then one of five campaigns with a sentence of one's own."""
        if self.random.random() >= CAMPAIGN_PART:
            return self.text()
        return f"{self.random.choice(self._campaigns)} {self.sentence()}"

    def response_lines(self, number: int, eids: Sequence[str], *, until: datetime) -> Iterator[str]:
        """Yield responses as JSON Lines: one to three comments each; the first eId is in two of five, the rest fall off."""
        weights = list(accumulate(1 / (rank + 1) for rank in range(len(eids))))
        for count in range(number):
            chosen = {*self.random.choices(eids, cum_weights=weights, k=self.random.randint(1, 3))}
            if self.random.random() < 0.4:
                chosen.add(eids[0])
            is_organisation = self.random.random() < 0.1
            yield json.dumps(
                {
                    "id": f"bench-{count}",
                    "received_at": (until - timedelta(minutes=number - count)).isoformat(),
                    "channel": "import",
                    "language": "nl",
                    "respondent": {
                        "kind": "organisation" if is_organisation else "person",
                        "name": f"Indiener {count}",
                        "organisation": f"Vereniging {count}" if is_organisation else "",
                        "place": "Voorbeeldstad",
                        "email": None,
                    },
                    "publication": "named",
                    "comments": [
                        {
                            "provision": eid,
                            "position": self.random.choice(POSITIONS),
                            "text": self.comment_text(),
                            "proposal": None,
                        }
                        for eid in sorted(chosen)
                    ],
                    "answers": [],
                }
            )
