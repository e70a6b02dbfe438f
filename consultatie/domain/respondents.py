"""What we ask of whoever responds, and how generously we read it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from consultatie.domain.text import normalise_line
from consultatie.domain.visibility import Publication, RespondentFacts, RespondentKind

LONGEST_NAME = 200
LONGEST_PLACE = 120
LONGEST_EMAIL = 254  # RFC 5321, 4.5.3.1.3, less the angle brackets
_READABLE = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}"
)
_SPOKEN = (  # words that dictation leaves standing; an address has no spaces, so these cannot be part of one
    (re.compile(r"\s(?:apenstaartje|apestaartje|at)\s", re.IGNORECASE), "@"),
    (re.compile(r"\s(?:punt|dot)\s", re.IGNORECASE), "."),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much somebody may write, in characters: one text, and one response in all."""

    comment_chars: int
    response_chars: int


def find_email(typed: str) -> str | None:
    """Return the address in what somebody typed, or None.

    Spaces, `mailto:`, angle brackets, a closing dot or comma, and signs that dictation wrote as words do not matter;
    the domain goes to lower case, and to its ASCII form (IDNA) where it has other letters.
    """
    address = _spoken_signs(normalise_line(typed)).replace(" ", "")
    address = address.rpartition("<")[2].rstrip(">.,;")
    if address.lower().startswith("mailto:"):
        address = address[7:]
    local, at, domain = address.rpartition("@")
    try:
        domain = domain.lower().encode("idna").decode()
    except UnicodeError:
        return None
    found = f"{local}{at}{domain}"
    readable = len(found) <= LONGEST_EMAIL and len(local) <= 64 and _READABLE.fullmatch(found)
    return found if readable else None


def _spoken_signs(line: str) -> str:
    if "@" in line:
        return line
    for words, sign in _SPOKEN:
        line = words.sub(sign, line)
    return line


def tidy(facts: RespondentFacts) -> RespondentFacts:
    """Return what was typed about a respondent, normalised; an address that cannot be read stays as typed.

    Of somebody under 16 only the address of a parent or carer is left, and in a class not that.
    """
    if facts.under_16:
        email = "" if facts.in_class else facts.email
        facts = RespondentFacts(RespondentKind.PERSON, email=email, under_16=True, in_class=facts.in_class)
    return replace(
        facts,
        name=normalise_line(facts.name),
        organisation=normalise_line(facts.organisation) if facts.kind is RespondentKind.ORGANISATION else "",
        place=normalise_line(facts.place),
        email=find_email(facts.email) or normalise_line(facts.email),
    )


def problems_of(facts: RespondentFacts, publication: Publication | None = None) -> dict[str, str]:
    """Return a code per field that has to be mended before this respondent can send a response."""
    found: dict[str, str] = {}
    if facts.kind is RespondentKind.ORGANISATION and not facts.organisation:
        found["organisation"] = "organisation-missing"
    named_person = publication is Publication.NAMED and facts.kind is RespondentKind.PERSON
    if named_person and not facts.name:
        found["name"] = "under-16-unnamed" if facts.under_16 else "name-missing-for-named"
    if not facts.in_class and find_email(facts.email) is None:
        found["email"] = "email-unreadable"
    return found | _too_long(facts)


def _too_long(facts: RespondentFacts) -> dict[str, str]:
    limits = {"name": LONGEST_NAME, "organisation": LONGEST_NAME, "place": LONGEST_PLACE}
    return {
        field: f"{field}-too-long" for field, limit in limits.items() if len(getattr(facts, field)) > limit
    }
