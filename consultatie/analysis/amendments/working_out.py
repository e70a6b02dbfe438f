"""Carry the instructions of a bill out in a law one after the other, and say of each what became of it.

Every instruction finds the law as the ones before it left it, so a renumbering is followed by those that come later.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from consultatie.analysis.amendments.applying import applied
from consultatie.analysis.amendments.comparing import Change, changes, units
from consultatie.analysis.amendments.law_tree import Node, NotApplicable, found, grown, harvested
from consultatie.analysis.amendments.reading_law import ReadingRow, Snapshot
from consultatie.domain.amendments import AmendmentState, Instruction, Target
from consultatie.domain.provisions import Provision

NO_LAW = "law-missing"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an instruction. `reason` and `detail` say why it stayed text; `notes` what to know of one applied."""

    instruction: Instruction
    state: AmendmentState
    reason: str = ""
    detail: str = ""
    notes: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class AmendedLaw:
    """A law after a bill: an outcome for each instruction, its provisions, and how it reads with changes marked."""

    outcomes: tuple[Outcome, ...]
    provisions: tuple[Provision, ...]
    reading: tuple[ReadingRow, ...]


def without_law(instructions: Sequence[Instruction]) -> tuple[Outcome, ...]:
    """Return the outcomes of instructions whose law is not here."""
    return tuple(Outcome(one, AmendmentState.TEXT_ONLY, one.problem or NO_LAW) for one in instructions)


def worked_out(law: Sequence[Provision], instructions: Sequence[Instruction], language: str) -> AmendedLaw:
    """Apply instructions to a law in order."""
    root = grown(law)
    snapshot = Snapshot(root)
    outcomes = tuple(_outcome(root, one, language) for one in instructions)
    provisions = tuple(harvested(child) for child in root.children)
    return AmendedLaw(outcomes, provisions, tuple(snapshot.rows(language)))


def _outcome(root: Node, instruction: Instruction, language: str) -> Outcome:
    if instruction.problem:
        return Outcome(instruction, AmendmentState.TEXT_ONLY, instruction.problem)
    tops = _tops(root, instruction)
    before = units(_outermost(tops), language)
    try:
        edits = applied(root, instruction.operations, language)
    except NotApplicable as refused:
        return Outcome(instruction, AmendmentState.TEXT_ONLY, refused.code, refused.detail)
    there = [node for node in dict.fromkeys([*tops, *edits.planted]) if node.root() is root]
    rows = changes(before, units(_outermost(there), language), language)
    return Outcome(instruction, AmendmentState.APPLIED, notes=tuple(sorted(edits.notes)), changes=tuple(rows))


def _tops(root: Node, instruction: Instruction) -> list[Node]:
    """Return the articles, chapters and annexes that an instruction names; those that are not to be found left out."""
    tops: list[Node] = []
    for operation in instruction.operations:
        with suppress(NotApplicable):
            tops.extend(node.article() for node in found(root, Target(operation.place.steps)))
    return list(dict.fromkeys(tops))


def _outermost(nodes: Sequence[Node]) -> list[Node]:
    """Leave out the nodes that stand in others."""
    chosen = {id(node) for node in nodes}
    return [node for node in nodes if not any(id(one) in chosen for one in _above(node))]


def _above(node: Node) -> list[Node]:
    above: list[Node] = []
    at = node.parent
    while at is not None:
        above.append(at)
        at = at.parent
    return above
