"""The tree of provisions that every bill format becomes, and the eIds in it.

Belongs here: kinds, the tree, naming, walking. Not here: reading files (adapters/bill_formats),
storing (models/bills), matching versions. Naming follows OASIS Akoma Ntoso Naming Convention 1.0,
section 5.4, with the Dutch kinds of the Aanwijzingen voor de regelgeving (3.55 to 3.62).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

CHILDREN_STAND_HERE = "\n\n"
"""In the `html` of a provision: between what is read before its children and what is read after them."""


class ProvisionKind(StrEnum):
    """What a provision is; the value is what `bill show --json` prints."""

    BOOK = "book"
    PART = "part"
    TITLE = "title"
    CHAPTER = "chapter"
    DIVISION = "division"
    SECTION = "section"
    SUBSECTION = "subsection"
    ARTICLE = "article"
    PARAGRAPH = "paragraph"
    LIST = "list"
    POINT = "point"
    AMENDMENT = "amendment"
    QUOTE = "quote"
    ANNEX = "annex"
    PREAMBLE = "preamble"
    CONCLUSION = "conclusion"


GROUPING = frozenset(
    {
        ProvisionKind.BOOK,
        ProvisionKind.PART,
        ProvisionKind.TITLE,
        ProvisionKind.CHAPTER,
        ProvisionKind.DIVISION,
        ProvisionKind.SECTION,
        ProvisionKind.SUBSECTION,
    }
)

_PREFIX = {
    ProvisionKind.BOOK: "book",
    ProvisionKind.PART: "part",
    ProvisionKind.TITLE: "title",
    ProvisionKind.CHAPTER: "chp",
    ProvisionKind.DIVISION: "dvs",
    ProvisionKind.SECTION: "sec",
    ProvisionKind.SUBSECTION: "subsec",
    ProvisionKind.ARTICLE: "art",
    ProvisionKind.PARAGRAPH: "para",
    ProvisionKind.LIST: "list",
    ProvisionKind.POINT: "point",
    ProvisionKind.AMENDMENT: "mod",
    ProvisionKind.QUOTE: "quote",
    ProvisionKind.ANNEX: "annex",
    ProvisionKind.PREAMBLE: "preamble",
    ProvisionKind.CONCLUSION: "conclusion",
}


class BillKind(StrEnum):
    """What sort of text is consulted on; the value is what a consultation file says."""

    ACT = "act"
    ORDER_IN_COUNCIL = "order_in_council"
    MINISTERIAL_REGULATION = "ministerial_regulation"
    POLICY_PAPER = "policy_paper"


@dataclass(frozen=True, slots=True)
class Provision:
    """One node of a bill.

    `number` is as printed ("3:4", "17a", "IIA", "1°"), without the label or closing dot; of a LIST, of which several stand in
    one provision, it is its rank there, which nobody prints and everybody says. `text` is the own
    plain text without that of the children; `html` the same as clean HTML (tables included). Where words follow
    the children ("tenzij …" after a list), `around_children` says which. An importer leaves `eid` empty;
    `with_eids` fills it.
    """

    kind: ProvisionKind
    number: str = ""
    heading: str = ""
    text: str = ""
    html: str = ""
    children: tuple[Provision, ...] = ()
    eid: str = ""

    def walk(self) -> Iterator[Provision]:
        """Yield this provision and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def full_text(self) -> str:
        """Return the own text and that of everything below, one provision a line."""
        return "\n".join(node.text for node in self.walk() if node.text)


@dataclass(frozen=True, slots=True)
class ImportWarning:
    """Something an importer did not understand: a code, its place in the source, and the source's own words."""

    code: str
    place: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class MemorandumPart:
    """A section of the explanatory memorandum; `eid` names the article it explains, or is empty.

    `level` is the heading level within the memorandum, 1 for its own chapters. `also` holds the other eIds
    of a part about several articles ("Artikelen 3 en 4").
    """

    heading: str
    level: int
    text: str
    html: str
    eid: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecognisedBill:
    """What an importer read: title, kind (None where the source does not say), tree, memorandum, warnings.

    `title` is the short title where the source has one; `long_title` the full heading of the bill.
    """

    title: str
    kind: BillKind | None
    provisions: tuple[Provision, ...]
    memorandum: tuple[MemorandumPart, ...] = ()
    warnings: tuple[ImportWarning, ...] = ()
    language: str = "nl"
    source_format: str = ""
    long_title: str = ""


def walk(provisions: Iterable[Provision]) -> Iterator[Provision]:
    """Yield every provision of a forest in document order."""
    for provision in provisions:
        yield from provision.walk()


def articles(provisions: Iterable[Provision]) -> Iterator[Provision]:
    """Yield the articles of the bill in document order, those inside quotes left out."""
    for provision in provisions:
        if provision.kind is ProvisionKind.ARTICLE:
            yield provision
        elif provision.kind is not ProvisionKind.QUOTE:
            yield from articles(provision.children)


def units(provisions: Iterable[Provision]) -> Iterator[Provision]:
    """Yield the articles outside quotes, and what holds none and stands in none: an annex, the preamble, a policy text."""
    for provision in provisions:
        if provision.kind is ProvisionKind.ARTICLE or next(articles([provision]), None) is None:
            yield provision
        else:
            yield from units(provision.children)


def with_eids(provisions: Iterable[Provision]) -> tuple[tuple[Provision, ...], tuple[ImportWarning, ...]]:
    """Name every provision of a forest, and warn of each number that occurs twice.

    A grouping provision is prefixed by its parent, an article by nothing but the annex or quote it stands in,
    everything below an article by its parent. A repeated name gets `_2`, `_3` in the order of the text.
    """
    seen: Counter[str] = Counter()
    warnings: list[ImportWarning] = []
    forest = tuple(provisions)
    named = tuple(
        _named(node, "", "", seen, warnings, order)
        for node, order in zip(forest, _orders(forest), strict=True)
    )
    return named, tuple(warnings)


def _orders(siblings: Iterable[Provision]) -> list[str]:
    """Return for each sibling the number that names it where it has none: the next that its kind leaves free."""
    nodes = tuple(siblings)
    taken = {(node.kind, number_part(node.number)) for node in nodes}
    next_free: Counter[ProvisionKind] = Counter()
    orders = []
    for node in nodes:
        if not number_part(node.number):
            next_free[node.kind] += 1
            while (node.kind, str(next_free[node.kind])) in taken:
                next_free[node.kind] += 1
        orders.append(str(next_free[node.kind]))
    return orders


def _named(
    node: Provision,
    parent: str,
    article_prefix: str,
    seen: Counter[str],
    warnings: list[ImportWarning],
    order: str,
) -> Provision:
    base = _base_name(node, article_prefix if node.kind is ProvisionKind.ARTICLE else parent, order)
    seen[base] += 1
    eid = base if seen[base] == 1 else f"{base}_{seen[base]}"
    if seen[base] > 1 and node.number:
        warnings.append(ImportWarning("repeated-number", eid, node.number))
    inner_prefix = eid if node.kind in (ProvisionKind.ANNEX, ProvisionKind.QUOTE) else article_prefix
    children = tuple(
        _named(child, eid, inner_prefix, seen, warnings, place)
        for child, place in zip(node.children, _orders(node.children), strict=True)
    )
    return replace(node, eid=eid, children=children)


def _base_name(node: Provision, prefix: str, order: str) -> str:
    name = _PREFIX[node.kind]
    if node.kind not in (ProvisionKind.PREAMBLE, ProvisionKind.CONCLUSION):
        name = f"{name}_{number_part(node.number) or order}"
    return f"{prefix}__{name}" if prefix else name


_ORDINAL_SIGNS = str.maketrans("", "", "°º⁰˚")


def number_part(number: str) -> str:
    """Return a printed number as it stands in an eId: everything but letters and digits becomes `-`.

    Letters beyond ASCII become their nearest ("ĳ" becomes "ij"), so that an eId can stand in an address.
    """
    folded = unicodedata.normalize("NFKD", number.translate(_ORDINAL_SIGNS))
    plain = "".join(char for char in folded if not unicodedata.combining(char))
    return re.sub(r"[^0-9A-Za-z]+", "-", plain).strip("-")


def around_children(html: str) -> tuple[str, str]:
    """Split the `html` of a provision into what is read before its children and what is read after them."""
    before, _, after = html.partition(CHILDREN_STAND_HERE)
    return before, after
