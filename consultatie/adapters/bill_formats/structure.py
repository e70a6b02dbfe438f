"""The elements that BWB and official publications share: chapters, articles, leden, onderdelen, amendments, annexes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from lxml import etree

from consultatie.adapters.bill_formats.blocks import (
    holds_numbers,
    is_numbered,
    li_number,
    list_block,
    piece_blocks,
    pieces,
)
from consultatie.adapters.bill_formats.building import Block, Draft, Warnings, bare_number, cleaned
from consultatie.adapters.bill_formats.headings import kind_of_word
from consultatie.adapters.bill_formats.inline import SKIPPED, plain
from consultatie.adapters.bill_formats.lists import gather_lists
from consultatie.adapters.bill_formats.safe_xml import child, local_name, place_of, words_of
from consultatie.domain.provisions import ProvisionKind as K

KINDS = {
    "boek": K.BOOK,
    "deel": K.PART,
    "titeldeel": K.TITLE,
    "hoofdstuk": K.CHAPTER,
    "afdeling": K.DIVISION,
    "paragraaf": K.SECTION,
    "sub-paragraaf": K.SUBSECTION,
    "subparagraaf": K.SUBSECTION,
    "sub-subparagraaf": K.SUBSECTION,
    "divisie": K.SECTION,
    "circulaire.divisie": K.SECTION,
    "artikel": K.ARTICLE,
    "wijzig-artikel": K.ARTICLE,
    "enig-artikel": K.ARTICLE,
    "lid": K.PARAGRAPH,
    "wijzig-lid": K.AMENDMENT,
    "wijziging": K.QUOTE,
    "bijlage": K.ANNEX,
    "wijzig-bijlage": K.ANNEX,
    "aanhef": K.PREAMBLE,
    "wetsluiting": K.CONCLUSION,
    "voorstel-sluiting": K.CONCLUSION,
    "regeling-sluiting": K.CONCLUSION,
    "besluit-sluiting": K.CONCLUSION,
}
_BY_LABEL = frozenset({"divisie", "circulaire.divisie"})
_HOLDS_QUOTES = frozenset({K.ARTICLE, K.PARAGRAPH, K.LIST, K.POINT, K.AMENDMENT})
_BELOW_ARTICLES = frozenset({K.PARAGRAPH, K.LIST, K.POINT, K.AMENDMENT, K.QUOTE})
_LABEL_NUMBER = re.compile(
    r"^\s*(?:artikelen|artikel|hoofdstuk|paragraaf|afdeling|titel|bijlage|§)\s+(\S+)", re.I
)


def read_provision(element: etree._Element, warnings: Warnings, kind: K | None = None) -> Draft:
    """Read an element that is a provision, with everything below it."""
    name = local_name(element)
    draft = Draft(kind or KINDS[name], place=place_of(element))
    heading, number = child(element, "kop"), _number_of(element)
    draft.number = bare_number(words_of(number)) if number is not None else ""
    if heading is not None:
        _read_heading(heading, draft, warnings, by_label=name in _BY_LABEL)
    read_content(element, draft, warnings, taken=(heading, number))
    return draft


def _number_of(element: etree._Element) -> etree._Element | None:
    found = child(element, "lidnr")
    return child(element, "nr") if found is None else found


def _read_heading(heading: etree._Element, draft: Draft, warnings: Warnings, *, by_label: bool) -> None:
    label = plain(child(heading, "label"), warnings)
    number = child(heading, "nr")
    if number is not None:
        draft.number = f"{draft.number} {bare_number(words_of(number))}".strip()
    titles = [plain(node, warnings) for node in heading if local_name(node) in ("titel", "subtitel")]
    draft.heading = " ".join(title for title in titles if title)
    if by_label:
        kind = kind_of_word(label)
        draft.kind = kind or K.SECTION
        draft.heading = draft.heading if kind else f"{label} {draft.heading}".strip()
    in_label = _LABEL_NUMBER.match(label)
    if not draft.number and in_label:
        draft.number = bare_number(in_label.group(1))
    _note_unknown_in_heading(heading, draft, warnings)


def _note_unknown_in_heading(heading: etree._Element, draft: Draft, warnings: Warnings) -> None:
    for node in heading:
        name = local_name(node)
        if name and name not in ("label", "nr", "titel", "subtitel") and name not in SKIPPED:
            warnings.add("unknown-element", place_of(node), name)
            draft.heading = f"{draft.heading} {plain(node, warnings)}".strip()


def read_content(
    element: etree._Element, draft: Draft, warnings: Warnings, taken: Sequence[etree._Element | None] = ()
) -> None:
    """Read what stands in an element into a draft: own blocks and children, in the order of the text."""
    parts = list(pieces(element, taken))
    waiting = ""  # a subheading before a lid becomes the heading of that lid
    for at, piece in enumerate(parts):
        name = "" if isinstance(piece, str) else local_name(piece)
        if not isinstance(piece, str) and name in KINDS:
            below = read_provision(piece, warnings)
            below.heading, waiting = f"{waiting} {below.heading}".strip(), ""
            _place_child(draft, below)
        elif not isinstance(piece, str) and name == "lijst":
            draft.items.extend(_listed(piece, warnings))
        elif not isinstance(piece, str) and name == "tussenkop" and _next_is_lid(parts, at):
            waiting = plain(piece, warnings)
        else:
            draft.items.extend(piece_blocks(piece, warnings))
    if _stand_apart(parts):
        gather_lists(draft)


def _next_is_lid(parts: list[etree._Element | str], at: int) -> bool:
    following = parts[at + 1] if at + 1 < len(parts) else ""
    return not isinstance(following, str) and local_name(following) in ("lid", "wijzig-lid")


def _place_child(draft: Draft, below: Draft) -> None:
    """Add a child; an article or chapter inside an article is quoted text."""
    if draft.kind in _HOLDS_QUOTES and below.kind not in _BELOW_ARTICLES:
        last = draft.items[-1] if draft.items else None
        if not isinstance(last, Draft) or last.kind is not K.QUOTE:
            last = Draft(K.QUOTE, place=below.place)
            draft.items.append(last)
        last.items.append(below)
    else:
        draft.items.append(below)


def _stand_apart(parts: list[etree._Element | str]) -> bool:
    """Say whether the numbered lists among the parts have text between them, or the same numbers."""
    lists = [
        (at, part)
        for at, part in enumerate(parts)
        if not isinstance(part, str) and local_name(part) == "lijst"
    ]
    if any(not is_numbered(part) and holds_numbers(part) for _, part in lists):
        return True
    numbered = [(at, part) for at, part in lists if is_numbered(part)]
    if len(numbered) < 2:
        return False
    numbers = [bare_number(li_number(li)) for _, part in numbered for li in part if local_name(li) == "li"]
    return numbered[-1][0] - numbered[0][0] >= len(numbered) or len(set(numbers)) < len(numbers)


def _listed(lijst: etree._Element, warnings: Warnings) -> list[Block | Draft]:
    if is_numbered(lijst):
        return _points(lijst, warnings)
    found: list[Block | Draft] = []
    for leads, items in groupby(lijst, key=holds_numbers):
        if not leads:
            found.append(list_block(items, warnings))
        else:
            found.extend(part for item in items for part in _opened(item, warnings))
    return found


def _opened(item: etree._Element, warnings: Warnings) -> list[Block | Draft]:
    """Read an item without a number of which the own list has numbers: its words, then that list."""
    inner = Draft(K.LIST, place=place_of(item))
    read_content(item, inner, warnings, taken=(child(item, "li.nr"),))
    if inner.items and isinstance(first := inner.items[0], Block):
        inner.items[0] = Block(f"– {first.text}", first.html.replace("<p>", "<p>– ", 1))
    return inner.items


def _points(lijst: etree._Element, warnings: Warnings) -> list[Block | Draft]:
    found: list[Block | Draft] = []
    for node in lijst:
        name = local_name(node)
        if name == "li":
            point = Draft(K.POINT, bare_number(li_number(node)), place=place_of(node))
            read_content(node, point, warnings, taken=(child(node, "li.nr"),))
            found.append(point)
        elif name and name not in SKIPPED:
            found.extend(piece_blocks(node, warnings))
    return found


def heading_text(element: etree._Element, warnings: Warnings) -> str:
    """Return the whole heading of an element as printed: label, number and title."""
    heading = child(element, "kop")
    if heading is None:
        return ""
    return cleaned(" ".join(plain(node, warnings) for node in heading if local_name(node))).strip()


def forest(bodies: list[etree._Element], warnings: Warnings) -> list[Draft]:
    """Read the bodies of a bill. Text outside every provision becomes a preamble or an annex of its own."""
    root = Draft(K.PREAMBLE)
    for body in bodies:
        if local_name(body) in KINDS:
            root.items.append(read_provision(body, warnings))
        else:
            read_content(body, root, warnings)
    trees: list[Draft] = []
    loose: Draft | None = None
    for item in root.items:
        if isinstance(item, Draft):
            trees.append(item)
            loose = None
            continue
        if loose is None:
            loose = Draft(K.ANNEX if trees else K.PREAMBLE)
            trees.append(loose)
        loose.items.append(item)
    return trees
