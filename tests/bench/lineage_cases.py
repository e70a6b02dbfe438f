"""Made changes to real laws with known answers: renumberings, splits, merges, moves, edits and the like.

Belongs here: making them, the same ones for the same seed. Not here: what the matcher makes of them (lineages).
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from consultatie.domain.provisions import Provision, ProvisionKind, with_eids
from tests.bench.lineage_changes import CHANGES
from tests.bench.lineage_draft import Draft, Node, frozen, grown

TELLING = 6  # words: of articles with fewer, as those that are repealed, nobody can tell which is which

Forest = tuple[Provision, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One changed law. `answer` gives the origins of each new eid; `focus` the new eids, `gone` the old, it is about."""

    name: str
    kind: str
    old: Forest
    new: Forest
    answer: dict[str, frozenset[str]]
    focus: frozenset[str]
    gone: frozenset[str]


def cases(
    laws: dict[str, Forest], donors: dict[str, Sequence[Provision]], each: int, seed: int
) -> Iterator[Case]:
    """Yield `each` cases of every kind of change for every law; the same ones for the same seed."""
    for name, forest in laws.items():
        kept = tuple(_without_empty(forest))
        for kind, change in CHANGES.items():
            for number in range(each):
                chance = random.Random(f"{seed}:{name}:{kind}:{number}")
                draft = Draft([grown(top) for top in kept], donors[name], chance)
                change(draft)
                if draft.touched:
                    yield _finished(f"{name} {kind} {number}", kind, kept, draft)


def _without_empty(nodes: Iterable[Provision]) -> Iterator[Provision]:
    """Yield provisions without the articles that were repealed: those never get another number."""
    for node in nodes:
        if node.kind is not ProvisionKind.ARTICLE:
            yield replace(node, children=tuple(_without_empty(node.children)))
        elif len(node.full_text().split()) >= TELLING:
            yield node


def _is_telling(node: Node) -> bool:
    """Say whether anybody could tell what a provision comes from: some words are left, or its number is what counts."""
    return sum(len(one.text.split()) for one in node.walk()) >= TELLING or node.text == "(vervallen)"


def _finished(name: str, kind: str, old: Forest, draft: Draft) -> Case:
    new, _ = with_eids(frozen(node) for node in draft.forest)
    made = [node for top in draft.forest for node in top.walk()]
    named = [node for top in new for node in top.walk()]
    answer = {one.eid: frozenset(node.origins) for one, node in zip(named, made, strict=True)}
    touched = {id(node) for node in draft.touched if _is_telling(node)}
    focus = frozenset(one.eid for one, node in zip(named, made, strict=True) if id(node) in touched)
    kept = {eid for origins in answer.values() for eid in origins}
    gone = frozenset(
        node.eid
        for top in old
        for node in top.walk()
        if node.kind is ProvisionKind.ARTICLE
        and node.eid not in kept
        and len(node.full_text().split()) >= TELLING
    )
    return Case(name, kind, old, new, answer, focus, gone)
