"""A theme file alone gives the site another look: no template, no build, no other setting."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from consultatie.settings import ROOT
from tests.e2e.conftest import CONTEXT
from tests.e2e.scene import OPEN, Scene
from tests.e2e.site import LiveSite

LOOK = """() => {
  const of = (selector, name) => getComputedStyle(document.querySelector(selector))[name];
  return {
    paper: of("html", "backgroundColor"), font: of("html", "fontFamily"), heading: of("h1", "color"),
    button: of(".nl-button--primary", "backgroundColor"), corner: of(".nl-button--primary", "borderTopLeftRadius"),
    skip: of(".nl-skip-link", "backgroundColor"),
  };
}"""
PATH = f"/consultaties/{OPEN}"


@pytest.fixture(scope="module")
def themed(live: LiveSite, scene: Scene) -> Iterator[LiveSite]:
    """The same instance behind a second site with the example theme."""
    site = LiveSite(live.instance, theme_file=str(ROOT / "config" / "themes" / "duin.css"))
    site.start(load_demonstration=False)
    yield site
    site.stop()


def _look(browser: Browser, site: LiveSite, scheme: str) -> dict[str, str]:
    context = browser.new_context(**CONTEXT | {"color_scheme": scheme}, base_url=site.base)
    try:
        page: Page = context.new_page()
        page.goto(PATH)
        found: dict[str, str] = page.evaluate(LOOK)
        return found
    finally:
        context.close()


def test_one_file_changes_colours_letters_and_corners(
    browser: Browser, live: LiveSite, themed: LiveSite
) -> None:
    ours, theirs = _look(browser, live, "light"), _look(browser, themed, "light")
    assert ours["button"] == ours["skip"] == "rgb(11, 60, 111)"
    assert theirs["button"] == theirs["skip"] == theirs["heading"] == "rgb(31, 74, 43)"
    assert theirs["paper"] == "rgb(251, 247, 238)"
    assert "Atkinson" in ours["font"]
    assert theirs["font"].startswith("Georgia")
    assert (ours["corner"], theirs["corner"]) != (theirs["corner"], ours["corner"])


def test_the_file_says_what_the_dark_scheme_is(browser: Browser, themed: LiveSite) -> None:
    dark = _look(browser, themed, "dark")
    assert dark["paper"] == "rgb(18, 32, 26)"
    assert dark["button"] == "rgb(181, 226, 191)"
