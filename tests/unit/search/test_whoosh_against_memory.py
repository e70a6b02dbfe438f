"""Both indexes give the same answer to every question, before and after changes."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest

from consultatie.adapters.search.memory import MemoryIndex
from consultatie.adapters.search.whoosh import WhooshIndex
from search.made_up_documents import document, question


@pytest.mark.parametrize("seed", range(4))
def test_a_hundred_random_questions_have_the_same_answers(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    documents = [document(rng, number) for number in range(120)]
    memory, whoosh = MemoryIndex(), WhooshIndex(tmp_path / "index")
    for index in (memory, whoosh):
        index.rebuild(documents)
    changed = [document(rng, number) for number in (*range(40, 60), *range(120, 140))]
    found = 0
    for round_ in range(100):
        if round_ == 40:
            for index in (memory, whoosh):
                index.update(changed, remove=[f"d:{number}" for number in range(15)] + ["unknown"])
        if round_ == 70:
            for index in (memory, whoosh):
                index.update([changed[0], replace(changed[0], body="vergunning")])
        query = question(rng)
        one, other = memory.search(query), whoosh.search(query)
        ids = [hit.id for hit in one.hits], [hit.id for hit in other.hits]
        assert one.total == other.total == len(ids[1]), query
        assert set(ids[0]) == set(ids[1]), query
        assert one.facets == other.facets, query
        if query.sort == "date" or not query.text:
            assert ids[0] == ids[1], query
        shown = [{hit.id: (hit.snippet, hit.attachment) for hit in answer.hits} for answer in (one, other)]
        assert shown[0] == shown[1]
        found += one.total
    assert found > 300
    assert memory.ids() == whoosh.ids()
    assert memory.ids("huurwet") == whoosh.ids("huurwet") != set()
