"""Staff sign in with a password and a code where the installation asks for it."""

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

WHO = ("code@example.nl", "een-lang-wachtwoord-met-code")


@pytest.fixture(scope="module")
def strict(live: LiveSite, scene: Scene) -> Iterator[LiveSite]:
    """The same instance behind a second site that wants a code from everyone."""
    site = LiveSite(live.instance, second_factor="required")
    site.start(load_demonstration=False)
    with site.parts.db.write.begin() as session:
        email, password = WHO
        accounts.create_user(
            session,
            site.parts.hasher,
            email=email,
            name="Cor Code",
            role=Role.DRAFTER,
            password=password,
            department=None,
            now=site.parts.ports.now(),
        )
    yield site
    site.stop()


@pytest.fixture
def door(browser: Browser, strict: LiveSite) -> Iterator[tuple[Page, Watch]]:
    """A browser before the second site."""
    context: Any = browser.new_context(**CONTEXT, base_url=strict.base)
    context.set_default_timeout(8000)
    yield context.new_page(), Watch(context, strict.base)
    context.close()


def test_the_first_time_one_connects_an_app_and_later_types_its_code(
    door: tuple[Page, Watch], browser: Browser, strict: LiveSite
) -> None:
    page, watch = door
    cor = Staff(page)
    cor.sign_in(*WHO)
    cor.reads("Maak uw account extra veilig")
    page.goto("/werkplek")
    assert "/account" in page.url, "half signed in is not signed in"
    page.goto("/account/code")
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert axe_violations(page) + overflow(page) == []
    shown = page.get_by_role("main").get_by_text(re.compile(r"^[A-Z2-7]{4}( [A-Z2-7]{4})+$"))
    secret = shown.first.inner_text().replace(" ", "")

    cor.write("Code van 6 cijfers", "000000")
    cor.press("Bevestig de code")
    expect(page.get_by_role("alert")).to_be_visible()
    assert axe_violations(page) == []
    cor.write("Code van 6 cijfers", pyotp.TOTP(secret).now())
    cor.press("Bevestig de code")
    cor.reads("Werkplek")

    page.get_by_role("button", name="Uitloggen").click()
    cor.sign_in(*WHO)
    cor.reads("Vul uw code in")
    assert axe_violations(page) == []
    cor.write("Code van 6 cijfers", _later_code(secret))
    cor.press("Verder")
    cor.reads("Werkplek")
    assert watch.take() == []


def _later_code(secret: str) -> str:
    """Return the code of the next half minute: each works once, and one step early is let in."""
    import time

    return pyotp.TOTP(secret).at(time.time() + 30)


def test_a_wrong_password_says_so_and_keeps_the_address(door: tuple[Page, Watch]) -> None:
    page, _watch = door
    cor = Staff(page)
    cor.sign_in("niemand@example.nl", "verkeerd-wachtwoord")
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.title().startswith("Fout:")
    expect(page.get_by_role("textbox", name="E-mailadres")).to_have_value("niemand@example.nl")
    assert axe_violations(page) == []


@pytest.mark.parametrize("path", ["/werkplek", "/beheer", "/werkplek/moderatie"])
def test_a_stranger_is_sent_to_the_door(path: str, door: tuple[Page, Watch]) -> None:
    page, _watch = door
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Inloggen voor medewerkers")
