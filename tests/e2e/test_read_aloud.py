"""Reading aloud with a voice that the browser has itself. Chromium here has none, so a voice that writes down what it says takes its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.scene import ARTICLE, OPEN
from tests.e2e.watching import axe_violations

PATH = f"/consultaties/{OPEN}/artikelen/{ARTICLE}"
VOICE = """
const voices = %s;
window.said = [];
let current = null;
class Utterance extends EventTarget { constructor(text) { super(); this.text = text; } }
const synth = new EventTarget();
synth.getVoices = () => voices;
synth.speak = (one) => { current = one; window.said.push([one.text, one.lang, one.voice.lang]);
  window.finish = () => { if (current === one) { current = null; one.dispatchEvent(new Event("end")); } };
  if (window.fluent) setTimeout(window.finish, 0); };
synth.cancel = () => { const one = current; current = null; one?.dispatchEvent(new Event("error")); };
Object.defineProperty(window, "speechSynthesis", { value: synth });
Object.defineProperty(window, "SpeechSynthesisUtterance", { value: Utterance });
"""
DUTCH = '{ lang: "nl-NL", localService: true, default: true }'
ENGLISH = '{ lang: "en_GB", localService: true }'
ELSEWHERE = '{ lang: "nl-NL", localService: false, default: true }'


def reader(browse: Callable[..., Page], *voices: str, path: str = PATH, **more: Any) -> Page:
    page = browse(**more)
    page.add_init_script(VOICE % f"[{', '.join(voices)}]")
    page.goto(path)
    return page


def said(page: Page) -> list[list[str]]:
    return list(page.evaluate("() => window.said"))


def test_a_section_is_read_sentence_by_sentence_paused_and_stopped(browse: Callable[..., Page]) -> None:
    page = reader(browse, DUTCH)
    law = page.get_by_role("region", name="De wettekst")
    law.get_by_role("button", name="Lees voor De wettekst").click()
    assert len(said(page)) == 1
    for _ in range(3):
        page.evaluate("() => window.finish()")
    assert len(said(page)) == 4
    law.get_by_role("button", name="Pauzeer De wettekst").click()
    page.evaluate("() => window.finish()")
    assert len(said(page)) == 4
    law.get_by_role("button", name="Ga verder De wettekst").click()
    assert said(page)[4] == said(page)[3]
    law.get_by_role("button", name="Stop De wettekst").click()
    expect(law.get_by_role("button", name="Lees voor De wettekst")).to_be_focused()
    expect(law.get_by_role("button", name="Stop De wettekst")).to_have_count(0)
    assert all(lang == "nl" and voice == "nl-NL" for _text, lang, voice in said(page))


def test_everything_of_a_section_is_read_but_buttons_and_explained_words(browse: Callable[..., Page]) -> None:
    page = reader(browse, DUTCH)
    page.evaluate("() => { window.fluent = true; }")
    law = page.get_by_role("region", name="De wettekst")
    law.get_by_role("button", name="Lees voor De wettekst").click()
    expect(law.get_by_role("button", name="Lees voor De wettekst")).to_be_visible()
    text = " ".join(one[0] for one in said(page))
    assert len(text) > 80
    assert "Reageer op" not in text
    assert "Terug naar de tekst" not in text
    assert max(len(one[0]) for one in said(page)) <= 220


def test_starting_a_second_section_stops_the_first(browse: Callable[..., Page]) -> None:
    page = reader(browse, DUTCH)
    page.get_by_role("button", name="Lees voor De wettekst").click()
    page.get_by_role("button", name="Lees voor In gewone taal").click()
    expect(page.get_by_role("button", name="Lees voor De wettekst")).to_be_visible()
    expect(page.get_by_role("button", name="Pauzeer In gewone taal")).to_be_visible()


def test_dutch_law_on_an_english_page_needs_a_dutch_voice(browse: Callable[..., Page]) -> None:
    page = reader(browse, ENGLISH, path=f"/en{PATH}")
    expect(page.locator("#uitleg [data-do=play]")).to_be_visible()
    expect(page.locator("#wettekst .read-aloud")).to_have_count(0)


@pytest.mark.parametrize("voices", [(), (ELSEWHERE,)])
def test_there_is_no_button_without_a_voice_on_this_device(
    browse: Callable[..., Page], voices: tuple[str, ...]
) -> None:
    page = reader(browse, *voices)
    page.wait_for_load_state("networkidle")
    expect(page.locator(".read-aloud")).to_have_count(0)


def test_there_is_no_button_without_javascript(browse: Callable[..., Page]) -> None:
    page = browse(js=False)
    page.goto(PATH)
    expect(page.locator(".read-aloud")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 320])
def test_the_buttons_are_accessible_also_while_reading(browse: Callable[..., Page], width: int) -> None:
    page = reader(browse, DUTCH, width=width)
    page.get_by_role("button", name="Lees voor De wettekst").click()
    assert axe_violations(page) == []
    for button in page.locator(".read-aloud button:visible").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
