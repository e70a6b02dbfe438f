"""Dutch amending acts and annexes in Word: instructions, payload, and what an annex belongs to."""

from __future__ import annotations

import pytest

from tests.unit.bill_formats.docx_files import level, numbering, p
from tests.unit.bill_formats.test_docx_dutch import bill_of, found, outline


def test_an_amending_act_with_words_own_lists_keeps_instructions_and_payload_apart() -> None:
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    leden = level(0, "%1.") + level(1, "%2.", "lowerLetter")
    numbers = numbering(
        {"1": "0", "2": f"0 {again}", "3": "1"}, {"0": leden, "1": level(0, "%1.", "upperLetter")}
    )
    bill = bill_of(
        p("Artikel I", bold=True),
        p("Het Fietsbesluit wordt als volgt gewijzigd:"),
        p("Artikel 2 wordt als volgt gewijzigd:", num="3"),
        p("In het eerste lid wordt “bel” vervangen door “toeter”.", num="1"),
        p("Na het tweede lid wordt een lid ingevoegd, luidende:", num="1"),
        p("3. Een toeter is verplicht."),
        p("Na artikel 4 worden twee artikelen ingevoegd, luidende:", num="3"),
        p("Artikel 4a. Toeters", bold=True),
        p("Een toeter toetert:", num="2"),
        p("in de nacht.", num="2/1"),
        p("Artikel 4b", bold=True),
        p("Een gong klinkt."),
        p("In artikel 7 vervalt “of bel”.", num="3"),
        p("Artikel II", bold=True),
        p("Artikel 5 van het Wegenbesluit vervalt."),
        numbers=numbers,
    )
    assert outline(bill) == [
        "art_I",
        "art_I__mod_A",
        "art_I__mod_A__mod_1",
        "art_I__mod_A__mod_2",
        "art_I__mod_A__mod_2__quote_1",
        "art_I__mod_A__mod_2__quote_1__para_3",
        "art_I__mod_B",
        "art_I__mod_B__quote_1",
        "art_I__mod_B__quote_1__art_4a",
        "art_I__mod_B__quote_1__art_4a__para_1",
        "art_I__mod_B__quote_1__art_4a__para_1__point_a",
        "art_I__mod_B__quote_1__art_4b",
        "art_I__mod_C",
        "art_II",
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "BIJLAGE 1, behorende bij artikel 2, eerste lid",
        "Bijlage 1 bij artikel 2",
        "Bijlage 1 (bedoeld in artikel 2)",
    ],
)
def test_an_annex_says_where_it_belongs(heading: str) -> None:
    bill = bill_of(
        p("Artikel 2"), p("De tarieven staan in de bijlage."), p(heading, bold=True), p("Fiets: € 2.")
    )
    assert outline(bill) == ["art_2", "annex_1"]
    assert "artikel 2" in found(bill, "annex_1").text
