"""A form token under a mask, and the padding of a compressed answer."""

from __future__ import annotations

import gzip

from hypothesis import given
from hypothesis import strategies as st

from consultatie.http.compression import packed
from consultatie.http.form_tokens import masked, unmasked

TOKENS = st.text(alphabet="abcXYZ019._-", min_size=1, max_size=120)


@given(TOKENS)
def test_a_masked_token_comes_back_as_it_was(token: str) -> None:
    assert unmasked(masked(token)) == token


def test_a_token_never_looks_the_same_twice_and_shows_nothing_of_itself() -> None:
    token = "ImFiYyI.aTokenThatIsLong.AndSigned"
    seen = {masked(token) for _time in range(50)}
    assert len(seen) == 50
    assert not any(token[:6] in one for one in seen)


@given(st.text(max_size=80))
def test_anything_may_be_sent_as_a_token_without_breaking_the_check(sent: str) -> None:
    assert isinstance(unmasked(sent), str)


def test_a_token_without_a_mask_is_still_read() -> None:
    assert unmasked("ImFiYyI.ZzZz.AndSigned") == "ImFiYyI.ZzZz.AndSigned"


@given(st.binary(max_size=3000), st.integers(0, 100))
def test_padding_changes_the_length_only(body: bytes, padding: int) -> None:
    assert gzip.decompress(packed(body, padding=padding)) == body
    longer = len(packed(body, padding=padding)) - len(packed(body, padding=0))
    assert longer == (padding + 1 if padding else 0)
