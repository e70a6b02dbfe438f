"""Markdown bills: our own dialect and the loose one of old conversions."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from consultatie.adapters.bill_formats import read_bill, read_memorandum
from consultatie.domain.errors import UnreadableBill
from consultatie.domain.provisions import (
    BillKind,
    Provision,
    ProvisionKind,
    RecognisedBill,
    around_children,
    articles,
    walk,
)

K = ProvisionKind


def bill(source: str) -> RecognisedBill:
    return read_bill(source.encode(), name="voorstel.md")


def eids(source: str) -> list[str]:
    return [node.eid for node in walk(bill(source).provisions)]


def only(source: str, eid: str) -> Provision:
    return next(node for node in walk(bill(source).provisions) if node.eid == eid)


OWN = """# Wet op de fiets

## Aanhef

Wij, enz.

## Hoofdstuk 1. Algemene bepalingen

### Paragraaf 1.1. Begrippen

### Artikel 1. Begripsbepalingen

In deze wet wordt verstaan onder:

   a. fiets: voertuig met
      twee wielen, te weten:
      1°. een voorwiel;
      2°. een achterwiel;
   b. bel: geluid.

### Artikel 2

1. Iedereen fietst.

   Ook bij regen.
2. Niemand loopt, indien:
   a. het droog is;
   b. de bel klinkt;

   tenzij het sneeuwt.

## Hoofdstuk 2. Slot

### Artikel 3. Maten

| Soort | Maat |
| --- | ---: |
| Kind | 20 |

- bel
- rem

## Slotformulier

Lasten en bevelen.

## Bijlage 1. Kleuren

Rood.
"""


def test_our_dialect_gives_the_whole_tree() -> None:
    assert eids(OWN) == [
        "preamble", "chp_1", "chp_1__sec_1-1", "art_1", "art_1__point_a", "art_1__point_a__point_1",
        "art_1__point_a__point_2", "art_1__point_b", "art_2", "art_2__para_1", "art_2__para_2",
        "art_2__para_2__point_a", "art_2__para_2__point_b", "chp_2", "art_3", "conclusion", "annex_1",
    ]  # fmt: skip
    assert (bill(OWN).title, bill(OWN).kind, bill(OWN).warnings) == ("Wet op de fiets", BillKind.ACT, ())


def test_numbers_and_headings_are_read_apart() -> None:
    section = only(OWN, "chp_1__sec_1-1")
    assert (section.kind, section.number, section.heading) == (K.SECTION, "1.1", "Begrippen")
    assert only(OWN, "art_1__point_a__point_1").number == "1°"


def test_a_continuation_line_belongs_to_its_onderdeel() -> None:
    assert only(OWN, "art_1__point_a").text == "fiets: voertuig met twee wielen, te weten:"


def test_a_lid_can_have_several_paragraphs() -> None:
    assert only(OWN, "art_2__para_1").html == "<p>Iedereen fietst.</p><p>Ook bij regen.</p>"


def test_words_after_onderdelen_stay_after_them() -> None:
    lid = only(OWN, "art_2__para_2")
    assert around_children(lid.html) == ("<p>Niemand loopt, indien:</p>", "<p>tenzij het sneeuwt.</p>")


def test_tables_have_header_cells_and_bullets_stay_a_list() -> None:
    assert only(OWN, "art_3").html == (
        '<table><thead><tr><th scope="col">Soort</th><th scope="col">Maat</th></tr></thead>'
        "<tbody><tr><td>Kind</td><td>20</td></tr></tbody></table><ul><li>bel</li><li>rem</li></ul>"
    )


AMENDING = """# Besluit tot wijziging van het Fietsbesluit

### Artikel I

Het Fietsbesluit wordt gewijzigd:

#### A

Na artikel 4 komt een artikel, luidende:

> ### Artikel 4a. Bellen
>
> 1. Een bel klinkt.
> 2. Een toeter niet.

#### B

Artikel 6 wordt gewijzigd:

1. In het eerste lid vervalt "rood".
2. Er komt een lid, luidende:

   > 3. Blauw mag.

### Artikel II

Dit besluit treedt in werking.
"""


def test_amendments_hold_quoted_articles_that_are_no_articles_of_the_bill() -> None:
    assert eids(AMENDING) == [
        "art_I", "art_I__mod_A", "art_I__mod_A__quote_1", "art_I__mod_A__quote_1__art_4a",
        "art_I__mod_A__quote_1__art_4a__para_1", "art_I__mod_A__quote_1__art_4a__para_2", "art_I__mod_B",
        "art_I__mod_B__mod_1", "art_I__mod_B__mod_2", "art_I__mod_B__mod_2__quote_1",
        "art_I__mod_B__mod_2__quote_1__para_3", "art_II",
    ]  # fmt: skip
    assert [node.number for node in articles(bill(AMENDING).provisions)] == ["I", "II"]
    assert bill(AMENDING).kind is BillKind.ORDER_IN_COUNCIL


LOOSE = """<meta http-equiv='Content-Type' content='text/html; charset=utf-8' />

##Wet van 1 mei, houdende regels over fietsen

Wij, enz.

### Hoofdstuk  1

####Bellen

###Artikel 1:1

1.  De [Wegenwet](../../wet/BWBR0001948/README.md) geldt voor:

a.de *fiets*;

b. de bel:

1°. groot;
2.   Er is geen toeter.

### §  2

### Artikel  2

Vervallen.

Lasten en bevelen dat deze zal worden geplaatst.

A. Fiets
"""


def test_the_loose_dialect_is_read_too() -> None:
    assert eids(LOOSE) == [
        "preamble", "chp_1", "art_1-1", "art_1-1__para_1", "art_1-1__para_1__point_a", "art_1-1__para_1__point_b",
        "art_1-1__para_1__point_b__point_1", "art_1-1__para_2", "chp_1__sec_2", "art_2", "conclusion",
    ]  # fmt: skip
    assert only(LOOSE, "chp_1").heading == "Bellen"
    assert only(LOOSE, "art_1-1__para_1").html == (
        '<p>De <a href="https://wetten.overheid.nl/BWBR0001948">Wegenwet</a> geldt voor:</p>'
    )
    assert only(LOOSE, "conclusion").text.endswith("A. Fiets")


def test_titles_nest_below_chapters_where_chapters_come_first_and_above_them_where_not() -> None:
    assert eids("# Wet\n## Hoofdstuk 1\n## Titel 1.1\n### Artikel 1\nx\n")[:2] == [
        "chp_1",
        "chp_1__title_1-1",
    ]
    assert eids("# Wet\n## Titel 1\n## Hoofdstuk 1\n### Artikel 1\nx\n")[:2] == ["title_1", "title_1__chp_1"]


def test_a_heading_that_names_no_kind_gives_a_warning_with_its_line() -> None:
    read = bill("# Wet\n\n### Artikel 1\n\nTekst.\n\n#### Vreemd\n\nMeer.\n")
    assert [(w.code, w.place, w.detail) for w in read.warnings] == [("unknown-heading", "regel 7", "Vreemd")]
    assert read.provisions[0].text == "Tekst.\nVreemd\nMeer."


def test_several_articles_in_one_heading_stay_one_provision() -> None:
    assert eids("# Wet\n### Artikelen 3 en 4\nVervallen.\n### Artikel 5. Bel\nx\n") == ["art_3-en-4", "art_5"]


def test_html_and_scripts_in_markdown_are_text() -> None:
    node = only(
        "# Wet\n### Artikel 1\n<script>alert(1)</script> [x](javascript:alert) CO<sub>2</sub>\n", "art_1"
    )
    assert node.html == "<p>&lt;script&gt;alert(1)&lt;/script&gt; x CO<sub>2</sub></p>"
    assert node.text == "<script>alert(1)</script> x CO2"


def test_a_memorandum_behind_the_bill_is_its_memorandum() -> None:
    read = bill(
        "# Wet\n### Artikel 1\nx\n# Memorie van toelichting\n## 1. Inleiding\nWaarom.\n## Artikel 1\nZo.\n"
    )
    assert [(p.heading, p.level, p.eid) for p in read.memorandum] == [
        ("1. Inleiding", 1, ""),
        ("Artikel 1", 1, "art_1"),
    ]


def test_a_memorandum_of_its_own_has_parts_with_levels() -> None:
    source = "# Memorie van toelichting\n\n## 1. Inleiding\n\nEen.\n\n### 1.1 Meer\n\n- a\n\n> Citaat.\n"
    parts = read_memorandum(source.encode(), name="mvt.md")
    assert [(p.heading, p.level, p.html) for p in parts] == [
        ("1. Inleiding", 1, "<p>Een.</p>"),
        ("1.1 Meer", 2, "<ul><li>a</li></ul><p>Citaat.</p>"),
    ]


_lines = st.sampled_from(
    ["# T", "## Hoofdstuk 1", "### Artikel 2. X", "#### A", "> 1. q", "> ### Artikel 3", "1. lid", "   a. punt", "a. punt",
     "      1°. sub", "- los", "| a | b |", "| --- | --- |", "", "woorden", "   ingesprongen", "A. x", "## Bijlage", "#### Kop",
     "Lasten en bevelen dat", "## Slotformulier", "**vet** *cur* [x](http://a.nl/)"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(_lines, max_size=25))
def test_no_words_are_lost_whatever_the_order_of_the_lines(lines: list[str]) -> None:
    source = "\n".join(["### Artikel 1", *lines, "", "slotwoord"])
    try:
        read = bill(source)
    except UnreadableBill:
        raise AssertionError("an article was there") from None
    everything = " ".join([read.title, *(f"{n.heading} {n.text}" for n in walk(read.provisions))])
    for word in (
        "woorden",
        "ingesprongen",
        "lid",
        "punt",
        "sub",
        "los",
        "vet",
        "Kop",
        "slotwoord",
        "Lasten en bevelen",
    ):
        assert everything.count(word) >= sum(word in line for line in lines)
