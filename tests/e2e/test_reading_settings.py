"""Reading settings by keyboard and without JavaScript: they are kept, they show, and the largest letters still fit a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.scene import ARTICLE, OPEN
from tests.e2e.watching import axe_violations, overflow

PAGES = ("/", f"/consultaties/{OPEN}", f"/consultaties/{OPEN}/artikelen/{ARTICLE}", f"/reageren/{OPEN}/")
BACKGROUND = "() => getComputedStyle(document.documentElement).backgroundColor"
LETTERS = "() => parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)"


def choose(page: Page, *labels: str) -> None:
    page.goto("/hulp")
    page.get_by_role("contentinfo").get_by_role("link", name="Leesinstellingen").click()
    for label in labels:
        page.get_by_label(label, exact=True).check()
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_text("Uw instellingen zijn bewaard.")).to_be_visible()


@pytest.mark.parametrize("js", [True, False])
def test_choices_are_kept_shown_and_taken_back(browse: Callable[..., Page], js: bool) -> None:
    page = browse(js=js)
    page.goto("/hulp")
    letters, light = page.evaluate(LETTERS), page.evaluate(BACKGROUND)
    choose(page, "Heel groot (200 procent)", "Donker")
    assert [one["name"] for one in page.context.cookies()] == ["leesinstellingen"]
    page.get_by_role("link", name="Ga terug naar de pagina waar u was").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Zo werkt het")
    assert page.evaluate(LETTERS) == 2 * letters
    assert page.evaluate(BACKGROUND) != light
    page.get_by_role("contentinfo").get_by_role("link", name="Leesinstellingen").click()
    page.get_by_role("button", name="Zet alles terug").click()
    expect(page.get_by_text("Alles staat weer zoals het was.")).to_be_visible()
    assert page.context.cookies() == []
    assert page.evaluate(BACKGROUND) == light


@pytest.mark.parametrize(
    ("colour", "scheme"), [("Licht", "dark"), ("Donker", "light"), ("Meer contrast", "dark")]
)
def test_a_choice_of_colours_wins_from_the_system_and_keeps_its_contrast(
    browse: Callable[..., Page], colour: str, scheme: str
) -> None:
    page = browse(color_scheme=scheme)
    choose(page, colour)
    page.goto(PAGES[2])
    expected = {"Licht": "rgb(255, 253, 249)", "Donker": "rgb(17, 23, 29)", "Meer contrast": "rgb(0, 0, 0)"}
    assert page.evaluate(BACKGROUND) == expected[colour]
    assert axe_violations(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_the_largest_letters_with_the_most_room_fit_a_phone(browse: Callable[..., Page], path: str) -> None:
    page = browse(width=320)
    choose(page, "Heel groot (200 procent)", "Meer ruimte tussen regels, woorden en letters", "Korte regels")
    page.goto(path)
    assert overflow(page) == []
    assert axe_violations(page) == []
