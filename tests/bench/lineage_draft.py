"""A law while it is being changed, each provision with what it comes from."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from consultatie.domain.provisions import Provision, ProvisionKind


@dataclass(slots=True)
class Node:
    """A provision that can be changed; `origins` are the eIds of what it comes from in the older version."""

    kind: ProvisionKind
    number: str
    heading: str
    text: str
    children: list[Node]
    origins: set[str]

    def walk(self) -> Iterator[Node]:
        """Yield it and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(slots=True)
class Draft:
    """A law being changed. `donor` lends new text; `touched` holds the nodes that a case is about."""

    forest: list[Node]
    donor: Sequence[Provision]
    chance: random.Random
    touched: list[Node] = field(default_factory=list)

    def places(self) -> list[tuple[list[Node], int]]:
        """Return where each article stands: the list it is in, and its rank."""
        return list(_places(self.forest))

    def articles(self) -> list[Node]:
        """Return the articles in document order."""
        return [row[rank] for row, rank in self.places()]

    def some(self, fits: Callable[[Node], bool] = lambda node: True) -> tuple[list[Node], int] | None:
        """Return the place of an article that fits, None when there is none."""
        found = [(row, rank) for row, rank in self.places() if fits(row[rank])]
        return self.chance.choice(found) if found else None

    def lent(self) -> Node:
        """Return a new article of another law."""
        return grown(self.chance.choice(self.donor), origin=False)

    def renumber(self) -> None:
        """Number the articles on, as a legislator does after an insertion, and mend what refers to them."""
        numbers: dict[str, str] = {}
        prefix, last = "", 0
        for article in self.articles():
            found = re.fullmatch(r"(.*?)(\d+)([a-z]*)", article.number)
            if not found:
                continue
            if found[1] != prefix:
                prefix, last = found[1], 0
            last += 1
            if article.origins:
                numbers[article.number] = f"{prefix}{last}"
            article.number = f"{prefix}{last}"
        for node in (node for top in self.forest for node in top.walk()):
            node.text = re.sub(
                r"(?i)\b(artikel(?:en)?|article|art\.) (\d+[a-z]*)\b",
                lambda found: f"{found[1]} {numbers.get(found[2], found[2])}",
                node.text,
            )

    def reworded(self, text: str, part: float) -> str:
        """Return a text in which a part of the words is replaced, left out or added."""
        spare = " ".join(one.full_text() for one in self.donor[:20]).split() or ["nieuw"]
        words: list[str] = []
        for word in text.split():
            if self.chance.random() >= part:
                words.append(word)
                continue
            act = self.chance.choice(("replace", "drop", "add"))
            words += {"replace": [], "drop": [], "add": [word]}[act]
            if act != "drop":
                words.append(self.chance.choice(spare))
        return " ".join(words)


def _places(row: list[Node]) -> Iterator[tuple[list[Node], int]]:
    for rank, node in enumerate(row):
        if node.kind is ProvisionKind.ARTICLE:
            yield row, rank
        elif node.kind is not ProvisionKind.QUOTE:
            yield from _places(node.children)


def grown(node: Provision, *, origin: bool = True) -> Node:
    """Return a provision that can be changed."""
    return Node(
        node.kind,
        node.number,
        node.heading,
        node.text,
        [grown(child, origin=origin) for child in node.children],
        {node.eid} if origin else set(),
    )


def frozen(node: Node) -> Provision:
    """Return a changed provision as importers give it, still without eIds."""
    return Provision(
        node.kind, node.number, node.heading, node.text, "", tuple(frozen(child) for child in node.children)
    )
