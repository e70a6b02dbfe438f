"""docs/wcag.md: each criterion once, and only tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

CRITERIA = {  # number of success criteria per guideline of WCAG 2.2, in order
    "1.1": 1, "1.2": 9, "1.3": 6, "1.4": 13, "2.1": 4, "2.2": 6, "2.3": 3, "2.4": 13, "2.5": 8,
    "3.1": 6, "3.2": 6, "3.3": 9, "4.1": 3,
}  # fmt: skip


def test_the_mapping_has_every_criterion_of_wcag(root: Path) -> None:
    rows = re.findall(
        r"^\| (\d\.\d\.\d+) .+? \| (A{1,3}) \|", (root / "docs" / "wcag.md").read_text("utf-8"), re.M
    )
    first = {"4.1": 2}  # 4.1.1 was taken out of WCAG
    expected = [
        f"{guideline}.{n}"
        for guideline, number in CRITERIA.items()
        for n in range(first.get(guideline, 1), number + 1)
    ]
    assert [number for number, _level in rows] == expected
    assert [level for _number, level in rows].count("A") == 31
    assert [level for _number, level in rows].count("AA") == 24


def test_the_mapping_names_tests_that_exist(root: Path) -> None:
    named = set(re.findall(r"tests/[\w/]+(?:\.py)?", (root / "docs" / "wcag.md").read_text("utf-8")))
    assert not {path for path in named if not (root / path).exists()}
