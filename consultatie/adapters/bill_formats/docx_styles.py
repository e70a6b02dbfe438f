"""Styles of a Word document, each with what it inherits from the style it is based on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from lxml import etree

from consultatie.adapters.bill_formats.docx_package import W, number, switched_on, value

_PLAIN = frozenset(
    {
        "",
        "normal",
        "standaard",
        "standard",
        "default",
        "bodytext",
        "plattetekst",
        "broodtekst",
        "listparagraph",
        "lijstalinea",
        "nospacing",
        "geenafstand",
        "normalweb",
        "normaalweb",
        "body1",
    }
)
_HEADING_LEVEL = re.compile(r"(?:heading|kop)([1-9])")


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says. Indents are in twentieths of a point; `num` is a numbering and a level."""

    id: str = ""
    name: str = ""  # small letters and digits only
    outline: int | None = None
    num_id: str | None = None
    num_level: int | None = None
    left: int | None = None
    first: int | None = None
    bold: bool = False
    italic: bool = False
    centred: bool = False
    hidden: bool = False
    bold_head: bool = False  # of a table style: its first row is bold

    @property
    def is_plain(self) -> bool:
        """Say whether the style means nothing: body text by whatever name."""
        return self.name in _PLAIN


def indents(properties: etree._Element | None) -> tuple[int | None, int | None]:
    """Return the left indent and that of the first line relative to it; None for what is not named."""
    found = properties.find(f"{W}ind") if properties is not None else None
    if found is None:
        return None, None
    left = found.get(f"{W}left") or found.get(f"{W}start")
    hanging, first = found.get(f"{W}hanging"), found.get(f"{W}firstLine")
    return (
        number(left) if left is not None else None,
        -number(hanging) if hanging is not None else number(first) if first is not None else None,
    )


class Styles:
    """The styles by their id."""

    def __init__(self, root: etree._Element | None) -> None:
        self._nodes: dict[str, etree._Element] = {}
        self._made: dict[str, Style] = {}
        self.usual = ""
        for node in root.iter(f"{W}style") if root is not None else ():
            name = node.get(f"{W}styleId", "")
            self._nodes.setdefault(name, node)
            if node.get(f"{W}type") == "paragraph" and node.get(f"{W}default") in ("1", "true", "on"):
                self.usual = name

    def of(self, style_id: str | None) -> Style:
        """Return a style, the usual one where none is named; an unknown id is a plain style of that name."""
        return self._made_of(style_id if style_id is not None else self.usual, ())

    def _made_of(self, style_id: str, below: tuple[str, ...]) -> Style:
        if style_id in self._made:
            return self._made[style_id]
        node = self._nodes.get(style_id)
        if node is None or style_id in below:
            return Style(style_id, _plain_name(style_id))
        parent = value(node, "basedOn")
        base = self._made_of(parent, (*below, style_id)) if parent else Style()
        made = _inheriting(base, style_id, node)
        self._made[style_id] = made
        return made


def _plain_name(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _inheriting(base: Style, style_id: str, node: etree._Element) -> Style:
    paragraph, run = node.find(f"{W}pPr"), node.find(f"{W}rPr")
    name = _plain_name(value(node, "name") or style_id)
    left, first = indents(paragraph)
    heading = _HEADING_LEVEL.fullmatch(name)
    outline = value(paragraph, "outlineLvl")
    level = int(heading.group(1)) - 1 if heading else number(outline, 9) if outline else base.outline
    alignment = value(paragraph, "jc")
    made = replace(
        base,
        id=style_id,
        name=name,
        outline=level if level is not None and level < 9 else None,
        left=left if left is not None else base.left,
        first=first if first is not None else base.first,
        centred=alignment == "center" if alignment else base.centred,
        bold=_toggled(run, "b", base.bold),
        italic=_toggled(run, "i", base.italic),
        hidden=_toggled(run, "vanish", base.hidden),
        bold_head=base.bold_head or _has_bold_head(node),
    )
    return _with_numbering(made, paragraph)


def _toggled(run: etree._Element | None, name: str, otherwise: bool) -> bool:
    found = switched_on(run, name)
    return otherwise if found is None else found


def _with_numbering(style: Style, paragraph: etree._Element | None) -> Style:
    num_id, level = value(paragraph, "numPr/numId"), value(paragraph, "numPr/ilvl")
    if num_id is None and level is None:
        return style
    return replace(
        style,
        num_id=num_id if num_id is not None else style.num_id,
        num_level=number(level) if level is not None else None if num_id is not None else style.num_level,
    )


def _has_bold_head(node: etree._Element) -> bool:
    return any(
        part.get(f"{W}type") == "firstRow" and switched_on(part.find(f"{W}rPr"), "b")
        for part in node.iter(f"{W}tblStylePr")
    )
