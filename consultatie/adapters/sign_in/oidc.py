"""OpenID Connect Core 1.0: the authorization code flow with PKCE, and signing out at the provider.

Authlib makes the requests and weighs the claims, joserfc checks the signature. Nothing that the provider says is kept.
"""

from __future__ import annotations

import hmac
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.common.security import generate_token
from authlib.common.urls import add_params_to_uri
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jws import JWSRegistry

from consultatie.adapters.sign_in.published import TIMEOUT_SECONDS, Published, away
from consultatie.domain.errors import ConsultatieError, NotAllowed, TokenRefused
from consultatie.domain.identity_provider import Attested, Departure
from consultatie.domain.respondents import find_email

SCOPE = "openid email profile"
SIGNATURES = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "Ed25519",
    "EdDSA",
)
SECRET_LENGTH = 48  # characters of state, nonce and verifier; RFC 7636 asks for 43 to 128
LATER = frozenset({"temporarily_unavailable", "server_error"})  # RFC 6749, 4.1.2.1
LIMITS: dict[str, Any] = {"timeout": TIMEOUT_SECONDS, "allow_redirects": False}

logger = logging.getLogger("consultatie.sign_in")


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """How this site is known at a provider. Without a `secret_file` it is a public client.

    `verified_claim` says, by being true, that the address is checked; `second_factors` are values of `acr` or `amr`.
    """

    issuer: str
    name: str
    client_id: str
    secret_file: str
    verified_claim: str
    second_factors: frozenset[str]
    clock_skew_seconds: int


class OidcProvider:
    """One provider where people sign in: the `IdentityProvider` of domain/identity_provider."""

    def __init__(self, client: Client) -> None:
        self.name = client.name
        self._client = client
        self._published = Published(client.issuer)

    def depart(self, back: str, *, language: str) -> Departure:
        """Return where to send somebody. Raise Unavailable."""
        state, nonce, verifier = (generate_token(SECRET_LENGTH) for _ in range(3))
        address, _ = self._session(back).create_authorization_url(
            self._published.endpoint("authorization_endpoint"),
            state=state,
            nonce=nonce,
            code_verifier=verifier,
            ui_locales=language,
        )
        return Departure(address, state, nonce, verifier)

    def arrive(
        self, departure: Departure, answer: Mapping[str, str], back: str, *, now: datetime
    ) -> Attested:
        """Return who came back. Raise TokenRefused, NotAllowed or Unavailable; the protocol says when."""
        code = self._code(departure, answer)
        session = self._session(back)
        token = self._redeem(session, code, departure.verifier)
        claims = self._claims(token, departure.nonce, now)
        if "email" not in claims:
            claims = self._userinfo(session, claims) | claims
        return self._attested(claims)

    def leave(self, back: str, *, language: str) -> str | None:
        """Return where to sign out as well (RP-Initiated Logout 1.0); without a hint, so that the provider asks first.

        The state that comes back is the language.
        """
        address = self._published.find_endpoint("end_session_endpoint")
        if address is None:
            return None
        asked = {
            "client_id": self._client.client_id,
            "post_logout_redirect_uri": back,
            "state": language,
            "ui_locales": language,
        }
        return str(add_params_to_uri(address, asked.items()))

    def check(self) -> None:
        """Read the metadata, the keys and our own secret."""
        self._published.keys()
        for name in ("authorization_endpoint", "token_endpoint"):
            self._published.endpoint(name)
        self._secret()

    def _session(self, back: str) -> OAuth2Session:
        methods = self._published.metadata().get("token_endpoint_auth_methods_supported") or []
        secret = self._secret()
        post_only = "client_secret_post" in methods and "client_secret_basic" not in methods
        return OAuth2Session(
            self._client.client_id,
            secret,
            scope=SCOPE,
            redirect_uri=back,
            code_challenge_method="S256",
            token_endpoint_auth_method="client_secret_post" if secret and post_only else None,
            leeway=0,  # the access token is used at once, also where it lives for a minute
        )

    def _secret(self) -> str | None:
        if not self._client.secret_file:
            return None
        try:
            return Path(self._client.secret_file).read_text("utf-8").strip()
        except (OSError, ValueError) as error:
            raise away("oidc_client_secret_file cannot be read") from error

    def _code(self, departure: Departure, answer: Mapping[str, str]) -> str:
        """Return the code in an answer, when it is ours: the state, and who answers (RFC 9207)."""
        if not hmac.compare_digest(answer.get("state", "").encode(), departure.state.encode()):
            raise TokenRefused("provider-attempt-expired")
        says_who = self._published.metadata().get("authorization_response_iss_parameter_supported") is True
        if answer.get("iss", "" if says_who else self._client.issuer) != self._client.issuer:
            raise _untrusted("the answer is of another issuer")
        if "error" in answer:
            raise _refused(answer["error"])
        if not answer.get("code"):
            raise TokenRefused("provider-attempt-expired")
        return answer["code"]

    def _redeem(self, session: OAuth2Session, code: str, verifier: str) -> dict[str, Any]:
        try:
            token: dict[str, Any] = session.fetch_token(
                self._published.endpoint("token_endpoint"),
                grant_type="authorization_code",
                code=code,
                code_verifier=verifier,
                **LIMITS,
            )
        except AuthlibBaseError as error:
            if error.error == "invalid_grant":
                raise TokenRefused("provider-attempt-expired") from error
            raise away(f"it refused this site: {_word(error.error)}") from error
        except (requests.RequestException, ValueError) as error:
            raise away("the token endpoint gave no answer") from error
        return token

    def _claims(self, token: Mapping[str, Any], nonce: str, now: datetime) -> dict[str, Any]:
        """Return the claims of the ID token once all of Core 1.0, 3.1.3.7 holds."""
        expected = {
            "iss": {"essential": True, "value": self._client.issuer},
            "aud": {"essential": True, "value": self._client.client_id},
        }
        known = {
            "nonce": nonce,
            "client_id": self._client.client_id,
            "access_token": token.get("access_token"),
        }
        try:
            signed = self._verified(str(token.get("id_token", "")))
            claims = CodeIDToken(signed.claims, signed.header, expected, known)
            claims.validate(now=int(now.timestamp()), leeway=self._client.clock_skew_seconds)
        except (JoseError, ValueError, TypeError) as error:
            raise _untrusted(f"{type(error).__name__} {_word(getattr(error, 'claim', ''))}") from error
        return dict(claims)

    def _verified(self, id_token: str) -> jwt.Token:
        registry = JWSRegistry(algorithms=SIGNATURES, strict_check_header=False)
        try:
            return jwt.decode(id_token, self._published.keys(), registry=registry)
        except InvalidKeyIdError:  # the provider signs with a new key
            return jwt.decode(id_token, self._published.keys(anew=True), registry=registry)

    def _userinfo(self, session: OAuth2Session, claims: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the userinfo endpoint says of the same person (Core 1.0, 5.3)."""
        address = self._published.find_endpoint("userinfo_endpoint")
        if address is None:
            return {}
        try:
            answer = session.get(address, **LIMITS)
            answer.raise_for_status()
            found = answer.json()
        except (requests.RequestException, AuthlibBaseError, ValueError) as error:
            raise away("the userinfo endpoint gave no JSON") from error
        if not isinstance(found, dict) or found.get("sub") != claims["sub"]:
            raise _untrusted("the userinfo endpoint speaks of somebody else")
        return found

    def _attested(self, claims: Mapping[str, Any]) -> Attested:
        email = claims.get("email")
        checked = claims.get(self._client.verified_claim) is True and isinstance(email, str)
        methods = claims.get("amr") or []
        factors = {str(value) for value in (claims.get("acr"), *methods) if value is not None}
        return Attested(
            email=(find_email(str(email)) or "").lower() if checked else "",
            name=str(claims.get("name") or ""),
            second_factor=bool(factors & self._client.second_factors),
        )


def _refused(error: str) -> ConsultatieError:
    if error in LATER:
        return away(f"it answered {error}")
    logger.warning("identity provider refused: %s", _word(error))
    return NotAllowed("provider-refused")


def _untrusted(reason: str) -> NotAllowed:
    logger.warning("identity provider not trusted: %s", reason)
    return NotAllowed("provider-untrusted")


def _word(text: object) -> str:
    """Return an error code of a provider when it looks like one, as anybody can put something else in an address."""
    return str(text) if re.fullmatch(r"[a-z_]{1,40}", str(text)) else "something unreadable"
