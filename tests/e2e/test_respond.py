"""A citizen responds: the whole road in both languages, without a script, on a phone, by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.pages.hands import Hands, Keyboard, Pointer
from tests.e2e.pages.respond import Respond
from tests.e2e.scene import OPEN, Scene
from tests.e2e.site import LiveSite
from tests.e2e.watching import axe_violations, overflow
from tests.e2e.words import Words

Browse = Callable[..., Page]
TITLES = {
    "nl": "Een brief van de overheid die u begrijpt",
    "en": "A government letter you can understand",
}
WAYS: dict[str, tuple[str, dict[str, Any], Hands]] = {
    "dutch": ("nl", {}, Pointer()),
    "english": ("en", {}, Pointer()),
    "without-javascript": ("nl", {"js": False}, Pointer()),
    "english-without-javascript": ("en", {"js": False}, Pointer()),
    "narrow": ("nl", {"width": 320}, Pointer()),
    "keyboard": ("nl", {}, Keyboard()),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_citizen_responds_to_articles_and_questions(
    way: str, browse: Browse, live: LiveSite, scene: Scene
) -> None:
    language, options, hands = WAYS[way]
    words = Words(language)
    me = Respond(browse(**options), words, hands)
    email = f"burger-{way}@example.nl"

    me.go("/")
    hands.press(me.link(TITLES[language]))
    hands.press(me.link(words.either("Artikel %(number)s", number="5.")))
    hands.press(me.link(words("Reageer op dit artikel")))
    me.say("changes", f"Zet het nummer bovenaan ({way}).", proposal="Het telefoonnummer staat bovenaan.")
    expect(me.page.get_by_role("main")).to_contain_text(f"Zet het nummer bovenaan ({way}).")
    hands.press(me.link(words("Reageer op nog een artikel")))
    me.choose_articles("11")
    me.say("oppose", "Bellen lukt mij niet: ik ben doof.")
    me.answer(text="Ja, een brief over mijn toeslag.")
    me.answer(1)
    me.answer(0, 3)
    me.answer(4)
    me.answer(text="In de bibliotheek.")
    me.ready()
    me.am_a_person("Noor de Wit", email)

    preview = me.page.get_by_text(words("Bekijk uw reactie met naam"), exact=True)
    hands.press(preview)
    expect(me.page.get_by_role("heading", name="Noor de Wit")).to_be_visible()
    expect(me.page.get_by_text("Bellen lukt mij niet: ik ben doof.").first).to_be_visible()
    me.make_public()
    main = me.page.get_by_role("main")
    for said in (
        f"Zet het nummer bovenaan ({way}).",
        "Bellen lukt mij niet",
        "mijn toeslag",
        "bibliotheek",
        email,
    ):
        expect(main).to_contain_text(said)
    assert overflow(me.page) == []
    reference = me.send()
    receipt = me.confirm(live.link(email, "confirm", "/reageren/bevestigen/"))

    assert receipt == reference
    letter = live.letters(email, "received")[-1]
    assert letter["Content-Language"] == language
    assert reference in str(letter)
    me.go(f"/reacties/{reference}")
    expect(me.page.get_by_role("main")).to_contain_text("Bellen lukt mij niet: ik ben doof.")
    expect(me.page.get_by_role("main")).not_to_contain_text(email)


def test_an_empty_form_says_what_is_missing(browse: Browse, scene: Scene) -> None:
    me = Respond(browse(), Words("nl"))
    me.go(f"/reageren/{OPEN}/artikel/art_5")
    me.hands.press(me.button("Bewaar en ga verder"))

    summary = me.page.get_by_role("alert")
    expect(summary).to_be_focused()
    assert me.page.title().startswith("Fout:")
    link = summary.get_by_role("link")
    words = link.first.inner_text()
    expect(me.page.get_by_text(words)).to_have_count(2)
    link.first.click()
    expect(me.page.get_by_role("radio").first).to_be_focused()
    assert axe_violations(me.page) == []


@pytest.mark.parametrize("js", [True, False], ids=["with", "without"])
@pytest.mark.parametrize(
    ("path", "button"),
    [
        (f"/reageren/{OPEN}/algemeen", "Bewaar en ga verder"),
        (f"/reageren/{OPEN}/artikelen", "Verder"),
        (f"/reageren/{OPEN}/wie", "Verder"),
        (f"/reageren/{OPEN}/gegevens", "Verder"),
        (f"/reageren/{OPEN}/openbaar", "Verder"),
        (f"/reageren/{OPEN}/bewaren", "Stuur mij de link"),
    ],
)
def test_every_form_of_the_road_tells_its_errors(
    path: str, button: str, js: bool, browse: Browse, live: LiveSite, scene: Scene
) -> None:
    me = Respond(browse(js=js, width=320), Words("nl"))
    if path.endswith(("wie", "gegevens", "openbaar")):
        me.go(f"/reageren/{OPEN}/algemeen")
        me.say("support", "Een begin.")
        if not path.endswith("wie"):
            me.go(f"/reageren/{OPEN}/wie")
            me.hands.choose(me.page.get_by_role("radio", name="Voor mijzelf"))
            me.hands.press(me.button("Verder"))
        if path.endswith("openbaar"):
            me.box("Uw e-mailadres").fill("fout@example.nl")
            me.hands.press(me.button("Verder"))
    me.go(path)
    me.hands.press(me.button(button))
    summary = me.page.get_by_role("alert")
    expect(summary).to_be_visible()
    assert me.page.title().startswith("Fout:")
    assert summary.get_by_role("link").count() >= 1
    target = summary.get_by_role("link").first.get_attribute("href") or ""
    assert me.page.locator(target).count() == 1
    if js:
        assert axe_violations(me.page) == []
        assert overflow(me.page) == []


def test_back_and_a_second_tab_lose_nothing(browse: Browse, scene: Scene) -> None:
    me = Respond(browse(), Words("nl"))
    me.go(f"/reageren/{OPEN}/artikel/art_5")
    me.say("support", "Eerst dit.")
    me.page.go_back()
    expect(me.box("Wat wilt u erover zeggen?")).to_have_value("Eerst dit.")
    me.page.go_back()
    expect(me.page.get_by_role("radio", name="Ik ben voor.", exact=True)).to_be_checked()
    me.page.go_forward()

    other = Respond(me.page.context.new_page(), Words("nl"))
    other.go(f"/reageren/{OPEN}/artikel/art_6")
    me.box("Wat wilt u erover zeggen?").fill("Eerst dit, en nog iets.")
    other.say("oppose", "In de tweede tab.")
    me.hands.press(me.button("Bewaar en ga verder"))
    for tab in (me, other):
        tab.go(f"/reageren/{OPEN}/overzicht")
        expect(tab.page.get_by_role("main")).to_contain_text("Eerst dit, en nog iets.")
        expect(tab.page.get_by_role("main")).to_contain_text("In de tweede tab.")


def test_a_double_click_sends_one_response(browse: Browse, live: LiveSite, scene: Scene) -> None:
    email = "dubbel@example.nl"
    me = Respond(browse(), Words("nl"))
    me.short_way(OPEN, email, "Twee keer gedrukt.")
    me.button("Verstuur uw reactie").dblclick()
    expect(me.page.get_by_role("heading", level=1)).to_contain_text("Bijna klaar")
    reference = me.reference()
    me.page.go_back()
    if me.page.get_by_role("button", name="Verstuur uw reactie").count():
        me.hands.press(me.button("Verstuur uw reactie"))
    me.go(f"/reageren/{OPEN}/bijna-klaar")
    assert me.reference() == reference
    assert len(live.letters(email, "confirm")) == 1
    assert _responses_of(live, email) == 1


def _responses_of(live: LiveSite, email: str) -> int:
    from sqlalchemy import func, select

    from consultatie.models.responses import Respondent

    with live.parts.db.read() as session:
        return session.scalar(select(func.count()).where(Respondent.email == email)) or 0


def test_a_saved_response_goes_on_in_another_browser(browse: Browse, live: LiveSite, scene: Scene) -> None:
    email = "later-verder@example.nl"
    me = Respond(browse(), Words("nl"))
    me.go(f"/reageren/{OPEN}/artikel/art_6")
    me.say("neutral", "Hier ga ik morgen mee verder.")
    me.page.get_by_role("link", name="Bewaren en later verder").click()
    me.box("Uw e-mailadres").fill(email)
    me.hands.press(me.button("Stuur mij de link"))
    expect(me.page.get_by_role("heading", level=1)).to_have_text("Kijk in uw mail")

    elsewhere = Respond(browse(), Words("nl"))
    elsewhere.page.goto(live.link(email, "resume", "/reageren/verder/"))
    elsewhere.hands.press(elsewhere.button("Ga verder"))
    expect(elsewhere.page.get_by_role("main")).to_contain_text("Hier ga ik morgen mee verder.")
    elsewhere.ready()
    elsewhere.am_a_person("Noor de Wit", email)
    elsewhere.make_public("Mijn reactie zonder mijn naam")
    assert elsewhere.send()


def test_a_respondent_withdraws_by_the_link(browse: Browse, live: LiveSite, scene: Scene) -> None:
    email = "intrekken@example.nl"
    me = Respond(browse(js=False), Words("nl"))
    me.short_way(OPEN, email, "Deze trek ik straks in.")
    reference = me.send()
    me.confirm(live.link(email, "confirm", "/reageren/bevestigen/"))
    me.go(f"/reacties/{reference}")
    expect(me.page.get_by_role("main")).to_contain_text("Deze trek ik straks in.")

    me.page.goto(live.link(email, "received", "/reageren/beheer/"))
    me.hands.press(me.link("Trek uw reactie in"))
    me.hands.press(me.button("Ja, trek mijn reactie in"))
    expect(me.page.get_by_role("heading", level=1)).to_have_text("Uw reactie is ingetrokken")
    gone = me.page.goto(f"/reacties/{reference}")
    assert gone is not None
    assert gone.status in (404, 410)
    assert "Deze trek ik straks in." not in me.page.content()


def test_an_organisation_responds_under_its_name(browse: Browse, live: LiveSite, scene: Scene) -> None:
    email = "bestuur@example.nl"
    me = Respond(browse(), Words("nl"))
    me.go(f"/reageren/{OPEN}/artikel/art_5")
    me.say("changes", "Onze leden willen grotere letters.")
    me.ready()
    me.am_an_organisation("Bond van Brievenlezers", "Karel Bos", email)
    me.make_public()
    reference = me.send()
    me.confirm(live.link(email, "confirm", "/reageren/bevestigen/"))
    me.go(f"/reacties/{reference}")
    expect(me.page.get_by_role("heading", level=1)).to_contain_text("Bond van Brievenlezers")


def test_changing_an_answer_goes_straight_back_to_the_check(browse: Browse, scene: Scene) -> None:
    me = Respond(browse(), Words("nl"))
    me.short_way(OPEN, "wijzig@example.nl", "Nog te wijzigen.")
    me.hands.press(me.link(re.compile("Wijzig ?: E-mailadres")))
    me.box("Uw e-mailadres").fill("gewijzigd@example.nl")
    me.hands.press(me.button("Verder"))
    expect(me.page.get_by_role("heading", level=1)).to_have_text("Controleer uw reactie")
    expect(me.page.get_by_role("main")).to_contain_text("gewijzigd@example.nl")


def test_a_text_that_is_too_long_comes_back_whole(browse: Browse, live: LiveSite, scene: Scene) -> None:
    text = "Dit is een lange brief. " * 900
    me = Respond(browse(), Words("nl"))
    me.go(f"/reageren/{OPEN}/algemeen")
    me.say("support", text)
    expect(me.page.get_by_role("alert")).to_contain_text("20.000")
    assert len(me.box("Wat wilt u erover zeggen?").input_value()) >= len(text.strip())
