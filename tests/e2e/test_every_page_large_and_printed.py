"""Every page in the largest letters on a phone, and on paper: nothing is cut off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from consultatie.domain.reading_settings import ReadingSettings
from tests.e2e import examples
from tests.e2e.conftest import CONTEXT, COOKIE
from tests.e2e.example import Example
from tests.e2e.scene import Scene
from tests.e2e.site import LiveSite
from tests.e2e.watching import overflow

LARGEST = ReadingSettings(size="200", spacing="wider", width="narrow").word
PHONE, PAPER = {"width": 320, "height": 900}, {"width": 658, "height": 900}  # A4 between the margins
GALLERY = "public.components"  # shows on purpose a table that scrolls sideways; nobody prints it
WIDER_THAN_PAPER = "() => document.documentElement.scrollWidth"


@pytest.fixture(scope="module")
def pages(browser: Browser, live: LiveSite, scene: Scene) -> Iterator[dict[str, Page]]:
    """A page for each kind of visitor, with the largest letters and the most room."""
    contexts: list[BrowserContext] = []

    def open_one(who: str) -> Page:
        context = browser.new_context(**CONTEXT, base_url=live.base)
        contexts.append(context)
        given = {"leesinstellingen": LARGEST} | ({COOKIE: scene.cookies[who]} if who in scene.cookies else {})
        context.add_cookies(
            [{"name": name, "value": value, "url": live.base} for name, value in given.items()]
        )
        return context.new_page()

    yield {who: open_one(who) for who in {example.who for example in examples.ALL}}
    for context in contexts:
        context.close()


@pytest.mark.parametrize("example", examples.ALL, ids=str)
def test_a_page_fits_a_phone_in_the_largest_letters_and_fits_paper(
    example: Example, pages: dict[str, Page], live: LiveSite, scene: Scene
) -> None:
    page = pages[example.who]
    page.emulate_media(media="screen")
    page.set_viewport_size(PHONE)
    page.goto(example.path(scene, live.app))
    assert overflow(page) == []
    page.set_viewport_size(PAPER)
    page.emulate_media(media="print")
    assert example.endpoint == GALLERY or page.evaluate(WIDER_THAN_PAPER) <= PAPER["width"]
