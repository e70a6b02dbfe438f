"""Find in a bill's tree what words name: "artikel 3, tweede lid" is `art_3__para_2`, or is not there.

What an amendment quotes belongs to the law that it amends: it is no place of the bill, and nothing in it refers to one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from consultatie.analysis.references import Place
from consultatie.domain.provisions import GROUPING, Provision, ProvisionKind, number_part

_PARTS: Final = {
    "boek": (ProvisionKind.BOOK,),
    "deel": (ProvisionKind.PART,),
    "titel": (ProvisionKind.TITLE,),
    "hoofdstuk": (ProvisionKind.CHAPTER,),
    "afdeling": (ProvisionKind.DIVISION,),
    "paragraaf": (ProvisionKind.SECTION, ProvisionKind.SUBSECTION),
    "bijlage": (ProvisionKind.ANNEX,),
}
_BESIDE: Final = {"vorige": -1, "volgende": 1}
_POINTS: Final = frozenset((ProvisionKind.POINT, ProvisionKind.AMENDMENT))
_LIST_IN_TEXT: Final = ("<li", "<td")


@dataclass(frozen=True, slots=True)
class Target:
    """What words lead to: the eid of the deepest provision found, and whether all that they name is there.

    Neither with an eid nor missing where the tree does not tell ("het eerste lid" in a chapter).
    """

    eid: str = ""
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class _Node:
    provision: Provision
    above: tuple[str, ...]  # eids, outermost first


class BillPlaces:
    """The places of one bill. Numbers are compared as printed, capitals aside."""

    def __init__(self, provisions: Iterable[Provision]) -> None:
        self._nodes: dict[str, _Node] = {}
        self._numbered: defaultdict[tuple[ProvisionKind, str], list[str]] = defaultdict(list)
        for provision in provisions:
            self._add(provision, ())

    def _add(self, node: Provision, above: tuple[str, ...]) -> None:
        if node.kind is ProvisionKind.QUOTE:
            return
        self._nodes[node.eid] = _Node(node, above)
        self._numbered[node.kind, _key(node.number)].append(node.eid)
        for child in node.children:
            self._add(child, (*above, node.eid))

    def __iter__(self) -> Iterator[tuple[Provision, tuple[Provision, ...]]]:
        """Yield each provision outside quotes with what it stands in, outermost first."""
        for node in self._nodes.values():
            yield node.provision, tuple(self._nodes[eid].provision for eid in node.above)

    def kind_of(self, eid: str) -> ProvisionKind:
        """Return what a place is; raise KeyError."""
        return self._nodes[eid].provision.kind

    def find(self, place: Place, at: str = "") -> Target:
        """Return what a place leads to, seen from the provision in which the words stand ("" for none)."""
        around = self._around(at)
        if place.part:
            return self._nearest(_PARTS[place.part], place.number, around)
        if place.article:
            article = self._nearest((ProvisionKind.ARTICLE,), place.article, around)
        else:
            article = Target(
                next((eid for eid in around[::-1] if self.kind_of(eid) is ProvisionKind.ARTICLE), "")
            )
            if not place.paragraph:
                return self._own_points(place, around, article)
            if place.paragraph in _BESIDE:
                return self._beside(place.paragraph, around)
        return self._within(article, place) if article.eid else article

    def leads_back(self, target: str, at: str) -> bool:
        """Say whether a provision would refer to itself, or to the article or lid that it stands in."""
        return target in self._around(at) and self.kind_of(target) not in GROUPING

    def _around(self, at: str) -> tuple[str, ...]:
        return (*self._nodes[at].above, at) if at in self._nodes else ()

    def _beside(self, which: str, around: tuple[str, ...]) -> Target:
        """Return the lid before or after the one that words stand in."""
        for outer, eid in pairwise(around):
            leden = [
                one.eid
                for one in self._nodes[outer].provision.children
                if one.kind is ProvisionKind.PARAGRAPH
            ]
            if eid in leden:
                at = leden.index(eid) + _BESIDE[which]
                return Target(leden[at]) if 0 <= at < len(leden) else Target(is_missing=True)
        return Target()

    def _nearest(self, kinds: tuple[ProvisionKind, ...], number: str, around: tuple[str, ...]) -> Target:
        """Return the only provision of this number, or of several the one that shares most of its surroundings."""
        found = [eid for kind in kinds for eid in self._numbered.get((kind, _key(number)), ())]
        if not found:
            return Target(is_missing=True)
        found = [eid for eid in found if self._annex(eid) in ("", *around)] or found
        shared = [len(set(around).intersection(self._nodes[eid].above)) for eid in found]
        best = max(shared)
        return Target(found[shared.index(best)]) if shared.count(best) == 1 else Target()

    def _annex(self, eid: str) -> str:
        """Return the annex that a provision stands in, "" for none: its numbers begin anew."""
        above = self._nodes[eid].above
        return above[0] if above and self.kind_of(above[0]) is ProvisionKind.ANNEX else ""

    def _own_points(self, place: Place, around: tuple[str, ...], article: Target) -> Target:
        """Return the point of the innermost provision around that has one of this number."""
        inside = around[around.index(article.eid) :] if article.eid else ()
        for eid in reversed(inside):
            found = self._points(eid, place.points)
            if not found.is_missing:
                return found
        return Target(article.eid, is_missing=bool(inside))

    def _within(self, article: Target, place: Place) -> Target:
        eid = article.eid
        if place.paragraph:
            lid = self._paragraph(eid, place.paragraph)
            if not lid.eid or lid.eid == eid:
                return lid
            eid = lid.eid
        return self._points(eid, place.points)

    def _paragraph(self, article: str, number: str) -> Target:
        """Return a lid; where leden are not numbered the one in this rank, and the article where they are mere text."""
        provision = self._nodes[article].provision
        leden = [child for child in provision.children if child.kind is ProvisionKind.PARAGRAPH]
        for rank, lid in enumerate(leden, start=1):
            if _key(lid.number or str(rank)) == _key(number):
                return Target(lid.eid)
        is_text = not leden and number.isdigit() and 1 < provision.html.count("<p") >= int(number)
        return Target(article) if is_text else Target(article, is_missing=True)

    def _points(self, eid: str, numbers: tuple[str, ...]) -> Target:
        for number in numbers:
            provision = self._nodes[eid].provision
            points = {_key(child.number): child.eid for child in provision.children if child.kind in _POINTS}
            if not points:
                points = self._points_of_leden(provision, _key(number))
            if not points and _key(number) in (listed := self._points_of_lists(provision)):
                found = listed[_key(number)]
                if len(found) > 1:
                    return Target(eid)  # several lists have it: the words do not tell which
                points = {_key(number): found[0]}
            if _key(number) not in points:
                is_text = not points and any(tag in provision.html for tag in _LIST_IN_TEXT)
                return Target(eid, is_missing=not is_text)
            eid = points[_key(number)]
        return Target(eid)

    def _points_of_lists(self, provision: Provision) -> dict[str, list[str]]:
        """Return the points of the lists in a provision by number: people name them as if there were one list."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for one in provision.children:
            if one.kind is ProvisionKind.LIST:
                for point in one.children:
                    found[_key(point.number)].append(point.eid)
        return found

    def _points_of_leden(self, article: Provision, key: str) -> dict[str, str]:
        """Return the point of this number where just one lid of an article has it: people leave out the lid then."""
        found = [
            point.eid
            for lid in article.children
            if lid.kind is ProvisionKind.PARAGRAPH
            for point in lid.children
            if point.kind in _POINTS and _key(point.number) == key
        ]
        return {key: found[0]} if len(found) == 1 else {}


def _key(number: str) -> str:
    return number_part(number).lower()
