"""Kamerstuk and Staatsblad XML become a bill with its memorandum, amendments and annexes."""

from __future__ import annotations

import pytest

from consultatie.adapters.bill_formats import read_bill, read_memorandum
from consultatie.domain.errors import UnreadableBill
from consultatie.domain.provisions import BillKind, ProvisionKind, articles, walk

DECREE = """<?xml version="1.0"?><officiele-publicatie><metadata><meta name="DC.type" content="AMvB"/></metadata>
<staatsblad><intitule>Besluit tot wijziging van het Fietsbesluit</intitule><wet-besluit>
<aanhef><wij>Wij,</wij></aanhef><wettekst>
<wijzig-artikel><kop><label>ARTIKEL</label><nr>I.</nr></kop><wat>Het Fietsbesluit wordt gewijzigd:</wat>
<wijzig-lid><lidnr>A</lidnr><wat>Artikel 2 vervalt.</wat></wijzig-lid>
<wijzig-lid><lidnr>B</lidnr><wat>Na artikel 3 komt:</wat><wijziging><artikel><kop><label>Artikel</label><nr>3a</nr></kop>
<lid><lidnr>1.</lidnr><al>Nieuw.</al></lid></artikel></wijziging></wijzig-lid></wijzig-artikel>
<artikel><kop><label>ARTIKEL</label><nr>II.</nr></kop><al>Treedt in werking.</al></artikel></wettekst>
<nota-toelichting><kop><titel>NOTA VAN TOELICHTING</titel></kop>
<divisie><kop><nr>1.</nr><titel>Algemeen</titel></kop><al>Waarom.</al></divisie>
<divisie><kop><nr>2.</nr><titel>Artikelsgewijs</titel></kop><tussenkop>Artikel I, onderdeel B</tussenkop><al>Nieuw artikel.</al>
<tussenkop>Artikel II</tussenkop><al>Datum.</al></divisie>
<ondertekening><functie>De Minister,</functie></ondertekening></nota-toelichting>
</wet-besluit></staatsblad></officiele-publicatie>"""

BUDGET = """<?xml version="1.0"?><officiele-publicatie><kamerstuk><dossier><titel>Begroting 2027</titel></dossier>
<stuk><titel>VOORSTEL VAN WET</titel><voorstel-wet><wettekst>
<artikel><kop><label>Artikel</label><nr>1</nr></kop><al>De staat wordt vastgesteld.</al></artikel></wettekst></voorstel-wet>
<algemeen><vrije-tekst><tekst><tussenkop>Staat</tussenkop><table><tgroup><tbody><row><entry><al>12</al></entry></row></tbody>
</tgroup></table></tekst></vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>"""

MEMORANDUM = """<?xml version="1.0"?><officiele-publicatie><kamerstuk><stuk><titel>MEMORIE VAN TOELICHTING</titel>
<algemeen><vrije-tekst><divisie><kop><titel>Artikelsgewijs</titel></kop></divisie><tekst>
<tussenkop kopopmaak="vet">Artikel II (Fietsen)</tussenkop><al>Een.</al><tussenkop kopopmaak="cur">Onderdeel A</tussenkop>
<al>Twee.</al></tekst></vrije-tekst></algemeen></stuk></kamerstuk></officiele-publicatie>"""


def test_amendments_stand_under_their_article_and_quoted_articles_are_payload() -> None:
    bill = read_bill(DECREE.encode(), name="stb.xml")
    assert [node.number for node in articles(bill.provisions)] == ["I", "II"]
    assert [node.eid for node in walk(bill.provisions)] == [
        "preamble", "art_I", "art_I__mod_A", "art_I__mod_B", "art_I__mod_B__quote_1",
        "art_I__mod_B__quote_1__art_3a", "art_I__mod_B__quote_1__art_3a__para_1", "art_II",
    ]  # fmt: skip
    assert (bill.kind, bill.title) == (
        BillKind.ORDER_IN_COUNCIL,
        "Besluit tot wijziging van het Fietsbesluit",
    )
    assert bill.warnings == ()


def test_the_note_of_explanation_is_cut_in_parts_and_tied_to_what_it_explains() -> None:
    bill = read_bill(DECREE.encode(), name="stb.xml")
    assert [(part.level, part.heading, part.eid) for part in bill.memorandum] == [
        (1, "1. Algemeen", ""),
        (1, "2. Artikelsgewijs", ""),
        (2, "Artikel I, onderdeel B", "art_I__mod_B"),
        (2, "Artikel II", "art_II"),
        (1, "", ""),
    ]


def test_a_table_after_the_closing_words_is_an_annex() -> None:
    bill = read_bill(BUDGET.encode(), name="kst.xml")
    annex = bill.provisions[-1]
    assert (annex.kind, annex.eid, annex.heading) == (ProvisionKind.ANNEX, "annex_1", "Staat")
    assert annex.html == "<table><tbody><tr><td>12</td></tr></tbody></table>"
    assert (bill.kind, bill.title) == (BillKind.ACT, "Begroting 2027")


def test_a_memorandum_of_its_own_is_no_bill_but_can_be_read_as_memorandum() -> None:
    with pytest.raises(UnreadableBill) as refusal:
        read_bill(MEMORANDUM.encode(), name="mvt.xml")
    assert refusal.value.code == "only-memorandum"
    parts = read_memorandum(MEMORANDUM.encode(), name="mvt.xml")
    assert [(part.level, part.heading, part.text) for part in parts] == [
        (1, "Artikelsgewijs", ""),
        (1, "Artikel II (Fietsen)", "Een."),
        (2, "Onderdeel A", "Twee."),
    ]


def test_a_bill_is_no_memorandum() -> None:
    with pytest.raises(UnreadableBill) as refusal:
        read_memorandum(BUDGET.encode(), name="kst.xml")
    assert refusal.value.code == "not-a-memorandum"


def test_a_memorandum_in_a_second_paper_of_the_file_is_read_and_another_paper_gives_a_warning() -> None:
    paper = "<stuk><titel>{}</titel><algemeen><vrije-tekst><tekst><tussenkop>Artikel 1</tussenkop><al>Zo.</al></tekst></vrije-tekst></algemeen></stuk>"
    more = paper.format("MEMORIE VAN TOELICHTING") + paper.format("KONINKLIJKE BOODSCHAP")
    bill = read_bill(BUDGET.replace("</kamerstuk>", f"{more}</kamerstuk>").encode(), name="kst.xml")
    assert [(part.heading, part.eid, part.text) for part in bill.memorandum] == [
        ("Artikel 1", "art_1", "Zo.")
    ]
    assert [(w.code, w.detail) for w in bill.warnings] == [("paper-left-out", "KONINKLIJKE BOODSCHAP")]


def test_an_article_that_amends_without_letters_holds_its_quote_itself() -> None:
    text = "<wijzig-artikel><kop><nr>III</nr></kop><wat>Artikel 1 komt te luiden:</wat><wijziging><lid><lidnr>1</lidnr><al>x</al></lid></wijziging></wijzig-artikel>"
    bill = read_bill(DECREE.replace("<wettekst>", f"<wettekst>{text}").encode(), name="stb.xml")
    assert [node.eid for node in walk([bill.provisions[1]])] == [
        "art_III",
        "art_III__quote_1",
        "art_III__quote_1__para_1",
    ]
