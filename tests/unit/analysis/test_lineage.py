"""The matcher relates two versions of a made-up bill as a person would, and says where it does not know."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultatie.analysis.assignment import best_pairs
from consultatie.analysis.lineage import relate
from consultatie.domain.lineage import Decision, Link, Relation
from consultatie.domain.provisions import Provision, with_eids
from consultatie.domain.provisions import ProvisionKind as K

BEES = "De imker meldt elke bijenkast binnen vier weken bij de burgemeester van de gemeente."
HONEY = "Honing uit een besmette kast wordt vernietigd onder toezicht van een keurmeester."
FEE = "Voor de keuring van een volk betaalt de houder een vergoeding van twaalf euro."
WASPS = "Wie een wespennest van meer dan een meter vindt, waarschuwt de brandweer zonder uitstel."
BORDER = "Koninginnen mogen slechts met een gezondheidsverklaring de landsgrens passeren."
NIGHT = "Vervoer van korven over de openbare weg vindt alleen plaats tussen zonsondergang en zonsopgang."


def article(number: str, *texts: str, heading: str = "") -> Provision:
    if len(texts) == 1:
        return Provision(K.ARTICLE, number, heading, texts[0])
    leden = tuple(Provision(K.PARAGRAPH, str(rank), text=text) for rank, text in enumerate(texts, 1))
    return Provision(K.ARTICLE, number, heading, children=leden)


def bill(*nodes: Provision) -> tuple[Provision, ...]:
    return with_eids(nodes)[0]


def said(links: Iterable[Link]) -> set[tuple[str, str, str]]:
    return {(link.old, link.new, link.relation.value) for link in links}


def test_a_bill_and_itself_are_the_same_throughout() -> None:
    one = bill(article("1", BEES), article("2", HONEY, FEE))
    assert {link.relation for link in relate(one, one)} == {Relation.SAME}


def test_an_inserted_article_renumbers_those_after_it() -> None:
    old = bill(article("1", BEES), article("2", HONEY), article("3", FEE))
    new = bill(article("1", BEES), article("2", WASPS), article("3", HONEY), article("4", FEE))
    assert said(relate(old, new)) == {
        ("art_1", "art_1", "same"),
        ("", "art_2", "new"),
        ("art_2", "art_3", "renumbered"),
        ("art_3", "art_4", "renumbered"),
    }


def test_a_renumbered_article_may_be_changed_as_well() -> None:
    old = bill(article("1", BEES), article("2", HONEY))
    new = bill(
        article("1", WASPS),
        article("2", BEES),
        article("3", HONEY.replace("een keurmeester", "de keurmeester")),
    )
    link = next(link for link in relate(old, new) if link.new == "art_3")
    assert (link.old, link.relation, link.changed) == ("art_2", Relation.RENUMBERED, True)


def test_an_article_that_fell_apart_is_split_and_its_leden_keep_their_descent() -> None:
    old = bill(article("1", BEES, HONEY, FEE, NIGHT), article("2", WASPS))
    new = bill(article("1", BEES, HONEY), article("1a", FEE, NIGHT), article("2", WASPS))
    found = said(relate(old, new))
    assert {("art_1", "art_1", "split"), ("art_1", "art_1a", "split")} <= found
    assert ("art_1__para_3", "art_1a__para_1", "renumbered") in found


def test_two_articles_that_became_one_are_merged() -> None:
    old = bill(article("1", BEES, HONEY), article("2", FEE, NIGHT), article("3", WASPS))
    new = bill(article("1", BEES, HONEY, FEE, NIGHT), article("2", WASPS))
    found = said(relate(old, new))
    assert {("art_1", "art_1", "merged"), ("art_2", "art_1", "merged")} <= found
    assert ("art_3", "art_2", "renumbered") in found


def test_an_article_in_another_chapter_moved() -> None:
    def chapters(first: list[Provision], second: list[Provision]) -> tuple[Provision, ...]:
        return bill(
            Provision(K.CHAPTER, "1", "Houden", children=tuple(first)),
            Provision(K.CHAPTER, "2", "Vervoeren", children=tuple(second)),
        )

    old = chapters([article("1", BEES), article("2", NIGHT)], [article("3", BORDER), article("4", FEE)])
    new = chapters([article("1", BEES)], [article("3", BORDER), article("2", NIGHT), article("4", FEE)])
    found = said(relate(old, new))
    assert ("art_2", "art_2", "moved") in found
    assert {("chp_1", "chp_1", "same"), ("chp_2", "chp_2", "same"), ("art_3", "art_3", "same")} <= found


def test_a_lid_that_went_to_another_article_moved_and_the_articles_changed() -> None:
    old = bill(article("1", BEES, HONEY, FEE), article("2", WASPS, BORDER))
    new = bill(article("1", BEES, HONEY), article("2", WASPS, BORDER, FEE))
    found = said(relate(old, new))
    assert ("art_1__para_3", "art_2__para_3", "moved") in found
    assert {("art_1", "art_1", "changed"), ("art_2", "art_2", "changed")} <= found


def test_a_repealed_article_keeps_its_place_and_its_leden_are_gone() -> None:
    old = bill(article("1", BEES), article("2", HONEY, FEE), article("3", NIGHT))
    new = bill(article("1", BEES), article("2", "(vervallen)"), article("3", NIGHT))
    found = said(relate(old, new))
    assert {("art_2", "art_2", "changed"), ("art_2__para_1", "", "gone")} <= found


def test_what_resembles_its_old_text_only_somewhat_and_has_another_number_is_unsure() -> None:
    old = bill(article("1", BEES), article("2", f"{HONEY} {FEE}"))
    new = bill(article("1", BEES), article("1a", WASPS), article("7", f"{HONEY} {BORDER} {NIGHT}"))
    link = next(link for link in relate(old, new) if link.new == "art_7")
    assert (link.old, link.relation) == ("art_2", Relation.UNSURE)
    assert link.confidence < 0.85


def test_what_a_person_decided_is_kept_and_what_is_inside_follows() -> None:
    old = bill(article("1", BEES, HONEY), article("2", FEE, NIGHT))
    new = bill(article("1", WASPS, BORDER), article("2", FEE, NIGHT))
    assert ("art_1", "art_1", "changed") in said(relate(old, new))
    decided = said(relate(old, new, [Decision("art_1", ())]))
    assert {("", "art_1", "new"), ("art_1", "", "gone"), ("", "art_1__para_1", "new")} <= decided
    assert ("art_2__para_1", "art_2__para_1", "same") in decided


def test_a_person_may_say_that_an_article_was_made_of_two() -> None:
    old = bill(article("1", BEES), article("2", HONEY), article("3", FEE))
    new = bill(article("1", BORDER), article("3", FEE))
    found = said(relate(old, new, [Decision("art_1", ("art_1", "art_2"))]))
    assert {("art_1", "art_1", "merged"), ("art_2", "art_1", "merged")} <= found


_ORDER = st.permutations([BEES, HONEY, FEE, WASPS, BORDER, NIGHT])


@given(_ORDER, st.integers(0, 6))
def test_every_provision_of_both_versions_is_accounted_for(order: list[str], kept: int) -> None:
    old = bill(
        *(article(str(rank), text) for rank, text in enumerate((BEES, HONEY, FEE, WASPS, BORDER, NIGHT), 1))
    )
    new = bill(*(article(str(rank), text) for rank, text in enumerate(order[:kept], 1)))
    links = relate(old, new)
    assert {link.old for link in links if link.old} == {node.eid for node in old}
    assert {link.new for link in links if link.new} == {node.eid for node in new}
    text_of = {node.eid: node.text for node in (*old,)}
    for link in links:
        if link.old and link.new:
            assert text_of[link.old] == next(node.text for node in new if node.eid == link.new)


@pytest.mark.parametrize("size", [1, 2, 5])
def test_the_assignment_finds_the_best_whole_and_not_the_best_pair_first(size: int) -> None:
    scores = {(one, two): 0.5 for one in range(size) for two in range(size)}
    scores |= {(rank, (rank + 1) % size): 0.9 for rank in range(size)}
    assert best_pairs(scores) == {rank: (rank + 1) % size for rank in range(size)}
    assert best_pairs({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8}) == {0: 1, 1: 0}


def test_leden_that_stand_twice_with_one_number_are_paired_in_their_order() -> None:
    leden = tuple(Provision(K.PARAGRAPH, str(rank), text=text) for rank, text in enumerate((BEES, HONEY), 1))
    twice = bill(Provision(K.ARTICLE, "1", children=leden * 2))
    assert all(link.old == link.new and link.relation is Relation.SAME for link in relate(twice, twice))


def points(letters: str, *texts: str) -> list[Provision]:
    return [Provision(K.POINT, letter, text=text) for letter, text in zip(letters, texts, strict=True)]


def in_lists(*lists: Iterable[Provision]) -> tuple[Provision, ...]:
    made = (Provision(K.LIST, str(rank), children=tuple(one)) for rank, one in enumerate(lists, 1))
    return bill(Provision(K.ARTICLE, "1", children=tuple(made)))


def test_onderdelen_stay_the_same_when_a_second_list_gives_them_longer_names() -> None:
    first = points("ab", "nat;", "koud.")
    old = bill(Provision(K.ARTICLE, "1", children=tuple(first)))
    assert said(relate(old, in_lists(first, points("a", "warm.")))) == {
        ("art_1", "art_1", "changed"),
        ("art_1__point_a", "art_1__list_1__point_a", "same"),
        ("art_1__point_b", "art_1__list_1__point_b", "same"),
        ("", "art_1__list_1", "new"),
        ("", "art_1__list_2", "new"),
        ("", "art_1__list_2__point_a", "new"),
    }


def test_onderdelen_of_lists_that_were_read_as_one_are_found_in_their_lists() -> None:
    old = bill(Provision(K.ARTICLE, "1", children=(*points("ab", BEES, HONEY), *points("ab", FEE, WASPS))))
    found = {
        link.old: (link.new, link.relation.value)
        for link in relate(old, in_lists(points("ab", BEES, HONEY), points("ab", FEE, WASPS)))
    }
    assert found["art_1__point_a_2"] == ("art_1__list_2__point_a", "same")
    assert [found[f"art_1__point_{name}"][0] for name in ("a", "b", "b_2")] == [
        "art_1__list_1__point_a",
        "art_1__list_1__point_b",
        "art_1__list_2__point_b",
    ]


def test_a_list_and_itself_are_the_same_throughout() -> None:
    lists = in_lists(points("ab", "nat;", "koud."), points("ab", "nat;", "koud."))
    assert all(link.old == link.new and link.relation is Relation.SAME for link in relate(lists, lists))
