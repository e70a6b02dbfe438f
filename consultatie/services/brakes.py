"""Brakes: how often we mail one address, mail because of one network, and take a recording from one. Counted by keyed hash, never by address.

The mails of readers are counted in a transaction of their own, before the request writes anything (web/mail_brake): what is
rolled back afterwards stays counted. A refused one is not counted, so that asking again does not make the wait longer.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address, ip_network
from typing import Final

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from consultatie.domain.errors import TooMany
from consultatie.domain.text import canonical_email
from consultatie.models.moderation import BrakeEvent

HOUR: Final = timedelta(hours=1)
DAY: Final = timedelta(days=1)
MAIL, NETWORK, ONCE = "mail-address", "mail-network", "mail-once"
BARRIER, RECORDING, OBJECTION = "barrier-network", "recording-network", "objection-network"


@dataclass(frozen=True, slots=True)
class MailLimits:
    """How many mails: per canonical address in an hour and a day, per network in an hour."""

    per_hour: int
    per_day: int
    network_per_hour: int


@dataclass(frozen=True, slots=True)
class Rule:
    """At most `most` events of a kind about one subject in a span of time."""

    kind: str
    subject: str
    most: int
    span: timedelta


def network_of(address: str) -> str:
    """Return the network an IP address is counted by: IPv4 /24, IPv6 /48; "unknown" when it is no address."""
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    mapped = getattr(found, "ipv4_mapped", None)
    found = mapped or found
    return str(ip_network((found, 24 if found.version == 4 else 48), strict=False))


def keyed_hash(secret: bytes, thing: str) -> str:
    """Return how a brake names an address or network: HMAC-SHA-256 (hex) under the site's key."""
    return hmac.new(secret, thing.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()


def take_mail(
    session: Session,
    *,
    secret: bytes,
    email: str,
    remote: str,
    limits: MailLimits,
    once: str = "",
    now: datetime,
) -> None:
    """Count a mail to an address, asked for from an IP address; raise TooMany with the wait in seconds.

    `once` names what the mail is about: asked for again, as by a double click, it is counted once.
    """
    about = keyed_hash(secret, once) if once else ""
    if about:
        _one_at_a_time(session, about)
        if session.scalar(select(BrakeEvent.id).where(BrakeEvent.kind == ONCE, BrakeEvent.subject == about)):
            return
    person = keyed_hash(secret, canonical_email(email))
    network = keyed_hash(secret, network_of(remote))
    rules = (
        Rule(MAIL, person, limits.per_hour, HOUR),
        Rule(MAIL, person, limits.per_day, DAY),
        Rule(NETWORK, network, limits.network_per_hour, HOUR),
    )
    for subject in sorted({person, network}):
        _one_at_a_time(session, subject)
    waits = [_wait(session, rule, now) for rule in rules]
    if any(waits):
        raise TooMany("too-many-mails", wait=max(waits))
    counted = [(MAIL, person), (NETWORK, network), *([(ONCE, about)] if about else [])]
    session.add_all(BrakeEvent(kind=kind, subject=subject, at=now) for kind, subject in counted)
    session.flush()


def take_barrier(session: Session, *, secret: bytes, remote: str, per_hour: int, now: datetime) -> None:
    """Count a report of a barrier from an IP address' network; raise TooMany with the wait in seconds."""
    rule = Rule(BARRIER, keyed_hash(secret, network_of(remote)), per_hour, HOUR)
    if wait := _count(session, rule, now):
        raise TooMany("too-many-reports", wait=wait)


def take_objection(session: Session, *, secret: bytes, remote: str, per_hour: int, now: datetime) -> None:
    """Count an objection to a response from an IP address' network; raise TooMany with the wait in seconds."""
    rule = Rule(OBJECTION, keyed_hash(secret, network_of(remote)), per_hour, HOUR)
    if wait := _count(session, rule, now):
        raise TooMany("too-many-reports", wait=wait)


def take_recording(session: Session, *, secret: bytes, remote: str, per_hour: int, now: datetime) -> None:
    """Count a recording from an IP address' network; raise TooMany with the wait in seconds."""
    rule = Rule(RECORDING, keyed_hash(secret, network_of(remote)), per_hour, HOUR)
    if wait := _count(session, rule, now):
        raise TooMany("too-many-recordings", wait=wait)


def _count(session: Session, rule: Rule, now: datetime) -> int:
    """Count an event, or return the seconds until it would be let through."""
    _one_at_a_time(session, rule.subject)
    wait = _wait(session, rule, now)
    if not wait:
        session.add(BrakeEvent(kind=rule.kind, subject=rule.subject, at=now))
        session.flush()
    return wait


def _one_at_a_time(session: Session, subject: str) -> None:
    """Let one transaction at a time count this subject; SQLite has only one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        number = int.from_bytes(bytes.fromhex(subject[:16]), signed=True)
        session.execute(select(func.pg_advisory_xact_lock(number)))


def _wait(session: Session, rule: Rule, now: datetime) -> int:
    """Return the seconds until the rule lets another event through; 0 when it does now."""
    if rule.most < 1:
        return int(rule.span.total_seconds())
    oldest_that_counts = (
        select(BrakeEvent.at)
        .where(
            BrakeEvent.kind == rule.kind,
            BrakeEvent.subject == rule.subject,
            BrakeEvent.at > now - rule.span,
        )
        .order_by(BrakeEvent.at.desc())
        .offset(rule.most - 1)
        .limit(1)
    )
    oldest = session.scalar(oldest_that_counts)
    return 0 if oldest is None else max(1, int((oldest + rule.span - now).total_seconds()) + 1)


def remove_old(session: Session, *, now: datetime) -> int:
    """Forget what no brake looks at any more (over a day old); return how many."""
    gone = session.execute(delete(BrakeEvent).where(BrakeEvent.at < now - DAY))
    return gone.rowcount  # type: ignore[attr-defined, no-any-return]
