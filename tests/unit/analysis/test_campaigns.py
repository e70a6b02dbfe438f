"""Planted campaigns come out whole, and nothing else does."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.made_up_dutch import letter, sentence
from consultatie.analysis.campaigns import find_campaigns, jaccard, normalised

TEXT = letter(random.Random(1), 8)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.lists(st.integers(3, 12), max_size=4))
def test_planted_campaigns_are_found_exactly(seed: int, sizes: list[int]) -> None:
    rng = random.Random(seed)
    planted: dict[str, str] = {f"own{n}": letter(rng) for n in range(15)}
    for number, size in enumerate(sizes):
        text = letter(rng, 8)
        for member in range(size):
            added = " " + sentence(rng) if member % 2 else ""
            planted[f"c{number}-{member}"] = text + added
    order = sorted(planted, key=lambda _: rng.random())
    found = find_campaigns({key: planted[key] for key in order})
    expected = {frozenset(f"c{n}-{m}" for m in range(size)) for n, size in enumerate(sizes)}
    assert {frozenset(campaign.members) for campaign in found} == expected
    for campaign in found:
        own = {key for key in campaign.members if int(key.split("-")[1]) % 2}
        assert set(campaign.own_words) == own
        assert campaign.text == planted[campaign.representative]


def test_punctuation_capitals_and_white_space_make_no_difference() -> None:
    texts = {"a": TEXT, "b": TEXT.upper(), "c": TEXT.replace(".", " !\n")}
    (campaign,) = find_campaigns(texts)
    assert campaign.members == ("a", "b", "c")
    assert campaign.own_words == {}


def test_own_words_are_the_sentences_that_are_not_in_the_text() -> None:
    own = "Mijn moeder van tachtig kan dit niet zelf regelen."
    texts = {"a": TEXT, "b": TEXT, "c": f"{own} {TEXT}"}
    (campaign,) = find_campaigns(texts)
    assert campaign.own_words == {"c": (own,)}


def test_a_long_story_around_the_text_still_belongs_to_the_campaign() -> None:
    rng = random.Random(2)
    texts = {"a": TEXT, "b": TEXT, "c": TEXT, "d": f"{letter(rng, 20)} {TEXT}"}
    assert find_campaigns(texts)[0].members == ("a", "b", "c", "d")


def test_fewer_than_the_minimum_is_no_campaign() -> None:
    assert find_campaigns({"a": TEXT, "b": TEXT}) == []
    assert len(find_campaigns({"a": TEXT, "b": TEXT}, minimum=2)) == 1


def test_short_remarks_are_no_campaign() -> None:
    assert find_campaigns({str(n): "Ik ben tegen." for n in range(50)}) == []
    assert find_campaigns({str(n): "" for n in range(50)}) == []


def test_a_chain_of_small_changes_joins_no_two_different_texts() -> None:
    words = TEXT.split()
    steps = [" ".join([*(f"anders{n}" for n in range(k)), *words[k:]]) for k in range(0, len(words), 4)]
    for campaign in find_campaigns({str(n): text for n, text in enumerate(steps)}):
        for member in campaign.members:
            first, second = normalised(campaign.text).split(), normalised(steps[int(member)]).split()
            assert len(set(first) & set(second)) > len(set(first)) / 2


def test_a_higher_threshold_finds_no_more() -> None:
    rng = random.Random(3)
    texts = {}
    for n in range(30):
        words = TEXT.split()
        for _ in range(n // 3):
            words[rng.randrange(len(words))] = f"woord{rng.randrange(999)}"
        texts[str(n)] = " ".join(words)
    sizes = [sum(c.size for c in find_campaigns(texts, threshold=t)) for t in (0.5, 0.7, 0.9)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[2]


def test_the_same_texts_give_the_same_campaigns() -> None:
    texts = {str(n): TEXT if n % 3 else letter(random.Random(n)) for n in range(60)}
    assert find_campaigns(texts) == find_campaigns(dict(texts))


def test_jaccard_of_known_sets() -> None:
    assert jaccard(frozenset("abc"), frozenset("bcd")) == 0.5
    assert jaccard(frozenset(), frozenset()) == 1.0
