"""What an amending bill tells us to do with a law: places, operations, instructions.

Belongs here: the words of the field as types. Reading them from text and applying them is in analysis/amendments.
Source of the terms: Aanwijzingen voor de regelgeving, chapter 6 (wijziging van regelingen).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from consultatie.domain.provisions import GROUPING, Provision, ProvisionKind


class Part(StrEnum):
    """Which part of a provision is meant."""

    WHOLE = "whole"
    HEADING = "heading"
    OPENING = "opening"  # aanhef: the words before the onderdelen
    SENTENCE = "sentence"
    TERM = "term"  # a definition in a list, by the term that it defines


class Action(StrEnum):
    """What is done at a place; the value is what `bill amendments --json` prints."""

    REPLACE_WORDS = "replace-words"
    INSERT_WORDS = "insert-words"
    DELETE_WORDS = "delete-words"
    APPEND_WORDS = "append-words"
    REPLACE_ENDING = "replace-ending"
    REPLACE = "replace"
    REPEAL = "repeal"
    INSERT = "insert"
    APPEND = "append"
    INSERT_SORTED = "insert-sorted"
    RENUMBER = "renumber"
    NUMBER_TEXT = "number-text"
    UNNUMBER_TEXT = "unnumber-text"


class AmendmentState(StrEnum):
    """What became of an instruction: worked out in the text of the law, or shown as text only."""

    APPLIED = "applied"
    TEXT_ONLY = "text-only"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way to a provision: its kind and number as printed; `through` ends a range ("3 tot en met 5")."""

    kind: ProvisionKind
    number: str
    through: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """Where in a law: steps from the outside in, and which part of what stands there.

    `sentence` counts from 1, -1 is the last. `term` is the defined term where the part is TERM.
    """

    steps: tuple[Step, ...] = ()
    part: Part = Part.WHOLE
    sentence: int = 0
    term: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing to do at a place.

    `old` and `new` are words: what is replaced or deleted, or the anchor of an insertion, and what comes. `everywhere`
    is "telkens". `before` puts what is inserted before the anchor. `payload` holds new provisions, with `kind` the kind
    that the words announce; `number` is the new number of a renumbering.
    """

    action: Action
    place: Target = Target()
    old: str = ""
    new: str = ""
    everywhere: bool = False
    before: bool = False
    payload: tuple[Provision, ...] = ()
    kind: ProvisionKind | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Instruction:
    """One amending instruction of a bill.

    `eid` is the provision of the bill it stands in, `article` the amending article around it, `law` the name of the
    amended law as the bill writes it. `problem` says why it was not understood, else it is empty. `ranks` are
    counted from 0 in the order of the text.
    """

    eid: str
    article: str
    law: str
    text: str
    operations: tuple[Operation, ...] = ()
    problem: str = ""


_ORDER = (
    ProvisionKind.BOOK,
    ProvisionKind.PART,
    ProvisionKind.TITLE,
    ProvisionKind.CHAPTER,
    ProvisionKind.DIVISION,
    ProvisionKind.SECTION,
    ProvisionKind.SUBSECTION,
    ProvisionKind.ARTICLE,
    ProvisionKind.PARAGRAPH,
    ProvisionKind.LIST,
    ProvisionKind.POINT,
)


def rank(kind: ProvisionKind) -> int:
    """Return how deep a kind stands in a law: 0 for a book or an annex, more for what stands in it."""
    return 0 if kind is ProvisionKind.ANNEX else _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def is_group(kind: ProvisionKind) -> bool:
    """Say whether this kind holds articles."""
    return kind in GROUPING
