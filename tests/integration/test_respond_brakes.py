"""Brakes on mail, on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from consultatie.domain.errors import TooMany
from consultatie.models.moderation import BrakeEvent
from consultatie.services import brakes

MAILS = brakes.MailLimits(per_hour=3, per_day=5, network_per_hour=6)


def ask(session, clock, email: str = "noor@example.nl", remote: str = "192.0.2.7") -> None:
    brakes.take_mail(session, secret=b"key", email=email, remote=remote, limits=MAILS, now=clock())


def test_a_fourth_mail_within_the_hour_waits_whatever_the_address_looks_like(session, clock) -> None:
    for email in ("noor@example.nl", "Noor@Example.nl", "noor+x@example.nl"):
        ask(session, clock, email)
    with pytest.raises(TooMany) as refused:
        ask(session, clock)
    assert refused.value.facts["wait"] in (3600, 3601)
    clock.forward(hours=1, seconds=1)
    ask(session, clock)
    ask(session, clock)
    with pytest.raises(TooMany) as refused:
        ask(session, clock)
    assert refused.value.facts["wait"] > 80_000


def test_a_network_has_a_brake_of_its_own(session, clock) -> None:
    for number in range(6):
        ask(session, clock, f"n{number}@example.nl", f"192.0.2.{number}")
    with pytest.raises(TooMany):
        ask(session, clock, "other@example.nl", "192.0.2.200")
    ask(session, clock, "other@example.nl", "198.51.100.1")


def test_brakes_keep_no_address_and_forget_after_a_day(session, clock) -> None:
    ask(session, clock)
    assert all(len(event.subject) == 64 for event in session.scalars(select(BrakeEvent)))
    clock.forward(days=1, seconds=1)
    assert brakes.remove_old(session, now=clock()) == 2


def test_networks_are_a_24_and_a_48() -> None:
    assert brakes.network_of("192.0.2.7") == "192.0.2.0/24"
    assert brakes.network_of("::ffff:192.0.2.7") == "192.0.2.0/24"
    assert brakes.network_of("2001:db8:1:2::3") == "2001:db8:1::/48"
