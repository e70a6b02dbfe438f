"""Whom a drafter asks for a response: kinds of invitees, where each of them is, and reading a list that was pasted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from consultatie.domain.errors import Invalid
from consultatie.domain.lifecycle import RECEIVED, ResponseState
from consultatie.domain.respondents import LONGEST_NAME, find_email
from consultatie.domain.text import normalise_line, slugify

LONGEST_POINT = 2_000  # characters of a personal point of attention, and of a reason to decline
MOST_INVITEES = 300
MOST_REMINDER_DAYS = 28


class InviteeKind(StrEnum):
    """What sort of body is asked."""

    ADVISORY_BODY = "advisory-body"
    IMPLEMENTING_AGENCY = "implementing-agency"
    INTEREST_GROUP = "interest-group"
    OTHER = "other"


class InviteeStatus(StrEnum):
    """Where somebody who is asked is, the furthest that is known."""

    LISTED = "listed"
    INVITED = "invited"
    OPENED = "opened"
    WRITING = "writing"
    ANSWERED = "answered"
    DECLINED = "declined"


WAITED_FOR = frozenset({InviteeStatus.INVITED, InviteeStatus.OPENED, InviteeStatus.WRITING})
_BEING_WRITTEN = frozenset({ResponseState.DRAFT, ResponseState.SENT})


def status_of(
    *, invited: bool, opened: bool, declined: bool, response: ResponseState | None
) -> InviteeStatus:
    """Return where somebody is: a response that counts goes before a refusal, a refusal before a draft."""
    if response in RECEIVED:
        return InviteeStatus.ANSWERED
    if declined:
        return InviteeStatus.DECLINED
    if response in _BEING_WRITTEN:
        return InviteeStatus.WRITING
    if opened:
        return InviteeStatus.OPENED
    return InviteeStatus.INVITED if invited else InviteeStatus.LISTED


@dataclass(frozen=True, slots=True)
class InviteeFacts:
    """One line of a distribution list. `is_public`: its name may be published."""

    name: str
    email: str
    contact: str = ""
    kind: InviteeKind = InviteeKind.OTHER
    point: str = ""
    is_public: bool = True


def checked(facts: InviteeFacts) -> InviteeFacts:
    """Return it tidied; raise Invalid with a code per field."""
    name, contact, point = normalise_line(facts.name), normalise_line(facts.contact), facts.point.strip()
    email = find_email(facts.email)
    problems: dict[str, str] = {}
    if not name:
        problems["name"] = "invitee-name-missing"
    if email is None:
        problems["email"] = "email-unreadable"
    for field, value, longest in (
        ("name", name, LONGEST_NAME),
        ("contact", contact, LONGEST_NAME),
        ("point", point, LONGEST_POINT),
    ):
        if len(value) > longest:
            problems[field] = f"invitee-{field}-too-long"
    if problems or email is None:
        raise Invalid("invitee-invalid", problems)
    return InviteeFacts(name, email, contact, facts.kind, point, facts.is_public)


_KIND_WORDS = {
    "advies": InviteeKind.ADVISORY_BODY,
    "advisory": InviteeKind.ADVISORY_BODY,
    "uitvoer": InviteeKind.IMPLEMENTING_AGENCY,
    "implementing": InviteeKind.IMPLEMENTING_AGENCY,
    "belang": InviteeKind.INTEREST_GROUP,
    "interest": InviteeKind.INTEREST_GROUP,
}


def kind_in(word: str) -> InviteeKind:
    """Return the kind that a word such as "Adviescollege" stands for; OTHER for anything else."""
    plain = slugify(word)
    return next((kind for begin, kind in _KIND_WORDS.items() if plain.startswith(begin)), InviteeKind.OTHER)


def read_lines(pasted: str) -> list[InviteeFacts]:
    """Read a pasted list: a line each, name; address; contact; kind; point of attention, split by ; or tab.

    The cell with the @ is the address, wherever it stands. Empty lines and a heading without any address are passed
    over. Raise Invalid `invitee-line` with the number of the first line that cannot be read, and why.
    """
    found: list[InviteeFacts] = []
    for number, line in enumerate(pasted.splitlines(), start=1):
        if not line.strip() or (not found and _is_heading(line)):
            continue
        try:
            found.append(checked(_cells(line)))
        except Invalid as problem:
            raise Invalid(
                "invitee-line", {"lines": f"invitee-line-{_what_is_wrong(problem.problems)}"}, line=number
            ) from None
    return found


def _is_heading(line: str) -> bool:
    return "@" not in line and slugify(re.split(r"[;\t]", line)[0]) in {"naam", "name", "organisatie"}


def _cells(line: str) -> InviteeFacts:
    cells = [cell.strip() for cell in re.split(r"[;\t]", line)]
    place = next((at for at, cell in enumerate(cells) if find_email(cell)), 1)
    email = cells.pop(place) if place < len(cells) else ""
    name, contact, kind, *points = (*cells, "", "", "") if len(cells) < 3 else cells
    return InviteeFacts(name, email, contact, kind_in(kind), "; ".join(point for point in points if point))


def _what_is_wrong(problems: Mapping[str, str]) -> str:
    if problems.get("name") == "invitee-name-missing":
        return "name"
    return "email" if "email" in problems else "long"
