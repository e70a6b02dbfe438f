"""Refusals: one class per answer a door can give, each with a code. Sentences for people live in http and templates."""

from __future__ import annotations


class ConsultatieError(Exception):
    """A refusal with a `code` (kebab-case) and the facts a sentence about it needs."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


class NotFound(ConsultatieError):
    """It does not exist, or this viewer may not know that it does (404)."""


class NotSignedIn(ConsultatieError):
    """Somebody has to sign in first (303 to the sign-in page; 401 in the API)."""


class NotAllowed(ConsultatieError):
    """Signed in, but not for this (403)."""


class WrongState(ConsultatieError):
    """The thing has moved on: closed, already confirmed, already published (409)."""


class TokenRefused(ConsultatieError):
    """A link that was forged, used, or has expired (404, 410)."""


class Invalid(ConsultatieError):
    """Input that cannot be taken; `problems` maps a field to a code (422)."""

    def __init__(self, code: str, problems: dict[str, str] | None = None, **facts: object) -> None:
        super().__init__(code, **facts)
        self.problems = problems or {}


class UnreadableBill(Invalid):
    """A file that is no bill, is broken, or is a bomb; `place` says where reading stopped (422)."""


class TooLarge(ConsultatieError):
    """More than the limit; the facts name the limit (413)."""


class TooMany(ConsultatieError):
    """A brake: too often from one address or network; the facts name the wait in seconds (429)."""


class Unavailable(ConsultatieError):
    """A machine we need is away (503)."""
