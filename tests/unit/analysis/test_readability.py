"""Readability counts what can be counted by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultatie.analysis.readability import measure, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [("wet", 1), ("huis", 1), ("gemeente", 3), ("reële", 3), ("coördinatie", 5), ("nieuw", 1), ("mooie", 2),
     ("ijs", 1), ("vergunning", 3), ("knoeien", 2), ("17a", 1), ("brr", 1), ("bloemetje", 3)],
)  # fmt: skip
def test_syllables_of_known_words(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_formula_of_douma_is_followed() -> None:
    found = measure("De wet is goed. Het huis van de vrouw is mooi.")
    assert (found.sentences, found.words, found.words_per_sentence) == (2, 11, 5.5)
    assert found.syllables_per_100_words == 100.0
    assert found.flesch_douma == round(206.84 - 77 - 0.93 * 5.5, 2)
    assert (found.longest, found.longest_words) == ("Het huis van de vrouw is mooi.", 7)


def test_legal_language_scores_lower_than_plain_language() -> None:
    hard = (
        "De aanvraag tot verlening van de omgevingsvergunning wordt, onverminderd het overigens bepaalde, "
        "buiten behandeling gelaten indien de verschuldigde behandelingskosten niet tijdig zijn voldaan."
    )
    easy = "Betaal op tijd. Anders kijken we niet naar uw plan."
    assert (measure(hard).flesch_douma or 0) < 30 < 80 < (measure(easy).flesch_douma or 0)


def test_a_text_without_words_has_no_score() -> None:
    assert measure("").flesch_douma is None
    assert measure(" … !\n").words == 0


@given(st.text(max_size=300))
def test_any_text_can_be_measured(text: str) -> None:
    found = measure(text)
    assert found.longest_words <= found.words
    assert found.longest in text
