"""The grade picks the plain side of pairs as often as docs/plain-language.md says, and as often as the issue asks."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from tests.bench import plain_language as bench

DOCS = Path(__file__).parents[3] / "docs" / "plain-language.md"


def test_the_hundred_by_hand_are_a_hundred_rows_and_none_of_them_was_set_aside() -> None:
    rows = tomllib.loads(bench.BY_HAND.read_text("utf-8"))
    assert len(rows["real"]) == len(set(rows["real"])) == 100
    assert not set(rows["real"]) & set(rows["set_aside"])
    assert f"the {len(rows['set_aside'])} that were set aside" in DOCS.read_text("utf-8")


def test_the_grade_beats_flesch_douma_by_ten_points_and_the_docs_tell_its_figures(shared_data) -> None:
    pairs = bench.read()
    hard, plain = bench.features_of(pairs)
    scores, real = bench.scores_of(pairs, hard, plain), bench.by_hand(pairs)
    flesch, grade = (bench.share(scores[name]) for name in (bench.FLESCH, bench.GRADE))
    assert grade - flesch >= 0.10
    assert real.sum() == 100
    assert bench.share(scores[bench.GRADE][real]) >= 0.85
    told = re.findall(r"\| [^|]+ \| (\d+\.\d) % [^|]*\| (\d+\.\d) %", DOCS.read_text("utf-8"))
    assert told[0] == (f"{100 * flesch:.1f}", f"{100 * grade:.1f}")
    assert told[2] == tuple(
        f"{100 * bench.share(scores[name][real]):.1f}" for name in (bench.FLESCH, bench.GRADE)
    )
