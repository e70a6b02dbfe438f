"""The references in the texts of one bill: its own provisions, and whatever was written beside them.

Belongs here: what each text is about (the bill itself, or a law that it amends or lists), and which references lead
somewhere. Links to the bill itself are `#` and the eid; a page makes addresses of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from consultatie.analysis.bill_places import BillPlaces, Target
from consultatie.analysis.known_laws import LAW, number_of
from consultatie.analysis.linked_html import Found, linked
from consultatie.analysis.references import Reference, find_references, listed_law
from consultatie.domain.provisions import Provision, ProvisionKind

LANGUAGE: Final = "nl"
"""The one language whose references we read."""

_AMENDS: Final = re.compile(r"\b(?:wordt|worden)\s+(?:als\s+volgt\s+)?gewijzigd\b")
_ITEM: Final = re.compile(r"\s*(?:\w{1,2}[.°)]|(?:de\s+)?artikel)")
_MAY_REFER: Final = re.compile(
    r"\d|\b(?:lid|leden|artikel|onderdeel|onderdelen|dit|deze|[IVXL]+)\b|[a-z]wet\b|[A-Z]", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Read:
    """A provision with its HTML as it is shown, and the words in it that name a provision which the bill does not have."""

    eid: str
    html: str
    dangling: tuple[str, ...]


class BillReferences:
    """Finds and resolves references for one bill; its texts are Dutch."""

    def __init__(self, provisions: Iterable[Provision]) -> None:
        self.places = BillPlaces(provisions)

    def in_law(self) -> Iterator[Read]:
        """Read the bill's own text, provision by provision in order; those that refer to nothing are left out."""
        for node, above in self.places:
            reader = _LawReader(self, node, above)
            html = self.linked(node.html, reader.find)
            if html != node.html or reader.dangling:
                yield Read(node.eid, html, tuple(dict.fromkeys(reader.dangling)))

    def beside(self, html: str, eid: str) -> str:
        """Return a text about a provision ("" for the whole bill), a memorandum or explanation, with its links.

        It has chapters of its own, and speaks of other laws: "het tweede lid" counts only as long as no article or law
        was named before it in its paragraph, a chapter only where the words say that it is the bill's.
        """

        def find(text: str) -> Iterator[Found]:
            named_before = False
            for one in find_references(text):
                if address := self._address(one, eid, is_sure=not named_before):
                    yield one.start, one.end, address
                named_before = named_before or bool(one.address) or bool(one.place and one.place.article)

        return self.linked(html, find)

    def linked(self, html: str, find: Callable[[str], Iterable[Found]]) -> str:
        """Return HTML with the links that `find` gives, in no time where nothing in it may refer to anything."""
        return linked(html, find) if _MAY_REFER.search(html) else html

    def _address(self, one: Reference, eid: str, *, is_sure: bool) -> str:
        """Return where a reference in a text beside the bill leads, "" where that is not sure."""
        if one.place is None:
            return one.address
        if one.place.part and not one.says_own:
            return ""
        may_be_own = one.place.article or one.says_own or is_sure
        return self.address_of(self.places.find(one.place, eid), eid) if may_be_own else ""

    def address_of(self, target: Target, at: str) -> str:
        """Return the address of a place in the bill, "" where there is none or one would come back to where one reads."""
        if not target.eid or target.is_missing or self.places.leads_back(target.eid, at):
            return ""
        return f"#{target.eid}"


class _LawReader:
    """Finds the references of one provision, block by block: a list in it may be one of another law's provisions."""

    def __init__(self, bill: BillReferences, node: Provision, above: tuple[Provision, ...]) -> None:
        self.dangling: list[str] = []
        self._bill = bill
        self._eid = node.eid
        self._under = _law_above(node, above)
        self._lists = False
        self._is_annex = any(one.kind is ProvisionKind.ANNEX for one in (*above, node))
        for outer, inner in pairwise((*above, node)):
            if inner.kind is ProvisionKind.LIST:
                self._read_up_to(outer, inner, whole=inner is not node)

    def _read_up_to(self, outer: Provision, last: Provision, *, whole: bool) -> None:
        """Take in what is read before a list, as each list of laws goes on where the one before it stopped."""
        self._lists = any(listed_law(line) is not None for line in outer.text.split("\n"))
        for one in outer.children:
            if one is last and not whole:
                return
            if one.kind is ProvisionKind.LIST:
                for line in one.text.split("\n"):
                    self._begin(line)
            if one is last:
                return

    def _begin(self, text: str) -> None:
        """Note which law a block of text is about."""
        if (law := listed_law(text)) is not None:
            self._under, self._lists = law, True
        elif self._lists and not _ITEM.match(text):
            self._under = ""  # the next law of the list, one that we do not know

    def find(self, text: str) -> Iterator[Found]:
        """Yield the links of one block of text."""
        self._begin(text)
        for one in find_references(text, self._under):
            if one.place is None:
                yield one.start, one.end, one.address
                continue
            target = self._bill.places.find(one.place, self._eid)
            if target.is_missing and not self._is_annex:
                self.dangling.append(text[one.start : one.end])
            if address := self._bill.address_of(target, self._eid):
                yield one.start, one.end, address


def _law_above(node: Provision, above: tuple[Provision, ...]) -> str | None:
    """Return the law that a provision is about because it amends or lists it, None for the bill itself."""
    chain = (*above, node)
    if any(one.kind is ProvisionKind.AMENDMENT or _AMENDS.search(one.text) for one in chain):
        return _amended_law(chain)
    for one in reversed(above):
        if one.kind is ProvisionKind.POINT and (law := listed_law(one.text)) is not None:
            return law
    return None


def _amended_law(chain: tuple[Provision, ...]) -> str:
    """Return the law that the opening words of an amending article name, "" where we do not know it."""
    for one in chain:
        if found := _AMENDS.search(one.text):
            named = list(LAW.finditer(one.text, 0, found.start()))
            return number_of(named[0][0]) if len(named) == 1 else ""
    return ""
