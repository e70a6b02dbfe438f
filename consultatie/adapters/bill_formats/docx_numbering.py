"""Word's automatic numbering: which number a paragraph shows.

Counters belong to the abstract numbering, so that lists that share one go on counting; an override restarts it once.
Source: ECMA-376 part 1, 17.9; restarts as Word does them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from consultatie.adapters.bill_formats.docx_package import W, number, switched_on, value
from consultatie.adapters.bill_formats.docx_styles import Styles, indents

LEVELS = 9
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def roman(count: int) -> str:
    """Return a number from 1 to 3,999 in small Roman numerals; any other in digits."""
    if not 0 < count < 4000:
        return str(count)
    shown = ""
    for size, letters in _ROMAN:
        shown += letters * (count // size)
        count %= size
    return shown


def letters(count: int) -> str:
    """Return a number as Word's small letters: a to z, then aa, bb, cc; 0 and below in digits."""
    if not 0 < count <= 26 * 30:
        return str(count)
    return chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _ordinal(count: int) -> str:
    ending = "th" if count % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th")
    return f"{count}{ending}"


_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda count: f"{count:02d}",
    "lowerLetter": letters,
    "upperLetter": lambda count: letters(count).upper(),
    "lowerRoman": roman,
    "upperRoman": lambda count: roman(count).upper(),
    "ordinal": _ordinal,
    "none": lambda _count: "",
}


@dataclass(frozen=True, slots=True)
class Label:
    """The number of a paragraph as printed, or a bullet; `key` is the same for all paragraphs of one list and level."""

    text: str
    key: tuple[str, int]
    is_bullet: bool = False
    left: int | None = None
    first: int | None = None


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    format: str
    text: str
    restart: int | None
    legal: bool
    left: int | None
    first: int | None


class Numbering:
    """The lists of a document; `label` counts, so ask once a paragraph, in order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        nodes = list(root) if root is not None else []
        self._abstract = {n.get(f"{W}abstractNumId", ""): n for n in nodes if n.tag == f"{W}abstractNum"}
        self._nums = {n.get(f"{W}numId", ""): n for n in nodes if n.tag == f"{W}num"}
        self._counts: dict[str, list[int | None]] = {}
        self._overridden: set[tuple[str, int]] = set()
        self._levels: dict[tuple[str, int], _Level | None] = {}

    def label(self, num_id: str, level: int | None, style_id: str) -> Label | None:
        """Count a paragraph of a list and return its number; None where the list is none ("0") or unknown.

        Without a level it is the one that the list ties to the style.
        """
        home = self._home(num_id)
        if not home:
            return None
        at = self._level_of_style(home, style_id) if level is None else min(level, LEVELS - 1)
        return self._counted(num_id, home, at)

    def in_line(self, name: str, level: int) -> str:
        """Return the number that a LISTNUM field shows: that of the list of that name, at a level from 0."""
        home = next((a for a, n in self._abstract.items() if (value(n, "name") or "").lower() == name), "")
        num_id = next((i for i, n in self._nums.items() if value(n, "abstractNumId") == home), "")
        label = self._counted(num_id, home, level) if home and num_id else None
        return label.text if label is not None and not label.is_bullet else ""

    def _home(self, num_id: str, depth: int = 0) -> str:
        """Return the abstract numbering behind a list, through the style it may be linked to."""
        home = value(self._nums.get(num_id), "abstractNumId") or ""
        link = value(self._abstract.get(home), "numStyleLink")
        linked = self._styles.of(link).num_id if link else None
        if linked and linked != num_id and depth < 5:
            return self._home(linked, depth + 1)
        return home if home in self._abstract else ""

    def _level_of_style(self, home: str, style_id: str) -> int:
        for node in self._abstract[home].iter(f"{W}lvl"):
            if value(node, "pStyle") == style_id:
                return min(number(node.get(f"{W}ilvl")), LEVELS - 1)
        return 0

    def _level(self, num_id: str, home: str, at: int) -> _Level | None:
        key = (num_id, at)
        if key not in self._levels:
            override = self._override(num_id, at)
            node = override.find(f"{W}lvl") if override is not None else None
            if node is None:
                levels = self._abstract[home].findall(f"{W}lvl")
                node = next((n for n in levels if n.get(f"{W}ilvl") == str(at)), None)
            self._levels[key] = _read_level(node) if node is not None else None
        return self._levels[key]

    def _override(self, num_id: str, at: int) -> etree._Element | None:
        nodes = self._nums[num_id].findall(f"{W}lvlOverride") if num_id in self._nums else []
        return next((node for node in nodes if node.get(f"{W}ilvl") == str(at)), None)

    def _counted(self, num_id: str, home: str, at: int) -> Label | None:
        level = self._level(num_id, home, at)
        if level is None:
            return None
        counts = self._counts.setdefault(home, [None] * LEVELS)
        restart = value(self._override(num_id, at), "startOverride")
        before = counts[at]
        if restart is not None and (num_id, at) not in self._overridden:
            self._overridden.add((num_id, at))
            counts[at] = number(restart)
        else:
            counts[at] = level.start if before is None else before + 1
        for above in range(at):  # a level that was skipped counts as begun
            upper = self._level(num_id, home, above)
            if counts[above] is None and upper is not None and upper.format != "bullet":
                counts[above] = upper.start
        for below in range(at + 1, LEVELS):
            if self._restarts(num_id, home, below, at):
                counts[below] = None
        return Label(
            self._shown(num_id, home, level, at),
            (home, at),
            level.format == "bullet",
            level.left,
            level.first,
        )

    def _restarts(self, num_id: str, home: str, below: int, at: int) -> bool:
        level = self._level(num_id, home, below)
        return level is None or level.restart is None or at < level.restart

    def _shown(self, num_id: str, home: str, level: _Level, at: int) -> str:
        if level.format == "bullet":
            return "•"
        counts = self._counts[home]

        def part(match: re.Match[str]) -> str:
            which = int(match.group(1)) - 1
            of = self._level(num_id, home, which)
            if of is None or which > at:
                return ""
            count = counts[which]
            shown = _FORMATS.get("decimal" if level.legal else of.format, str)
            return shown(of.start if count is None else count)

        return re.sub(r"%([1-9])", part, level.text)


def _read_level(node: etree._Element) -> _Level:
    left, first = indents(node.find(f"{W}pPr"))
    restart = value(node, "lvlRestart")
    return _Level(
        start=number(value(node, "start")),
        format=value(node, "numFmt") or "decimal",
        text=value(node, "lvlText") or "",
        restart=number(restart) if restart is not None else None,
        legal=bool(switched_on(node, "isLgl")),
        left=left,
        first=first,
    )
