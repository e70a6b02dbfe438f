"""What a law text refers to: which words, and to what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultatie.analysis.ordinals import ORDINALS
from consultatie.analysis.references import Place, find_references, listed_law

AWB = "https://wetten.overheid.nl/jci1.3:c:BWBR0005537"
GEMEENTEWET = "https://wetten.overheid.nl/jci1.3:c:BWBR0005416"


def own(text: str, under: str | None = None) -> list[tuple[str, Place]]:
    return [(text[one.start : one.end], one.place) for one in find_references(text, under) if one.place]


def elsewhere(text: str, under: str | None = None) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.address) for one in find_references(text, under) if one.address]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("als bedoeld in artikel 3:4, tweede lid,", [("artikel 3:4, tweede lid", Place("3:4", "2"))]),
        ("artikel 4 lid 2 is van toepassing", [("artikel 4 lid 2", Place("4", "2"))]),
        (
            "artikel 17a, eerste lid, onderdeel b, onder 2°, geldt",
            [("artikel 17a, eerste lid, onderdeel b, onder 2°", Place("17a", "1", ("b", "2")))],
        ),
        (
            "De artikelen 3, eerste lid, 4 en 5, aanhef en onder c, gelden",
            [
                ("artikelen 3, eerste lid", Place("3", "1")),
                ("4", Place("4")),
                ("5, aanhef en onder c", Place("5", "", ("c",))),
            ],
        ),
        (
            "de artikelen 6:4, derde lid, tot en met 6:6",
            [("artikelen 6:4, derde lid", Place("6:4", "3")), ("6:6", Place("6:6"))],
        ),
        (
            "de artikelen 24, 25, behoudens het derde lid, en 26",
            [("artikelen 24", Place("24")), ("25, behoudens het derde lid", Place("25")), ("26", Place("26"))],
        ),
        ("het eerste en tweede lid gelden", [("het eerste en tweede lid", Place("", "1"))]),
        (
            "In afwijking van het tweede lid, onderdeel a, kan",
            [("het tweede lid, onderdeel a", Place("", "2", ("a",)))],
        ),
        ("de personen, bedoeld in onderdeel b, kunnen", [("onderdeel b", Place("", "", ("b",)))]),
        (
            "hoofdstuk 2 en afdeling 3.4",
            [
                ("hoofdstuk 2", Place(part="hoofdstuk", number="2")),
                ("afdeling 3.4", Place(part="afdeling", number="3.4")),
            ],
        ),
        ("de hoofdstukken 2 en 3", [("hoofdstukken 2", Place(part="hoofdstuk", number="2")), ("3", Place(part="hoofdstuk", number="3"))]),
        ("de in het vorige lid bedoelde termijn", [("het vorige lid", Place("", "vorige"))]),
        ("artikel I, onderdeel A, werkt terug", [("artikel I, onderdeel A", Place("I", "", ("A",)))]),
        ("artikel 5 van deze wet", [("artikel 5", Place("5"))]),
        (
            "het tweede lid van dit artikel",
            [("het tweede lid", Place("", "2"))],
        ),
        ("het eerste lid is van overeenkomstige toepassing", [("het eerste lid", Place("", "1"))]),
        ("artikel 12, onderdeel b, de ontvanger", [("artikel 12, onderdeel b", Place("12", "", ("b",)))]),
        ("artikel 9, eerste lid, onderdeel j, 10", [("artikel 9, eerste lid, onderdeel j", Place("9", "1", ("j",)))]),
    ],
)  # fmt: skip
def test_provisions_of_the_bill_itself(text: str, expected: list[tuple[str, Place]]) -> None:
    assert own(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "artikel 3:4, tweede lid, Awb",
            [("artikel 3:4, tweede lid", f"{AWB}&artikel=3:4&lid=2"), ("Awb", AWB)],
        ),
        (
            "artikel 8:4, derde lid, onderdeel b, van de Algemene wet bestuursrecht",
            [
                ("artikel 8:4, derde lid, onderdeel b", f"{AWB}&artikel=8:4&lid=3&o=b"),
                ("Algemene wet bestuursrecht", AWB),
            ],
        ),
        (
            "de artikelen 15 en 16 van die wet; zie de Awb",
            [("Awb", AWB)],
        ),
        (
            "De Gemeentewet geldt. Artikel 3 van die wet vervalt.",
            [("Gemeentewet", GEMEENTEWET), ("Artikel 3", f"{GEMEENTEWET}&artikel=3")],
        ),
        (
            "Gemeentewet: de artikelen 268 en 269",
            [
                ("Gemeentewet", GEMEENTEWET),
                ("artikelen 268", f"{GEMEENTEWET}&artikel=268"),
                ("269", f"{GEMEENTEWET}&artikel=269"),
            ],
        ),
        (
            "titel 4.4 van de Algemene wet bestuursrecht",
            [("titel 4.4", f"{AWB}&titeldeel=4.4"), ("Algemene wet bestuursrecht", AWB)],
        ),
        ("afdeling 2 van de Gemeentewet", [("Gemeentewet", GEMEENTEWET)]),
        (
            "ECLI:NL:HR:2019:2006.",
            [("ECLI:NL:HR:2019:2006", "https://deeplink.rechtspraak.nl/uitspraak?id=ECLI:NL:HR:2019:2006")],
        ),
        (
            "Stb. 2025, 263",
            [("Stb. 2025, 263", "https://zoek.officielebekendmakingen.nl/stb-2025-263.html")],
        ),
        ("Stb. 1984, 364", []),
        ("Staatsblad 2023, nr. 382", [("Staatsblad 2023, nr. 382", "https://zoek.officielebekendmakingen.nl/stb-2023-382.html")]),
        ("Stcrt. 2023, nr. 12", [("Stcrt. 2023, nr. 12", "https://zoek.officielebekendmakingen.nl/stcrt-2023-12.html")]),
        (
            "Kamerstukken II 2015/16, 34 468, nr. 3, p. 4",
            [
                (
                    "Kamerstukken II 2015/16, 34 468, nr. 3",
                    "https://zoek.officielebekendmakingen.nl/kst-34468-3.html",
                )
            ],
        ),
        (
            "Kamerstukken II 2025/26, 37 020 X, nr. 1",
            [("Kamerstukken II 2025/26, 37 020 X, nr. 1", "https://zoek.officielebekendmakingen.nl/kst-37020-X-1.html")],
        ),
        (
            "Verordening (EU) 2016/679 en Richtlijn 95/46/EG en Verordening (EG) nr. 1907/2006",
            [
                ("Verordening (EU) 2016/679", "https://eur-lex.europa.eu/eli/reg/2016/679/oj/nld"),
                ("Richtlijn 95/46/EG", "https://eur-lex.europa.eu/eli/dir/1995/46/oj/nld"),
                ("Verordening (EG) nr. 1907/2006", "https://eur-lex.europa.eu/eli/reg/2006/1907/oj/nld"),
            ],
        ),
        (
            "Gedelegeerde verordening (EU) 2015/35",
            [("Gedelegeerde verordening (EU) 2015/35", "https://eur-lex.europa.eu/eli/reg_del/2015/35/oj/nld")],
        ),
        ("artikel 5 van de AVG", [("artikel 5", "https://eur-lex.europa.eu/eli/reg/2016/679/oj/nld"), ("AVG", "https://eur-lex.europa.eu/eli/reg/2016/679/oj/nld")]),
    ],
)  # fmt: skip
def test_what_stands_elsewhere_has_its_official_address(text: str, expected: list[tuple[str, str]]) -> None:
    assert elsewhere(text) == expected
    assert not own(text)


@pytest.mark.parametrize(
    "text",
    [
        "artikel 12 van de Wet op de kikkers",
        "artikel 15, derde lid, tweede alinea, van de verordening",
        "de artikelen 81 en 82 van het Verdrag",
        "artikel 3.29g, tweede lid, van de wet",
        "het voorgestelde artikel 17a",
        "Besluit kikkers: artikel 3",
        "het eerste lid van de commissie",
        "de artikelen X 4, derde lid",
        "artikel 15 Leenbesluit",
        "artikel 3 uit die richtlijn",
        "hoofdstuk 3 van deze toelichting",
        "de leden van het college",
        "artikelen schrijven",
        "onderdeel van het plan",
        "een artikel uit de krant",
        "het tweede lid van artikel twee",
    ],
)  # fmt: skip
def test_what_is_not_certain_gets_no_link(text: str) -> None:
    assert find_references(text) == []


def test_a_number_that_counts_something_is_no_article() -> None:
    assert own("binnen de termijn van artikel 3, 14 dagen na ontvangst") == [("artikel 3", Place("3"))]
    assert own("bedoeld in artikel 3 en 14 dagen na ontvangst") == [("artikel 3", Place("3"))]
    assert own("de artikelen 3 en 20 euro") == [("artikelen 3", Place("3"))]


def test_a_list_that_goes_on_with_another_law_is_not_ours() -> None:
    text = "de artikelen 3 en 4 en artikel 5 van de Wet op de kikkers"
    assert own(text) == []


def test_a_text_below_a_law_is_about_that_law() -> None:
    assert own("In artikel 3, tweede lid, vervalt het derde lid", "") == []
    assert elsewhere("In artikel 3, tweede lid, vervalt", "BWBR0005416") == [
        ("artikel 3, tweede lid", f"{GEMEENTEWET}&artikel=3&lid=2")
    ]
    assert own("artikel 3 van deze wet", "BWBR0005416") == [("artikel 3", Place("3"))]


def test_the_words_may_say_that_it_is_their_own() -> None:
    said, unsaid = find_references("artikel 3 van deze wet, artikel 4")
    assert said.says_own
    assert not unsaid.says_own


@pytest.mark.parametrize(
    ("text", "law"),
    [
        ("Gemeentewet:", "BWBR0005416"),
        ("Gemeentewet", "BWBR0005416"),
        ("Gemeentewet, met uitzondering van artikel 3", "BWBR0005416"),
        ("Besluit kikkers 2019: artikel 3", ""),
        ("Gemeentewet is van toepassing", None),
        ("De raad besluit:", None),
    ],
)
def test_a_text_may_list_provisions_of_one_law(text: str, law: str | None) -> None:
    assert listed_law(text) == law


def test_ordinals_are_read_up_to_forty_nine() -> None:
    assert ORDINALS["eerste"] == 1
    assert ORDINALS["eenentwintigste"] == 21
    assert ORDINALS["tweeëntwintigste"] == 22
    assert ORDINALS["drieëndertigste"] == 33
    assert ORDINALS["negenenveertigste"] == 49
    assert len(ORDINALS) == 49


WORDS = st.sampled_from(
    [
        "artikel", "artikelen", "3", "4a", "3:4", ",", "en", "tot en met", "eerste", "lid", "het", "onderdeel", "a",
        "van de", "Awb", "deze wet", "hoofdstuk", "II", "Gemeentewet", ":", "Stb. 2025, 263", "dit", ".", "leden",
    ]
)  # fmt: skip


@given(st.lists(WORDS, max_size=30))
def test_references_stand_in_order_and_apart_whatever_the_words(words: list[str]) -> None:
    text = " ".join(words)
    found = find_references(text)
    ends = [0, *(one.end for one in found)]
    assert all(before <= one.start < one.end <= len(text) for before, one in zip(ends, found, strict=False))
    assert all(bool(one.address) != (one.place is not None) for one in found)


def test_a_long_text_takes_no_time_that_grows_faster_than_it() -> None:
    text = "artikel 1, eerste lid, onderdeel a, " * 2_000
    assert len(find_references(text)) >= 2_000
