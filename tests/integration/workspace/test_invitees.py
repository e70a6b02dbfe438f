"""The pages of the distribution list, and the personal link, as people use them."""

from __future__ import annotations

from typing import Any

from consultatie.db import Database
from consultatie.jobs.worker import Worker
from tests import factories
from tests.integration.respond_browser import Browser as Visitor
from tests.integration.respond_browser import link_in  # noqa: F401
from tests.integration.workspace.drafter_browser import Browser

AT = "/werkplek/proef/genodigden"
LINES = "Raad; raad@example.nl; mevrouw De Vries; adviescollege; Let op artikel 2."


def _open(db: Database, people: dict[str, Any]) -> None:
    with db.write.begin() as session:
        factories.make_consultation(session, department=session.merge(people["department"]))


def _link(app: Any, ports: Any) -> str:
    Worker(app).run(once=True)
    text = next(letter for letter in ports.mail.sent if letter.type == "invitation").text
    return "/reageren/uitnodiging/" + text.partition("/reageren/uitnodiging/")[2].split()[0]


def test_a_list_is_pasted_seen_as_mail_and_sent(
    app: Any, ports: Any, db: Database, people: dict[str, Any], anna: Browser
) -> None:
    _open(db, people)
    wrong = anna.post(f"{AT}/plakken", {"lines": LINES + "\nKapot"}, 422)
    assert "Op regel 2 staat geen e-mailadres." in wrong.text
    assert "Raad; raad@example.nl" in wrong.text
    added = anna.post(f"{AT}/plakken", {"lines": LINES})
    assert "Er is 1 organisatie toegevoegd." in anna.get(added.location)
    preview = anna.get(f"{AT}/uitnodigen")
    assert "Beste mevrouw De Vries," in preview
    assert "Let op artikel 2." in preview
    chosen = preview.partition('name="chosen" value="')[2].partition('"')[0]
    assert anna.post(f"{AT}/uitnodigen", {"chosen": "999"}, 422)
    sent = anna.post(f"{AT}/uitnodigen", {"chosen": chosen})
    assert "Er gaat 1 mail de deur uit." in anna.get(sent.location)
    assert "Uitgenodigd" in anna.get(AT)
    visitor = Visitor(app)
    visitor.get(_link(app, ports))
    assert visitor.heading == "Uw mening gevraagd: Raad"
    assert "Let op artikel 2." in visitor.text
    assert "Link geopend" in anna.get(AT)
    visitor.submit()
    assert visitor.heading == "Reageren: zo werkt het"
    assert "Is aan het schrijven" in anna.get(AT)
    page = Visitor(app)
    page.get("/consultaties/proef/gevraagd")
    assert "Raad" in page.text
    assert "Heeft nog niet gereageerd" in page.text
    assert "raad@example.nl" not in page.answer.text
    assert "De Vries" not in page.answer.text
    assert "Let op artikel 2" not in page.answer.text


def test_who_declines_is_shown_so_and_the_reason_only_to_staff(
    app: Any, ports: Any, db: Database, people: dict[str, Any], anna: Browser
) -> None:
    _open(db, people)
    anna.post(f"{AT}/plakken", {"lines": LINES})
    chosen = anna.get(f"{AT}/uitnodigen").partition('name="chosen" value="')[2].partition('"')[0]
    anna.post(f"{AT}/uitnodigen", {"chosen": chosen})
    visitor = Visitor(app)
    visitor.get(_link(app, ports) + "/afmelden")
    visitor.submit(reason="x" * 2001)
    assert visitor.answer.status_code == 422
    visitor.submit(reason="Daar gaan wij niet over.")
    assert "U liet weten dat u niet reageert." in visitor.text
    assert "Daar gaan wij niet over." in anna.get(AT)
    page = Visitor(app)
    page.get("/consultaties/proef/gevraagd")
    assert "Liet weten niet te reageren" in page.text
    assert "Daar gaan" not in page.answer.text
    api = app.test_client().get("/api/v1/consultations/proef").get_json()
    assert api["asked"] == [{"name": "Raad", "kind": "advisory-body", "status": "declined", "response": None}]


def test_a_wrong_link_says_so(app: Any, db: Database, people: dict[str, Any]) -> None:
    _open(db, people)
    answer = app.test_client().get("/reageren/uitnodiging/verzonnen")
    assert answer.status_code in (404, 410)


def test_another_ministry_cannot_see_or_mail_the_list(app: Any, db: Database, people: dict[str, Any]) -> None:
    _open(db, people)
    stranger = Browser(app, people["vreemd"])
    for page in ("", "/plakken", "/uitnodigen", "/nieuw"):
        stranger.get(AT + page, 403)


def test_the_form_of_one_organisation_keeps_what_was_typed(
    db: Database, people: dict[str, Any], anna: Browser
) -> None:
    _open(db, people)
    data = {
        "name": "Raad",
        "kind": "advisory-body",
        "email": "geen adres",
        "point": "Let op.",
        "is_public": "y",
    }
    wrong = anna.post(f"{AT}/nieuw", data, 422)
    assert "Let op." in wrong.text
    assert "geen adres" in wrong.text
    anna.post(f"{AT}/nieuw", data | {"email": "raad@example.nl"})
    assert "Raad" in anna.get(AT)
    assert anna.post(f"{AT}/vanzelf-herinneren", {"days": "x"}, 422)
    anna.post(f"{AT}/vanzelf-herinneren", {"days": "3"})
    assert "3 dagen voor de sluiting" in anna.get(AT)
