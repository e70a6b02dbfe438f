"""Words of a provision that somebody points at: passages to choose, typed words found in the text, and what comes near."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultatie.analysis.quoting import find_words, key_of, nearest, passages, pointed_at
from consultatie.domain.quotes import Quote
from consultatie.domain.text import normalise

LAW = (
    "In deze wet wordt verstaan onder:\na. brief: een bericht op papier;\nb. lezer: wie de brief krijgt.\n"
    "2. Het bestuur zegt “ja” of ‘nee’. Het doet dat binnen drie weken.\n3. Het café doet mee."
)


def test_every_sentence_and_list_part_is_a_passage_without_its_number() -> None:
    found = passages(LAW, "nl")
    assert [(one.mark, one.text) for one in found] == [
        ("", "In deze wet wordt verstaan onder:"),
        ("a.", "brief: een bericht op papier;"),
        ("b.", "lezer: wie de brief krijgt."),
        ("2.", "Het bestuur zegt “ja” of ‘nee’."),
        ("", "Het doet dat binnen drie weken."),
        ("3.", "Het café doet mee."),
    ]
    assert all(LAW[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("binnen drie weken", "binnen drie weken"),
        ("binnen drie weken.", "binnen drie weken."),
        ("  BINNEN\n drie   weken ", "binnen drie weken"),
        ("\"zegt 'ja' of 'nee'\"", "zegt “ja” of ‘nee’."),
        ("Het cafe doet mee", "Het café doet mee"),
        ("het be\u00adstuur", "Het bestuur"),
        ("op papier;\nb. lezer", "op papier;\nb. lezer"),
    ],
)
def test_capitals_spaces_accents_and_signs_do_not_matter(typed: str, words: str) -> None:
    found = find_words(LAW, typed)
    assert found is not None
    assert LAW[slice(*found)] == words


@pytest.mark.parametrize("typed", ["binnen vier weken", "week", "bestu", "", " ", "…", "“”"])
def test_other_words_and_parts_of_words_are_not_found(typed: str) -> None:
    assert find_words(LAW, typed) is None


@given(st.data())
def test_any_run_of_words_is_found_where_these_words_stand(data: st.DataObject) -> None:
    words = LAW.split()
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    typed = " ".join(words[first : last + 1]).upper()
    found = find_words(LAW, typed)
    assert found is not None
    assert find_words(LAW[slice(*found)], typed) is not None
    assert len(LAW[slice(*found)].split()) == last - first + 1


@given(st.text(max_size=60).map(normalise), st.text(max_size=20).map(normalise))
def test_whatever_is_typed_gives_words_of_the_text_or_what_was_typed(law: str, typed: str) -> None:
    found = pointed_at(law, typed, None, is_new=True)
    if found.start is None:
        assert found.words == typed
    else:
        assert law[found.start : found.start + len(found.words)] == found.words
    nearest(law, typed, "nl")
    for one in passages(law, "nl"):
        assert law[one.start : one.end] == one.text


def test_words_within_the_chosen_passage_are_meant_and_not_the_same_words_before_it() -> None:
    chosen = next((one.start, one.end) for one in passages(LAW, "nl") if one.text.startswith("lezer"))
    found = pointed_at(LAW, "brief", chosen, is_new=True)
    assert found == Quote("brief", LAW.index("brief krijgt"))
    assert pointed_at(LAW, "brief", None, is_new=True) == Quote("brief", LAW.index("brief:"))


def test_words_that_stood_there_do_not_outweigh_another_passage() -> None:
    last = passages(LAW, "nl")[-1]
    chosen = (last.start, last.end)
    assert pointed_at(LAW, "drie weken", chosen, is_new=False) == Quote(last.text, last.start)
    assert pointed_at(LAW, "drie weken", chosen, is_new=True).words == "drie weken"
    assert pointed_at(LAW, "zes jaar", chosen, is_new=True) == Quote("zes jaar")


def test_nothing_pointed_at_is_nothing() -> None:
    assert pointed_at(LAW, "", None, is_new=True) == Quote()


@pytest.mark.parametrize(
    "typed", ["binnen vier weken", "Het doet dat binen drie wekn", "doet dat in drie weken"]
)
def test_what_comes_near_is_offered(typed: str) -> None:
    found = nearest(LAW, typed, "nl")
    assert found is not None
    assert found.text == "Het doet dat binnen drie weken."


def test_nothing_is_offered_when_nothing_comes_near() -> None:
    assert nearest(LAW, "Zwemmen in zee", "nl") is None


def test_the_name_of_a_passage_holds_while_only_signs_and_capitals_change() -> None:
    assert key_of("Het doet dat, binnen drie weken.") == key_of("het doet dat binnen drie weken;")
    assert key_of("binnen drie weken") != key_of("binnen vier weken")
