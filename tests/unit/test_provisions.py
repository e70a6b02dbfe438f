"""eIds follow the table "Kinds, numbers and eIds" of the design."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from consultatie.domain.provisions import (
    CHILDREN_STAND_HERE,
    Provision,
    ProvisionKind,
    around_children,
    articles,
    number_part,
    walk,
    with_eids,
)

K = ProvisionKind


def eids(*provisions: Provision) -> list[str]:
    return [node.eid for node in walk(with_eids(provisions)[0])]


def article(number: str, *children: Provision) -> Provision:
    return Provision(K.ARTICLE, number, children=children)


def test_a_grouping_is_prefixed_by_its_parent_and_an_article_is_not() -> None:
    section = Provision(K.SECTION, "1", children=(article("3"),))
    assert eids(Provision(K.CHAPTER, "2", children=(section,))) == ["chp_2", "chp_2__sec_1", "art_3"]


def test_every_kind_of_grouping_has_its_own_name() -> None:
    kinds = (K.BOOK, K.PART, K.TITLE, K.CHAPTER, K.DIVISION, K.SECTION, K.SUBSECTION)
    expected = ["book_1", "part_1", "title_1", "chp_1", "dvs_1", "sec_1", "subsec_1"]
    assert eids(*(Provision(kind, "1") for kind in kinds)) == expected


def test_leden_and_onderdelen_of_any_depth_are_prefixed_by_their_parent() -> None:
    inner = Provision(K.POINT, "1°")
    lid = Provision(K.PARAGRAPH, "2", children=(Provision(K.POINT, "a", children=(inner,)),))
    assert eids(article("3", lid))[1:] == [
        "art_3__para_2",
        "art_3__para_2__point_a",
        "art_3__para_2__point_a__point_1",
    ]


def test_an_article_in_an_annex_is_prefixed_by_the_annex_only() -> None:
    chapter = Provision(K.CHAPTER, "1", children=(article("3"),))
    assert eids(Provision(K.ANNEX, "1", children=(chapter,))) == [
        "annex_1",
        "annex_1__chp_1",
        "annex_1__art_3",
    ]


def test_an_article_in_quoted_text_is_prefixed_by_the_quote() -> None:
    quote = Provision(K.QUOTE, children=(article("17a"), article("17b")))
    amending = article("I", Provision(K.AMENDMENT, "A", children=(quote,)))
    assert eids(amending)[1:] == [
        "art_I__mod_A",
        "art_I__mod_A__quote_1",
        "art_I__mod_A__quote_1__art_17a",
        "art_I__mod_A__quote_1__art_17b",
    ]
    assert [node.number for node in articles([amending])] == ["I"]


def test_a_number_keeps_letters_and_digits_and_turns_the_rest_into_dashes() -> None:
    assert [number_part(n) for n in ("3:4", "17a", "IIA", "1°", "V-A", "ĳ", "II T/M IX")] == [
        "3-4", "17a", "IIA", "1", "V-A", "ij", "II-T-M-IX",
    ]  # fmt: skip


def test_a_repeated_number_gets_a_suffix_in_the_order_of_the_text_and_a_warning() -> None:
    named, warnings = with_eids([article("1"), article("1"), article("1", Provision(K.PARAGRAPH, "1"))])
    assert [node.eid for node in walk(named)] == ["art_1", "art_1_2", "art_1_3", "art_1_3__para_1"]
    assert [(w.code, w.place, w.detail) for w in warnings] == [
        ("repeated-number", "art_1_2", "1"),
        ("repeated-number", "art_1_3", "1"),
    ]


def test_what_has_no_number_is_counted_among_its_kind_and_takes_no_number_of_another() -> None:
    preamble, conclusion = Provision(K.PREAMBLE), Provision(K.CONCLUSION)
    contents = Provision(K.ANNEX)
    assert eids(preamble, article("1"), conclusion, Provision(K.ANNEX)) == [
        "preamble",
        "art_1",
        "conclusion",
        "annex_1",
    ]
    assert eids(contents, Provision(K.ANNEX, "1"), Provision(K.ANNEX)) == ["annex_2", "annex_1", "annex_3"]


def test_html_is_split_where_the_children_stand() -> None:
    assert around_children(f"<p>indien:</p>{CHILDREN_STAND_HERE}<p>tenzij.</p>") == (
        "<p>indien:</p>",
        "<p>tenzij.</p>",
    )
    assert around_children("<p>indien:</p>") == ("<p>indien:</p>", "")


_numbers = st.sampled_from(
    ["", "1", "2", "1a", "1:2", "1.2", "I", "A", "a", "1°", "é", "ĳ", "_2", "1_2", "–", "２"]
)
_leaves = st.builds(Provision, kind=st.sampled_from(list(K)), number=_numbers)
_trees = st.recursive(
    _leaves,
    lambda below: st.builds(
        Provision,
        kind=st.sampled_from(list(K)),
        number=_numbers,
        children=st.lists(below, max_size=4).map(tuple),
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_trees, max_size=5))
def test_eids_are_unique_and_fit_in_an_address(forest: list[Provision]) -> None:
    named, _ = with_eids(forest)
    found = [node.eid for node in walk(named)]
    assert len(found) == len(set(found))
    assert all(re.fullmatch(r"[0-9A-Za-z_-]+", eid) for eid in found)
    assert [(n.kind, n.number) for n in walk(named)] == [(n.kind, n.number) for n in walk(forest)]
