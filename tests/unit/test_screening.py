"""Signs of personal data in plain text, and where they stand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultatie.domain.screening import MOST, Sign, findings, is_rude, pieces


@pytest.mark.parametrize(
    ("text", "sign", "passage"),
    [
        ("Bel mij op 06-12345678.", Sign.PHONE, "06-12345678"),
        ("Bel +31 6 12 34 56 78 maar.", Sign.PHONE, "+31 6 12 34 56 78"),
        ("Mail jan@example.nl even.", Sign.EMAIL, "jan@example.nl"),
        ("Mijn BSN is 111222333.", Sign.BSN, "111222333"),
        ("Rekening NL91 ABNA 0417 1643 00 is van mij.", Sign.IBAN, "NL91 ABNA 0417 1643 00"),
        ("Kom naar 2514 EA 12 toe.", Sign.ADDRESS, "2514 EA 12"),
        ("Kom naar 2514ea nr. 12.", Sign.ADDRESS, "2514ea nr. 12"),
        ("kom naar de Kade 12a, 2514 EA toe.", Sign.ADDRESS, "Kade 12a, 2514 EA"),
        ("Toen kreeg mijn moeder Ria kanker.", Sign.HEALTH, "mijn moeder Ria"),
        ("Vorig jaar werd Jan de Vries ziek.", Sign.HEALTH, "Jan de Vries"),
    ],
)
def test_each_sign_is_found_where_it_stands(text: str, sign: Sign, passage: str) -> None:
    [found] = findings(text)
    assert (found.sign, found.passage) == (sign, passage)
    assert text[found.start : found.end] == passage


@pytest.mark.parametrize(
    "text",
    [
        "In artikel 3 van 2024 staan 123456789 regels.",  # nine digits that fail the test of eleven
        "De boete is 1.500.000,00 euro.",
        "NL92 ABNA 9417 1643 00 klopt niet.",
        "In 2024 is 5 euro te weinig.",
        "De Tweede Kamer sprak over kanker.",
        "Jan de Vries schreef dit. Veel mensen zijn ziek.",
        "Postcode 2514 EA ligt hier vlakbij.",
    ],
)
def test_what_only_resembles_it_is_left_alone(text: str) -> None:
    assert findings(text) == []


@given(st.lists(st.sampled_from(["06-12345678", "jan@example.nl", " en ", "\n", "ziek", "Jan Jansen", "é"])))
def test_the_pieces_are_the_whole_text(words: list[str]) -> None:
    text = " ".join(words)
    found = findings(text)
    assert "".join(piece for _sign, piece in pieces(text, found)) == text
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_a_passage_is_called_the_same_wherever_it_stands() -> None:
    [one], [other] = findings("Bel 06-12345678"), findings("Of: 06-12345678 dus")
    assert one.key == other.key
    assert one.key != findings("Bel 06-12345679")[0].key


def test_no_more_is_shown_than_somebody_reads() -> None:
    assert len(findings("jan@example.nl " * 5000)) == MOST


def test_rude_words_are_known_by_themselves_and_not_inside_others() -> None:
    assert is_rude(["Jij klootzak"])
    assert not is_rude(["Dat is lullig."])
