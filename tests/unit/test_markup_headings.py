"""Headings that drafters type: they stand below an h2 of the page, so screen readers can follow the outline."""

from __future__ import annotations

import re

import pytest

from consultatie.adapters.markup import CleanMarkup


@pytest.mark.parametrize(
    ("typed", "levels"),
    [
        ("# A\n\n## B", [3, 4]),
        ("## A\n\n## B", [3, 3]),
        ("## A\n\n#### B\n\n## C", [3, 4, 3]),
        ("### A\n\n# B\n\n## C", [3, 3, 4]),
        ("# A\n\n## B\n\n### C\n\n#### D", [3, 4, 5, 5]),
    ],
)
def test_headings_begin_at_h3_and_skip_no_level(typed: str, levels: list[int]) -> None:
    html = CleanMarkup(1000).render(typed)
    assert [int(level) for level in re.findall(r"<h(\d)>", html)] == levels
    assert [int(level) for level in re.findall(r"</h(\d)>", html)] == levels
