"""People of organisations sign in at a real provider, in Chromium: away, back and out, under our own policy."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import CONTEXT
from tests.e2e.organisation_scene import BOSS
from tests.e2e.pages.staff import Staff
from tests.e2e.scene import Scene
from tests.e2e.site import LiveSite
from tests.e2e.watching import Watch, axe_violations, overflow
from tests.provider.running import CLIENT, SECRET, RunningProvider, bring

NAME = "de Proefdienst"


@pytest.fixture(scope="module")
def beside(
    live: LiveSite, scene: Scene, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[LiveSite, RunningProvider]]:
    """The same instance behind a second site, beside a provider that runs."""
    bring()
    provider = RunningProvider()
    secret = tmp_path_factory.mktemp("secret") / "client"
    secret.write_text(SECRET)
    site = LiveSite(
        live.instance,
        oidc_issuer=provider.issuer,
        oidc_name=NAME,
        oidc_client_id=CLIENT,
        oidc_client_secret_file=str(secret),
    )
    site.start(load_demonstration=False)
    provider.start(site.base)
    yield site, provider
    provider.stop()
    site.stop()


@pytest.mark.parametrize("js", [True, False])
def test_one_goes_away_comes_back_and_signs_out_in_both_places(
    js: bool, browser: Browser, beside: tuple[LiveSite, RunningProvider]
) -> None:
    site, provider = beside
    context: Any = browser.new_context(**CONTEXT, base_url=site.base, java_script_enabled=js)
    context.set_default_timeout(8000)
    watch, page = Watch(context, site.base), context.new_page()
    vera = Staff(page)
    page.goto("/organisatie/overzicht")
    vera.follow(f"Inloggen met {NAME}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Proefdienst")
    vera.write("E-mailadres", BOSS)
    vera.press("Log in")
    vera.reads("Vereniging De Lezer")

    vera.press("Uitloggen")
    vera.reads("U bent uitgelogd")
    if js:
        _is_accessible(page)
    vera.follow(f"Log ook uit bij {NAME}")
    assert page.url.startswith(provider.issuer)
    page.get_by_role("button", name="Uit").click()
    expect(page.get_by_text(f"U bent ook uitgelogd bij {NAME}.")).to_be_visible()
    ours = [line for line in watch.take() if provider.issuer not in line]
    context.close()
    assert ours == []


def _is_accessible(page: Page) -> None:
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert axe_violations(page) + overflow(page) == []


def test_who_stops_half_way_finds_the_other_way(
    browser: Browser, beside: tuple[LiveSite, RunningProvider]
) -> None:
    site, _provider = beside
    context: Any = browser.new_context(**CONTEXT, base_url=site.base)
    page = context.new_page()
    vera = Staff(page)
    page.goto("/en/organisatie/inloggen")
    vera.follow(f"Sign in with {NAME}")
    vera.press("Stop")
    vera.reads(f"Signing in with {NAME} did not work")
    assert page.url.startswith(f"{site.base}/en/")
    vera.follow("Sign in with a link in your mail")
    expect(page.get_by_role("button", name="Send me the link")).to_be_visible()
    context.close()
