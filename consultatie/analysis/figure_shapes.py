"""What a drawn figure is made of: boxes, circles, lines and words with their places, in units of an eighteenth rem.

A tone says what a shape means ("gain", "now", "edge" …); the style sheet and the template give it colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from consultatie.analysis.letter_widths import room_for
from consultatie.analysis.wrapping import wrapped

LABEL, TEXT, SMALL = 18.0, 17.0, 16.0  # sizes of letters; 18 is 1 rem
LEADING: Final = 1.35  # from one baseline to the next, in sizes
ASCENT: Final = 0.95  # from the top of a line to its baseline, in sizes


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle with round corners, from its top left corner."""

    x: float
    y: float
    width: float
    height: float
    tone: str
    kind: str = "box"


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle around its middle."""

    x: float
    y: float
    radius: float
    tone: str
    kind: str = "dot"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line, as path data."""

    path: str
    tone: str
    kind: str = "stroke"


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text. `x` is where they begin, or end or have their middle (`anchor`); `y` is the top of the first."""

    x: float
    y: float
    lines: tuple[str, ...]
    size: float
    tone: str
    bold: bool = False
    anchor: str = "start"
    kind: str = "words"

    @property
    def height(self) -> float:
        """Return from the top of the first line to the bottom of the last."""
        return height_of(self.lines, self.size)

    @property
    def width(self) -> float:
        """Return the room that the widest line may take."""
        return max((room_for(line, self.size, bold=self.bold) for line in self.lines), default=0)

    @property
    def left(self) -> float:
        """Return where the widest line begins."""
        return self.x - {"start": 0, "middle": self.width / 2, "end": self.width}[self.anchor]

    def baselines(self) -> list[tuple[str, float]]:
        """Return each line with the height of its baseline."""
        step = self.size * LEADING
        return [(line, round(self.y + self.size * ASCENT + step * n, 1)) for n, line in enumerate(self.lines)]


Shape = Box | Dot | Stroke | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure at one width: shapes in the order in which they are painted."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One row in one language. `sign` is its mark in words, empty where it has none."""

    label: str
    text: str
    mark: str
    sign: str


class Column:
    """Puts words below each other and remembers how far it came."""

    def __init__(self, x: float, y: float, room: float, language: str, anchor: str = "start") -> None:
        self.x, self.y, self.room, self.language, self.anchor = x, y, room, language, anchor
        self.shapes: list[Words] = []

    def add(self, text: str, size: float, tone: str, *, bold: bool = False, after: float = 0) -> None:
        """Add a text, broken into lines, and room after it; nothing for an empty one."""
        lines = tuple(wrapped(text, self.room, size, bold=bold, language=self.language))
        if lines:
            words = Words(self.x, self.y, lines, size, tone, bold, self.anchor)
            self.shapes.append(words)
            self.y += words.height + after


def height_of(lines: tuple[str, ...], size: float) -> float:
    """Return the height of lines of this size."""
    return size * LEADING * len(lines)


def tick(x: float, y: float) -> Stroke:
    """Return a tick around a point."""
    return Stroke(f"M{x - 5:g} {y:g}l3.5 4 6.5 -8", "tick")


def arrow_down(x: float, top: float, bottom: float) -> Stroke:
    """Return an arrow that points down."""
    return Stroke(f"M{x:g} {top:g}V{bottom:g}M{x - 6:g} {bottom - 7:g}l6 7l6 -7", "arrow")


def arrow_right(left: float, right: float, y: float) -> Stroke:
    """Return an arrow that points right."""
    return Stroke(f"M{left:g} {y:g}H{right:g}M{right - 7:g} {y - 6:g}l7 6l-7 6", "arrow")
