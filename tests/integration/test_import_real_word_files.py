"""Real bills in Word from ../shared/data/bills/docx, against the Akoma Ntoso that is expected of them."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from consultatie.adapters.bill_formats import read_bill, read_bill_limited
from consultatie.domain.errors import UnreadableBill
from consultatie.domain.provisions import walk
from tests.bench.import_accuracy import GOAL, KINDS, Score, measure

DATA = Path(os.environ.get("CONSULTATIE_SHARED_DATA", Path(__file__).parents[2].parent / "shared" / "data"))
FOLDER = DATA / "bills" / "docx"
FILES = sorted(path for path in FOLDER.glob("*.docx") if path.with_suffix(".xml").exists())

pytestmark = pytest.mark.skipif(not FILES, reason=f"no Word files with an expected Akoma Ntoso in {FOLDER}")


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return measure(FOLDER)


@pytest.mark.parametrize("name", [path.stem for path in FILES])
def test_numbers_headings_and_text_arrive_in_the_right_provision(name: str, scores: dict[str, Score]) -> None:
    score = scores[name]
    assert {kind: score.share(kind) >= GOAL for kind in KINDS} == dict.fromkeys(KINDS, True), score.missed[
        :20
    ]


def test_there_is_something_to_find(scores: dict[str, Score]) -> None:
    assert sum(score.expected["num"] for score in scores.values()) > 400
    assert sum(score.expected["text"] for score in scores.values()) > 500


def test_a_wrong_tree_scores_low() -> None:
    """Show that the measure can fail: a file against what is expected of another."""
    from lxml import etree

    from tests.bench.import_accuracy import compare

    first, second = FILES[1], FILES[-1]
    score = compare(
        etree.parse(str(first.with_suffix(".xml"))).getroot(), read_bill(second.read_bytes(), name="x")
    )
    assert score.share("text") < 0.1


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_html_has_header_cells_and_no_tag_beyond_the_clean_ones(path: Path) -> None:
    import re

    allowed = set(
        [
            "p",
            "ul",
            "li",
            "table",
            "caption",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "em",
            "strong",
            "a",
            "sup",
            "sub",
            "br",
        ]
    )
    for node in walk(read_bill(path.read_bytes(), name=path.name).provisions):
        assert set(re.findall(r"</?(\w+)", node.html)) <= allowed
        assert not re.search(r"<th(?! scope=)", node.html.replace("<thead", ""))


def test_a_letter_to_parliament_is_no_bill() -> None:
    for path in sorted(FOLDER.glob("nl_kamervragen*.docx")):
        with pytest.raises(UnreadableBill) as refusal:
            read_bill(path.read_bytes(), name=path.name)
        assert refusal.value.code == "not-a-bill"


def test_a_document_with_dutch_parts_is_read() -> None:
    path = FOLDER / "nl_onegov_Regels_hackathon_finale_vorm.docx"
    parts = [node for node in walk(read_bill(path.read_bytes(), name=path.name).provisions) if node.number]
    assert [node.eid for node in parts][:3] == ["part_1", "part_2", "part_3"]


def test_the_largest_is_read_in_a_limited_process_within_three_seconds() -> None:
    path = max(FILES, key=lambda path: path.stat().st_size)
    begun = time.perf_counter()
    assert read_bill_limited(path.read_bytes(), name=path.name).provisions
    assert time.perf_counter() - begun < 3
