"""Parts of a memorandum are tied to the articles that their headings name."""

from __future__ import annotations

import pytest

from consultatie.adapters.bill_formats import attach_memorandum
from consultatie.domain.provisions import MemorandumPart, Provision, ProvisionKind, with_eids

K = ProvisionKind
QUOTE = Provision(K.QUOTE, children=(Provision(K.ARTICLE, "17a"),))
AMENDMENTS = (
    Provision(K.AMENDMENT, "A"),
    Provision(K.AMENDMENT, "B", children=(QUOTE,)),
    Provision(K.AMENDMENT, "C"),
)
NUMBERS = ("1", "2", "3", "3:4", "4", "5a")
BILL, _ = with_eids(
    [Provision(K.ARTICLE, "I", children=AMENDMENTS), *(Provision(K.ARTICLE, number) for number in NUMBERS)]
)


def tied(*headings: tuple[str, int] | str) -> list[tuple[str, tuple[str, ...]]]:
    listed = [(heading, 2) if isinstance(heading, str) else heading for heading in headings]
    parts, _ = attach_memorandum([MemorandumPart(heading, level, "", "") for heading, level in listed], BILL)
    return [(part.eid, part.also) for part in parts]


@pytest.mark.parametrize(
    ("heading", "eid", "also"),
    [
        ("Artikel 3", "art_3", ()),
        ("Artikel 3. Reikwijdte", "art_3", ()),
        ("ARTIKEL 3:4 (Fietsen)", "art_3-4", ()),
        ("Artikel 5a – Bellen", "art_5a", ()),
        ("Artikel 3, eerste lid", "art_3", ()),
        ("Artikelen 3 en 4", "art_3", ("art_4",)),
        ("Artikelen 1, 2 en 4", "art_1", ("art_2", "art_4")),
        ("Artikelen 1 tot en met 3", "art_1", ("art_2", "art_3")),
        ("Artikel I", "art_I", ()),
        ("Artikel I, onderdeel A", "art_I__mod_A", ()),
        ("Artikel I, onderdelen A en C", "art_I__mod_A", ("art_I__mod_C",)),
        ("Artikel I, onderdelen A tot en met C", "art_I__mod_A", ("art_I__mod_B", "art_I__mod_C")),
        ("Artikel 17a", "art_I__mod_B__quote_1__art_17a", ()),
        ("Artikelsgewijs", "", ()),
        ("Artikel in de krant", "", ()),
        ("Inleiding", "", ()),
    ],
)
def test_a_heading_names_its_articles(heading: str, eid: str, also: tuple[str, ...]) -> None:
    assert tied(heading) == [(eid, also)]


def test_a_bare_onderdeel_belongs_to_the_article_before_it() -> None:
    assert tied(("Artikel I", 1), ("Onderdeel A", 2), ("Onderdeel B", 2), ("Artikel 2", 1)) == [
        ("art_I", ()), ("art_I__mod_A", ()), ("art_I__mod_B", ()), ("art_2", ()),
    ]  # fmt: skip


def test_a_part_below_an_article_belongs_to_it_and_the_next_chapter_does_not() -> None:
    assert [eid for eid, _ in tied(("Artikel 3", 2), ("Achtergrond", 3), ("Tot slot", 1))] == [
        "art_3",
        "art_3",
        "",
    ]


def test_only_the_section_by_article_counts_where_there_is_one() -> None:
    found = tied(
        ("Algemeen", 1),
        ("Artikel 3 van het verdrag", 2),
        ("Artikelsgewijze toelichting", 1),
        ("Artikel 3", 2),
    )
    assert [eid for eid, _ in found] == ["", "", "", "art_3"]


def test_an_article_that_is_not_there_gives_a_warning() -> None:
    _, warnings = attach_memorandum([MemorandumPart("Artikel 99", 1, "", "")], BILL)
    assert [(w.code, w.detail) for w in warnings] == [("memorandum-article-unknown", "Artikel 99")]
