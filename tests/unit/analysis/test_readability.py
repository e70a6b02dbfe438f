"""Lengths and syllables are what can be counted by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultatie.analysis.readability import lengths, syllables
from tests.bench.plain_language import flesch_douma


@pytest.mark.parametrize(
    ("word", "count"),
    [("wet", 1), ("huis", 1), ("gemeente", 3), ("reële", 3), ("coördinatie", 5), ("nieuw", 1), ("mooie", 2),
     ("ijs", 1), ("vergunning", 3), ("knoeien", 2), ("17a", 1), ("brr", 1), ("bloemetje", 3)],
)  # fmt: skip
def test_syllables_of_known_words(word: str, count: int) -> None:
    assert syllables(word) == count


def test_sentences_and_their_words_are_counted() -> None:
    found = lengths("De wet is goed. Het huis van de vrouw is mooi.")
    assert (found.sentences, found.words, found.per_sentence) == (2, 11, 5.5)
    assert (found.longest, found.longest_words) == ("Het huis van de vrouw is mooi.", 7)


def test_a_line_without_words_does_not_count() -> None:
    assert lengths("").words == 0
    assert lengths(" … !\n").sentences == 0


def test_the_formula_of_douma_is_followed() -> None:
    # 100 syllables in 100 words, 5.5 words a sentence
    assert flesch_douma("De wet is goed. Het huis van de vrouw is mooi.") == pytest.approx(
        206.84 - 77 - 0.93 * 5.5
    )


@given(st.text(max_size=300))
def test_any_text_can_be_measured(text: str) -> None:
    found = lengths(text)
    assert found.longest_words <= found.words
    assert found.longest in text
