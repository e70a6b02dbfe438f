"""Sentences lie where they say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from consultatie.analysis.sentences import sentences


def test_legal_abbreviations_end_no_sentence() -> None:
    found = sentences("Op grond van art. 3 geldt dit o.g.v. de wet. Dat is goed.", "nl")
    assert [sentence.text for sentence in found] == [
        "Op grond van art. 3 geldt dit o.g.v. de wet.",
        "Dat is goed.",
    ]


def test_a_line_end_ends_a_sentence() -> None:
    assert [sentence.text for sentence in sentences("Kop zonder punt\nEen zin.", "nl")] == [
        "Kop zonder punt",
        "Een zin.",
    ]


@given(st.text(), st.sampled_from(["nl", "en", "xx"]))
def test_every_sentence_is_literal_and_they_follow_each_other(text: str, language: str) -> None:
    place = 0
    for sentence in sentences(text, language):
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text == sentence.text.strip() != ""
        assert sentence.start >= place
        place = sentence.end


@given(st.text(alphabet=st.characters(categories=["Cs", "Ll", "Po", "Zs"]), max_size=60))
def test_lone_surrogates_do_no_harm(text: str) -> None:
    for sentence in sentences(text, "nl"):
        assert text[sentence.start : sentence.end] == sentence.text
