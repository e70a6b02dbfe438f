"""What a dialect makes of one sentence: an opening of a group of instructions, operations, or nothing.

The dialects (dutch, german) return these; recognising puts them together over a whole bill.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from consultatie.domain.amendments import Action, Operation, Target

WITH_PAYLOAD = frozenset(
    {Action.REPLACE, Action.INSERT, Action.APPEND, Action.INSERT_SORTED, Action.APPEND_WORDS}
)

LONGEST: Final = 1500
"""Characters of a sentence, quoted words left out: longer ones are read by no dialect, as patterns are slow on them."""


@dataclass(frozen=True, slots=True)
class Opening:
    """ "Artikel 3 wordt als volgt gewijzigd:": where the instructions below it work, and in which law."""

    law: str = ""
    place: Target | None = None


@dataclass(frozen=True, slots=True)
class Operations:
    """What one sentence tells us to do; `law` is set where the sentence names it itself."""

    done: tuple[Operation, ...]
    law: str = ""


Reading = Opening | Operations | None
Dialect = Callable[[str, Sequence[str], Target], Reading]
"""From a masked sentence without its closing mark, its quoted words, and where the opening above it works."""


def needs_payload(operation: Operation) -> bool:
    """Say whether the new text stands below the sentence instead of in it."""
    return operation.action in WITH_PAYLOAD and not operation.new and not operation.payload
