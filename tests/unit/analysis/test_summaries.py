"""A summary quotes literally and counts truly."""

from __future__ import annotations

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.made_up_dutch import letter
from consultatie.analysis.summaries import MOST_CANDIDATES, representative_passages

POINT = "De termijn van vier weken is voor kleine ondernemers veel te kort."
NEARLY = "De termijn van vier weken is voor kleine ondernemers echt veel te kort."
OPPOSITE = "De termijn van vier weken is voor kleine ondernemers niet veel te kort."


def _texts(count: int, seed: int = 1) -> list[tuple[str, str]]:
    rng = random.Random(seed)
    return [(f"r{n}", letter(rng, 4)) for n in range(count)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(max_size=300) | st.sampled_from([POINT, NEARLY, f"{POINT}\n{OPPOSITE}"]), max_size=12)
)
def test_every_passage_is_literal_and_its_sources_exist(bodies: list[str]) -> None:
    texts = [(f"r{n}", body) for n, body in enumerate(bodies)]
    for passage in representative_passages(texts):
        assert dict(texts)[passage.source_id][passage.start : passage.end] == passage.text
        assert passage.sources[0] == passage.source_id
        assert len(set(passage.sources)) == passage.count == len(passage.sources)
        assert set(passage.sources) <= {key for key, _ in texts}


def test_what_many_say_comes_first_with_all_who_say_it() -> None:
    texts = [(key, f"{body} {POINT if n % 2 else NEARLY}") for n, (key, body) in enumerate(_texts(10))]
    first = representative_passages(texts)[0]
    assert first.text in (POINT, NEARLY)
    assert set(first.sources) == {f"r{n}" for n in range(10)}


def test_the_opposite_is_never_counted_along() -> None:
    texts = [("a", POINT), ("b", OPPOSITE), ("c", POINT)]
    for passage in representative_passages(texts):
        assert set(passage.sources) in ({"a", "c"}, {"b"})


def test_passages_differ_and_keep_to_the_limit() -> None:
    found = representative_passages(_texts(40), limit=3)
    assert len(found) == 3
    assert len({passage.text for passage in found}) == 3


def test_a_campaign_does_not_fill_the_summary() -> None:
    campaign = letter(random.Random(9), 6)
    texts = [*_texts(20), *((f"c{n}", campaign) for n in range(20))]
    found = representative_passages(texts)
    assert sum(passage.count >= 20 for passage in found) == 1


def test_nothing_worth_quoting_gives_no_summary() -> None:
    assert representative_passages([]) == []
    assert representative_passages([("a", ""), ("b", "Nee."), ("c", "de het een van of en dat")]) == []


def test_the_same_texts_give_the_same_summary() -> None:
    assert representative_passages(_texts(50)) == representative_passages(_texts(50))


def test_five_thousand_texts_take_seconds() -> None:
    texts = _texts(5_000)
    started = time.process_time()
    found = representative_passages(texts)
    assert time.process_time() - started < 20
    assert len(texts) > MOST_CANDIDATES
    assert all(
        dict(texts)[passage.source_id][passage.start : passage.end] == passage.text for passage in found
    )
