"""Passkeys as a second factor beside the code of an app: add one, use one, take one away (Web Authentication Level 3).

The challenge is derived from the token of the session at hand: nobody else knows it, and after signing in that session is gone.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from urllib.parse import urlsplit

import webauthn
from sqlalchemy import select, update
from sqlalchemy.orm import Session
from webauthn.helpers import (
    base64url_to_bytes,
    bytes_to_base64url,
    options_to_json,
    parse_authentication_credential_json,
)
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import PublicKeyCredentialDescriptor

from consultatie.domain.errors import Invalid, NotFound
from consultatie.domain.text import normalise_line
from consultatie.models.accounts import User
from consultatie.models.passkeys import Passkey
from consultatie.services import log

LONGEST_NAME = 80  # characters
MOST = 10  # passkeys of one person


@dataclass(frozen=True, slots=True)
class Place:
    """Where passkeys are good for: the host of the site (RP ID), its whole origin, and its name."""

    host: str
    origin: str
    name: str


def find_place(base_url: str, name: str) -> Place | None:
    """Return where passkeys are good for, or None for a site without a host name, as browsers then refuse them."""
    address = urlsplit(base_url)
    host = address.hostname or ""
    try:
        ip_address(host)
    except ValueError:
        return Place(host, f"{address.scheme}://{address.netloc}", name) if host else None
    return None


def challenge(token: str, purpose: str) -> bytes:
    """Return what a passkey has to sign in the session of this token, for one purpose."""
    return hmac.new(token.encode(), purpose.encode(), hashlib.sha256).digest()


def list_of(session: Session, user: User) -> list[Passkey]:
    """Return somebody's passkeys, oldest first."""
    return list(session.scalars(select(Passkey).where(Passkey.user_id == user.id).order_by(Passkey.id)))


def get(session: Session, user: User, number: int) -> Passkey:
    """Return a passkey of somebody; raise NotFound, also for one of somebody else."""
    found = session.get(Passkey, number)
    if found is None or found.user_id != user.id:
        raise NotFound("no-such-passkey")
    return found


def _known(session: Session, user: User) -> list[PublicKeyCredentialDescriptor]:
    keys = list_of(session, user)
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(one.credential_id)) for one in keys]


def options_to_add(session: Session, user: User, place: Place, challenge: bytes) -> str:
    """Return what the browser needs to make a passkey, as JSON; it makes no second one on the same authenticator."""
    options = webauthn.generate_registration_options(
        rp_id=place.host,
        rp_name=place.name,
        user_id=f"user:{user.id}".encode(),
        user_name=user.email,
        user_display_name=user.name,
        challenge=challenge,
        exclude_credentials=_known(session, user),
    )
    return options_to_json(options)


def add(
    session: Session,
    user: User,
    name: str,
    credential: str,
    *,
    place: Place,
    challenge: bytes,
    now: datetime,
) -> Passkey:
    """Keep a passkey that the browser made. Raise Invalid with a code per field."""
    name = normalise_line(name)
    if not name or len(name) > LONGEST_NAME:
        raise Invalid(
            "passkey-invalid", {"name": "passkey-name-too-long" if name else "passkey-name-missing"}
        )
    if not credential:
        raise Invalid("passkey-missing")
    if len(list_of(session, user)) >= MOST:
        raise Invalid("passkeys-too-many")
    try:
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
        )
    except (WebAuthnException, ValueError) as error:
        raise Invalid("passkey-unreadable") from error
    credential_id = bytes_to_base64url(made.credential_id)
    if session.scalar(select(Passkey.id).where(Passkey.credential_id == credential_id)) is not None:
        raise Invalid("passkey-unreadable")
    passkey = Passkey(
        user_id=user.id,
        name=name,
        credential_id=credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        created_at=now,
    )
    session.add(passkey)
    session.flush()
    log.append(session, "user-passkey-added", f"user:{user.id}", {"passkey": passkey.id}, now=now)
    return passkey


def remove(session: Session, passkey: Passkey, *, now: datetime) -> None:
    """Forget a passkey; the code of the app stays."""
    subject = f"user:{passkey.user_id}"
    log.append(session, "user-passkey-removed", subject, {"passkey": passkey.id}, now=now)
    session.delete(passkey)


def options_to_use(session: Session, user: User, place: Place, challenge: bytes) -> str | None:
    """Return what the browser needs to use a passkey, as JSON, or None when somebody has none."""
    known = _known(session, user)
    if not known:
        return None
    return options_to_json(
        webauthn.generate_authentication_options(
            rp_id=place.host, challenge=challenge, allow_credentials=known
        )
    )


def check(
    session: Session, user: User, credential: str, *, place: Place, challenge: bytes, now: datetime
) -> bool:
    """Say whether somebody used one of their own passkeys here and now; an authenticator that counts back is refused."""
    try:
        said = parse_authentication_credential_json(credential)
        passkey = session.scalar(
            select(Passkey).where(
                Passkey.user_id == user.id, Passkey.credential_id == bytes_to_base64url(said.raw_id)
            )
        )
        if passkey is None:
            return False
        used = webauthn.verify_authentication_response(
            credential=said,
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
        )
    except (WebAuthnException, ValueError):
        return False
    counted = session.execute(
        update(Passkey)
        .where(Passkey.id == passkey.id, Passkey.sign_count == passkey.sign_count)
        .values(sign_count=used.new_sign_count, last_used_at=now)
    )
    return bool(counted.rowcount == 1)  # type: ignore[attr-defined]
