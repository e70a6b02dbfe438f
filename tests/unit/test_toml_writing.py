"""TOML that we write is what the standard library reads back, whatever the words are."""

from __future__ import annotations

import tomllib
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from consultatie.services.toml_writing import document

WORDS = st.text(st.characters(exclude_categories=("Cs",))).map(lambda words: words.replace("\r\n", "\n"))
QUOTES = st.text('"\\\n a', max_size=8)
VALUES = st.one_of(WORDS, QUOTES, st.booleans(), st.integers(), st.dates())
TABLES = st.dictionaries(
    st.one_of(st.sampled_from(["nl", "en"]), WORDS), st.one_of(VALUES, st.lists(VALUES)), max_size=4
)
NESTED = st.dictionaries(
    WORDS, st.one_of(VALUES, st.lists(TABLES, min_size=1, max_size=3), TABLES), max_size=4
)


@given(
    st.dictionaries(
        WORDS,
        st.one_of(VALUES, st.lists(WORDS), TABLES, st.lists(NESTED, min_size=1, max_size=3)),
        max_size=6,
    )
)
def test_any_document_is_read_back_the_same(data: dict[str, Any]) -> None:
    assert tomllib.loads(document(data)) == data


def test_a_document_reads_as_a_person_would_write_it() -> None:
    data = {
        "title": 'Wet "X"',
        "nl": {"summary": "Een.\n\nTwee."},
        "opens": date(2026, 2, 1),
        "figures": [{"kind": "steps", "rows": [{"nl": {"label": "Lezen"}}]}, {"kind": "timeline"}],
    }
    assert document(data).splitlines() == [
        'title = "Wet \\"X\\""',
        "opens = 2026-02-01",
        "",
        "[nl]",
        'summary = """',
        "Een.",
        "",
        'Twee."""',
        "",
        "[[figures]]",
        'kind = "steps"',
        "rows = [",
        '  { nl = { label = "Lezen" } },',
        "]",
        "",
        "[[figures]]",
        'kind = "timeline"',
    ]
