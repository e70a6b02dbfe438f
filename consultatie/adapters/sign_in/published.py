"""What an OpenID provider publishes: its metadata and keys (OpenID Connect Discovery 1.0, RFC 7517). Only its own host is asked."""

from __future__ import annotations

import logging
import time
from typing import Any
from urllib.parse import urlsplit

import requests
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from consultatie.domain.errors import Unavailable

KEEP_SECONDS = 3600
REST_SECONDS = (
    5  # after a failure, so that nobody who presses the button waits for a provider that is known to be away
)
TIMEOUT_SECONDS = 5

logger = logging.getLogger("consultatie.sign_in")


class Published:
    """The metadata and keys of one provider, kept for an hour; old ones stay in use while the provider is away."""

    def __init__(self, issuer: str) -> None:
        self._issuer = issuer
        self._documents: dict[str, tuple[float, dict[str, Any]]] = {}
        self._rests_until = 0.0

    def metadata(self) -> dict[str, Any]:
        """Return the metadata. Raise Unavailable, also when they are of another issuer (Discovery 1.0, 4.3)."""
        address = self._issuer.rstrip("/") + "/.well-known/openid-configuration"
        found = self._get(address)
        if found.get("issuer") != self._issuer:
            self._documents.pop(address, None)  # a mended provider works at once
            raise away("the metadata name another issuer than oidc_issuer")
        return found

    def find_endpoint(self, name: str) -> str | None:
        """Return an address that the provider publishes, or None where it has none on the issuer's own host."""
        address = self.metadata().get(name)
        same = isinstance(address, str) and urlsplit(address)[:2] == urlsplit(self._issuer)[:2]
        return str(address) if same else None

    def endpoint(self, name: str) -> str:
        """Return an address that the flow cannot do without; raise Unavailable."""
        address = self.find_endpoint(name)
        if address is None:
            raise away(f"{name} is missing, or not on the host of oidc_issuer")
        return address

    def keys(self, *, anew: bool = False) -> KeySet:
        """Return the keys that the provider signs with; `anew` after one turned up that we do not know."""
        found = self._get(self.endpoint("jwks_uri"), anew=anew)
        try:
            return KeySet.import_key_set(found)  # type: ignore[arg-type]  # checked as it is read
        except (JoseError, KeyError, TypeError, ValueError) as error:
            raise away("the keys cannot be read") from error

    def _get(self, address: str, *, anew: bool = False) -> dict[str, Any]:
        at, kept = self._documents.get(address, (float("-inf"), None))
        fresh = not anew and time.monotonic() - at < KEEP_SECONDS
        if kept is not None and (fresh or time.monotonic() < self._rests_until):
            return kept
        if time.monotonic() < self._rests_until:
            raise away("it did not answer a moment ago")
        try:
            found = _fetch(address)
        except (requests.RequestException, ValueError) as error:
            self._rests_until = time.monotonic() + REST_SECONDS
            if kept is not None:
                return kept
            raise away(f"{urlsplit(address).path} gave no JSON") from error
        self._documents[address] = (time.monotonic(), found)
        return found


def _fetch(address: str) -> dict[str, Any]:
    answer = requests.get(address, timeout=TIMEOUT_SECONDS, allow_redirects=False)
    answer.raise_for_status()
    found = answer.json()
    if not isinstance(found, dict):
        raise ValueError("no object")
    return found


def away(reason: str) -> Unavailable:
    """Return the refusal for a provider that cannot be used now, and tell the operator why."""
    logger.warning("identity provider cannot be used: %s", reason)
    return Unavailable("provider-away", reason=reason)
