"""What the bench writes: medians, goals met and missed, and a document whose own words stay."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.bench.figures import Figure, Goal, Load, Page, percentile
from tests.bench.generator import read_head
from tests.bench.report import render, replace_measured

AT = datetime(2027, 3, 2, 9, 0, tzinfo=UTC)


def _load(per_second: float) -> Load:
    return Load(per_second, 1.0, 2.0, 0.05, 4_000)


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([5, 1, 4, 2, 3], 0.5) == 3
    assert percentile(list(range(1, 101)), 0.95) == 95
    assert percentile([7], 0.95) == 7


def test_a_goal_is_held_against_the_median() -> None:
    assert Figure("import", "s", [9.0, 1.0, 2.0], Goal(3.0)).met is True
    assert Figure("sent", "per second", [99.0, 20.0, 400.0], Goal(100, at_least=True)).met is False
    assert Figure("analysis", "s", [1.0]).met is None
    assert Figure("nothing measured", "s", [], Goal(3.0)).met is False


def test_a_page_is_compared_round_by_round() -> None:
    page = Page(
        "list", [_load(50), _load(90), _load(10)], [_load(100), _load(100), _load(100)], Goal(0.5, True)
    )
    assert page.ratios() == [0.5, 0.9, 0.1]
    assert page.met is True


def test_the_tables_name_medians_spread_and_what_missed() -> None:
    pages = [Page("list", [_load(50)], [_load(200)], Goal(0.5, True))]
    figures = [Figure("import", "s", [2.5, 1.5, 2.0], Goal(3.0), decimals=1)]
    text = render(pages, figures, at=AT, on="a machine")
    assert "| list | 4,000 | 50 | 2.0 | 0.05 | 200 | 0.25 (0.25 – 0.25) | ≥ 0.5: **missed** |" in text
    assert "| import | 2.0 s | 1.5 – 2.5 | ≤ 3: met |" in text


def test_only_the_measured_part_of_the_document_is_replaced() -> None:
    old = render([], [], at=AT, on="the old machine")
    new = render([], [], at=AT, on="the new machine")
    written = replace_measured(f"# Speed\n\n{old}\n\n## How\n", new)
    assert written == f"# Speed\n\n{new}\n\n## How\n"
    assert replace_measured("# Speed\n", new) == f"# Speed\n\n{new}\n"


def test_the_generator_refuses_an_answer_without_length() -> None:
    assert read_head(b"HTTP/1.1 200 OK\r\nContent-Length: 12") == (200, 12)
    assert read_head(b"HTTP/1.1 304 Not Modified") == (304, 0)
    with pytest.raises(ValueError, match="without length"):
        read_head(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked")
