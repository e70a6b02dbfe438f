"""Dutch bills in Word as a tree: with styles, with Word's numbering, and with nothing but plain paragraphs."""

from __future__ import annotations

import pytest

from consultatie.adapters.bill_formats import read_bill, read_bill_limited, read_memorandum
from consultatie.domain.errors import UnreadableBill
from consultatie.domain.provisions import BillKind, Provision, ProvisionKind, RecognisedBill, articles, walk
from tests.unit.bill_formats.docx_files import docx, level, numbering, p, style

K = ProvisionKind

PLAIN = """Wijziging van de Fietswet in verband met bellen (Wet bellen)
VOORSTEL VAN WET
Allen, die deze zullen zien of horen lezen, saluut! doen te weten:
Hoofdstuk 1 Algemene bepalingen
Artikel 1 Begripsbepalingen
In deze wet wordt verstaan onder:
bel: voorwerp dat klinkt;
fiets: voertuig met:
a. twee wielen, en
b. een stuur;
minister: Onze Minister van Infrastructuur.
Artikel 2
Reikwijdte
1. Deze wet is van toepassing op fietsen.
2. Deze wet is niet van toepassing op:
a. steps;
b. karren, waarvan:
1°. het gewicht laag is; of
2°. het gewicht hoog is;
c. treinen,
tenzij bij ministeriële regeling anders is bepaald.
Hoofdstuk 2 Wijzigingen
Artikel 3
De Wegenwet wordt als volgt gewijzigd:
A
Artikel 4, tweede lid, komt te luiden:
2. Een fietser belt.
B
Na artikel 5 wordt een artikel ingevoegd, luidende:
Artikel 5a. Bellen
1. Een bel klinkt.
2. Een bel zwijgt niet.
C
Artikel 6 wordt als volgt gewijzigd:
1. In het eerste lid wordt “fiets” vervangen door “rijwiel”.
2. Er wordt een lid toegevoegd, luidende:
3. Een rijwiel heeft een bel.
3. Het vierde lid vervalt.
Artikel 4
Deze wet treedt in werking op een bij koninklijk besluit te bepalen tijdstip.
Lasten en bevelen dat deze in het Staatsblad zal worden geplaatst.
De Minister van Infrastructuur en Waterstaat,
Bijlage 1 bij artikel 2
De lijst van steps.
MEMORIE VAN TOELICHTING
1. Inleiding
Dit wetsvoorstel regelt bellen.
Artikelsgewijze toelichting
Artikel 2
Hier staat wat eronder valt."""


def bill_of(*body: str, styles: str = "", numbers: str = "") -> RecognisedBill:
    return read_bill(docx(*body, styles=styles, numbers=numbers), name="voorstel.docx")


def outline(bill: RecognisedBill) -> list[str]:
    return [node.eid for node in walk(bill.provisions)]


def found(bill: RecognisedBill, eid: str) -> Provision:
    return next(node for node in walk(bill.provisions) if node.eid == eid)


def test_a_plain_dutch_bill_becomes_a_tree() -> None:
    bill = bill_of(*(p(line) for line in PLAIN.split("\n")))
    assert bill.title == "Wijziging van de Fietswet in verband met bellen (Wet bellen)"
    assert (bill.kind, bill.language, bill.source_format) == (BillKind.ACT, "nl", "docx")
    assert outline(bill) == [
        "preamble",
        "chp_1",
        "art_1",
        "art_1__point_1",
        "art_1__point_2",
        "art_1__point_2__point_a",
        "art_1__point_2__point_b",
        "art_1__point_3",
        "art_2",
        "art_2__para_1",
        "art_2__para_2",
        "art_2__para_2__point_a",
        "art_2__para_2__point_b",
        "art_2__para_2__point_b__point_1",
        "art_2__para_2__point_b__point_2",
        "art_2__para_2__point_c",
        "chp_2",
        "art_3",
        "art_3__mod_A",
        "art_3__mod_A__quote_1",
        "art_3__mod_A__quote_1__para_2",
        "art_3__mod_B",
        "art_3__mod_B__quote_1",
        "art_3__mod_B__quote_1__art_5a",
        "art_3__mod_B__quote_1__art_5a__para_1",
        "art_3__mod_B__quote_1__art_5a__para_2",
        "art_3__mod_C",
        "art_3__mod_C__mod_1",
        "art_3__mod_C__mod_2",
        "art_3__mod_C__mod_2__quote_1",
        "art_3__mod_C__mod_2__quote_1__para_3",
        "art_3__mod_C__mod_3",
        "art_4",
        "conclusion",
        "annex_1",
    ]
    assert found(bill, "art_1").heading == "Begripsbepalingen"
    assert found(bill, "art_2").heading == "Reikwijdte"
    assert found(bill, "art_2__para_2").text.endswith("tenzij bij ministeriële regeling anders is bepaald.")
    assert found(bill, "annex_1").text == "bij artikel 2\nDe lijst van steps."


def test_the_memorandum_in_the_same_file_hangs_at_its_article() -> None:
    bill = bill_of(*(p(line) for line in PLAIN.split("\n")))
    assert [(part.heading, part.eid) for part in bill.memorandum] == [
        ("1. Inleiding", ""),
        ("Artikelsgewijze toelichting", ""),
        ("Artikel 2", "art_2"),
    ]


def test_no_word_of_a_plain_bill_is_lost() -> None:
    bill = bill_of(*(p(line) for line in PLAIN.split("\n")))
    kept = " ".join(
        [bill.title, *(f"{n.number} {n.heading} {n.text}" for n in walk(bill.provisions))]
        + [f"{part.heading} {part.text}" for part in bill.memorandum]
    )
    labels = {"Hoofdstuk", "Artikel", "Bijlage", "MEMORIE", "VAN", "TOELICHTING"}
    missing = {word for word in PLAIN.split() if word.strip(".:;,") not in kept and word not in labels}
    assert missing == set()


STYLES = (
    style(
        "Kop1",
        "heading 1",
        properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
        run_properties="<w:b/>",
    )
    + style(
        "Kop2",
        "heading 2",
        properties='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>',
        run_properties="<w:b/>",
    )
    + style("Lid", "Lid", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    + style("Onderdeel", "Onderdeel", properties='<w:numPr><w:numId w:val="1"/></w:numPr>')
    + style("Titel", "Title")
)
NUMBERS = numbering(
    {"1": "0"},
    {
        "0": level(0, "Hoofdstuk %1", extra='<w:pStyle w:val="Kop1"/>')
        + level(1, "Artikel %2", extra='<w:lvlRestart w:val="0"/><w:pStyle w:val="Kop2"/>')
        + level(2, "%3.", extra='<w:pStyle w:val="Lid"/>')
        + level(3, "%4.", "lowerLetter", extra='<w:pStyle w:val="Onderdeel"/>')
    },
)


def test_styles_with_numbers_of_their_own_become_chapters_articles_leden_and_points() -> None:
    bill = bill_of(
        p("Regeling bellen", "Titel"),
        p("Algemeen", "Kop1"),
        p("Begrippen", "Kop2"),
        p("Een bel klinkt.", "Lid"),
        p("Een fiets heeft:", "Lid"),
        p("een bel;", "Onderdeel"),
        p("een stuur.", "Onderdeel"),
        p("Slot", "Kop1"),
        p("Inwerkingtreding", "Kop2"),
        p("Deze regeling treedt morgen in werking.", "Lid"),
        styles=STYLES,
        numbers=NUMBERS,
    )
    assert bill.title == "Regeling bellen"
    assert outline(bill) == [
        "chp_1",
        "art_1",
        "art_1__para_1",
        "art_1__para_2",
        "art_1__para_2__point_a",
        "art_1__para_2__point_b",
        "chp_2",
        "art_2",
        "art_2__para_1",
    ]
    assert [node.heading for node in articles(bill.provisions)] == ["Begrippen", "Inwerkingtreding"]


def test_a_policy_paper_becomes_chapters_by_its_heading_styles() -> None:
    bill = bill_of(
        p("Nota over bellen", "Titel"),
        p("1. Inleiding", "Kop1"),
        p("Dit is de inleiding van de nota."),
        p("1.1 Aanleiding", "Kop2"),
        p("Dit is de aanleiding."),
        p("2. Voorstel", "Kop1"),
        p("1. Eerst bellen."),
        styles=style("Titel", "Title") + style("Kop1", "heading 1") + style("Kop2", "heading 2"),
    )
    assert [(n.kind, n.number, n.heading) for n in walk(bill.provisions)] == [
        (K.CHAPTER, "1", "Inleiding"),
        (K.SECTION, "1.1", "Aanleiding"),
        (K.CHAPTER, "2", "Voorstel"),
        (K.PARAGRAPH, "1", ""),
    ]


def test_a_letter_is_no_bill() -> None:
    with pytest.raises(UnreadableBill) as refusal:
        bill_of(p("Geachte voorzitter,"), p("Hierbij de antwoorden op uw vragen."), p("1. Ja."), p("2. Nee."))
    assert refusal.value.code == "not-a-bill"


def test_a_memorandum_of_its_own_is_read_by_its_headings() -> None:
    data = docx(
        p("Memorie van toelichting", bold=True),
        p("1. Inleiding", bold=True),
        p("Bellen is goed."),
        p("Artikel 2. Reikwijdte", bold=True),
        p("Alles valt eronder."),
    )
    parts = read_memorandum(data, name="mvt.docx")
    assert [(part.heading, part.text) for part in parts] == [
        ("1. Inleiding", "Bellen is goed."),
        ("Artikel 2. Reikwijdte", "Alles valt eronder."),
    ]


def test_the_limited_process_reads_the_same() -> None:
    data = docx(*(p(line) for line in PLAIN.split("\n")))
    assert read_bill_limited(data, name="voorstel.docx") == read_bill(data, name="voorstel.docx")
