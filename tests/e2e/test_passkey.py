"""A passkey in Chromium, with the browser's own virtual authenticator: added on the account page, used after the password."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pyotp
import pytest
from playwright.sync_api import Browser, Page, expect

from consultatie.domain.permissions import Role
from consultatie.services import accounts
from tests.e2e.conftest import CONTEXT
from tests.e2e.pages.staff import Staff
from tests.e2e.scene import Scene
from tests.e2e.site import LiveSite
from tests.e2e.watching import Watch, axe_violations, overflow

WHO = ("sleutel@example.nl", "een-lang-wachtwoord-met-sleutel")
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def named(live: LiveSite, scene: Scene) -> Iterator[LiveSite]:
    """The same instance behind a site with a host name, that wants a second factor."""
    site = LiveSite(live.instance, host="localhost", second_factor="required")
    site.start(load_demonstration=False)
    with site.parts.db.write.begin() as session:
        email, password = WHO
        accounts.create_user(
            session,
            site.parts.hasher,
            email=email,
            name="Sil Sleutel",
            role=Role.DRAFTER,
            password=password,
            now=site.parts.ports.now(),
        )
    yield site
    site.stop()


def connect_app(page: Page, sil: Staff) -> None:
    """Sign in for the first time, with an app for codes."""
    sil.sign_in(*WHO)
    shown = page.get_by_role("main").get_by_text(re.compile(r"^[A-Z2-7]{4}( [A-Z2-7]{4})+$"))
    sil.write("Code van 6 cijfers", pyotp.TOTP(shown.first.inner_text().replace(" ", "")).now())
    sil.press("Bevestig de code")
    sil.reads("Werkplek")


def is_accessible(page: Page) -> None:
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert axe_violations(page) + overflow(page) == []


def test_a_passkey_is_added_used_and_removed(browser: Browser, named: LiveSite) -> None:
    context: Any = browser.new_context(**CONTEXT, base_url=named.base)
    context.set_default_timeout(8000)
    watch, page = Watch(context, named.base), context.new_page()
    devices = context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    added = devices.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    sil = Staff(page)
    connect_app(page, sil)

    page.goto("/account")
    sil.follow("Uw passkeys")
    sil.press("Voeg de passkey toe")
    expect(page.get_by_role("alert")).to_contain_text("Geef de passkey een naam.")
    sil.write("Naam van de passkey", "Mijn telefoon")
    sil.press("Voeg de passkey toe")
    expect(page.get_by_role("heading", level=2, name="Mijn telefoon")).to_be_visible()
    is_accessible(page)

    page.get_by_role("button", name="Uitloggen").click()
    sil.sign_in(*WHO)
    sil.reads("Vul uw code in")
    is_accessible(page)
    sil.press("Gebruik een passkey")
    sil.reads("Werkplek")

    authenticator = {"authenticatorId": added["authenticatorId"]}
    devices.send("WebAuthn.setUserVerified", authenticator | {"isUserVerified": False})
    devices.send("WebAuthn.clearCredentials", authenticator)
    page.get_by_role("button", name="Uitloggen").click()
    sil.sign_in(*WHO)
    page.get_by_role("button", name="Gebruik een passkey").click()
    expect(page.get_by_text("Het lukte niet met de passkey.")).to_be_visible(timeout=70_000)
    assert [line for line in watch.take() if "422" not in line] == []
    context.close()
