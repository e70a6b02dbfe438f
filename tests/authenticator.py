"""An authenticator in software for tests: makes a passkey and signs with it (Web Authentication Level 3, chapter 6)."""

from __future__ import annotations

import hashlib
import json
import secrets
from base64 import urlsafe_b64encode
from html import unescape
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

USER_PRESENT, HAS_KEY = 0x01, 0x40
ES256, P256, EC2 = -7, 1, 2  # RFC 9053


def options_in(page: str) -> dict[str, Any]:
    """Return what a page asks of the browser."""
    found: dict[str, Any] = json.loads(unescape(page.partition('data-options="')[2].partition('"')[0]))
    return found


def _text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


class Authenticator:
    """One key for one site, which counts how often it was used."""

    def __init__(self, origin: str = "http://localhost", host: str = "localhost") -> None:
        self.origin, self.host, self.count = origin, host, 0
        self.id = secrets.token_bytes(16)
        self._key = ec.generate_private_key(ec.SECP256R1())

    def create(self, options: dict[str, Any]) -> str:
        """Return what the browser says after making the passkey."""
        numbers = self._key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        key = cbor2.dumps({1: EC2, 3: ES256, -1: P256, -2: x, -3: y})
        data = (
            self._data(USER_PRESENT | HAS_KEY) + bytes(16) + len(self.id).to_bytes(2, "big") + self.id + key
        )
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", options)
        return self._said(clientDataJSON=client, attestationObject=attestation)

    def use(self, options: dict[str, Any]) -> str:
        """Return what the browser says after using the passkey."""
        self.count += 1
        client, data = self._client("webauthn.get", options), self._data(USER_PRESENT)
        signature = self._key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._said(clientDataJSON=client, authenticatorData=data, signature=signature)

    def _data(self, flags: int) -> bytes:
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.count.to_bytes(4, "big")

    def _client(self, kind: str, options: dict[str, Any]) -> bytes:
        return json.dumps({"type": kind, "challenge": options["challenge"], "origin": self.origin}).encode()

    def _said(self, **response: bytes) -> str:
        parts = {name: _text(value) for name, value in response.items()}
        said = {"id": _text(self.id), "rawId": _text(self.id), "type": "public-key", "response": parts}
        return json.dumps(said | {"clientExtensionResults": {}})
