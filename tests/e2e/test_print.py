"""On paper: the text is there and can be read, and what only works on a screen is not."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator

import pikepdf
import pytest
from playwright.sync_api import Browser, Page

from tests.e2e.conftest import CONTEXT, COOKIE
from tests.e2e.key_pages import KEY_PAGES, KeyPage
from tests.e2e.scene import Scene
from tests.e2e.site import LiveSite

A4 = (595, 842)  # points
WORDS = {  # what has to be readable on each
    "front": ("Zo leest u hier een wet", "Wat er met reacties gebeurde"),
    "list": ("Een brief van de overheid die u begrijpt", "Een huisnummer voor elke woonboot"),
    "consultation": ("In het kort", "Wat verandert er?", "De artikelen", "Wat er met de reacties gebeurt"),
    "text": ("Artikel 1. Begripsbepalingen", "Deze wet wordt aangehaald als", "In gewone taal"),
    "article": ("Een brief vermeldt op de eerste bladzijde", "De wettekst", "Standpunten over Artikel 5"),
    "respond": ("Artikel 5",),
    "responses": ("Standpunten van deze reacties", "Voor, met wijzigingen"),
    "report": ("Wat er per artikel is gedaan", "Wie deden er mee?"),
    "search": ("Zoeken", "resultaten"),
    "desk": ("Artikel I, onderdeel B", "Wat ermee is gedaan"),
}
NAVIGATION = (
    "Hoofdmenu",
    "Zo werkt het\nEnglish",
    "Inloggen voor medewerkers",
    "Leesinstellingen",
    "Uitloggen",
)
BUTTONS = (
    "Toon resultaten",
    "Reageer op dit artikel",
    "Lees voor",
    "Ga naar de inhoud",
    "Terug naar de tekst",
)


@pytest.fixture(params=KEY_PAGES, ids=lambda page: page.name)
def printed(
    request: pytest.FixtureRequest, browser: Browser, live: LiveSite, scene: Scene
) -> Iterator[tuple[KeyPage, Page]]:
    """A key page in the dark, as somebody sees it who presses print."""
    asked: KeyPage = request.param
    context = browser.new_context(**CONTEXT | {"color_scheme": "dark"}, base_url=live.base)
    if asked.who in scene.cookies:
        context.add_cookies([{"name": COOKIE, "value": scene.cookies[asked.who], "url": live.base}])
    page = context.new_page()
    page.goto(asked.path)
    yield asked, page
    context.close()


def _text(pdf: bytes) -> str:
    found = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(found.stdout.decode().split())


def test_a_page_on_paper_holds_its_text_and_no_navigation(printed: tuple[KeyPage, Page]) -> None:
    asked, page = printed
    pdf = page.pdf(prefer_css_page_size=True)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        sizes = {tuple(round(float(side)) for side in sheet.mediabox[2:]) for sheet in document.pages}
    assert sizes <= {A4, (A4[0] + 1, A4[1])}, sizes
    page.emulate_media(media="print")
    text = _text(pdf) if shutil.which("pdftotext") else " ".join(page.inner_text("body").split())
    assert not [word for word in WORDS[asked.name] if word not in text]
    assert not [word for word in (*NAVIGATION, *BUTTONS) if " ".join(word.split()) in text]
    assert asked.path.split("?")[0] in text.replace("- ", "-")


def test_a_page_on_paper_is_dark_on_white_and_cuts_nothing_off(printed: tuple[KeyPage, Page]) -> None:
    _asked, page = printed
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 658, "height": 900})  # what is left of A4 between the margins
    look = page.evaluate(
        "() => [getComputedStyle(document.documentElement).backgroundColor, "
        "getComputedStyle(document.querySelector('h1')).color, document.documentElement.scrollWidth]"
    )
    assert look[:2] == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]
    assert look[2] <= 658
