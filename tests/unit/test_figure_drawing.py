"""Figures made from words: rules, wrapping, and layout in which nothing overlaps and every text stays in its box."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont
from hypothesis import given, settings
from hypothesis import strategies as st

from consultatie.analysis.figure_drawing import BROAD, MIDDLE, NARROW, PAD, draw
from consultatie.analysis.figure_shapes import SMALL, Box, Dot, Drawing, DrawnRow, Words
from consultatie.analysis.letter_widths import advance, room_for
from consultatie.analysis.wrapping import wrapped
from consultatie.domain.figures import (
    LONGEST_LABEL,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MARKS,
    MOST_ROWS,
    FigureKind,
    FigureRow,
    problems,
    tidied,
)

FONT = Path(__file__).parents[2] / "static" / "fonts" / "atkinson-hyperlegible-next-latin-wght-normal.woff2"
LONG = "Arbeidsongeschiktheidsverzekeringsmaatschappij"

words = st.text(st.sampled_from("aemnwijWMÉ-.,lt"), min_size=1, max_size=60)
labels = st.one_of(st.just(LONG), st.lists(words, min_size=1, max_size=12).map(" ".join))
texts = st.one_of(st.just(""), labels)
kinds = st.sampled_from(list(FigureKind))


@st.composite
def figures(draw_: st.DrawFn) -> tuple[FigureKind, list[DrawnRow]]:
    kind = draw_(kinds)
    marks = st.sampled_from(MARKS[kind])
    rows = st.builds(DrawnRow, labels, texts, marks, st.sampled_from(["", "Moet iets doen", LONG]))
    return kind, draw_(st.lists(rows, min_size=2, max_size=MOST_ROWS))


@pytest.mark.parametrize(("bold", "weight"), [(False, 400), (True, 700)])
def test_the_table_of_widths_is_that_of_the_font(bold: bool, weight: int) -> None:
    font = instantiateVariableFont(TTFont(FONT), {"wght": weight})
    names, metrics = font.getBestCmap(), font["hmtx"]
    assert font["head"].unitsPerEm == 1000
    for letter in "aeinWM0 éë€–“Ĳ":
        if ord(letter) in names:
            assert advance(letter, bold=bold) == metrics[names[ord(letter)]][0], letter


@given(texts, st.floats(40, 700), st.booleans())
def test_every_line_fits_and_no_letter_is_lost(text: str, room: float, bold: bool) -> None:
    lines = wrapped(text, room, 18, bold=bold)
    assert all(room_for(line, 18, bold=bold) <= room or len(line) == 1 for line in lines)
    kept = "".join(lines).replace("-", "").replace(" ", "")
    assert kept == text.replace("-", "").replace(" ", "")


def test_a_long_word_is_broken_where_dutch_breaks_it() -> None:
    assert wrapped(LONG, 200, 18)[0] in ("Arbeidsongeschikt-", "Arbeidsonge-", "Arbeidsongeschiktheids-")
    assert wrapped("de verzekering", 500, 18) == ["de verzekering"]
    assert wrapped("", 100, 18) == []


def _overlap(one: Words, other: Words) -> bool:
    across = one.left < other.left + other.width - 0.1 and other.left < one.left + one.width - 0.1
    return across and one.y < other.y + other.height - 0.1 and other.y < one.y + one.height - 0.1


def _boxes_overlap(one: Box, other: Box) -> bool:
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


@settings(max_examples=150, deadline=None)
@given(figures(), st.sampled_from([NARROW, MIDDLE, BROAD]))
def test_nothing_overlaps_and_every_text_stays_inside(
    figure: tuple[FigureKind, list[DrawnRow]], width: float
) -> None:
    kind, rows = figure
    drawing = draw(kind, rows, width, "Dit plan", "nl")
    texts_ = [shape for shape in drawing.shapes if isinstance(shape, Words)]
    boxes = [shape for shape in drawing.shapes if isinstance(shape, Box)]
    assert not [pair for pair in combinations(texts_, 2) if _overlap(*pair)]
    assert not [pair for pair in combinations(boxes, 2) if _boxes_overlap(*pair)]
    for text in texts_:
        assert text.left >= 0
        assert text.left + text.width <= width + 0.1
        assert 0 <= text.y <= text.y + text.height <= drawing.height
        assert text.size >= SMALL
        for box in boxes:
            _is_inside_or_outside(text, box)


def _is_inside_or_outside(text: Words, box: Box) -> None:
    """A text lies in a box with room around it, or wholly beside it."""
    beside = text.left + text.width <= box.x or text.left >= box.x + box.width
    apart = text.y + text.height <= box.y or text.y >= box.y + box.height
    if beside or apart:
        return
    assert text.left >= box.x + PAD - 0.1 or text.anchor == "middle"
    assert text.left + text.width <= box.x + box.width - PAD / 2
    assert box.y <= text.y <= text.y + text.height <= box.y + box.height


@given(figures(), st.sampled_from([NARROW, MIDDLE, BROAD]))
@settings(max_examples=40, deadline=None)
def test_every_word_that_was_typed_is_drawn_in_order(
    figure: tuple[FigureKind, list[DrawnRow]], width: float
) -> None:
    kind, rows = figure
    drawn = _said(draw(kind, rows, width, "Dit plan", "nl"))
    for row in rows:
        assert _letters(row.label) in drawn
        assert _letters(row.text) in drawn


def _said(drawing: Drawing) -> str:
    return " ".join(_letters("".join(s.lines)) for s in drawing.shapes if isinstance(s, Words))


def _letters(text: str) -> str:
    return text.replace("-", "").replace(" ", "")


def test_a_timeline_says_where_we_are_by_shape_and_by_word_not_by_colour_alone() -> None:
    rows = [
        DrawnRow("A", "", "done", "Geweest"),
        DrawnRow("B", "", "now", "Nu"),
        DrawnRow("C", "", "later", ""),
    ]
    drawing = draw(FigureKind.TIMELINE, rows, NARROW, "", "nl")
    dots = [shape.tone for shape in drawing.shapes if isinstance(shape, Dot)]
    assert dots == ["done", "now", "now-middle", "later"]
    assert "Nu" in [line for s in drawing.shapes if isinstance(s, Words) for line in s.lines]
    assert [shape.tone for shape in drawing.shapes if shape.kind == "stroke"] == ["done", "later", "tick"]


def row(label: str = "Iets", text: str = "", mark: str = "later") -> FigureRow:
    return FigureRow({"nl": label} if label else {"en": "Thing"}, {"nl": text}, mark)


@pytest.mark.parametrize(
    ("title", "rows", "expected"),
    [
        ("Titel", [row(), row()], {}),
        ("", [row(), row()], {"title_nl": "figure-title-missing"}),
        ("x" * (LONGEST_TITLE + 1), [row(), row()], {"title_nl": "figure-title-long"}),
        ("Titel", [row()], {"rows": "figure-rows-few"}),
        ("Titel", [row()] * (MOST_ROWS + 1), {"rows": "figure-rows-many"}),
        ("Titel", [row(), row("")], {"rows-1-label_nl": "figure-label-missing"}),
        ("Titel", [row("x" * (LONGEST_LABEL + 1)), row()], {"rows-0-label_nl": "figure-label-long"}),
        ("Titel", [row(text="x" * (LONGEST_TEXT + 1)), row()], {"rows-0-text_nl": "figure-text-long"}),
        ("Titel", [row(mark="gain"), row()], {"rows-0-mark": "figure-mark-unknown"}),
    ],
)
def test_what_is_wrong_is_named_at_its_field(
    title: str, rows: list[FigureRow], expected: dict[str, str]
) -> None:
    assert problems(FigureKind.TIMELINE, {"nl": title}, rows) == expected


def test_rows_are_tidied_and_get_the_first_mark_of_their_kind() -> None:
    [found] = tidied([FigureRow({"nl": " Een   groep\n", "en": ""}, {}, "")], FigureKind.AFFECTED)
    assert (found.label, found.mark) == ({"nl": "Een groep"}, "gain")
