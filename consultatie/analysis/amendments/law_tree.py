"""The tree of a law while it is being amended: nodes that keep their identity, found by place, changed with an undo.

Identity is what lets the law before and after be compared: a renumbered lid stays the same node.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from consultatie.domain.amendments import Part, Step, Target, is_group
from consultatie.domain.provisions import Provision, number_part
from consultatie.domain.provisions import ProvisionKind as K


class NotApplicable(Exception):
    """An instruction that cannot be worked out in this law; `code` says why, `detail` about what."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail


@dataclass(eq=False, slots=True)
class Node:
    """A provision of the law; compared by identity. `kind` is None for the root, which holds the whole law."""

    kind: K | None
    number: str = ""
    heading: str = ""
    text: str = ""
    html: str = ""
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Yield this node and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def article(self) -> Node:
        """Return the article or annex around this node, or the node itself outside articles."""
        at: Node | None = self
        while at is not None and at.kind not in (K.ARTICLE, K.ANNEX):
            at = at.parent
        return at or self

    def root(self) -> Node:
        """Return the outermost node around this one."""
        at = self
        while at.parent is not None:
            at = at.parent
        return at

    def last(self) -> Node:
        """Return the last node below this one, itself where nothing is below."""
        return self.children[-1].last() if self.children else self


def grown(provisions: Iterable[Provision]) -> Node:
    """Return a law as nodes under one root."""
    root = Node(None)
    root.children = [planted(one, root) for one in provisions]
    return root


def planted(provision: Provision, parent: Node | None = None) -> Node:
    """Return a provision with all below it as nodes."""
    node = Node(provision.kind, provision.number, provision.heading, provision.text, provision.html, parent)
    node.children = [planted(child, node) for child in provision.children]
    return node


def harvested(node: Node) -> Provision:
    """Return a node with all below it as a provision without eIds."""
    if node.kind is None:
        raise ValueError("the root is no provision")
    below = tuple(harvested(child) for child in node.children)
    return Provision(node.kind, node.number, node.heading, node.text, node.html, below)


class Edits:
    """Changes to nodes, each of which can be taken back."""

    def __init__(self) -> None:
        self._done: list[tuple[Node, str, Any]] = []
        self.planted: list[Node] = []
        self.notes: set[str] = set()

    def set(self, node: Node, name: str, value: Any) -> None:
        """Give a field of a node a new value."""
        self._done.append((node, name, getattr(node, name)))
        setattr(node, name, value)

    def insert(self, parent: Node, at: int, new: Iterable[Node]) -> None:
        """Put nodes among the children of a parent, from a position on."""
        nodes = list(new)
        for node in nodes:
            self.set(node, "parent", parent)
        self.set(parent, "children", [*parent.children[:at], *nodes, *parent.children[at:]])
        self.planted.extend(nodes)

    def remove(self, node: Node) -> None:
        """Take a node out of the law."""
        if node.parent is None:
            raise NotApplicable("place-not-found")
        self.set(node.parent, "children", [one for one in node.parent.children if one is not node])
        self.set(node, "parent", None)

    def undo(self) -> None:
        """Take all changes back, the last one first."""
        while self._done:
            node, name, value = self._done.pop()
            setattr(node, name, value)


def same_number(one: str, other: str) -> bool:
    """Say whether two numbers are the same but for signs: "1°" and "1", "A" and "a" are not."""
    return number_part(one) == number_part(other)


def found(root: Node, place: Target) -> list[Node]:
    """Return the nodes at a place, more than one for a range; raise NotApplicable where it is not there, or twice."""
    at = [root]
    for step in place.steps:
        if len(at) != 1:
            raise NotApplicable("place-unclear", step.number)
        at = _next(at[0], step)
    if place.part is Part.TERM:
        return [_definition(at[0], place.term)]
    return at


def _next(node: Node, step: Step) -> list[Node]:
    candidates = list(_candidates(node, step.kind))
    first = _one([one for one in candidates if same_number(one.number, step.number)], step, step.number)
    if not step.through:
        return [first]
    last = _one([one for one in candidates if same_number(one.number, step.through)], step, step.through)
    begin, end = candidates.index(first), candidates.index(last)
    if begin >= end:
        raise NotApplicable("place-unclear", f"{step.number} – {step.through}")
    return candidates[begin : end + 1]


def _one(nodes: list[Node], step: Step, number: str) -> Node:
    if not nodes:
        raise NotApplicable("place-not-found", f"{step.kind.value} {number}")
    if len(nodes) > 1:
        raise NotApplicable("place-found-twice", f"{step.kind.value} {number}")
    return nodes[0]


def _candidates(node: Node, kind: K) -> Iterator[Node]:
    """Yield the nodes of a kind that a number can name within a node."""
    if kind is K.ANNEX or kind is K.ARTICLE or is_group(kind):
        yield from (one for one in _outside_articles(node) if one.kind is kind)
        return
    yield from (one for one in node.children if one.kind is kind)
    if kind is K.POINT:
        yield from (one for lists in node.children if lists.kind is K.LIST for one in lists.children)
    if kind is K.POINT and len(node.children) == 1 and not node.children[0].number:
        yield from _candidates(node.children[0], kind)  # an article whose only lid has no number


def _outside_articles(node: Node) -> Iterator[Node]:
    """Yield groups, articles and annexes below a node; those in an annex only where the node is that annex."""
    for child in node.children:
        yield child
        if child.kind is not None and is_group(child.kind):
            yield from _outside_articles(child)


def _definition(node: Node, term: str) -> Node:
    """Return the item of a list that defines a term: it begins with the term and a colon."""
    begins = re.compile(rf"\W*{re.escape(term)}\W*:", re.I)
    nodes = [one for one in node.walk() if one is not node and begins.match(one.text)]
    if len(nodes) != 1:
        raise NotApplicable("place-not-found" if not nodes else "place-found-twice", term)
    return nodes[0]
