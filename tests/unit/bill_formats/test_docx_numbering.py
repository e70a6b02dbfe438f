"""Word's automatic numbering, resolved to what Word prints."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from lxml import etree

from consultatie.adapters.bill_formats.building import Warnings
from consultatie.adapters.bill_formats.docx_body import Body
from consultatie.adapters.bill_formats.docx_marks import follows, marks_of
from consultatie.adapters.bill_formats.docx_numbering import letters, roman
from consultatie.adapters.bill_formats.docx_package import W, opened
from tests.unit.bill_formats.docx_files import docx, level, numbering, p, run, style


def printed(*body: str, numbers: str, styles: str = "") -> list[str]:
    package = opened(docx(*body, numbers=numbers, styles=styles))
    root: etree._Element | None = package.main.find(f"{W}body")
    assert root is not None
    return [line.plain for line in Body(package, Warnings()).lines(root)]


def lists(*kinds: tuple[str, str], overrides: str = "") -> str:
    levels = "".join(level(at, text, kind) for at, (text, kind) in enumerate(kinds))
    return numbering({"1": "0", "2": f"0 {overrides}"}, {"0": levels})


def items(*places: str) -> Sequence[str]:
    return [p("x", num=place) for place in places]


LEGAL = (("%1.", "decimal"), ("(%2)", "lowerLetter"), ("(%3)", "lowerRoman"))


def test_levels_count_apart_and_restart_below_a_higher_one() -> None:
    assert printed(*items("1/0", "1/1", "1/1", "1/2", "1/0", "1/1"), numbers=lists(*LEGAL)) == [
        "1. x",
        "(a) x",
        "(b) x",
        "(i) x",
        "2. x",
        "(a) x",
    ]


def test_two_lists_of_one_abstract_numbering_count_on() -> None:
    assert printed(*items("1/0", "2/0", "1/0"), numbers=lists(*LEGAL)) == ["1. x", "2. x", "3. x"]


def test_an_override_restarts_the_count_once() -> None:
    numbers = lists(
        *LEGAL, overrides='<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>'
    )
    assert printed(*items("1/0", "2/0", "2/0", "1/0"), numbers=numbers) == ["1. x", "7. x", "8. x", "9. x"]


def test_an_override_can_replace_a_level() -> None:
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "Artikel %1", "upperRoman")}</w:lvlOverride>'
    assert printed(*items("2/0", "2/0"), numbers=lists(*LEGAL, overrides=other)) == [
        "Artikel I x",
        "Artikel II x",
    ]


def test_a_level_that_never_restarts_counts_through() -> None:
    levels = level(0, "Hoofdstuk %1") + level(1, "Artikel %2", extra='<w:lvlRestart w:val="0"/>')
    body = items("1/0", "1/1", "1/0", "1/1")
    assert printed(*body, numbers=numbering({"1": "0"}, {"0": levels})) == [
        "Hoofdstuk 1 x",
        "Artikel 1 x",
        "Hoofdstuk 2 x",
        "Artikel 2 x",
    ]


def test_numbers_of_several_levels_stand_in_one_label() -> None:
    numbers = lists(("%1", "upperRoman"), ("%1.%2", "decimal"))
    assert printed(*items("1/0", "1/1", "1/1"), numbers=numbers) == ["I x", "I.1 x", "I.2 x"]
    legal = level(0, "%1", "upperRoman") + level(1, "%1.%2", extra="<w:isLgl/>")
    assert printed(*items("1/0", "1/1"), numbers=numbering({"1": "0"}, {"0": legal})) == ["I x", "1.1 x"]


def test_a_list_may_start_anywhere() -> None:
    numbers = numbering({"1": "0"}, {"0": level(0, "%1.", "lowerLetter", start=3)})
    assert printed(*items("1/0", "1/0"), numbers=numbers) == ["c. x", "d. x"]


def test_a_style_brings_its_list_and_level() -> None:
    numbers = numbering({"1": "0"}, {"0": level(0, "%1.") + level(1, "%2)", extra='<w:pStyle w:val="Lid"/>')})
    styles = style("Lid", properties='<w:numPr><w:numId w:val="1"/></w:numPr>') + style("Lid2", based="Lid")
    body = [p("x", num="1/0"), p("x", "Lid"), p("x", "Lid2")]
    assert printed(*body, numbers=numbers, styles=styles)[:2] == ["1. x", "1) x"]


def test_list_zero_takes_the_number_of_a_style_away() -> None:
    styles = style("Lid", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    body = [p("x", "Lid"), p("y", "Lid", num="0/0"), p("z", "Lid")]
    assert printed(*body, numbers=lists(*LEGAL), styles=styles) == ["1. x", "y", "2. z"]


def test_an_empty_paragraph_and_a_deleted_one_take_no_number() -> None:
    deleted = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr></w:pPr>'
        "<w:del><w:r><w:delText>weg</w:delText></w:r></w:del></w:p>"
    )
    body = [p("x", num="1/0"), p("", num="1/0"), deleted, p("y", num="1/0")]
    assert printed(*body, numbers=lists(*LEGAL)) == ["1. x", "2. y"]


def test_a_number_field_in_the_text_counts_in_the_list_of_its_name() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> LISTNUM "SEQ1" \\l 2 </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    levels = '<w:name w:val="seq1"/>' + level(0, "%1.") + level(1, "(%2)")
    body = [p("—", num="1/0", xml=field + run(" x")), p("y", num="1/1")]
    assert printed(*body, numbers=numbering({"1": "0"}, {"0": levels})) == ["1.—(1) x", "(2) y"]


def test_a_bullet_is_no_number() -> None:
    numbers = numbering({"1": "0"}, {"0": level(0, "\uf0b7", "bullet")})
    assert printed(p("x", num="1/0"), numbers=numbers) == ["x"]


@pytest.mark.parametrize(("count", "shown"), [(1, "a"), (26, "z"), (27, "aa"), (28, "bb"), (0, "0")])
def test_letters_go_on_as_word_does(count: int, shown: str) -> None:
    assert letters(count) == shown


@pytest.mark.parametrize(
    ("count", "shown"), [(1, "i"), (4, "iv"), (9, "ix"), (14, "xiv"), (1990, "mcmxc"), (0, "0")]
)
def test_roman_numerals(count: int, shown: str) -> None:
    assert roman(count) == shown


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("1.—(1) Tekst", ["1", "1"]),
        ("(2)\tTekst", ["2"]),
        ("(a)(i) Tekst", ["a", "i"]),
        ("(6AA) Tekst", ["6AA"]),
        ("a. tekst", ["a"]),
        ("1°. tekst", ["1°"]),
        ("12a. Tekst", ["12a"]),
        ("A", ["A"]),
        ("A\tTekst", ["A"]),
        ("a.b. tekst", []),
        ("1.2 Tekst", []),
        ("(see section 2) tekst", []),
        ("2024 was een jaar", []),
    ],
)
def test_numbers_at_the_beginning_of_a_line(text: str, signs: list[str]) -> None:
    assert [mark.sign for mark in marks_of(text)] == signs


@pytest.mark.parametrize(
    ("sign", "before", "says"),
    [
        ("2", "1", True),
        ("6A", "6", True),
        ("7", "6A", True),
        ("b", "a", True),
        ("aa", "z", True),
        ("bb", "aa", True),
        ("iv", "iii", True),
        ("ii", "a", False),
        ("3", "1", False),
        ("B", "a", False),
        ("2°", "1°", True),
    ],
)
def test_what_follows_what(sign: str, before: str, says: bool) -> None:
    assert follows(sign, before) is says
