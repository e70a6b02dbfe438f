"""What people type is cleaned once, the same for both databases."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultatie.domain.text import canonical_email, normalise, normalise_line, slugify

anything = st.text(st.characters(codec=None, exclude_categories=()), max_size=200)


@given(anything)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert normalise_line(normalise_line(text)) == normalise_line(text)


@given(anything)
def test_clean_text_can_be_stored_and_sent(text: str) -> None:
    clean = normalise(text)
    clean.encode("utf-8")  # a lone surrogate would raise
    assert "\x00" not in clean
    assert "\r" not in clean
    assert clean == unicodedata.normalize("NFC", clean)
    assert not any("\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069" for char in clean)


@given(st.text(st.characters(categories=("L", "N", "P", "S")), max_size=100))
def test_nothing_that_can_be_read_is_lost(text: str) -> None:
    assert normalise(text) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("regel 1\r\nregel 2\rregel 3", "regel 1\nregel 2\nregel 3"),
        ("a\u2028b", "a\nb"),
        ("e\u0301e\u0301n", "één"),
        ("\ud83d los", " los"),
        ("wit aan het einde   \n\n", "wit aan het einde"),
        ("links\u202enaar rechts", "linksnaar rechts"),
        ("tab\tblijft", "tab\tblijft"),
        ("👩\u200d⚖️", "👩\u200d⚖️"),
        ("\x00\x01", ""),
    ],
)
def test_typed_text_becomes(typed: str, kept: str) -> None:
    assert normalise(typed) == kept


def test_a_line_has_no_newline_and_single_spaces() -> None:
    assert normalise_line("  Jan\n\t de   Vries ") == "Jan de Vries"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jan.Jansen@Example.NL", "jan.jansen@example.nl"),
        ("jan+consultatie@example.nl", "jan@example.nl"),
        (" jan@example.nl ", "jan@example.nl"),
    ],
)
def test_the_same_mailbox_is_counted_once(one: str, other: str) -> None:
    assert canonical_email(one) == canonical_email(other)


def test_different_mailboxes_are_counted_apart() -> None:
    assert canonical_email("jan@example.nl") != canonical_email("jan@example.org")
    assert canonical_email("jan.jansen@example.nl") != canonical_email("janjansen@example.nl")


@given(anything)
def test_a_slug_can_stand_in_an_address(text: str) -> None:
    slug = slugify(text)
    assert len(slug) <= 80
    assert all(char.isascii() and (char.isalnum() or char == "-") and not char.isupper() for char in slug)
    assert not slug.startswith("-")
    assert not slug.endswith("-")
    assert "--" not in slug


def test_a_slug_reads_like_its_title() -> None:
    assert slugify("Wet één brief: 't Begrip (2026)") == "wet-een-brief-t-begrip-2026"
    assert slugify("一二三") == ""
