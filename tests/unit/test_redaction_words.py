"""Hiding words in a text: nothing of them is left, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultatie.domain.redaction import REASONS, find_words, mark, redact

words = st.text(alphabet="abcdé 1\n.", min_size=2, max_size=8).map(str.strip).filter(lambda one: len(one) > 1)
texts = st.text(alphabet="abcdé 1\n.", max_size=60)


@given(texts, words)
def test_what_was_found_is_gone_and_the_rest_stands_in_its_order(text: str, typed: str) -> None:
    found = find_words(text, typed)
    hidden = redact(text, [(one, "privacy") for one in found], "nl")
    assert not find_words(hidden.replace(mark("privacy", "nl"), "|"), typed)
    pieces = hidden.split(mark("privacy", "nl"))
    at = 0
    for piece in pieces:
        at = text.index(piece, at) + len(piece)
    assert len(pieces) - 1 >= len(found)


@given(texts)
def test_nothing_hidden_changes_nothing(text: str) -> None:
    assert redact(text, [], "nl") == text


def test_a_word_is_not_hidden_within_another() -> None:
    assert redact("Jan kwam in januari bij Jan.", [("Jan", "third-party")], "nl") == (
        "[weggelakt: gegevens van iemand anders] kwam in januari bij [weggelakt: gegevens van iemand anders]."
    )


def test_white_space_does_not_matter_for_finding() -> None:
    assert find_words("Bel 06  1234\n5678 nu", "06 1234 5678") == {"06  1234\n5678"}


def test_the_longest_words_go_first() -> None:
    hidden = [("Jan", "privacy"), ("Jan de Wit", "third-party")]
    assert redact("Jan de Wit", hidden, "nl") == "[weggelakt: gegevens van iemand anders]"


@pytest.mark.parametrize("code", REASONS)
def test_every_reason_has_a_mark_in_both_languages(code: str) -> None:
    assert mark(code, "nl").startswith("[weggelakt: ")
    assert mark(code, "en").startswith("[redacted: ")
    assert mark(code, "pl") == mark(code, "nl")
