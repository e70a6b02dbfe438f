"""SVG: cleaned by svg-hush, given a size, and measured for letters that a phone would make too small to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree
from py_svg_hush import filter_svg

from consultatie.domain.errors import Invalid
from consultatie.domain.ports import CleanPicture

PHONE_WIDTH: Final = 320  # CSS pixels; WCAG 2.2, 1.4.10
SVG: Final = "{http://www.w3.org/2000/svg}"
DEFAULT_FONT: Final = 16.0  # CSS pixels: "medium", where a drawing names no size
_DOCTYPE: Final = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_LENGTH: Final = re.compile(r"\s*([0-9]*\.?[0-9]+)(px|pt|mm|cm|in|em|rem|%)?\s*")
_PIXELS: Final = {"": 1, "px": 1, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
_STYLE_SIZE: Final = re.compile(
    r"(?:^|;)\s*font(?:-size)?\s*:[^;]*?([0-9.]+(?:px|pt|em|rem|%)?)(?:\s*[/;\s]|$)"
)
_RULE: Final = re.compile(r"([^{}]+)\{([^{}]*)\}")
_SCALE: Final = re.compile(r"(scale|matrix)\(\s*(-?[0-9.eE]+)(?:[\s,]+(-?[0-9.eE]+))?")


def clean_drawing(data: bytes) -> CleanPicture:
    """Return a drawing without script or anything from outside; raise Invalid picture-unreadable or picture-without-size."""
    if _DOCTYPE.search(data):
        raise Invalid("picture-unreadable")
    try:
        clean = bytes(filter_svg(data, {}))
        root = etree.fromstring(clean, _parser())
        smallest = min(_letters(root), default=None)
    except Exception as error:  # the binding raises its own kinds; a drawing can be too deep to walk
        raise Invalid("picture-unreadable") from error
    width, height = _size(root)
    return CleanPicture(
        clean,
        "image/svg+xml",
        max(round(width), 1),
        max(round(height), 1),
        smallest_text=None if smallest is None else int(smallest * PHONE_WIDTH / width),
    )


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _size(root: etree._Element) -> tuple[float, float]:
    """Return width and height in the units of the drawing: of its viewBox, else as it says."""
    box = [float(part) for part in re.findall(r"-?[0-9.]+(?:e-?\d+)?", root.get("viewBox", ""))]
    if len(box) == 4 and min(box[2:]) > 0:
        return box[2], box[3]
    width, height = _pixels(root.get("width", ""), 0), _pixels(root.get("height", ""), 0)
    if width <= 0 or height <= 0:
        raise Invalid("picture-without-size")
    return width, height


def _pixels(length: str, around: float) -> float:
    """Return a CSS length in pixels; `around` is the size of the letters around it. What is no length is 0."""
    found = _LENGTH.fullmatch(length)
    if found is None:
        return 0.0
    number, unit = float(found[1]), found[2] or ""
    if unit in ("em", "%"):
        return number * around / (100 if unit == "%" else 1)
    return number * (DEFAULT_FONT if unit == "rem" else _PIXELS[unit])


def _letters(root: etree._Element) -> Iterator[float]:
    """Yield the size of all text, in units of the drawing."""
    rules = {
        selector.strip(): size[1]
        for style in root.iter(f"{SVG}style")
        for selectors, body in _RULE.findall(style.text or "")
        if (size := _STYLE_SIZE.search(body))
        for selector in selectors.split(",")
    }
    yield from _below(root, rules, DEFAULT_FONT, 1.0)


def _below(node: etree._Element, rules: dict[str, str], around: float, scale: float) -> Iterator[float]:
    size = _font_size(node, rules, around)
    scale *= _scale(node.get("transform", ""))
    if node.tag in (f"{SVG}text", f"{SVG}tspan") and (node.text or "").strip():
        yield size * scale
    for child in node.iterchildren(etree.Element):
        yield from _below(child, rules, size, scale)


def _font_size(node: etree._Element, rules: dict[str, str], around: float) -> float:
    """Return the font size of an element; a style wins from a rule, a rule from an attribute (CSS 2.2, 6.4)."""
    own = _STYLE_SIZE.search(node.get("style", ""))
    names = [*(f".{name}" for name in node.get("class", "").split()), str(node.tag).removeprefix(SVG)]
    said = (
        own[1] if own else next((rules[name] for name in names if name in rules), node.get("font-size", ""))
    )
    return _pixels(said, around) or around


def _scale(transform: str) -> float:
    """Return by how much a transform makes letters smaller or larger, by its smaller side."""
    scale = 1.0
    for kind, first, second in _SCALE.findall(transform):
        across = float(first)
        # matrix(a b c d e f) scales by the length of (a b) across; that is what letters lose.
        scale *= (across**2 + float(second or 0) ** 2) ** 0.5 if kind == "matrix" else abs(across)
    return scale
