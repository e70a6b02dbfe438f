"""References, tokens and digests: what a receipt is made of. Randomness comes in as an argument."""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from consultatie.domain.proposals import ProposalKind
from consultatie.domain.visibility import CommentFacts, ResponseFacts

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no I, O, 0, 1: read aloud and typed over without mistakes
REFERENCE = re.compile(r"[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}")
_CALLED = re.compile(r"^\W*(?:kenmerk|reference)\W+", re.IGNORECASE)
TOKEN_BYTES = 32
# What came later to the facts of a respondent.
LATER = ("helped", "verified_domain", "principals", "under_16", "in_class")

Choose = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a respondent gets: the public reference, the UTC instant of reception, the log position and the digest."""

    reference: str
    received_at: datetime
    log_position: int
    digest: str


def new_reference(choose: Choose = secrets.choice) -> str:
    """Return a reference of three groups of four characters (60 bits)."""
    groups = ("".join(choose(ALPHABET) for _ in range(4)) for _ in range(3))
    return "-".join(groups)


def find_reference(typed: str) -> str | None:
    """Return the reference in what somebody typed, or None.

    Spaces, lower case, other signs, missing hyphens and the word "kenmerk" or "reference" before it do not matter.
    """
    letters = re.sub(r"[^A-Za-z0-9]", "", _CALLED.sub("", typed)).upper()
    grouped = "-".join(letters[i : i + 4] for i in range(0, 12, 4))
    return grouped if len(letters) == 12 and REFERENCE.fullmatch(grouped) else None


def new_token() -> str:
    """Return a secret for a link: 256 random bits, URL-safe."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def token_hash(token: str) -> str:
    """Return what is stored of a token: its SHA-256 in hexadecimal."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def content_digest(facts: ResponseFacts, salt: str) -> str:
    """Return the SHA-256 (hex) over a response's contents and a salt, so that the log can prove it without showing it.

    Canonical form: JSON with sorted keys, no spaces, UTF-8, of language, publication, respondent, comments, answers.
    What came later to the form (`helped`, `recording`, `quote` and the like) is in it only where it says something, so that older digests hold.
    """
    content = {
        "salt": salt,
        "language": facts.language,
        "publication": facts.publication.value,
        "respondent": _without(asdict(facts.respondent), *LATER),
        "comments": [_without(_written(comment), "recording") for comment in facts.comments],
        "answers": [asdict(answer) for answer in facts.answers],
    }
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _written(comment: CommentFacts) -> dict[str, Any]:
    fields = asdict(comment)
    del fields["transcribed"]  # how its text came about, not what it says
    if comment.proposal_kind is ProposalKind.TEXT:
        del fields["proposal_kind"]
    if not comment.quote:
        del fields["quote"], fields["quote_start"]
    return fields


def _without(fields: dict[str, Any], *when_empty: str) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value or name not in when_empty}
