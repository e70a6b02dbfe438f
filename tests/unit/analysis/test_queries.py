"""What somebody types becomes clauses, and never an error."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from consultatie.analysis.queries import LONGEST_QUERY, MOST_CLAUSES, parse_query


def test_words_phrases_exclusions_and_prefixes_are_told_apart() -> None:
    clauses = parse_query('vergunning "recht op zorg" -bomen verg*')
    assert "vergunning" in clauses[0].terms
    assert clauses[1].phrase == ("recht", "op", "zorg")
    assert clauses[2].exclude
    assert "boom" in clauses[2].terms
    assert clauses[3].prefix == "verg"


def test_function_words_are_left_out_unless_there_is_nothing_else() -> None:
    assert [clause.typed for clause in parse_query("de wet van het land")] == ["wet", "land"]
    assert [clause.typed for clause in parse_query("de het")] == ["de", "het"]
    assert [(clause.typed, clause.exclude) for clause in parse_query("de -wet")] == [
        ("de", False),
        ("wet", True),
    ]


def test_operators_of_other_engines_are_plain_words() -> None:
    assert [clause.typed for clause in parse_query("title:wet AND (OR NOT) ^2 ~1 [a TO b]")][:2] == [
        "title",
        "wet",
    ]


def test_a_hyphen_inside_or_after_a_word_excludes_nothing() -> None:
    assert not any(clause.exclude for clause in parse_query("e-mail vergunning- – zorg"))


def test_a_number_of_an_article_is_one_word() -> None:
    assert [clause.terms for clause in parse_query("artikel 3:4")][1] == ("3:4",)


def test_a_prefix_of_two_letters_is_a_word() -> None:
    (clause,) = parse_query("ve*")
    assert not clause.prefix
    assert "ve" in clause.terms


def test_a_phrase_of_one_word_is_that_word() -> None:
    assert parse_query('"wet"')[0].terms


@given(st.text(max_size=2_000))
def test_nothing_typed_is_an_error_and_everything_is_bounded(text: str) -> None:
    clauses = parse_query(text)
    assert len(clauses) <= MOST_CLAUSES
    for clause in clauses:
        assert bool(clause.terms) + bool(clause.phrase) + bool(clause.prefix) == 1
        assert len("".join(clause.phrase)) <= 4 * LONGEST_QUERY
