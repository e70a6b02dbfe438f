"""The drawings of the demonstration: words as text, large enough on a phone, dark on light paper of their own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import etree

from consultatie.domain.contrast import parse, ratio
from consultatie.settings import ROOT

DRAWINGS = sorted((ROOT / "consultatie" / "cli" / "demo").glob("*/*.svg"))
SVG = "{http://www.w3.org/2000/svg}"
ROOM = 256  # CSS pixels that a drawing has on a screen of 320
SMALLEST = 12


def _inherited(element: etree._Element, name: str) -> str:
    while element is not None:
        if element.get(name):
            return str(element.get(name))
        element = element.getparent()
    return ""


@pytest.fixture(params=DRAWINGS, ids=lambda path: path.stem)
def drawing(request: pytest.FixtureRequest) -> etree._Element:
    path: Path = request.param
    return etree.fromstring(path.read_bytes())


def test_words_are_text_of_twelve_pixels_or_more_on_a_phone(drawing: etree._Element) -> None:
    width = float(drawing.get("viewBox").split()[2])
    sizes = {
        "".join(text.itertext()): float(_inherited(text, "font-size")) * ROOM / width
        for text in drawing.iter(f"{SVG}text")
    }
    assert sizes
    assert not {words: round(size, 1) for words, size in sizes.items() if size < SMALLEST}


def test_a_drawing_brings_its_own_paper_and_reads_the_same_in_the_dark(drawing: etree._Element) -> None:
    paper = drawing.find(f"{SVG}rect")
    assert paper is not None
    assert paper.get("width") == drawing.get("viewBox").split()[2]
    assert parse(paper.get("fill")) == (255, 253, 249)


def test_words_stand_out_seven_to_one_from_the_paper_or_from_a_dark_ground(drawing: etree._Element) -> None:
    paper, dark = (255, 253, 249), (0, 82, 76)
    for text in drawing.iter(f"{SVG}text"):
        colour = parse(_inherited(text, "fill"))
        assert colour is not None
        assert max(ratio(colour, paper), ratio(colour, dark)) >= 7, "".join(text.itertext())


def test_a_drawing_has_a_name_and_says_what_is_on_it(drawing: etree._Element) -> None:
    named = drawing.get("aria-labelledby", "").split()
    found = {
        one.get("id"): "".join(one.itertext()) for one in drawing if one.tag in (f"{SVG}title", f"{SVG}desc")
    }
    assert [name for name in named if len(found.get(name, "")) < 8] == []
    assert re.search(r"\w", found[named[0]])
