"""One server, one scene and a few browser contexts for all end-to-end tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.chromium import launch_options
from tests.e2e.scene import Scene, set_scene
from tests.e2e.site import LiveSite
from tests.e2e.watching import Watch

COOKIE = "consultatie"
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here, so that `-m "not e2e"` leaves it out."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start Debian's Chromium where it is there."""
    return {**browser_type_launch_args, **launch_options()}


CONTEXT: dict[str, Any] = {
    "locale": "nl-NL",
    "timezone_id": "Europe/Amsterdam",
    "reduced_motion": "reduce",
    "viewport": {"width": 1280, "height": 900},
}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Browse from Amsterdam, in Dutch, with less motion."""
    return {**browser_context_args, **CONTEXT}


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """The site with the demonstration, on a port of its own."""
    folder = tmp_path_factory.mktemp("e2e")
    folder.chmod(0o755)
    site = LiveSite(folder / "instance", development=True)
    site.start()
    yield site
    site.stop()


@pytest.fixture(scope="session")
def scene(live: LiveSite) -> Scene:
    """Names and tokens for the addresses, and a cookie per kind of visitor."""
    return set_scene(live)


Visitors = Callable[..., tuple[Page, Watch]]


@pytest.fixture(scope="session")
def visitor(browser: Browser, live: LiveSite, scene: Scene) -> Iterator[Visitors]:
    """Give a page that one kind of visitor keeps for all tests: `visitor("drafter")`, `visitor("reader", js=False)`."""
    kept: dict[tuple[str, bool], tuple[BrowserContext, Page, Watch]] = {}

    def give(who: str, *, js: bool = True) -> tuple[Page, Watch]:
        if (who, js) not in kept:
            context = browser.new_context(**CONTEXT, base_url=live.base, java_script_enabled=js)
            watch = Watch(context, live.base)
            if who in scene.cookies:
                context.add_cookies([{"name": COOKIE, "value": scene.cookies[who], "url": live.base}])
            kept[who, js] = (context, context.new_page(), watch)
        return kept[who, js][1:]

    yield give
    for context, _page, _watch in kept.values():
        context.close()


@pytest.fixture
def browse(browser: Browser, live: LiveSite) -> Iterator[Callable[..., Page]]:
    """Open a browser of its own, `browse(js=False, width=320)`, that forgets everything after the test.

    The test fails when the browser complains about anything on the way.
    """
    opened: list[tuple[BrowserContext, Watch]] = []

    def open_one(*, js: bool = True, width: int = 1280, **more: Any) -> Page:
        given = CONTEXT | {"viewport": {"width": width, "height": 900}} | more
        context = browser.new_context(**given, base_url=live.base, java_script_enabled=js)
        context.set_default_timeout(8000)
        opened.append((context, Watch(context, live.base)))
        return context.new_page()

    yield open_one
    complaints = [line for _context, watch in opened for line in watch.take()]
    for context, _watch in opened:
        context.close()
    assert not complaints, complaints
