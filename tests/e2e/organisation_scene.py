"""An organisation with its people for the pages under test, and the links that were mailed to them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from consultatie.domain.organisations import MemberRole, Registration
from consultatie.models.organisations import Membership
from consultatie.services import memberships, organisations
from tests.e2e.site import LiveSite

SLUG, BOSS = "vereniging-de-lezer", "voorzitter@delezer.example"
DAY = timedelta(days=1)


def set_organisation_scene(site: LiveSite, values: dict[str, Any], cookies: dict[str, str]) -> None:
    """Make an organisation, with somebody who has the mandate and a writer; add what addresses need."""
    now = site.parts.ports.now()
    for name, email in (("Vereniging De Lezer", BOSS), ("Stichting Nog Niet", "iemand@nogniet.example")):
        with site.parts.db.write.begin() as session:
            typed = Registration(name, "12345678", "Vera Voorzitter", email)
            organisations.register(session, typed, language="nl", life=DAY, now=now)
        values["register_token"] = _token(site, email, "organisation-confirm", "/organisatie/bevestigen/")
        if email == BOSS:
            with site.parts.db.write.begin() as session:
                organisations.confirm(session, values["register_token"], now=now)
    with site.parts.db.write.begin() as session:
        boss = session.get_one(Membership, 1)
        writer = organisations.admit(
            session,
            boss.organisation,
            "schrijver@delezer.example",
            "Sam Schrijver",
            MemberRole.WRITER,
            now=now,
        )
        values["colleague"] = writer.id
        memberships.invite(
            session, boss, "nieuw@delezer.example", MemberRole.SIGNER, language="nl", life=DAY, now=now
        )
        organisations.ask_sign_in(
            session, BOSS, language="nl", life=DAY, next_address="", brake=lambda _address: None, now=now
        )
    values["invite_token"] = _token(
        site, "nieuw@delezer.example", "organisation-invite", "/organisatie/uitnodiging/"
    )
    values["sign_in_token"] = _token(site, BOSS, "organisation-sign-in", "/organisatie/inloggen/")
    cookies["member"] = site.staff_cookie(BOSS)


def _token(site: LiveSite, to: str, kind: str, part: str) -> str:
    return site.link(to, kind, part).rpartition("/")[2]
