"""Signing in elsewhere: what the site keeps while somebody is at a provider, what that says of them, and the machine for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Departure:
    """Where to send somebody, and the secrets of this one attempt (OpenID Connect Core 1.0, 3.1.2.1; PKCE, RFC 7636)."""

    address: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Attested:
    """What a provider says of somebody. `email` is lower case, and empty unless the provider checked that it is theirs."""

    email: str
    name: str
    second_factor: bool


class IdentityProvider(Protocol):
    """Lets people sign in at another organisation."""

    name: str

    def depart(self, back: str, *, language: str) -> Departure:
        """Return where to send somebody who has to come back at `back`. Raise Unavailable("provider-away")."""

    def arrive(
        self, departure: Departure, answer: Mapping[str, str], back: str, *, now: datetime
    ) -> Attested:
        """Return who came back with `answer`, the query of the address.

        Raise TokenRefused("provider-attempt-expired") for an answer to another attempt or one that was used,
        NotAllowed("provider-refused") when the provider or the person said no, NotAllowed("provider-untrusted") when what it
        says cannot be trusted, Unavailable("provider-away") when it does not answer.
        """

    def leave(self, back: str, *, language: str) -> str | None:
        """Return where somebody also signs out at the provider, or None where that cannot be done.

        They come back at `back`, with the language as `state` in the query. Raise Unavailable.
        """

    def check(self) -> None:
        """Ask the provider for its metadata and keys; raise Unavailable with what is wrong as `reason`."""
