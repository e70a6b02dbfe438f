"""Readers search and filter, without a script."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.scene import Scene
from tests.e2e.site import LiveSite

Browse = Callable[..., Page]


def _search(page: Page, words: str) -> None:
    page.goto("/")
    page.get_by_role("searchbox").fill(words)
    _press(page, page.get_by_role("search").get_by_role("button"))


def _press(page: Page, what: Locator) -> None:
    with page.expect_navigation():
        what.click()


def _total(page: Page) -> int:
    said = page.get_by_role("heading", level=2).first.inner_text()
    return int(re.sub(r"\D", "", said))


@pytest.mark.parametrize("js", [True, False], ids=["with", "without-javascript"])
@pytest.mark.parametrize(("typed", "found"), [("loket", "brievenloket"), ("speelplekken", "speelplek")])
def test_a_search_finds_compounds_and_inflections(
    typed: str, found: str, js: bool, browse: Browse, scene: Scene
) -> None:
    page = browse(js=js)
    _search(page, typed)
    assert _total(page) > 0
    expect(page.get_by_role("main").get_by_role("mark").first).to_be_visible()
    assert found in page.get_by_role("main").inner_text().lower()


def test_filters_work_without_javascript_and_can_be_taken_off(browse: Browse, scene: Scene) -> None:
    page = browse(js=False)
    _search(page, "brief")
    everything = _total(page)
    page.get_by_role("form", name="Filter de resultaten").get_by_text("Filter de resultaten").click()
    page.get_by_role("form", name="Filter de resultaten").get_by_role("combobox").first.select_option(index=1)
    _press(page, page.get_by_role("button", name="Toon resultaten"))
    assert 0 < _total(page) < everything
    _press(page, page.get_by_role("link", name="Wis alle filters"))
    assert _total(page) == everything


def test_the_list_of_consultations_filters_by_state(browse: Browse, scene: Scene) -> None:
    page = browse(js=False)
    page.goto("/consultaties")
    page.get_by_role("form", name="Filter de consultaties").get_by_text("Filter de consultaties").click()
    page.get_by_label("Stand").select_option(label="Gesloten")
    _press(page, page.get_by_role("button", name="Toon resultaten"))
    assert _total(page) == 1
    expect(page.get_by_role("link", name=re.compile("^Samen spelen"))).to_be_visible()


def test_a_changed_language_stays_on_the_same_search(browse: Browse, live: LiveSite, scene: Scene) -> None:
    page = browse()
    page.goto("/zoeken?q=brief")
    _press(page, page.get_by_role("link", name="English"))
    assert page.url == live.base + "/en/zoeken?q=brief"
    expect(page.get_by_role("searchbox")).to_have_value("brief")
    _press(page, page.get_by_role("link", name="Nederlands"))
    assert page.url == live.base + "/zoeken?q=brief"
