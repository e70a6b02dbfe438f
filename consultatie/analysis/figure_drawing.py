"""Draws a figure at a width: a timeline, whom it touches, or steps. Pure layout; the template paints it.

Every text is measured with the widest spacing that a reader may choose, so that it stays inside its box, also in a
font that is a little wider. Below `WIDE` everything stands below each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from consultatie.analysis.figure_shapes import (
    LABEL,
    SMALL,
    TEXT,
    Box,
    Column,
    Dot,
    Drawing,
    DrawnRow,
    Shape,
    Stroke,
    Words,
    arrow_down,
    arrow_right,
    tick,
)
from consultatie.domain.figures import FigureKind

NARROW, MIDDLE, BROAD = 252.0, 468.0, 720.0  # 14, 26 and 40 rem
WIDE: Final = 600.0
PAD: Final = 14.0  # between the edge of a box and its words
GAP: Final = 14.0  # between boxes
_WHEN: Final = 168.0  # the column of dates
_HUB: Final = 190.0  # the box in the middle of whom it touches
_ARROW: Final = 34.0  # room for an arrow


def drawings(kind: FigureKind, rows: Sequence[DrawnRow], hub: str, language: str) -> dict[str, Drawing]:
    """Return the figure at three widths, by name. `hub` is what the proposal is called in the middle of AFFECTED."""
    widths = {"narrow": NARROW, "middle": MIDDLE, "wide": BROAD}
    return {name: draw(kind, rows, width, hub, language) for name, width in widths.items()}


def draw(kind: FigureKind, rows: Sequence[DrawnRow], width: float, hub: str, language: str) -> Drawing:
    """Return the figure at one width."""
    if kind is FigureKind.TIMELINE:
        return _timeline(rows, width, language)
    if kind is FigureKind.AFFECTED:
        return _affected(rows, width, hub, language)
    return _steps(rows, width, language)


def _timeline(rows: Sequence[DrawnRow], width: float, language: str) -> Drawing:
    wide = width >= WIDE
    axis = _WHEN + 28 if wide else 16.0
    shapes: list[Shape] = []
    middles: list[float] = []
    y = 4.0
    for row in rows:
        words = _moment(row, axis, y, width, wide, language)
        bottom = max(column.y for column in words)
        if row.mark == "now":
            shapes.append(Box(axis + 18, y - 2, width - axis - 20, bottom - y + PAD, "now"))
        middles.append(y + 18)
        shapes += [shape for column in words for shape in column.shapes]
        y = bottom + PAD + GAP
    return Drawing(width, y - GAP + 4, (*_axis(rows, axis, middles), *shapes))


def _moment(row: DrawnRow, axis: float, y: float, width: float, wide: bool, language: str) -> list[Column]:
    """Return the words of a moment: the date beside the axis where there is room, else above the label."""
    column = Column(axis + 18 + PAD, y + 6, width - axis - 20 - 2 * PAD, language)
    when = Column(axis - 24, y + 6, _WHEN, language, "end") if wide else column
    if row.mark == "now":
        column.add(row.sign, SMALL, "now-words", bold=True)
    when.add(row.text, SMALL, "soft")
    column.add(row.label, LABEL, "ink", bold=True)
    return [column, when] if wide else [column]


def _axis(rows: Sequence[DrawnRow], x: float, middles: Sequence[float]) -> list[Shape]:
    """Return the line with its marks: what was is solid with a tick, where we are is a ring, what comes is dashed."""
    shapes: list[Shape] = [
        Stroke(f"M{x:g} {upper:g}V{lower:g}", "done" if below.mark != "later" else "later")
        for upper, lower, below in zip(middles, middles[1:], rows[1:], strict=False)
    ]
    for row, y in zip(rows, middles, strict=True):
        shapes.append(Dot(x, y, 13, row.mark))
        if row.mark == "done":
            shapes.append(tick(x, y))
        if row.mark == "now":
            shapes.append(Dot(x, y, 5.5, "now-middle"))
    return shapes


def _affected(rows: Sequence[DrawnRow], width: float, hub: str, language: str) -> Drawing:
    wide = width >= WIDE
    left = _HUB + 56 if wide else 34.0
    title = Column(1 + PAD, PAD, (_HUB if wide else width - 2) - 2 * PAD, language)
    title.add(hub, LABEL, "hub-words", bold=True)
    hub_height = title.y + PAD
    shapes: list[Shape] = []
    middles: list[float] = []
    y = 2.0 if wide else hub_height + GAP + 6
    for row in rows:
        card, bottom = _group(row, left, y, width - left - 2, language)
        shapes += card
        middles.append((y + bottom) / 2)
        y = bottom + GAP
    height = max(y - GAP + 2, hub_height + 2)
    top = (height - hub_height) / 2 if wide else 1.0
    for shape in title.shapes:
        shapes.append(_moved(shape, top))
    box = Box(1, top, (_HUB if wide else width - 2), hub_height, "hub")
    return Drawing(width, height, (*_branches(box, left, middles, wide), box, *shapes))


def _group(row: DrawnRow, x: float, y: float, width: float, language: str) -> tuple[list[Shape], float]:
    """Return a card with a group and how it is touched, and where it ends."""
    words = Column(x + PAD + 6, y + PAD, width - 2 * PAD - 6, language)
    words.add(row.label, LABEL, "ink", bold=True, after=2)
    words.add(row.text, TEXT, "ink", after=4)
    words.add(row.sign, SMALL, f"{row.mark}-words", bold=True)
    bottom = words.y + PAD
    edge = Stroke(f"M{x + 3:g} {y + 9:g}V{bottom - 9:g}", f"{row.mark}-edge")
    return [Box(x, y, width, bottom - y, "card"), edge, *words.shapes], bottom


def _branches(hub: Box, left: float, middles: Sequence[float], wide: bool) -> list[Shape]:
    """Return the lines from the middle to every group."""
    spine = hub.x + hub.width + 28 if wide else 14.0
    start = hub.y + hub.height / 2 if wide else hub.y + hub.height
    ends = [*middles, start] if wide else [start, middles[-1]]
    path = f"M{spine:g} {min(ends):g}V{max(ends):g}" + "".join(f"M{spine:g} {y:g}H{left:g}" for y in middles)
    return [Stroke(path + (f"M{hub.x + hub.width:g} {start:g}H{spine:g}" if wide else ""), "branch")]


def _steps(rows: Sequence[DrawnRow], width: float, language: str) -> Drawing:
    across = min(3, len(rows)) if len(rows) != 4 else 2
    if width < WIDE:
        across = 1
    side = (width - 2 - _ARROW * (across - 1)) / across
    shapes: list[Shape] = []
    y = 1.0
    for start in range(0, len(rows), across):
        cards = [
            _step(start + n + 1, row, 1 + n * (side + _ARROW), y, side, language)
            for n, row in enumerate(rows[start : start + across])
        ]
        bottom = max(column.y for column in cards) + PAD
        for n, column in enumerate(cards):
            x = 1 + n * (side + _ARROW)
            shapes += [Box(x, y, side, bottom - y, "step"), Dot(x + PAD + 14, y + PAD + 14, 14, "number")]
            shapes += column.shapes
            shapes += [arrow_right(x - _ARROW + 5, x - 5, (y + bottom) / 2)] if n else []
        if start + across < len(rows):
            shapes.append(_to_next_row(len(cards), side, bottom))
        y = bottom + _ARROW
    return Drawing(width, y - _ARROW + 1, tuple(shapes))


def _step(number: int, row: DrawnRow, x: float, y: float, side: float, language: str) -> Column:
    """Return the words of a step; its number stands in the circle above them."""
    count = Column(x + PAD + 14, y + PAD + 2, 28, language, "middle")
    count.add(str(number), LABEL, "number-words", bold=True)
    words = Column(x + PAD, y + PAD + 36, side - 2 * PAD, language)
    words.shapes += count.shapes
    words.add(row.label, LABEL, "ink", bold=True, after=2)
    words.add(row.text, TEXT, "ink")
    return words


def _to_next_row(cards: int, side: float, bottom: float) -> Shape:
    """Return the arrow from the last card of a row to the first of the next."""
    first = 1 + side / 2
    last = first + (cards - 1) * (side + _ARROW)
    if cards == 1:
        return arrow_down(first, bottom + 5, bottom + _ARROW - 5)
    half, end = bottom + _ARROW / 2, bottom + _ARROW - 4
    path = f"M{last:g} {bottom + 4:g}V{half:g}H{first:g}V{end:g}M{first - 6:g} {end - 7:g}l6 7l6 -7"
    return Stroke(path, "arrow")


def _moved(words: Shape, down: float) -> Shape:
    return replace(words, y=words.y + down) if isinstance(words, Words) else words
