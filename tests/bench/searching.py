"""Search over the index with 10,000 responses: through the port, and as a page."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random
from time import perf_counter
from urllib.parse import quote_plus

from wordfreq import top_n_list

from consultatie import connect
from consultatie.domain.ports import SearchQuery
from tests.bench.bursts import Target, burst, get
from tests.bench.figures import ROUNDS, Figure, percentile
from tests.bench.instance import LARGE, Instance

QUERIES = 100


def queries(seed: int = 5, number: int = QUERIES) -> list[str]:
    """Return queries of one to three words, frequent and rare, some as a phrase, and words of the law."""
    random = Random(seed)
    words = [word for word in top_n_list("nl", 8_000) if word.isalpha() and len(word) > 3]
    law = ["vergunning", "bezwaar", "bestuursorgaan", "wijzigen", "belanghebbende", "termijn", "beroep"]
    found = []
    for place in range(number):
        chosen = random.sample(words if place % 3 else law, k=1 + place % 3)
        found.append(f'"{" ".join(chosen)}"' if place % 10 == 9 else " ".join(chosen))
    return found


def measure(instance: Instance, site: Target, rounds: int = ROUNDS) -> list[Figure]:
    """Return p50 and p95 of the port, with and without a filter, and of the page `/zoeken`."""
    index = connect(instance.settings).search
    asked = queries()
    now = datetime.now(UTC)
    kinds = {"": {}, ", within one consultation": {"consultation": LARGE}}
    figures = {
        (kind, part): Figure(f"search, through the port{kind}, p{part}", "ms", decimals=1)
        for kind in kinds
        for part in (50, 95)
    }
    page = {
        part: Figure(f"search page `/zoeken`, one reader at a time, p{part}", "ms", decimals=1)
        for part in (50, 95)
    }
    for _ in range(rounds):
        for kind, filters in kinds.items():
            took = []
            for text in asked:
                begun = perf_counter()
                index.search(SearchQuery(text, now, filters=filters))
                took.append((perf_counter() - begun) * 1000)
            for part in (50, 95):
                figures[kind, part].values.append(percentile(took, part / 100))
        load = burst(
            site, [get(site, f"/zoeken?q={quote_plus(text)}") for text in asked], QUERIES, connections=1
        )
        page[50].values.append(load.p50_ms)
        page[95].values.append(load.p95_ms)
    return [*figures.values(), *page.values()]
