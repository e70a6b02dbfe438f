"""Following by mail: what can be followed, how often a mail comes, which facts are news, and the links in those mails."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from consultatie.domain.lifecycle import AMSTERDAM

MAIL_TIME: Final = time(7)  # Europe/Amsterdam: before people go to work
KEY_CHARS: Final = 32  # hexadecimal: 128 bits
NEWS_LIFE: Final = timedelta(days=7)  # what a worker that stood still finds later is no news any more


class SubjectKind(StrEnum):
    """What can be followed; the value is the name in an address."""

    CONSULTATION = "consultatie"
    THEME = "thema"
    DEPARTMENT = "ministerie"
    LAW = "wet"


class Rhythm(StrEnum):
    """How often somebody wants mail."""

    AT_ONCE = "at-once"
    DAILY = "daily"
    WEEKLY = "weekly"


class StageKind(StrEnum):
    """A fact about a consultation that is news, in the order in which they come."""

    OPENED = "opened"
    CLOSED = "closed"
    REPORTED = "reported"
    PARLIAMENT = "parliament"
    WITHDRAWN = "withdrawn"


FOR_RESPONDENTS: Final = frozenset(StageKind) - {StageKind.OPENED}


class LinkPurpose(StrEnum):
    """What a link in a mail to a follower does; it does nothing else."""

    MANAGE = "manage"
    STOP = "stop"


@dataclass(frozen=True, slots=True, order=True)
class Subject:
    """One thing that can be followed: its kind with its slug; a law goes by the slug of its title."""

    kind: SubjectKind
    name: str

    def __str__(self) -> str:
        """Return how forms write it: "thema:zorg"."""
        return f"{self.kind.value}:{self.name}"


def find_subject(written: str) -> Subject | None:
    """Return the subject that a form wrote as "thema:zorg", or None."""
    kind, _, name = written.partition(":")
    known = kind in {one.value for one in SubjectKind}
    return Subject(SubjectKind(kind), name) if known and name and len(name) <= 80 else None


def period_start(rhythm: Rhythm, now: datetime) -> datetime:
    """Return the UTC instant at which the period of a daily or weekly mail began: 7.00 in Amsterdam, weekly on Monday."""
    local = now.astimezone(AMSTERDAM)
    day = local.date() if local.time() >= MAIL_TIME else local.date() - timedelta(days=1)
    if rhythm is Rhythm.WEEKLY:
        day -= timedelta(days=day.weekday())
    return datetime.combine(day, MAIL_TIME, AMSTERDAM).astimezone(now.tzinfo)


def link_token(secret: bytes, purpose: LinkPurpose, key: str) -> str:
    """Return the token of a link: the follower's random key (128 bits) with its HMAC-SHA-256 for one purpose.

    Nothing that opens a link is stored: the key is nothing without the site's secret, and a link of one purpose
    does not open another (ADR 31).
    """
    return key + _seal(secret, purpose, key)


def find_key(secret: bytes, purpose: LinkPurpose, token: str) -> str | None:
    """Return the key in a token that we made for this purpose, or None."""
    key, seal = token[:KEY_CHARS], token[KEY_CHARS:]
    is_ours = hmac.compare_digest(seal.encode("utf-8", "replace"), _seal(secret, purpose, key).encode())
    return key if is_ours else None


def _seal(secret: bytes, purpose: LinkPurpose, key: str) -> str:
    said = f"follow:{purpose.value}:{key}".encode("utf-8", "replace")
    return hmac.new(secret, said, hashlib.sha256).hexdigest()
