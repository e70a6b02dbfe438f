"""What a reader may choose, and that nothing else is ever taken from a cookie."""

from __future__ import annotations

from itertools import product

import pytest

from consultatie.domain.reading_settings import CHOICES, ReadingSettings, read


def test_every_choice_is_read_back_from_its_word() -> None:
    for values in product(*CHOICES.values()):
        chosen = ReadingSettings(*values)
        assert read(chosen.word) == chosen


def test_there_are_96_words_so_that_a_page_is_kept_96_times_at_most() -> None:
    assert len({ReadingSettings(*values).word for values in product(*CHOICES.values())}) == 96


def test_nothing_is_kept_when_nothing_differs() -> None:
    assert ReadingSettings().word == ""
    assert ReadingSettings().differing == {}
    assert ReadingSettings(size="150").differing == {"size": "150"}


@pytest.mark.parametrize(
    "word",
    [
        "",
        "size-125",
        "size-175.spacing-normal.width-normal.colour-system",
        "size-125.spacing-normal.width-normal.colour-dark ",
        '"size-125.spacing-normal.width-normal.colour-dark"',
        "colour-dark.size-125.spacing-normal.width-normal",
        "size-100.spacing-normal.width-normal.colour-system",
        "size-125.spacing-normal.width-normal.colour-dark.size-125",
        "size-125.spacing-normal.width-normal.colour-dark.x-1",
        "__class__-1",
        "size-125.spacing-normal.width-normal.colour-<script>",
        "é" * 5000,
    ],
)
def test_any_other_word_counts_as_no_settings(word: str) -> None:
    assert read(word) == ReadingSettings()


def test_a_choice_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="colour"):
        ReadingSettings(colour="paars")
