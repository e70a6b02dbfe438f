"""Responding by voice or in sign language: the file, the desk where it is written down, and what everyone reads."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.pages.respond import Respond
from tests.e2e.pages.staff import Staff
from tests.e2e.scene import OPEN, PASSWORDS, Scene
from tests.e2e.site import LiveSite
from tests.e2e.sounds import silence
from tests.e2e.watching import axe_violations, overflow
from tests.e2e.words import Words

Browse = Callable[..., Page]
WORDS = "Ik ben doof. Bellen lukt mij niet, een chat wel."


@pytest.mark.parametrize(("language", "js"), [("nl", True), ("nl", False), ("en", True)])
def test_a_recording_goes_from_a_phone_to_the_desk_and_its_text_to_everyone(
    language: str, js: bool, browse: Browse, live: LiveSite, scene: Scene
) -> None:
    email = f"opname-{language}-{js}@example.nl"
    me = Respond(browse(js=js, width=320), Words(language))
    me.go(f"/consultaties/{OPEN}")
    me.hands.press(me.link(me.words("Stuur een opname van uw stem of een filmpje in gebarentaal")))
    me.speak("mijn stem.wav", silence(), "audio/wav")
    me.think("oppose")
    expect(me.page.get_by_role("main")).to_contain_text("mijn stem.wav")
    me.ready()
    me.am_filling_in_for("Vader Jansen", email)
    me.make_public()
    assert overflow(me.page) == []
    reference = me.send()
    me.confirm(live.link(email, "confirm", "/reageren/bevestigen/"))

    desk = Staff(browse())
    desk.sign_in(*PASSWORDS["drafter"])
    desk.page.goto(f"/werkplek/{OPEN}")
    desk.follow(f"Schrijf de opname van {reference} uit")
    player = desk.page.get_by_label("Opname over Het hele voorstel")
    expect(player).to_have_js_property("controls", True)
    plays = "async audio => { audio.muted = true; await audio.play(); return audio.readyState >= 1; }"
    assert desk.page.locator("audio").evaluate(plays)
    assert player.evaluate("e => Math.round(e.duration)") == 1
    desk.write("Wat zegt of gebaart deze persoon?", WORDS)
    desk.press("Bewaar de tekst")
    desk.sees("De tekst is bewaard.")

    me.page.goto(live.link(email, "transcribed", "/reageren/beheer/"))
    expect(me.page.get_by_role("main")).to_contain_text(WORDS)
    me.go(f"/reacties/{reference}")
    main = me.page.get_by_role("main")
    expect(main).to_contain_text(WORDS)
    expect(main).to_contain_text("Vader Jansen")
    assert me.page.locator("audio, video").count() == 0


@pytest.mark.parametrize("js", [True, False])
def test_a_file_of_another_kind_comes_back_with_a_clear_sentence(
    browse: Browse, js: bool, scene: Scene
) -> None:
    me = Respond(browse(js=js, width=320), Words("nl"))
    me.go(f"/reageren/{OPEN}/opname")
    me.speak("brief.mp3", b"%PDF-1.7 een brief", "audio/mpeg")
    summary = me.page.get_by_role("alert")
    expect(summary).to_contain_text("Kies geluid of video, zoals MP3.")
    assert me.page.title().startswith("Fout: Vraag 1 van 7")
    if js:
        assert axe_violations(me.page) == []
        assert overflow(me.page) == []


@pytest.mark.parametrize("more", [10_000, 30_000_000])
def test_a_recording_that_is_too_large_is_told_by_the_real_server(
    browse: Browse, live: LiveSite, more: int, tmp_path: Path, scene: Scene
) -> None:
    largest = live.parts.settings.max_recording_bytes
    path = tmp_path / "lang.mp3"
    with path.open("wb") as file:
        file.write(b"ID3")
        file.truncate(largest + more)
    me = Respond(browse(), Words("nl"))
    me.go(f"/reageren/{OPEN}/opname")
    me.page.get_by_label("Kies het bestand met uw opname").set_input_files(path)
    me.hands.press(me.button("Bewaar en ga verder"))
    expect(me.page.get_by_role("alert")).to_contain_text("Uw opname is te groot.")
