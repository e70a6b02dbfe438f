"""A class of which a teacher agrees to the responses: where it is, its code, and how many responses it holds."""

from __future__ import annotations

import re
import secrets
from enum import StrEnum

from consultatie.domain.receipts import ALPHABET, Choose

MOST_IN_CLASS = 60  # responses: twice a large class, for who begins again
MOST_CLASSES = 10  # of one teacher in one consultation


class ClassState(StrEnum):
    """Where a class is. Only who has the code of an OPEN one can respond with it; what waits can be agreed to in both."""

    PENDING = "pending"  # the teacher has not confirmed the address
    OPEN = "open"
    CLOSED = "closed"


def new_code(choose: Choose = secrets.choice) -> str:
    """Return a code of two groups of four characters (40 bits), to be written on a blackboard."""
    return "-".join("".join(choose(ALPHABET) for _ in range(4)) for _ in range(2))


def find_code(typed: str) -> str | None:
    """Return the code in what somebody typed, or None. Spaces, lower case and missing hyphens do not matter."""
    letters = re.sub(r"[^A-Za-z0-9]", "", typed).upper()
    readable = len(letters) == 8 and set(letters) <= set(ALPHABET)
    return f"{letters[:4]}-{letters[4:]}" if readable else None
