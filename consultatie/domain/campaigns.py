"""A text that an organiser offers for others to co-sign: its states, its limits, and one's own words beside it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from consultatie.domain.errors import Invalid
from consultatie.domain.respondents import LONGEST_NAME, find_email
from consultatie.domain.text import normalise, normalise_line

LONGEST_TITLE = 120
LONGEST_TEXT = 10_000
LONGEST_ADDITION = 5_000


class CampaignState(StrEnum):
    """Where a registered text is. HELD waits for a moderator; only OPEN can be co-signed."""

    PENDING = "pending"
    HELD = "held"
    OPEN = "open"
    CLOSED = "closed"
    REJECTED = "rejected"


SHOWN = frozenset({CampaignState.OPEN, CampaignState.CLOSED})


@dataclass(frozen=True, slots=True)
class Registration:
    """What an organiser hands in. `eid` is empty for the whole; `position` is a code of models.responses.Position."""

    title: str
    text: str
    eid: str
    position: str
    organiser: str
    email: str


def checked(typed: Registration) -> Registration:
    """Return it tidied; raise Invalid with a code per field."""
    title, organiser = normalise_line(typed.title), normalise_line(typed.organiser)
    text, email = normalise(typed.text), find_email(typed.email)
    problems: dict[str, str] = {}
    for field, value, longest in (
        ("title", title, LONGEST_TITLE),
        ("text", text, LONGEST_TEXT),
        ("organiser", organiser, LONGEST_NAME),
    ):
        if not value.strip():
            problems[field] = f"campaign-{field}-missing"
        elif len(value) > longest:
            problems[field] = f"campaign-{field}-too-long"
    if typed.position in ("", "none"):
        problems["position"] = "campaign-position-missing"
    if email is None:
        problems["email"] = "email-unreadable"
    if problems or email is None:
        raise Invalid("campaign-invalid", problems)
    return Registration(title, text, typed.eid, typed.position, organiser, email)


def with_addition(text: str, addition: str) -> str:
    """Return what a co-signer hands in: the text, then their own words."""
    addition = normalise(addition)
    return f"{text}\n\n{addition}" if addition.strip() else text


def addition_in(whole: str, text: str) -> str:
    """Return the own words in what a co-signer handed in; all of it when the text was changed."""
    return whole.removeprefix(text).strip()
