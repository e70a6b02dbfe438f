"""Drafters publish and review; a moderator lets a response through."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.pages.respond import Respond
from tests.e2e.pages.staff import Staff
from tests.e2e.scene import CLOSED, OPEN, PASSWORDS, Scene
from tests.e2e.site import LiveSite
from tests.e2e.words import Words
from tests.integration.workspace.drafter_browser import FIVE

Browse = Callable[..., Page]
BILL = """# Wet op het zebrapad

## Hoofdstuk 1. Algemeen

### Artikel 1. Begrippen

In deze wet wordt verstaan onder:

a. zebrapad: een plek om over te steken;
b. wachttijd: de tijd dat iemand voor een zebrapad staat.

### Artikel 2. Wachten

1. Wie wil oversteken, wacht ten hoogste dertig seconden.
2. De gemeente meet de wachttijd elk jaar.

### Artikel 3. Inwerkingtreding

Deze wet treedt in werking op 1 januari.
"""
PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 40" width="60" height="40">
<title>{title}</title><rect width="60" height="40" fill="#234"/><rect x="8" y="5" width="6" height="30" fill="#fff"/>
<rect x="24" y="5" width="6" height="30" fill="#fff"/></svg>"""


def _staff(browse: Browse, role: str, **more: object) -> Staff:
    somebody = Staff(browse(**more))
    somebody.sign_in(*PASSWORDS[role])
    return somebody


@pytest.mark.parametrize("js", [True, False], ids=["with", "without-javascript"])
def test_a_drafter_makes_and_a_second_person_publishes(
    js: bool, browse: Browse, live: LiveSite, scene: Scene
) -> None:
    title = f"Wet op het zebrapad ({'met' if js else 'zonder'} script)"
    picture = PICTURE.format(title=title).encode()  # of its own: the library takes no picture twice
    today = datetime.now(UTC).date()
    anna = _staff(browse, "drafter", js=js)
    anna.follow("Begin een consultatie")
    anna.write("Titel van de consultatie", title)
    anna.choose("Wet")
    anna.page.get_by_label("Ministerie").select_option(index=0)
    anna.press("Maak het concept")
    anna.sees("Het concept is gemaakt.")
    edit = anna.page.url.partition("?")[0]
    slug = edit.split("/")[-2]

    anna.page.goto(edit.replace("/bewerken", "/publiceren"))
    anna.sees("Dit ontbreekt nog")
    anna.follow("Voeg de wettekst toe.")
    anna.hand_over("Bestand met de wettekst", "zebrapad.md", BILL.encode(), "text/markdown")
    anna.press("Lees het bestand")
    anna.reads("Kijk de wettekst na")
    anna.sees("Artikel 2. Wachten")
    anna.follow("Dit klopt")

    anna.page.goto(edit + "/teksten/nl")
    anna.write("Titel in gewone taal", title)
    anna.write("In het kort", f"U wacht korter voor het zebrapad. {FIVE}")
    anna.write("Wat verandert er?", "Niemand wacht langer dan dertig seconden.")
    anna.write("Voor wie?", "Voor iedereen die loopt.")
    anna.press("Kijk na")
    anna.sees("Zo ziet de lezer het")
    anna.press("Bewaar")
    anna.sees("Bewaard.")

    anna.page.goto(edit + "/gegevens")
    anna.write("KetenID", "WGK012345")
    anna.write("Contact", "Postbus 1, 070 000 00 00, zebrapad@example.nl")
    anna.press("Bewaar")
    anna.page.goto(edit + "/termijn")
    anna.day("Eerste dag", today.isoformat())
    anna.day("Laatste dag", (today + timedelta(days=42)).isoformat())
    anna.press("Bewaar")

    anna.page.goto(edit + "/illustraties/nieuw")
    anna.hand_over("Bestand", "zebrapad.svg", picture, "image/svg+xml")
    anna.press("Bewaar")
    anna.sees("Schrijf in één zin wat er te zien is.")
    anna.hand_over("Bestand", "zebrapad.svg", picture, "image/svg+xml")
    anna.page.get_by_role("textbox", name="Korte beschrijving").first.fill("Twee witte strepen op een weg.")
    anna.press("Bewaar")
    anna.page.goto(edit.replace("/bewerken", "/publiceren"))
    anna.follow("Een illustratie heeft nog geen lange beschrijving.")
    anna.page.get_by_role("textbox", name="Lange beschrijving").first.fill("U ziet een weg met twee strepen.")
    anna.press("Bewaar")
    anna.page.goto(edit + "/uitleg/art_2")
    anna.page.get_by_role("main").get_by_role("textbox").first.fill(
        "U wacht niet langer dan dertig seconden."
    )
    anna.press("Bewaar")
    anna.page.goto(edit + "/vragen/nieuw")
    anna.choose("Open vraag")
    anna.page.get_by_role("main").get_by_role("textbox").first.fill("Waar wacht u het langst?")
    anna.press("Bewaar")

    anna.page.goto(edit.replace("/bewerken", "/publiceren"))
    anna.sees("Alles is er. De consultatie kan online.")
    anna.press("Publiceer")
    expect(anna.page.get_by_role("alert")).to_be_visible()
    assert live_page(browse, slug).status == 404

    bram = _staff(browse, "second", js=js)
    bram.follow(f"Publiceer als tweede persoon: {title}.")
    bram.press("Publiceer")
    bram.sees("De consultatie is gepubliceerd.")

    live.work()
    reader = browse(js=js)
    reader.goto(f"/consultaties/{slug}")
    main = reader.get_by_role("main")
    expect(reader.get_by_role("heading", level=1)).to_have_text(title)
    for words in ("U wacht korter voor het zebrapad.", "Waar wacht u het langst?", "Artikel 2. Wachten"):
        expect(main).to_contain_text(words)
    expect(main.get_by_role("img", name="Twee witte strepen op een weg.")).to_be_visible()
    reader.goto("/consultaties?status=open")
    expect(reader.get_by_role("link", name=title)).to_be_visible()
    reader.goto("/zoeken?q=zebrapad")
    expect(reader.get_by_role("main")).to_contain_text(title)


def live_page(browse: Browse, slug: str):  # type: ignore[no-untyped-def]  # playwright's Response
    """Return what a stranger gets."""
    answer = browse().goto(f"/consultaties/{slug}")
    assert answer is not None
    return answer


def test_a_moderator_lets_a_held_response_through(browse: Browse, live: LiveSite, scene: Scene) -> None:
    email = "nagekeken@example.nl"
    me = Respond(browse(), Words("nl"))
    me.short_way(OPEN, email, "Bel de drukkerij van mijn knotwilgenkrant op 06 12345678.")
    reference = me.send()
    me.confirm(live.link(email, "confirm", "/reageren/bevestigen/"))
    me.go(f"/reacties/{reference}")
    expect(me.page.get_by_role("main")).not_to_contain_text("knotwilgenkrant")

    mila = _staff(browse, "moderator")
    mila.page.goto("/werkplek/moderatie")
    mila.follow(reference)
    mila.press("Bewaar besluit")
    expect(mila.page.get_by_role("alert")).to_be_visible()
    mila.choose("Openbaar maken, of doorgeven aan de schrijvers van het voorstel.")
    mila.press("Bewaar besluit")
    mila.sees("Uw besluit is bewaard.")

    live.work()
    me.go(f"/reacties/{reference}")
    expect(me.page.get_by_role("main")).to_contain_text("knotwilgenkrant")
    me.go("/zoeken?q=knotwilgenkrant")
    expect(me.page.get_by_role("heading", name="1 resultaat")).to_be_visible()


def test_a_drafter_reads_marks_and_takes_along(
    browse: Browse, live: LiveSite, scene: Scene, tmp_path: Path
) -> None:
    anna = _staff(browse, "drafter")
    anna.follow(re.compile("^Samen spelen: geluid"))
    expect(anna.page.get_by_role("img", name="Waar de meeste reacties over gaan")).to_be_visible()
    anna.follow(re.compile("^Artikel I, onderdeel B"))
    unread = anna.page.get_by_role("button", name="Zet op gelezen")
    expect(unread.first).to_be_visible()
    before = unread.count()
    unread.first.click()
    expect(unread).to_have_count(before - 1)

    anna.page.goto(f"/werkplek/{CLOSED}")
    for name, suffix in (("CSV", "csv"), ("JSONL", "jsonl")):
        with anna.page.expect_download() as coming:
            anna.link(f"Alle reacties als {name}").click()
        path = tmp_path / suffix
        coming.value.save_as(path)
        lines = path.read_text("utf-8-sig").splitlines()
        assert len(lines) > 50
        if suffix == "jsonl":
            assert json.loads(lines[0])["comments"]


def test_a_drafter_writes_the_report(browse: Browse, scene: Scene) -> None:
    anna = _staff(browse, "drafter")
    anna.page.goto(f"/werkplek/{CLOSED}/verslag")
    anna.follow(re.compile("^Artikel I, onderdeel B"))
    anna.press("Bewaar")
    expect(anna.page.get_by_role("alert")).to_be_visible()
    anna.choose("Overgenomen")
    anna.page.get_by_role("textbox").first.fill("De regel over geluid is ruimer geworden.")
    anna.press("Bewaar")
    anna.sees("Overgenomen")
    anna.page.get_by_role("textbox").first.fill("## Wat mensen zeiden\n\nSpelen mag te horen zijn.")
    anna.press("Bewaar de tekst")
    anna.sees("Bewaard.")
    assert browse().goto(f"/consultaties/{CLOSED}/verslag") is not None


def test_an_administrator_makes_an_account(browse: Browse, scene: Scene) -> None:
    bas = _staff(browse, "administrator")
    bas.page.goto("/beheer/gebruikers/nieuw")
    bas.page.get_by_role("main").get_by_role("button").first.click()
    expect(bas.page.get_by_role("alert")).to_be_visible()
    assert bas.page.title().startswith("Fout:")
