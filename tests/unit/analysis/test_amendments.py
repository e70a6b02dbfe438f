"""Amending instructions worked out in small laws: tests/data/amendments/*.toml says what has to come out."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from consultatie.adapters.bill_formats import read_bill
from consultatie.analysis.amendments.recognising import instructions
from consultatie.analysis.amendments.working_out import AmendedLaw, worked_out
from consultatie.domain.provisions import walk
from tests.unit.analysis.law_outline import bill, law, outline

_DATA = Path(__file__).parents[2] / "data" / "amendments"
CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted(_DATA.glob("*.toml"))
    for case in tomllib.loads(path.read_text("utf-8"))["case"]
]


def _amended(case: dict[str, Any]) -> AmendedLaw:
    language = case.get("language", "nl")
    return worked_out(
        law(case["law"]), instructions(bill(case["bill"], language=language), language), language
    )


@pytest.mark.parametrize("case", CASES)
def test_the_law_reads_as_the_instructions_say(case: dict[str, Any]) -> None:
    found = _amended(case)
    states = [one.reason or one.state.value for one in found.outcomes]
    assert found.outcomes
    assert states == case.get("states", ["applied"] * len(states))
    assert outline(found.provisions) == re.sub(r"(?m)^§ ", "Artikel ", case["becomes"].lstrip("\n"))


@pytest.mark.parametrize("case", CASES)
def test_what_was_and_what_becomes_are_the_law_before_and_after(case: dict[str, Any]) -> None:
    rows = [row for one in _amended(case).outcomes for row in one.changes]
    before, after = (" ".join(part.split()) for part in (_plain(case["law"]), _plain(case["becomes"])))
    for row in rows[:1] if len(rows) == 1 else []:
        was, becomes = (
            " ".join("".join(text for op, text in row.pieces if op in ("same", side)).split())
            for side in ("del", "ins")
        )
        assert was in before
        assert becomes in after


@pytest.mark.parametrize("case", CASES)
def test_the_marked_law_holds_the_whole_law_after(case: dict[str, Any]) -> None:
    found = _amended(case)
    words = "".join(
        text
        for row in found.reading
        if row.state != "gone"
        for text in [
            *(text for op, text in row.label if op != "del"),
            row.html.replace("<p>", "").replace("</p>", ""),
            *(text for op, text in row.pieces if op != "del"),
        ]
    )
    assert sorted("".join(words.split())) == sorted("".join(_plain(case["becomes"]).split()))


def _plain(text: str) -> str:
    lines = (
        line.strip().removeprefix("- ").removeprefix("= ").replace("°. ", "° ") for line in text.split("\n")
    )
    return "\n".join(line for line in lines if line)


def test_a_repealed_lid_gives_rows_for_that_lid_and_its_renumbered_neighbour_alone() -> None:
    text = "Artikel 1\n1. De kade is open.\n2. De kade is nat.\n3. De kade is lang."
    order = "A. Artikel 1, tweede lid, vervalt, onder vernummering van het derde lid tot tweede lid."
    found = worked_out(law(text), instructions(bill(order), "nl"), "nl")
    rows = [row for one in found.outcomes for row in one.changes]
    assert [row.pieces for row in rows] == [
        (("del", "2. De kade is nat."),),
        (("del", "3"), ("ins", "2"), ("same", ". De kade is lang.")),
    ]


def test_a_lid_that_is_written_anew_reads_as_one_deletion_and_one_insertion() -> None:
    text = "Artikel 1\n1. Het geluid van een plek is op de gevel niet hoger dan 55 decibel."
    order = "A. Artikel 1, eerste lid, komt te luiden: „Bij het geluid van een plein telt de stem van een kind niet.”"
    found = worked_out(law(text), instructions(bill(order), "nl"), "nl")
    ((row,),) = [one.changes for one in found.outcomes]
    changes = [op for op, _text in row.pieces if op != "same"]
    assert changes.count("del") <= 2
    assert "".join(t for op, t in row.pieces if op != "ins") == "1. " + text.split("1. ")[1]


def test_a_point_of_several_lists_is_amended_where_one_list_has_it_and_else_stays_text() -> None:
    lists = "### Artikel 1\n\n+ Eerst:\n\n   a. nat;\n\n+ Dan:\n\n   a. warm;\n   b. koud.\n"
    words = (
        "In artikel 1, onderdeel b, wordt “koud” vervangen door “fris”.",
        "In artikel 1, onderdeel a, wordt “nat” vervangen door “droog”.",
    )
    asked = bill("\n".join(f"{letter}. {one}" for letter, one in zip("AB", words, strict=True)))
    found = worked_out(read_bill(lists.encode(), name="weer.md").provisions, instructions(asked, "nl"), "nl")
    assert [one.reason or one.state.value for one in found.outcomes] == ["applied", "place-found-twice"]
    assert [one.text for one in walk(found.provisions)] == ["", "Eerst:", "nat;", "Dan:", "warm;", "fris."]
    [row] = found.outcomes[0].changes
    assert [number for _, number in row.cited] == ["1", "2"]
    assert "".join(text for op, text in row.pieces if op != "del") == "Dan:\na. warm;\nb. fris."
