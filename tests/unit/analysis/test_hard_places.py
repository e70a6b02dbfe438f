"""Hard places of a text are found where they are, and good text is left in peace."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultatie.analysis.hard_places import of_sentences, of_words
from consultatie.analysis.plain_language import Level, grade

LONG = "Wij schrijven hier een zin die veel langer is dan u prettig vindt om te lezen, want hij gaat maar door en door."


def found(text: str, language: str = "nl") -> list[tuple[str, str, str]]:
    places = [*of_sentences(text, language), *of_words(text, language)]
    return [(one.code, text[one.start : one.end], one.plainer) for one in places]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("U krijgt een brief van de gemeente.", []),
        ("Dat gebeurt Onverwijld.", [("officialese", "Onverwijld", "meteen")]),
        ("De brief wordt bewaard.", [("passive", "De brief wordt bewaard.", "")]),
        ("De ombuiging helpt.", [("rare-word", "ombuiging", "")]),
        ("Dit is onverenigbaarheid.", [("long-word", "onverenigbaarheid", "")]),
        ("De gemeenteraad beslist.", []),
        ("Dat staat in de Awb.", [("abbreviation", "Awb", "")]),
        ("Dat staat in de Algemene wet bestuursrecht (Awb). De Awb geldt.", []),
        ("De AMvB (algemene maatregel van bestuur) komt.", []),
        ("Dit geldt m.b.t. brieven.", [("abbreviation", "m.b.t.", "")]),
        ("Dit geldt in de EU.", []),
        ("Wij wonen in Ommerschans.", []),
    ],
)
def test_each_place_has_its_code_and_words(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert found(text) == expected


def test_a_long_sentence_tells_its_words_and_is_not_called_passive_too() -> None:
    [place] = of_sentences(f"Kort. {LONG}", "nl")
    assert (place.code, place.words) == ("sentence-long", 23)


def test_a_word_is_named_once() -> None:
    assert [one.code for one in of_words("Indien het kan. En indien het moet.", "nl")] == ["officialese"]


def test_english_is_not_read_as_dutch() -> None:
    assert found("The letter is verleend indien.", "en") == []
    assert [code for code, _words, _plainer in found("The UNHCR says so.", "en")] == ["abbreviation"]


@given(st.text(max_size=300))
def test_places_are_in_the_text_and_words_never_overlap(text: str) -> None:
    assert all(0 <= one.start < one.end <= len(text) for one in of_sentences(text, "nl"))
    ends = 0
    for one in of_words(text, "nl"):
        assert ends <= one.start < one.end <= len(text)
        ends = one.end


def test_the_grade_tells_a_letter_in_officialese_from_a_plain_one_and_what_to_change_first() -> None:
    hard = grade("Indien de aanvraag onverwijld wordt afgewezen, geschiedt zulks krachtens dit besluit.")
    assert hard is not None
    assert hard.level is Level.HARD
    assert "officialese" in hard.first
    plain = grade("Wijst de gemeente uw aanvraag af? Maak dan meteen bezwaar.")
    assert plain is not None
    assert (plain.level, plain.first) == (Level.PLAIN, ())
    assert grade(" … ") is None
