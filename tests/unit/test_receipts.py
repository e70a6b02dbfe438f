"""References that can be read aloud, tokens that cannot be guessed, digests that prove contents."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.receipts import (
    ALPHABET,
    REFERENCE,
    content_digest,
    find_reference,
    new_reference,
    new_token,
    token_hash,
)
from consultatie.domain.visibility import (
    AnswerFacts,
    CommentFacts,
    Publication,
    RespondentFacts,
    RespondentKind,
    ResponseFacts,
)

references = st.builds(
    lambda letters: "-".join(letters[i : i + 4] for i in (0, 4, 8)),
    st.text(ALPHABET, min_size=12, max_size=12),
)
FACTS = ResponseFacts(
    reference="ABCD-EFGH-JKLM",
    external_id="x",
    state=ResponseState.SENT,
    publication=Publication.NAMED,
    channel="web",
    language="nl",
    received_at=datetime(2027, 3, 1, tzinfo=UTC),
    department_id=1,
    consultation="wet",
    version=1,
    respondent=RespondentFacts(RespondentKind.PERSON, "Jan", "", "Assen", "jan@example.nl"),
    comments=(CommentFacts("art_1", "oppose", "Nee.", None),),
    answers=(AnswerFacts("q1", ("ja",)),),
)


def test_a_reference_has_the_shape_that_others_rely_on() -> None:
    assert all(REFERENCE.fullmatch(new_reference()) for _ in range(200))


def test_references_do_not_repeat() -> None:
    assert len({new_reference() for _ in range(5_000)}) == 5_000


def test_a_reference_is_made_by_the_given_chance() -> None:
    assert new_reference(lambda letters: letters[0]) == "AAAA-AAAA-AAAA"


@given(
    references, st.sampled_from([str.lower, str.upper, lambda r: r.replace("-", " "), lambda r: f" {r}. "])
)
def test_a_reference_is_found_however_it_is_typed(reference: str, typed: object) -> None:
    assert callable(typed)
    assert find_reference(typed(reference)) == reference


@pytest.mark.parametrize(
    "typed", ["", "ABCD", "ABCD-EFGH-JKL0", "ABCD-EFGH-JKLMN", "I" * 12, "ÀBCD-EFGH-JKLM"]
)
def test_what_is_no_reference_is_not_found(typed: str) -> None:
    assert find_reference(typed) is None


def test_a_token_is_long_and_only_its_hash_is_kept() -> None:
    tokens = {new_token() for _ in range(1_000)}
    assert len(tokens) == 1_000
    assert all(len(token) >= 43 for token in tokens)
    token = tokens.pop()
    assert token not in token_hash(token)
    assert len(token_hash(token)) == 64


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_any_forged_token_can_be_hashed(token: str) -> None:
    assert len(token_hash(token)) == 64


@pytest.mark.parametrize(
    "other",
    [
        replace(FACTS, language="en"),
        replace(FACTS, publication=Publication.NOT),
        replace(FACTS, respondent=replace(FACTS.respondent, name="Piet")),
        replace(FACTS, comments=(CommentFacts("art_2", "oppose", "Nee.", None),)),
        replace(FACTS, comments=(CommentFacts("art_1", "oppose", "Ja.", None),)),
        replace(FACTS, comments=(CommentFacts("art_1", "oppose", "Nee.", "Beter"),)),
        replace(FACTS, comments=()),
        replace(FACTS, answers=(AnswerFacts("q1", ("nee",)),)),
    ],
)
def test_another_content_has_another_digest(other: ResponseFacts) -> None:
    assert content_digest(other, "zout") != content_digest(FACTS, "zout")


def test_what_happens_to_a_response_later_leaves_its_digest() -> None:
    later = replace(FACTS, state=ResponseState.PUBLIC, received_at=None, version=2, channel="import")
    assert content_digest(later, "zout") == content_digest(FACTS, "zout")


def test_without_the_salt_a_digest_tells_nothing() -> None:
    assert content_digest(FACTS, "a") != content_digest(FACTS, "b")
