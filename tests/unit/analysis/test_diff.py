"""A diff holds both texts whole."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from consultatie.analysis.diff import word_diff

_TEXTS = st.text(alphabet="ab .,\n", max_size=60) | st.text(max_size=60)


@given(_TEXTS, _TEXTS)
def test_both_texts_can_be_read_back(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(text for op, text in pieces if op != "ins") == old
    assert "".join(text for op, text in pieces if op != "del") == new
    assert all(text for _, text in pieces)


def test_a_changed_word_is_one_deletion_and_one_insertion() -> None:
    assert word_diff("binnen vier weken na", "binnen zes weken na") == [
        ("same", "binnen "),
        ("del", "vier"),
        ("ins", "zes"),
        ("same", " weken na"),
    ]


def test_equal_texts_have_one_piece() -> None:
    assert word_diff("zelfde", "zelfde") == [("same", "zelfde")]
    assert word_diff("", "") == []


def test_two_huge_texts_take_no_time() -> None:
    started = time.process_time()
    pieces = word_diff("begin " + "oud " * 50_000 + "eind", "begin " + "nieuw " * 50_000 + "eind")
    assert time.process_time() - started < 5
    assert [op for op, _ in pieces] == ["same", "del", "ins", "same"]
