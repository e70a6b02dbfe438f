"""Form tokens (CSRF) that look different in every answer, so that pages that hold one may be compressed (ADR 15).

Who can count the bytes of many compressed answers could otherwise guess a secret that is the same in all of them
(BREACH). The token is XORed with a fresh pad on its way out, and read back on its way in.
"""

from __future__ import annotations

import binascii
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from flask import Flask, Response, g
from flask_wtf.csrf import CSRFProtect


def masked(token: str) -> str:
    """Return the token under a pad of its own length: letters, digits, `-` and `_`."""
    plain = token.encode()
    pad = secrets.token_bytes(len(plain))
    return urlsafe_b64encode(pad + _xor(plain, pad)).decode().rstrip("=")


def unmasked(sent: str) -> str:
    """Return the token that was sent; what is no masked token comes back as it is, for the check to refuse."""
    try:
        data = urlsafe_b64decode(sent + "=" * (-len(sent) % 4))
        half, odd = divmod(len(data), 2)
        return sent if odd else _xor(data[:half], data[half:]).decode("ascii")
    except (binascii.Error, ValueError):
        return sent


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))


class _MaskedTokens(CSRFProtect):  # type: ignore[misc]  # flask_wtf has no types
    def _get_csrf_token(self) -> str | None:
        sent = super()._get_csrf_token()
        return unmasked(sent) if sent else None


def register(app: Flask) -> None:
    """Check the token of every form that is sent; mask it in every page that leaves, whoever put it there."""
    _MaskedTokens(app)

    @app.after_request
    def mask(response: Response) -> Response:
        token = g.get(app.config["WTF_CSRF_FIELD_NAME"])
        if token and response.mimetype == "text/html" and not response.is_streamed:
            response.set_data(response.get_data().replace(token.encode(), masked(token).encode()))
        return response
