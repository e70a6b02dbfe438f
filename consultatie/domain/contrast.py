"""Contrast of colours, and which names of a theme must stand out from which (WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11).

Belongs here: the formula and the pairs. Not here: reading style sheets (analysis/colour_schemes.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

TEXT, EDGE = 7.0, 3.0  # ratios; text is AAA
DOCUMENT = "utrecht-document-background-color"
SHEETS = (
    "paper",
    "sheet",
    "law-sheet",
    "plain-sheet",
    "people-sheet",
    "answer-sheet",
    "act-sheet",
    "error-sheet",
    "warning-sheet",
)
VOICES = ("law", "plain", "people", "answer", "error", "warning")
BUTTONS = ("nl-button-primary", "nl-button-primary-hover", "nl-button-primary-negative")
TEXTS = (
    *((text, sheet) for text in ("ink", "soft", "act") for sheet in SHEETS),
    *((voice, f"{voice}-sheet") for voice in VOICES),
    ("act-ink", "act"),
    ("act-ink", "act-strong"),
    ("error", "paper"),
    *((f"{button}-color", f"{button}-background-color") for button in BUTTONS),
    ("nl-button-default-color", DOCUMENT),
    ("nl-button-default-hover-color", "nl-button-default-hover-background-color"),
    ("nl-skip-link-color", "nl-skip-link-background-color"),
    ("utrecht-document-color", DOCUMENT),
    ("utrecht-heading-color", DOCUMENT),
    ("utrecht-link-color", DOCUMENT),
    ("utrecht-breadcrumb-nav-link-color", DOCUMENT),
    ("utrecht-form-control-color", "utrecht-form-control-background-color"),
    ("utrecht-form-field-description-color", DOCUMENT),
    ("utrecht-form-field-error-message-color", DOCUMENT),
    ("utrecht-pagination-page-link-color", DOCUMENT),
    ("utrecht-pagination-page-link-current-color", "utrecht-pagination-page-link-current-background-color"),
    *(
        (f"utrecht-alert-{kind}-color", f"utrecht-alert-{kind}-background-color")
        for kind in ("info", "ok", "warning", "error")
    ),
)
EDGES = (
    *((edge, sheet) for edge in ("line", "utrecht-focus-outline-color") for sheet in SHEETS),
    ("nl-button-default-border-color", DOCUMENT),
    ("nl-button-primary-border-color", DOCUMENT),
    ("utrecht-form-control-border-color", "utrecht-form-control-background-color"),
    ("utrecht-form-control-invalid-border-color", "utrecht-form-control-background-color"),
    ("utrecht-pagination-page-link-border-color", DOCUMENT),
)
NO_COLOUR = ("inherit", "currentcolor", "transparent", "")
_HEX = re.compile(r"#(?:([0-9a-f])([0-9a-f])([0-9a-f])|([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})(?:ff)?)", re.I)
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)\s*(?:[,/]\s*1(?:\.0)?\s*)?\)", re.I)
_NAMED = {"white": (255, 255, 255), "black": (0, 0, 0)}

Colour = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Weak:
    """Two names that do not stand out enough; `ratio` is None where a value is no colour that can be read."""

    text: str
    sheet: str
    ratio: float | None
    needed: float


def parse(value: str) -> Colour | None:
    """Return red, green and blue (0 to 255) of `#rgb`, `#rrggbb`, `rgb(…)`, `white` or `black`; None for anything else."""
    value = value.strip()
    if value.lower() in _NAMED:
        return _NAMED[value.lower()]
    if found := _HEX.fullmatch(value):
        digits = [one * (2 if len(one) == 1 else 1) for one in found.groups() if one]
        return int(digits[0], 16), int(digits[1], 16), int(digits[2], 16)
    if found := _RGB.fullmatch(value):
        red, green, blue = (min(255, int(one)) for one in found.groups())
        return red, green, blue
    return None


def ratio(one: Colour, other: Colour) -> float:
    """Return the contrast ratio, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Colour) -> float:
    parts = [part / 255 for part in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def weak_pairs(tokens: Mapping[str, str]) -> Iterator[Weak]:
    """Yield the pairs of a colour scheme that are too faint: text below 7:1, edges and focus below 3:1.

    `tokens` maps names without dashes to values without `var()`. A name that the theme does not set is inherited and passes.
    """
    for pairs, needed in ((TEXTS, TEXT), (EDGES, EDGE)):
        for text, sheet in pairs:
            if tokens.get(text, "inherit") not in NO_COLOUR and sheet in tokens:
                colours = parse(tokens[text]), parse(tokens[sheet])
                found = ratio(colours[0], colours[1]) if colours[0] and colours[1] else None
                if found is None or found < needed:
                    yield Weak(text, sheet, found, needed)
