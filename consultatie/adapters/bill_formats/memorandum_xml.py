"""Explanatory memoranda in official-publication XML as a flat list of headed parts."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from consultatie.adapters.bill_formats.blocks import piece_blocks, pieces
from consultatie.adapters.bill_formats.building import Block, Warnings, joined
from consultatie.adapters.bill_formats.inline import plain
from consultatie.adapters.bill_formats.safe_xml import child, local_name
from consultatie.adapters.bill_formats.structure import heading_text
from consultatie.domain.provisions import MemorandumPart

_ELEMENTS = frozenset({"nota-toelichting", "memorie-toelichting", "toelichting"})
_DIVISIONS = frozenset(
    {"divisie", "circulaire.divisie", "hoofdstuk", "paragraaf", "algemeen", "artikelsgewijs"}
)
_SIGNATURES = frozenset({"functie", "naam", "dagtekening"})


@dataclass(slots=True)
class _Part:
    heading: str
    level: int
    blocks: list[Block] = field(default_factory=list)


def is_memorandum(element: etree._Element) -> bool:
    """Say whether an element is a note or memorandum of explanation inside a bill."""
    return local_name(element) in _ELEMENTS


def parts_of(element: etree._Element, warnings: Warnings) -> list[MemorandumPart]:
    """Return the parts under an element: one per `divisie` and per `tussenkop`, in order, with their level."""
    parts: list[_Part] = []
    _read(element, 0, parts, warnings)
    made = [(part, joined(part.blocks)) for part in parts]
    return [
        MemorandumPart(part.heading, max(1, part.level), own.text, own.html)
        for part, own in made
        if part.heading or own.html
    ]


def _read(element: etree._Element, depth: int, parts: list[_Part], warnings: Warnings) -> None:
    heading = (
        None if is_memorandum(element) else child(element, "kop")
    )  # "NOTA VAN TOELICHTING" heads no part
    current = _Part(heading_text(element, warnings) if heading is not None else "", depth)
    parts.append(current)
    styles: list[str] = []  # the styles of the subheadings met so far, outermost first
    for piece in pieces(element, (child(element, "kop"),)):
        name = "" if isinstance(piece, str) else local_name(piece)
        if not isinstance(piece, str) and name in _DIVISIONS:
            _read(piece, depth + (child(piece, "kop") is not None), parts, warnings)
            styles = []
        elif not isinstance(piece, str) and name in ("tussenkop", "kop"):
            level = _level_of(piece.get("kopopmaak", ""), styles)
            current = _Part(plain(piece, warnings), depth + level)
            parts.append(current)
        else:
            if name in _SIGNATURES and (parts[-1].heading or parts[-1].level > 1):
                parts.append(_Part("", 1))
            parts[-1].blocks.extend(piece_blocks(piece, warnings))


def _level_of(style: str, styles: list[str]) -> int:
    """Return how deep a subheading lies: a new style lies below the last, a known one ends what lies below it."""
    if style in styles:
        del styles[styles.index(style) + 1 :]
    else:
        styles.append(style)
    return len(styles)
