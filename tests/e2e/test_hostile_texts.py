"""A stranger's endless word and a long Dutch one: at 320 pixels, at 400 %, with letters twice as large, nothing runs off the page."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from consultatie.settings import ROOT
from tests.e2e.conftest import CONTEXT, COOKIE
from tests.e2e.scene import ARTICLE, OPEN, PASSWORDS
from tests.e2e.site import CLI, LiveSite
from tests.e2e.watching import overflow

ENDLESS, LONG = "Kr" * 150, "aansprakelijkheidswaardevaststellingsveranderingen"
HOSTILE = {
    "id": "eindeloos-1",
    "received_at": "2026-11-20T09:30:00Z",
    "channel": "post",
    "language": "nl",
    "respondent": {"kind": "organisation", "name": ENDLESS[:80], "place": LONG, "organisation": ENDLESS[:80]},
    "publication": "named",
    "comments": [
        {
            "provision": eid,
            "position": "oppose",
            "text": f"{ENDLESS} {LONG} \U0001f600 \u0645\u0631\u062d\u0628\u0627",
            "proposal": ENDLESS,
        }
        for eid in (ARTICLE, None)
    ],
    "answers": [{"question": "q1", "value": ENDLESS}],
}
VIEWS = {
    "320 pixels": {"viewport": {"width": 320, "height": 640}},
    "400 percent": {"viewport": {"width": 320, "height": 256}},
    "letters twice as large": {"viewport": {"width": 640, "height": 640}},
}
PATHS = {
    f"/consultaties/{OPEN}": "",
    f"/consultaties/{OPEN}/artikelen/{ARTICLE}": "",
    f"/consultaties/{OPEN}/reacties": "",
    f"/consultaties/{OPEN}/reacties?artikel={ARTICLE}": "",
    f"/zoeken?q={ENDLESS[:60]}": "",
    "/zoeken?q=aansprakelijkheidswaardevaststellingsveranderingen": "",
    "/componenten": "",
    f"/werkplek/{OPEN}/artikelen/{ARTICLE}": "drafter",
    f"/werkplek/{OPEN}": "drafter",
}


@pytest.fixture(scope="module")
def shouted_at(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveSite]:
    """A site of its own, to which somebody sent words without end."""
    folder = tmp_path_factory.mktemp("hostile")
    site = LiveSite(folder / "instance", development=True)
    site.start()
    (folder / "brief.jsonl").write_text(json.dumps(HOSTILE), "utf-8")
    command = ["responses", "import", str(folder / "brief.jsonl"), "--consultation", OPEN]
    environ = os.environ | {"CONSULTATIE_INSTANCE": str(site.instance)}
    subprocess.run([sys.executable, "-c", CLI, *command], env=environ, cwd=ROOT, check=True)
    site.work()
    yield site
    site.stop()


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_runs_off_a_page_with_words_without_end(
    view: str, browser: Browser, shouted_at: LiveSite
) -> None:
    context = browser.new_context(**CONTEXT | VIEWS[view], base_url=shouted_at.base)
    cookie = shouted_at.staff_cookie(PASSWORDS["drafter"][0])
    page = context.new_page()
    faults, seen = [], 0
    try:
        for path, who in PATHS.items():
            if who:
                context.add_cookies([{"name": COOKIE, "value": cookie, "url": shouted_at.base}])
            page.goto(path)
            if "letters" in view:
                page.evaluate("document.documentElement.style.fontSize = '225%'")
            seen += ENDLESS in page.inner_text("body") or ENDLESS[:60] in page.inner_text("body")
            faults += [f"{path}: {line}" for line in overflow(page)]
    finally:
        context.close()
    assert not faults, "\n".join(faults)
    assert seen >= 5, "the words without end are not on these pages"
