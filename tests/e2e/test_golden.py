"""Eight key pages as a screen reader has them: the same as the golden files, unless somebody changed them on purpose.

`make golden` writes the files anew; read the difference before it is committed. The spoken logs need the virtual reader
that `.ci/voice` makes with npm, and are skipped where that could not be had.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.e2e import examples, golden
from tests.e2e.conftest import CONTEXT, COOKIE
from tests.e2e.scene import ARTICLE, OPEN, REPORTED, Scene
from tests.e2e.site import LiveSite

WRITE = os.environ.get("GOLDEN") == "write"
PAGES = {
    "voorpagina": ("/", examples.READER),
    "consultatie": (f"/consultaties/{OPEN}", examples.READER),
    "artikel": (f"/consultaties/{OPEN}/artikelen/{ARTICLE}", examples.READER),
    "reageren-vraag-1": (f"/reageren/{OPEN}/algemeen", examples.GUEST),
    "reageren-fout": (f"/reageren/{OPEN}/algemeen", "sends it empty"),
    "reageren-controle": (f"/reageren/{OPEN}/controle", examples.RESPONDENT),
    "verslag": (f"/consultaties/{REPORTED}/verslag", examples.READER),
    "werkplek": ("/werkplek", examples.DRAFTER),
}


@pytest.fixture(params=PAGES)
def opened(request: pytest.FixtureRequest, browser: Browser, live: LiveSite, scene: Scene) -> Any:
    """Give the name of a key page and the page, in a browser that lets the reader's script in."""
    path, who = PAGES[request.param]
    context = browser.new_context(**CONTEXT, base_url=live.base, bypass_csp=True)
    if who in scene.cookies:
        context.add_cookies([{"name": COOKIE, "value": scene.cookies[who], "url": live.base}])
    page = context.new_page()
    page.goto(path)
    if who == "sends it empty":
        page.get_by_role("main").get_by_role("button").click()
    yield request.param, page
    context.close()


def _compare(path: Path, now: str) -> None:
    if WRITE:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(now, "utf-8")
    assert path.exists(), f"{path.name} is missing: run `make golden`"
    assert now == path.read_text("utf-8"), f"{path.name} differs: is it better? Then run `make golden`"


def test_the_accessibility_tree_is_the_golden_one(opened: tuple[str, Page]) -> None:
    name, page = opened
    _compare(golden.FOLDER / f"{name}.aria.yml", golden.aria(page))


def test_what_is_spoken_is_the_golden_log_and_comes_to_the_point(opened: tuple[str, Page]) -> None:
    bundle = golden.voice()
    if bundle is None:
        pytest.skip("no virtual reader here: .ci/voice makes it and needs npm")
    name, page = opened
    phrases = golden.spoken(page, bundle)
    limit = 3 if name != "reageren-fout" else 40  # the summary of what is wrong comes first
    assert golden.from_main_to_heading(phrases) <= limit, phrases[:40]
    _compare(golden.FOLDER / f"{name}.spoken.txt", "\n".join(phrases) + "\n")
