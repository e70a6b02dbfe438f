"""A provision as somebody edits it, and what they propose as a difference with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultatie.analysis.wording import proposal_pieces, wording
from consultatie.domain.proposals import ProposalKind, settled
from consultatie.domain.provisions import Provision, ProvisionKind, walk
from consultatie.domain.text import normalise
from tests.factories import recognised

KINDS = st.sampled_from(ProposalKind)
WORDS = st.text(alphabet="abc \n", max_size=40).map(normalise)


def _article(eid: str) -> Provision:
    return next(node for node in walk(recognised().provisions) if node.eid == eid)


def test_each_part_is_a_line_after_its_number() -> None:
    assert wording(_article("art_2"), "nl") == (
        "1. Een brief is duidelijk.\n2. Een vergunning wordt per brief verleend."
    )
    assert wording(_article("art_1"), "nl").splitlines() == [
        "In deze wet wordt verstaan onder:",
        "a. brief: een bericht op papier;",
        "b. lezer: wie de brief krijgt.",
    ]


def test_a_part_by_itself_is_without_its_number() -> None:
    assert wording(_article("art_2__para_2"), "nl") == "Een vergunning wordt per brief verleend."


def test_words_after_the_parts_stay_after_them() -> None:
    point = Provision(ProvisionKind.POINT, "a", text="ziek is", html="<p>ziek is</p>")
    law = Provision(
        ProvisionKind.ARTICLE,
        "1",
        text="Wie\ntenzij.",
        html="<p>Wie</p>\n\n<p>tenzij.</p>",
        children=(point,),
    )
    assert wording(law, "nl") == "Wie\na. ziek is\ntenzij."


def test_a_quoted_article_keeps_its_name_on_a_line_of_its_own() -> None:
    quoted = Provision(ProvisionKind.ARTICLE, "17a", "Brieven", "Een brief is kort.")
    law = Provision(ProvisionKind.ARTICLE, "I", text="Na artikel 17:", children=(quoted,))
    assert wording(law, "nl") == "Na artikel 17:\nArtikel 17a. Brieven\nEen brief is kort."


def test_a_changed_word_is_one_deletion_and_one_insertion() -> None:
    assert proposal_pieces(ProposalKind.CHANGE, "binnen zes weken na", "binnen acht weken na") == (
        ("same", "binnen "),
        ("del", "acht"),
        ("ins", "zes"),
        ("same", " weken na"),
    )


@pytest.mark.parametrize(
    ("kind", "words", "law", "pieces"),
    [
        (ProposalKind.ADDITION, "Erbij.", "", (("ins", "Erbij."),)),
        (ProposalKind.REMOVAL, "", "Weg.", (("del", "Weg."),)),
        (ProposalKind.TEXT, "Maak er zes van.", "acht", ()),
        (ProposalKind.CHANGE, "Nieuw.", "", ()),
    ],
)
def test_each_kind_is_shown_in_its_own_way(kind, words, law, pieces) -> None:
    assert proposal_pieces(kind, words, law) == pieces


@given(KINDS, WORDS, WORDS)
def test_what_is_kept_of_a_proposal_is_kept_again(kind: ProposalKind, words: str, law: str) -> None:
    kept_kind, kept = settled(kind, words, law)
    assert settled(kept_kind, kept, law) == (kept_kind, kept)
    assert kept in (words, "")
    if kept != words:
        assert (kind, words) == (ProposalKind.CHANGE, law) or (kind is ProposalKind.REMOVAL and words == law)


@given(WORDS, WORDS)
def test_a_difference_holds_both_texts(words: str, law: str) -> None:
    pieces = proposal_pieces(ProposalKind.CHANGE, words, law)
    if pieces:
        assert "".join(text for op, text in pieces if op != "del") == words
        assert "".join(text for op, text in pieces if op != "ins") == law


def test_lists_below_each_other_are_their_words_and_their_parts() -> None:
    bill = recognised("### Artikel 1\n\nWeer.\n\n+ Eerst:\n\n   a. nat;\n\n+ Dan:\n\n   a. warm.\n")
    assert wording(bill.provisions[0], "nl").splitlines() == [
        "Weer.",
        "Eerst:",
        "a. nat;",
        "Dan:",
        "a. warm.",
    ]
