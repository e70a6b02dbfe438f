"""References resolved against a bill's own tree: to which provision, as a link, or to nothing."""

from __future__ import annotations

import re

import pytest

from consultatie.adapters.bill_formats import read_bill
from consultatie.analysis.bill_places import BillPlaces
from consultatie.analysis.bill_references import BillReferences
from consultatie.analysis.linked_html import linked
from consultatie.analysis.references import Place
from consultatie.domain.provisions import Provision, ProvisionKind, with_eids

BILL = """# Wet op de proef

## Hoofdstuk 1. Algemeen

### Artikel 1. Begrippen

In deze wet wordt verstaan onder:

a. brief: een bericht op papier;
b. lezer: wie de brief krijgt, bedoeld in onderdeel a.

### Artikel 2. Brieven

1. Een brief is duidelijk. Artikel 3 geldt.
2. Het eerste lid geldt niet voor een brief als bedoeld in artikel 1, onderdeel a. Op hem is artikel 3:4, tweede lid, Awb van toepassing.
3. Het derde lid en artikel 2 gelden, anders dan artikel 9 en het vijfde lid.

## Hoofdstuk 2. Slot

### Artikel 3. Slot

Dit hoofdstuk en hoofdstuk 1 gelden. Artikel 2, vierde lid, niet.
"""


def tree(markdown: str = BILL) -> tuple[Provision, ...]:
    return read_bill(markdown.encode(), name="wet.md", format="md").provisions


def links(html: str) -> list[tuple[str, str]]:
    return [
        (words, href) for href, words in re.findall(r'<a class="reference" href="([^"]+)">(.*?)</a>', html)
    ]


def read(markdown: str = BILL) -> dict[str, tuple[list[tuple[str, str]], tuple[str, ...]]]:
    return {one.eid: (links(one.html), one.dangling) for one in BillReferences(tree(markdown)).in_law()}


def test_the_law_text_refers_to_its_own_provisions_and_to_other_laws() -> None:
    found = read()
    assert found["art_1__point_b"] == ([("onderdeel a", "#art_1__point_a")], ())
    assert found["art_2__para_1"] == ([("Artikel 3", "#art_3")], ())
    assert found["art_2__para_2"][0] == [
        ("Het eerste lid", "#art_2__para_1"),
        ("artikel 1, onderdeel a", "#art_1__point_a"),
        (
            "artikel 3:4, tweede lid",
            "https://wetten.overheid.nl/jci1.3:c:BWBR0005537&amp;artikel=3:4&amp;lid=2",
        ),
        ("Awb", "https://wetten.overheid.nl/jci1.3:c:BWBR0005537"),
    ]


def test_a_provision_that_refers_to_itself_is_no_link_and_what_is_not_there_dangles() -> None:
    assert read()["art_2__para_3"] == ([], ("artikel 9", "het vijfde lid"))
    assert read()["art_3"] == (
        [("hoofdstuk 1", "#chp_1")],
        ("Artikel 2, vierde lid",),
    )


@pytest.mark.parametrize(
    ("place", "at", "eid", "is_missing"),
    [
        (Place("2", "1"), "", "art_2__para_1", False),
        (Place("2", "7"), "", "art_2", True),
        (Place("", "2"), "art_2__para_1", "art_2__para_2", False),
        (Place("", "2"), "", "", False),
        (Place("", "2"), "chp_1", "", False),
        (Place(part="hoofdstuk", number="2"), "", "chp_2", False),
        (Place(part="hoofdstuk", number="7"), "", "", True),
        (Place("", "vorige"), "art_2__para_2", "art_2__para_1", False),
        (Place("", "volgende"), "art_2__para_2", "art_2__para_3", False),
        (Place("", "vorige"), "art_2__para_1", "", True),
        (Place("", "vorige"), "art_3", "", False),
        (Place("", "", ("b",)), "art_1__point_a", "art_1__point_b", False),
        (Place("", "", ("c",)), "art_1__point_a", "art_1", True),
        (Place("", "", ("a",)), "", "", False),
        (Place("12"), "", "", True),
    ],
)  # fmt: skip
def test_places_are_found_in_the_tree(place: Place, at: str, eid: str, is_missing: bool) -> None:
    found = BillPlaces(tree()).find(place, at)
    assert (found.eid, found.is_missing) == (eid, is_missing)


def node(kind: ProvisionKind, number: str = "", text: str = "", *children: Provision) -> Provision:
    return Provision(kind, number, "", text, f"<p>{text}</p>" if text else "", children)


K = ProvisionKind
AMENDING = with_eids(
    [
        node(
            K.ARTICLE,
            "I",
            "De Gemeentewet wordt als volgt gewijzigd:",
            node(K.AMENDMENT, "A", "In artikel 3 wordt ‘dit’ vervangen, en het tweede lid vervalt."),
            node(
                K.AMENDMENT,
                "B",
                "Na artikel 4 wordt ingevoegd:",
                node(K.QUOTE, "", "", node(K.ARTICLE, "4a", "Artikel 3 geldt, zie artikel II.")),
            ),
        ),
        node(
            K.ARTICLE,
            "II",
            "Artikel I, onderdeel A, werkt terug, anders dan artikel 4a en artikel I, onderdeel F.",
        ),
        node(K.ARTICLE, "3", "Het loket is open."),
    ]
)[0]


def test_an_amendment_refers_to_the_law_that_it_amends_and_a_quote_to_nothing() -> None:
    found = {one.eid: one for one in BillReferences(AMENDING).in_law()}
    gemeentewet = "https://wetten.overheid.nl/jci1.3:c:BWBR0005416"
    assert links(found["art_I__mod_A"].html) == [("artikel 3", f"{gemeentewet}&amp;artikel=3")]
    assert not any("quote" in eid for eid in found)
    assert links(found["art_II"].html) == [("Artikel I, onderdeel A", "#art_I__mod_A")]
    assert found["art_II"].dangling == ("artikel 4a", "artikel I, onderdeel F")


def test_a_number_that_occurs_twice_leads_to_the_nearest_or_nowhere() -> None:
    twice = with_eids(
        [
            node(K.CHAPTER, "1", "", node(K.DIVISION, "1", "x"), node(K.ARTICLE, "1", "Afdeling 1 geldt.")),
            node(K.CHAPTER, "2", "", node(K.DIVISION, "1", "y"), node(K.ARTICLE, "2", "Afdeling 1 geldt.")),
            node(K.ARTICLE, "3", "Afdeling 1 geldt."),
            node(K.ANNEX, "1", "", node(K.ARTICLE, "1", "Artikel 2 en artikel 1 gelden.")),
        ]
    )[0]
    found = {one.eid: links(one.html) for one in BillReferences(twice).in_law()}
    assert found["art_1"] == [("Afdeling 1", "#chp_1__dvs_1")]
    assert found["art_2"] == [("Afdeling 1", "#chp_2__dvs_1")]
    assert "art_3" not in found
    assert found["annex_1__art_1"] == [("Artikel 2", "#art_2")]


def test_an_annex_that_lists_provisions_of_other_laws_refers_to_those() -> None:
    html = "<p>Gemeentewet:</p><ul><li>artikel 3</li><li>artikel 99</li></ul><p>Burgerlijk boek:</p><ul><li>a. artikel 3</li></ul><p>Besluit kikkers:</p><p>artikel 3</p>"
    annex = with_eids([Provision(K.ANNEX, "1", "", "Gemeentewet", html), node(K.ARTICLE, "3", "x")])[0]
    (found,) = BillReferences(annex).in_law()
    assert [words for words, href in links(found.html) if "BWBR0005416" in href] == [
        "Gemeentewet",
        "artikel 3",
        "artikel 99",
    ]
    assert "#art" not in found.html
    assert found.dangling == ()


@pytest.mark.parametrize(
    ("html", "eid", "expected"),
    [
        ("<p>Artikel 2 regelt brieven.</p>", "art_3", [("Artikel 2", "#art_2")]),
        ("<p>Het tweede lid regelt dit.</p>", "art_2", [("Het tweede lid", "#art_2__para_2")]),
        ("<p>Anders dan artikel 3 zegt het tweede lid dit.</p>", "art_2", [("artikel 3", "#art_3")]),
        ("<p>In de Awb staat dit. Het tweede lid.</p>", "art_2", [("Awb", "https://wetten.overheid.nl/jci1.3:c:BWBR0005537")]),
        ("<p>Zie paragraaf 3 en hoofdstuk 2 van het wetsvoorstel.</p>", "", [("hoofdstuk 2", "#chp_2")]),
        ("<p>Zie hoofdstuk 2 hierna.</p>", "", []),
        ("<p>Het tweede lid.</p>", "", []),
        ("<p>Het voorgestelde artikel 2.</p>", "", []),
        ("<p>Artikel 2 gaat over brieven.</p>", "art_2", []),
    ],
)  # fmt: skip
def test_what_is_written_beside_the_bill_refers_to_it_only_where_that_is_sure(
    html: str, eid: str, expected: list[tuple[str, str]]
) -> None:
    assert links(BillReferences(tree()).beside(html, eid)) == expected


def test_leden_that_are_mere_text_lead_to_their_article() -> None:
    bill = with_eids(
        [Provision(K.ARTICLE, "1", "", "Een. Twee.", "<p>Een.</p><p>Twee.</p>"), node(K.ARTICLE, "2", "x")]
    )[0]
    places = BillPlaces(bill)
    assert places.find(Place("1", "2")).eid == "art_1"
    assert places.find(Place("1", "3")).is_missing
    assert places.find(Place("2", "1")).is_missing


def word(text: str) -> list[tuple[int, int, str]]:
    return [(found.start(), found.end(), "/x?a&b") for found in re.finditer("lid 1", text)]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>In lid 1 en lid 1.</p>", '<p>In <a>lid 1</a> en <a>lid 1</a>.</p>'),
        ("<p>In <em>lid 1</em>.</p>", "<p>In <em><a>lid 1</a></em>.</p>"),
        ("<p>In lid <em>1</em>.</p>", "<p>In <a>lid <em>1</em></a>.</p>"),
        ("<p>In lid <em>1 of</em> 2.</p>", "<p>In lid <em>1 of</em> 2.</p>"),
        ("<p>In <em>lid</em> 1, lid 1.</p>", "<p>In <em>lid</em> 1, <a>lid 1</a>.</p>"),
        ("<p>lid <em><strong>1</strong></em> lid 1</p>", "<p><a>lid <em><strong>1</strong></em></a> <a>lid 1</a></p>"),
        ('<p><a href="/y">lid 1</a> lid 1</p>', '<p><a href="/y">lid 1</a> <a>lid 1</a></p>'),
        ("<p><del>lid 1</del></p>", "<p><del>lid 1</del></p>"),
        ('<td title="lid 1">lid 1<br>lid 1</td>', '<td title="lid 1"><a>lid 1</a><br><a>lid 1</a></td>'),
        ("<p>lid</p><p>1</p>", "<p>lid</p><p>1</p>"),
        ("", ""),
    ],
)  # fmt: skip
def test_links_stand_around_words_and_nowhere_else(html: str, expected: str) -> None:
    link = '<a class="reference" href="/x?a&amp;b">'
    assert linked(html, word) == expected.replace("<a>", link)


def test_a_point_without_its_lid_is_found_where_only_one_lid_has_it() -> None:
    def article(number: str, *leden: tuple[str, ...]) -> Provision:
        return node(
            K.ARTICLE, number, "",
            *(node(K.PARAGRAPH, str(at), "x", *(node(K.POINT, one, "y") for one in points)) for at, points in enumerate(leden, 1)),
        )  # fmt: skip

    places = BillPlaces(with_eids([article("1", ("a", "b"), ()), article("2", ("a",), ("a",))])[0])
    assert places.find(Place("1", "", ("b",))).eid == "art_1__para_1__point_b"
    assert places.find(Place("1", "", ("c",))).is_missing
    assert places.find(Place("2", "", ("a",))).is_missing


LISTS = """### Artikel 1

+ Eerst:

   a. nat;
   b. koud;

+ Dan:

   a. warm;
   c. droog, bedoeld in onderdeel a.

### Artikel 2

Artikel 1, onderdeel b, artikel 1, onderdeel a, en artikel 1, onderdeel z.
"""


def test_a_point_of_one_of_several_lists_is_found_where_only_one_list_has_it() -> None:
    found = read(LISTS)
    assert found["art_1__list_2__point_c"] == ([("onderdeel a", "#art_1__list_2__point_a")], ())
    assert found["art_2"] == (
        [("Artikel 1, onderdeel b", "#art_1__list_1__point_b"), ("artikel 1, onderdeel a", "#art_1")],
        ("artikel 1, onderdeel z",),
    )


def test_each_list_of_an_annex_is_about_the_law_that_its_opening_words_name() -> None:
    annex = "## Bijlage 1\n\n### Artikel 5\n\nGemeentewet: artikel 3\n\n"
    lists = "+ Gemeentewet:\n\n   a. artikel 3;\n\n+ Besluit kikkers:\n\n   a. artikel 3;\n   b. artikel 5.\n"
    found = {
        one.eid: one.html
        for one in BillReferences(tree(f"### Artikel 3\n\nTekst.\n\n{annex}{lists}")).in_law()
    }
    assert "BWBR0005416&amp;artikel=3" in found["annex_1__art_5__list_1__point_a"]
    assert "annex_1__art_5__list_2__point_a" not in found
    assert not any("#art" in html or "#annex" in html for html in found.values())
