"""The counts of plain language see what can be seen by hand, and the grade puts texts in their order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultatie.analysis.plain_language import (
    FEATURES,
    difficulty,
    features,
    is_participle,
    officialese,
    plain_words,
)


def test_a_letter_in_officialese_is_harder_than_the_same_in_plain_words() -> None:
    hard = "Indien de aanvraag wordt afgewezen, dient de belanghebbende onverwijld bezwaar te maken."
    assert difficulty(hard) > difficulty("Wijst de gemeente uw aanvraag af? Maak dan meteen bezwaar.")


def test_the_passive_is_a_form_of_worden_or_zijn_with_a_participle() -> None:
    assert features("Het besluit wordt genomen.")["passive"] == 1
    assert features("De minister neemt het besluit.")["passive"] == 0


@pytest.mark.parametrize("word", ["genomen", "gewerkt", "vastgesteld", "afgewezen", "uitgevoerd", "verleend"])
def test_participles_are_known(word: str) -> None:
    assert is_participle(word)


def test_officialese_has_its_place_and_a_plainer_word() -> None:
    text = "U betaalt Teneinde mee te doen."
    [(start, end, plain)] = officialese(text)
    assert (text[start:end], plain) == ("Teneinde", "om")


def test_the_list_is_large_and_never_offers_the_same_word() -> None:
    assert len(plain_words()) >= 250
    assert all(word == word.lower() and word != plain for word, plain in plain_words().items())


@given(st.text(max_size=200))
def test_any_text_has_all_counts(text: str) -> None:
    assert tuple(features(text)) == FEATURES
