"""The place that somebody names, however it is written."""

from __future__ import annotations

import pytest

from consultatie.analysis.places import ABROAD, find_place, suggest


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("deventer", "Deventer"),
        ("  DEN  HAAG ", "Den Haag"),
        ("'s-gravenhage", "Den Haag"),
        ("Den Bosch", "'s-Hertogenbosch"),
        ("s Hertogenbosch", "'s-Hertogenbosch"),
        ("ijmuiden", "IJmuiden"),
        ("Sudwest Fryslan", "Súdwest-Fryslân"),
        ("buiten nederland", ABROAD),
        ("abroad", ABROAD),
    ],
)
def test_a_place_is_found_however_it_is_typed(typed: str, place: str) -> None:
    assert find_place(typed) == place


def test_a_slip_gets_the_place_that_is_meant_first() -> None:
    for typed, meant in (("Devnter", "Deventer"), ("Amsterda", "Amsterdam"), ("Zwole", "Zwolle")):
        assert find_place(typed) is None
        assert suggest(typed)[0] == meant


def test_nothing_is_made_of_nothing() -> None:
    assert (find_place(""), suggest(""), suggest("xx")) == (None, [], [])
