"""Beginning, moderating and co-signing a text, as people do it in a browser without JavaScript."""

from __future__ import annotations

import re
from typing import Any

from consultatie.domain.permissions import Role
from consultatie.jobs.worker import Worker
from tests import factories
from tests.integration.respond_browser import Browser, asked_consultation, link_in, site_db  # noqa: F401

TEXT = "Houd de brief op papier, want niet iedereen heeft een computer."


def _link(app: Any, ports: Any, kind: str, pattern: str) -> str:
    Worker(app).run(once=True)
    letter = [letter for letter in ports.mail.sent if letter.type == kind][-1]
    found = re.search(rf"http://localhost({pattern}\S+)", letter.text)
    assert found
    return found[1]


def test_a_text_goes_from_organiser_to_moderator_to_co_signer(
    app: Any, ports: Any, db: Any, consultation: Any
) -> None:
    organiser = Browser(app)
    organiser.get("/reageren/proef/actie-beginnen")
    typed = {"title": "Op papier", "text": TEXT, "position": "oppose", "organiser": "Bond", "eid": "art_2"}
    organiser.submit(**typed, email="geen adres")
    assert organiser.answer.status_code == 422
    assert TEXT in organiser.answer.text
    organiser.submit(**typed, email="bond@example.nl")
    assert organiser.heading == "Bijna klaar: bevestig de actie in uw mail"
    organiser.get(_link(app, ports, "campaign-confirm", "/reageren/actie/"))
    assert organiser.heading == "Bevestig uw actie"
    organiser.submit()
    assert organiser.heading == "Uw actie is bevestigd"

    with db.write.begin() as session:
        moderator = factories.make_user(session, Role.MODERATOR)
    staff = Browser(app)
    factories.sign_in(staff.client, moderator)
    staff.get("/werkplek/moderatie")
    [href] = staff.page.xpath("//a[contains(@href, '/moderatie/acties/')]/@href")
    staff.get(href)
    staff.submit(decision="reject")
    assert staff.errors() == ["Kies een reden."]
    staff.submit(decision="publish")

    public = _link(app, ports, "campaign-open", "/consultaties/proef/acties/")
    signer = Browser(app)
    signer.get(public)
    assert TEXT in signer.text
    assert "bond@example.nl" not in signer.answer.text
    signer.submit(email="", addition="Mijn oma leest alleen papier.")
    assert signer.answer.status_code == 422
    assert "Mijn oma leest alleen papier." in signer.answer.text
    signer.submit(email="noor@example.nl", name="Noor")
    signer.get(link_in(app, ports, "confirm"))
    signer.submit()
    signer.get(public)
    assert "1 persoon steunt deze tekst." in signer.text
    assert "1 eigen toevoeging" in signer.text
    signer.get("/consultaties/proef/reacties")
    assert "1 daarvan ondertekent een actie." in signer.text
    again = Browser(app)
    again.get(public)
    again.submit(email="NOOR+2@example.nl")
    assert again.heading != "Onderteken mee"
    again.get(link_in(app, ports, "confirm"))
    again.submit()
    assert again.answer.status_code == 409
    assert "Vanaf dit adres is al een reactie bevestigd." in again.text

    organiser.get(_link(app, ports, "campaign-open", "/reageren/actie/beheer/"))
    assert "1 persoon steunt deze tekst." in organiser.text
    assert "noor@example.nl" not in organiser.answer.text
    organiser.submit()
    signer.get(public)
    assert "Ondertekenen kan niet meer." in signer.text
