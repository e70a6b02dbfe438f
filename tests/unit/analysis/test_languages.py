"""The language of a text by its words."""

from __future__ import annotations

import pytest

from consultatie.analysis.languages import likely_language

DUTCH = "Een brief is te moeilijk. Kortere zinnen en gewone woorden helpen de lezer. Zie de noot."
ENGLISH = "The letter is too hard to read for many people, and the government should use shorter sentences."
FRENCH = "La lettre est trop difficile pour beaucoup de gens et le gouvernement doit changer cela."


@pytest.mark.parametrize(
    ("text", "stated", "expected"),
    [
        (DUTCH, "en", "nl"),
        (DUTCH, "", "nl"),
        (ENGLISH, "nl", "en"),
        (FRENCH, "fr", "fr"),
        ("", "nl", "nl"),
        ("2025 12 13", "en", "en"),
    ],
)
def test_the_words_decide_where_they_are_clear(text: str, stated: str, expected: str) -> None:
    assert likely_language(text, stated) == expected
