"""From an empty workspace to a published consultation, by the pages alone, on both databases."""

from __future__ import annotations

import re
from pathlib import Path

from sqlalchemy import select

from consultatie.domain.lifecycle import Stage
from consultatie.jobs import Task, handler_for
from consultatie.models.consultations import QuestionKind
from consultatie.models.queue import Job
from consultatie.services import consultations, publication_gate
from tests import factories
from tests.integration.workspace.drafter_browser import (
    EDIT,
    FIVE,
    SVG,
    Browser,
    Ids,
    begin,
    file,
    kept,
    make_draft,
)


def test_a_drafter_makes_a_consultation_and_a_colleague_publishes_it(app, db, people, anna, clock) -> None:
    assert "nog geen consultaties" in anna.get("/werkplek")
    begin(anna, people)
    assert "Nog doen" in anna.get(EDIT)

    bill = {
        "file": file(factories.BILL.encode(), "wet.md"),
        "memorandum": file(b"# Memorie\n\n## Artikel 2\n\nUitleg.", "mvt.md"),
    }
    anna.post(f"{EDIT}/wettekst", bill)
    check = anna.get(f"{EDIT}/wettekst/controle")
    assert "Artikel 2. Duidelijke brieven" in check
    assert "Alles in het bestand is herkend." in check

    texts = {
        "title": "Brieven",
        "summary": f"Kort **en** goed. {FIVE}",
        "changes": "Dit.",
        "audience": "Iedereen.",
    }
    preview = anna.post(f"{EDIT}/teksten/nl", texts | {"doe": "nakijken"}, status=200)
    assert "<strong>en</strong>" in preview.text
    assert kept(db).texts == []
    anna.post(f"{EDIT}/teksten/nl", texts)
    anna.post(f"{EDIT}/teksten/en", {"title": "Letters", "summary": "Short."})

    assert "Artikel 1. Begrippen" in anna.get(f"{EDIT}/uitleg")
    assert "Een vergunning wordt per brief verleend." in anna.get(f"{EDIT}/uitleg/art_2")
    moved = anna.post(
        f"{EDIT}/uitleg/art_2", {"nl": "U krijgt een brief.", "en": "A letter.", "doe": "volgende"}
    )
    assert moved.location.startswith(f"{EDIT}/uitleg/art_3")
    anna.post(f"{EDIT}/uitleg/art_2__para_1", {"nl": "Het eerste lid.", "en": ""})

    picture = {
        "file": file(SVG, "brief.svg"),
        "eid": "art_2",
        "alt_nl": "Een brief.",
        "description_nl": "Een brief op een mat.",
    }
    anna.post(f"{EDIT}/illustraties/nieuw", picture | {"alt_en": "A letter.", "description_en": ""})
    assert "Een brief." in anna.get(f"{EDIT}/illustraties")

    anna.post(
        f"{EDIT}/vragen/nieuw",
        {
            "kind": "one",
            "eid": "",
            "nl": "Wie bent u?",
            "en": "Who are you?",
            "options_nl": "Lezer\nSchrijver",
            "options_en": "Reader\nWriter",
        },
    )
    for kind in ("open", "scale"):
        anna.post(f"{EDIT}/vragen/nieuw", {"kind": kind, "eid": "art_2", "nl": f"Vraag {kind}", "en": ""})
    anna.post(f"{EDIT}/documenten", {"title": "Toets", "file": file(b"%PDF-1.7 toets", "toets.pdf")})
    anna.post(
        f"{EDIT}/gegevens",
        {
            "title": "Wet op de proef",
            "kind": "act",
            "department": str(people["department"].id),
            "keten_id": "wgk 012345",
            "contact": "Postbus 1, 070 000 00 00",
            "themes": "Post\nTaal",
        },
    )
    anna.post(f"{EDIT}/termijn", {"opens": "2027-03-10", "closes": "2027-04-20", "term_reason": ""})

    gate = anna.get("/werkplek/wet-op-de-proef/publiceren")
    assert "Alles is er." in gate
    refused = anna.post("/werkplek/wet-op-de-proef/publiceren", {}, status=403)
    assert "U bewerkte deze consultatie als laatste." in refused.text
    assert 'id="foutoverzicht"' in refused.text
    anna.post(
        "/werkplek/wet-op-de-proef/publiceren/vragen",
        {"colleague": str(people["bram"].id)},
        form_at="/werkplek/wet-op-de-proef/publiceren",
    )
    with db.read() as session:
        mails = session.scalars(select(Job).where(Job.kind == "mail")).all()
        assert [mail.payload["to"] for mail in mails] == [people["bram"].email]

    with app.app_context():
        handler_for("mail")(app.extensions["consultatie"], Task(1, "mail", mails[0].payload, clock()))
    [letter] = app.extensions["consultatie"].ports.mail.sent
    assert "/werkplek/wet-op-de-proef/publiceren" in letter.text

    bram = Browser(app, people["bram"])
    assert "Publiceer als tweede persoon" in bram.get("/werkplek")
    bram.post("/werkplek/wet-op-de-proef/publiceren", {})
    made = kept(db)
    assert (made.stage, made.published_by_id, made.keten_id) == (
        Stage.PUBLISHED,
        people["bram"].id,
        "WGK012345",
    )
    assert [question.kind for question in made.questions] == [
        QuestionKind.ONE,
        QuestionKind.OPEN,
        QuestionKind.SCALE,
    ]
    assert made.questions[0].options == [{"nl": "Lezer", "en": "Reader"}, {"nl": "Schrijver", "en": "Writer"}]
    assert made.versions[0].number == 1
    assert made.versions[0].memorandum[0].eid == "art_2"
    assert "ingepland" in bram.get("/werkplek").lower()


def test_every_gap_links_to_a_page_where_it_is_mended(db, people, anna) -> None:
    begin(anna, people)
    page = anna.get("/werkplek/wet-op-de-proef/publiceren")
    section = page.split("Dit ontbreekt nog")[1].split("Publiceren met twee personen")[0]
    links = Ids(section).hrefs
    assert len(links) >= 6
    for link in links:
        anna.get(link)


def test_the_gate_refuses_with_every_gap_on_the_page(app, db, people, anna) -> None:
    make_draft(db, people, bill=None)
    bram = Browser(app, people["bram"])
    answer = bram.post("/werkplek/wet-op-de-proef/publiceren", {}, status=422)
    assert "Voeg de wettekst toe." in answer.text
    assert kept(db).stage is Stage.DRAFT


def test_questions_and_days_are_fixed_once_published(db, people, anna) -> None:
    make_draft(db, people)
    token = anna.token(f"{EDIT}/vragen/nieuw")
    with db.write.begin() as session:
        consultations.get(session, "wet-op-de-proef").stage = Stage.PUBLISHED
    data = {"csrf_token": token, "kind": "open", "eid": "", "nl": "Nog een vraag?"}
    assert anna.client.post(f"{EDIT}/vragen/nieuw", data=data).status_code == 409
    days = {"csrf_token": token, "opens": "2027-03-10", "closes": "2027-12-31"}
    assert anna.client.post(f"{EDIT}/termijn", data=days).status_code == 409


def test_a_published_summary_cannot_be_emptied(db, people, anna) -> None:
    make_draft(db, people, stage=Stage.PUBLISHED)
    answer = anna.post(
        f"{EDIT}/teksten/nl", {"summary": "", "changes": "Dit blijft.", "audience": "x"}, status=422
    )
    assert "Dan mag dit onderdeel niet leeg zijn." in answer.text
    assert "Dit blijft." in answer.text
    assert len(kept(db).texts) == 3


def test_extend_close_and_withdraw_ask_first(db, people, anna, clock) -> None:
    make_draft(db, people, stage=Stage.PUBLISHED)
    base = "/werkplek/wet-op-de-proef"
    answer = anna.post(f"{base}/verlengen", {"closes": "2027-03-01"}, status=422)
    assert "Kies een dag na de laatste dag van nu." in answer.text
    anna.post(f"{base}/verlengen", {"closes": "2027-05-01"})
    assert str(kept(db).closes) == "2027-05-01"
    anna.post(f"{base}/sluiten", {})
    assert kept(db).state(clock()).value == "closed"
    assert anna.post(f"{base}/intrekken", {"reason": ""}, status=422)
    anna.post(f"{base}/intrekken", {"reason": "Het plan gaat niet door."})
    assert kept(db).stage is Stage.WITHDRAWN


def test_a_reviewer_sees_the_gate_and_may_publish(app, db, people) -> None:
    make_draft(db, people)
    with db.write.begin() as session:
        one = consultations.get(session, "wet-op-de-proef")
        consultations.set_dates(
            session, one, opens=None, closes=None, term_reason="", by=None, now=factories.NOW
        )
    reader = Browser(app, people["lezer"])
    assert "Kies de eerste en de laatste dag." in reader.get("/werkplek/wet-op-de-proef/publiceren")


def test_every_gap_has_its_words(app) -> None:
    root = Path(publication_gate.__file__).parents[1]
    codes = set(
        re.findall(r'Gap\(\s*"([a-z-]+)"', (root / "services" / "publication_gate.py").read_text("utf-8"))
    )
    codes |= {f"{field.value}-missing" for field in publication_gate.NEEDED_TEXTS}
    words = (root / "web" / "workspace" / "gaps.py").read_text("utf-8")
    assert {code for code in codes if f'"{code}"' not in words} == set()
