"""The whole law as it would read after the amendments, with every change marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from consultatie.analysis.amendments.comparing import around_below, dotted, title_of
from consultatie.analysis.amendments.law_tree import Node
from consultatie.analysis.amendments.word_edits import paragraphs
from consultatie.analysis.diff import Op, legible_diff
from consultatie.domain.provisions import ProvisionKind as K
from consultatie.domain.provisions import around_children

State = Literal["same", "new", "gone", "changed"]
Pieces = tuple[tuple[Op, str], ...]


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A provision without what stands in it. `depth` counts from 0.

    `label` is the heading line of an article or chapter, or the printed number of a lid or onderdeel, in pieces as
    `legible_diff` gives. The own text is `html` where it is the same, new or gone, else `pieces`. `is_closing`: what is read
    after all that stands in the provision before it at this depth.
    """

    kind: K
    depth: int
    state: State
    label: Pieces = ()
    html: str = ""
    pieces: Pieces = ()
    is_closing: bool = False


class Snapshot:
    """A law as it was, to be compared with what becomes of it."""

    def __init__(self, root: Node) -> None:
        self._before = {id(node): replace(node, children=list(node.children)) for node in root.walk()}
        self._root = root

    def rows(self, language: str) -> list[ReadingRow]:
        """Return the law as it reads now, with what is gone where it was."""
        return list(self._below(self._root, 0, language))

    def _below(self, node: Node, depth: int, language: str) -> Iterator[ReadingRow]:
        for child in self._merged(node):
            yield from self._rows(child, node, depth, language)

    def _merged(self, node: Node) -> list[Node]:
        """Return the children of before and after in one list."""
        merged = list(node.children)
        before = self._before.get(id(node))
        last: Node | None = None
        for child in before.children if before else []:
            if child.parent is None or child.root() is not self._root:
                merged.insert(merged.index(last) + 1 if last is not None else 0, child)
                last = child
            elif child in merged:
                last = child
        return merged

    def _rows(self, node: Node, parent: Node, depth: int, language: str) -> Iterator[ReadingRow]:
        if node.kind is None:
            return
        is_there = node.root() is self._root
        before = self._before.get(id(node))
        if before is None or not is_there:
            yield from _all(node, node.kind, depth, "gone" if not is_there else "new", language)
            return
        label = tuple(legible_diff(_label(before, language), _label(node, language)))
        (was, was_after), (now, now_after) = around_below(before), around_below(node)
        html, html_after = around_children(node.html)
        is_same = was == now and len(label) <= 1
        state: State = "same" if is_same else "changed"
        own = _own(was, now, html)
        yield ReadingRow(node.kind, depth, state, label, *own)
        yield from self._below(node, depth + 1, language)
        if was_after or now_after:
            closing: State = "same" if was_after == now_after else "changed"
            yield ReadingRow(node.kind, depth, closing, (), *_own(was_after, now_after, html_after), True)


def _own(was: str, now: str, html: str) -> tuple[str, Pieces]:
    return (html, ()) if was == now else ("", tuple(legible_diff(was, now)))


def _label(node: Node, language: str) -> str:
    return title_of(node, language) or (dotted(node.number) if node.number else "")


def _all(node: Node, kind: K, depth: int, state: State, language: str) -> Iterator[ReadingRow]:
    """Yield a provision that is new or gone, with everything in it."""
    label = _label(node, language)
    before, after = around_children(node.html) if node.html else (paragraphs(node.text), "")
    yield ReadingRow(kind, depth, state, (("same", label),) if label else (), before)
    for child in node.children:
        if child.kind is not None:
            yield from _all(child, child.kind, depth + 1, state, language)
    if after.strip():
        yield ReadingRow(kind, depth, state, (), after, is_closing=True)
