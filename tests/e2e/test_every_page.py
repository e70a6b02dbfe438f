"""Every page in Chromium: Dutch and English, wide and narrow, with axe; and what no page may do."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.e2e import examples
from tests.e2e.conftest import Visitors
from tests.e2e.example import Example
from tests.e2e.scene import Scene
from tests.e2e.site import LiveSite
from tests.e2e.watching import axe_violations, overflow, structure_faults

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 900}
LANGUAGES = ("nl", "en")
TITLES: dict[tuple[str, str], str] = {}
SAME_PAGE = {"public.version_article": "public.article"}  # the newest version is the article itself
COUNTERS = 8  # words that counters of characters add


def _address(example: Example, scene: Scene, live: LiveSite, language: str) -> str:
    path = example.path(scene, live.app)
    return path if language == "nl" else f"/{language}{path}"


def test_every_page_has_an_example(live: LiveSite) -> None:
    shown = {example.endpoint for example in examples.ALL}
    pages = {rule.endpoint for rule in live.app.url_map.iter_rules() if "GET" in rule.methods}
    missing = {page for page in pages if not examples.is_machine(page)} - shown
    assert not missing, f"give these an example in tests/e2e/examples.py: {sorted(missing)}"
    assert not (shown | set(examples.NO_PAGE)) - pages, "examples of pages that are no more"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("example", examples.ALL, ids=str)
def test_a_page_is_accessible_wide_and_narrow(
    example: Example, language: str, live: LiveSite, scene: Scene, visitor: Visitors
) -> None:
    page, watch = visitor(example.who)
    watch.take()
    page.set_viewport_size(WIDE)
    path = _address(example, scene, live, language)
    answer = page.goto(path)
    assert answer is not None
    assert answer.status == example.status
    assert answer.url == live.base + path
    faults = structure_faults(page, language)
    TITLES[example.endpoint, path] = page.title()
    faults += [f"1280: {line}" for line in axe_violations(page) + overflow(page)]
    page.set_viewport_size(NARROW)
    faults += [f"320: {line}" for line in axe_violations(page) + overflow(page)]
    faults += watch.take()
    if example.who == examples.READER:
        faults += [f"cookie: {one['name']}" for one in page.context.cookies()]
    assert not faults, "\n".join(faults)


def test_every_title_is_of_one_page_only() -> None:
    """Runs after the pages above; the same page with another query or visitor may share its title."""
    if not TITLES:
        pytest.skip("no page was opened in this run")
    pages: dict[str, set[str]] = {}
    for (endpoint, path), title in TITLES.items():
        language = "en " if path.startswith("/en/") else "nl "
        pages.setdefault(language + title, set()).add(SAME_PAGE.get(endpoint, endpoint))
    shared = {title: endpoints for title, endpoints in pages.items() if len(endpoints) > 1}
    assert not shared, shared


@pytest.mark.parametrize("example", examples.ALL, ids=str)
def test_a_page_says_the_same_without_javascript(
    example: Example, live: LiveSite, scene: Scene, visitor: Visitors
) -> None:
    path = _address(example, scene, live, "nl")
    texts = []
    for js in (True, False):
        page, _watch = visitor(example.who, js=js)
        page.set_viewport_size(WIDE)
        page.goto(path)
        main = page.get_by_role("main")
        texts.append((page.get_by_role("heading", level=1).inner_text(), _words(main.text_content() or "")))
    assert texts[0][0] == texts[1][0]
    missing = texts[0][1] - texts[1][1]
    assert sum(missing.values()) <= COUNTERS, f"only with JavaScript: {dict(missing)}"


def _words(text: str) -> Counter[str]:
    return Counter(text.split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/bestaat-niet", 404),
        ("/consultaties/bestaat-niet", 404),
        ("/reageren/bevestigen/verzonnen", 404),
        ("/reageren/verder/{expired_token}", 410),
        ("/reageren/samen-spelen/", 409),
        ("/reageren/samen-spelen/artikel/art_I", 409),
    ],
)
def test_an_error_page_is_accessible(
    path: str, status: int, language: str, live: LiveSite, scene: Scene, visitor: Visitors
) -> None:
    path = path.format(**scene.values)
    page, watch = visitor(examples.READER)
    watch.take()
    page.set_viewport_size(WIDE)
    answer = page.goto(path if language == "nl" else f"/{language}{path}")
    assert answer is not None
    assert answer.status == status
    faults = structure_faults(page, language) + axe_violations(page)
    page.set_viewport_size(NARROW)
    faults += axe_violations(page) + overflow(page) + watch.take()
    assert not faults, "\n".join(faults)
