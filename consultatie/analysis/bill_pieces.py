"""A bill as the matcher sees it: its units (articles and what stands beside them), what they stand in, texts to compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from consultatie.analysis.likeness import Grams, Rarity, grams, words_of
from consultatie.analysis.pairing import Piece
from consultatie.domain.provisions import Provision, ProvisionKind, number_part, units, walk


class Bill:
    """One version: its provisions by eid, what each stands in (a list aside), and its units in document order."""

    def __init__(self, forest: Iterable[Provision]) -> None:
        top = tuple(forest)
        self.nodes: Mapping[str, Provision] = {node.eid: node for node in walk(top)}
        above = {child.eid: node.eid for node in self.nodes.values() for child in node.children}
        self.parent: Mapping[str, str] = {
            eid: above.get(outer, outer) if self.nodes[outer].kind is ProvisionKind.LIST else outer
            for eid, outer in above.items()
        }
        self.units = tuple(units(top))
        self._pieces: dict[str, Piece] = {}

    @cached_property
    def frames(self) -> tuple[Provision, ...]:
        """Return what units stand in: chapters, annexes with articles and the like."""
        inside = {node.eid for unit in self.units for node in unit.walk()}
        return tuple(node for eid, node in self.nodes.items() if eid not in inside)

    def piece(self, eid: str) -> Piece:
        """Return a provision as a text to compare: that of everything in it, its own heading apart."""
        if eid not in self._pieces:
            node = self.nodes[eid]
            text = inner_text(node)
            home = self.nodes.get(self.parent.get(eid, ""))
            self._pieces[eid] = Piece(
                key=" ".join(words_of(text)),
                grams=grams(text),
                kind=node.kind.value,
                number=number_part(node.number),
                heading=grams(node.heading),
                home=f"{home.number} {home.heading}" if home else "",
            )
        return self._pieces[eid]

    def has_lists(self, eids: Iterable[str]) -> bool:
        """Say whether several lists stand in one of these provisions."""
        return any(one.kind is ProvisionKind.LIST for eid in eids for one in self.nodes[eid].children)

    def below(self, eids: Iterable[str], *, through_lists: bool = False) -> list[str]:
        """Return what stands directly in these provisions; with `through_lists` the onderdelen in place of their list."""
        found: list[str] = []
        for child in (child for eid in eids for child in self.nodes[eid].children):
            is_opened = through_lists and child.kind is ProvisionKind.LIST
            found += [one.eid for one in child.children] if is_opened else [child.eid]
        return found

    def grams(self, eid: str) -> Grams:
        """Return the words and word pairs of a provision's text."""
        return self.piece(eid).grams


def rarity_in(*bills: Bill) -> Rarity:
    """Return how rare words are among the units of these bills."""
    return Rarity.among(bill.grams(unit.eid) for bill in bills for unit in bill.units)


def inner_text(node: Provision) -> str:
    """Return the text of a provision and of all below it, the headings below included."""
    lines = [node.text]
    for child in node.children:
        lines += [child.heading, inner_text(child)]
    return "\n".join(line for line in lines if line)


def printed(node: Provision) -> str:
    """Return what a reader would see change: heading and text of a provision and all in it, but for spaces."""
    return " ".join(f"{node.heading}\n{inner_text(node)}".split())
