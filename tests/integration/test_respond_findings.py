"""Before sending: what looks like personal data is marked and asked about; a moderator sees the same, and the answer."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.permissions import Role
from consultatie.domain.screening import Sign
from consultatie.models.responses import Response
from consultatie.services import erasure, findings
from tests.factories import make_user, sign_in
from tests.integration.respond_browser import (
    Browser,
    a_visitor,
    asked_consultation,
    link_in,
    only,
    site_db,
    to_check,
    write_comment,
)

__all__ = ["a_visitor", "asked_consultation", "site_db"]  # fixtures

PRIVATE = "Bel mij op 06-12345678.\nOf mail jan@example.nl."


@pytest.fixture(name="checking")
def who_checks_a_private_text(visitor) -> Browser:
    to_check(visitor)
    visitor.get("/reageren/proef/artikel/art_2/waarom?terug=controle")
    visitor.submit(text=PRIVATE)
    return visitor


def marked(visitor: Browser) -> list[str]:
    return [" ".join(mark.text_content().split()) for mark in visitor.page.xpath("//main//mark")]


def found(db) -> list[tuple[Sign, bool]]:
    with db.read() as session:
        response = session.merge(only(db), load=True)
        return [(one.finding.sign, one.is_left) for one in findings.find(session, response)]


def test_the_check_page_marks_what_it_asks_about_and_leads_to_it(checking) -> None:
    phone = "lijkt een telefoonnummer 06-12345678 (einde)"
    mail = "lijkt een mailadres jan@example.nl (einde)"
    assert marked(checking) == [phone, mail, phone, mail]
    [first, second] = checking.page.xpath("//section[@aria-labelledby='openbaar']//a/@href")
    assert first == second == "/reageren/proef/artikel/art_2/waarom?terug=controle"
    checking.get(first)
    checking.submit(text="Niets.")
    assert checking.heading == "Controleer uw reactie"
    assert marked(checking) == []


def test_one_passage_is_left_and_the_other_is_still_asked(checking, db) -> None:
    checking.submit(number=0)
    assert found(db) == [(Sign.PHONE, True), (Sign.EMAIL, False)]
    assert checking.text.count("U laat dit staan.") == 1


def test_everything_is_left_at_once_and_a_changed_passage_is_asked_anew(checking, db) -> None:
    checking.submit(number=-2, vondst="alles")
    assert found(db) == [(Sign.PHONE, True), (Sign.EMAIL, True)]
    checking.get("/reageren/proef/artikel/art_2/waarom?terug=controle")
    checking.submit(text=PRIVATE.replace("5678", "5679"))
    assert found(db) == [(Sign.PHONE, False), (Sign.EMAIL, True)]


def test_it_never_blocks_and_a_moderator_sees_the_same_with_the_answer(checking, app, db, ports) -> None:
    checking.submit(number=0)
    checking.submit()
    assert checking.heading.startswith("Bijna klaar")
    checking.get(link_in(app, ports, "confirm"))
    checking.submit()
    response = only(db)
    assert (response.state, response.held_code) == (ResponseState.HELD, "personal-data")
    with db.write.begin() as session:
        moderator = make_user(session, Role.MODERATOR)
    client = app.test_client()
    sign_in(client, moderator)
    page = client.get(f"/werkplek/moderatie/{response.reference}").get_data(as_text=True)
    assert page.count("06-12345678") == 2
    assert "De indiener laat dit met opzet staan." in page
    assert "De indiener zei hier niets over." in page


def test_nothing_is_asked_when_nothing_becomes_public(checking) -> None:
    checking.get("/reageren/proef/openbaar?terug=controle")
    checking.submit(publication="not")
    assert marked(checking) == []
    assert "Niets van uw reactie komt op de site." in checking.text


def test_the_preview_is_what_everyone_reads(checking) -> None:
    checking.get("/reageren/proef/openbaar?terug=controle")
    checking.submit(publication="unnamed")
    preview = " ".join(checking.page.get_element_by_id("voorbeeld").text_content().split())
    assert "06-12345678" in preview
    assert "Noor" not in preview
    assert "Deventer" not in preview


def test_erasing_takes_the_answers_away(checking, db, clock) -> None:
    checking.submit(number=0)
    checking.submit()
    with db.write.begin() as session:
        erasure.erase(session, session.merge(only(db)), now=clock())
    assert only(db).left_on_purpose == []


def test_an_unknown_place_is_asked_about_once(visitor, db) -> None:
    to_check(visitor)
    visitor.get("/reageren/proef/gegevens?terug=controle")
    visitor.submit(place="Devnter")
    assert visitor.answer.status_code == 422
    assert visitor.errors() == ["Wij kennen deze plaats niet. Kies hieronder, of ga verder als dit klopt."]
    assert visitor.page.xpath("//input[@name='place_choice']/@value")[0] == "Deventer"
    visitor.submit(place_choice="Deventer")
    assert visitor.heading == "Controleer uw reactie"
    assert only(db).respondent.place == "Deventer"


def test_an_unknown_place_may_stay(visitor, db) -> None:
    to_check(visitor)
    visitor.get("/reageren/proef/gegevens?terug=controle")
    visitor.submit(place="Nergenshuizen")
    visitor.submit()
    assert visitor.heading == "Controleer uw reactie"
    assert only(db).respondent.place == "Nergenshuizen"


def test_a_page_from_before_that_is_sent_again_leaves_what_is_being_written(checking, db) -> None:
    form = checking.page.xpath("//form[@method='post']")[-1]
    path, fields = form.get("action"), dict(form.form_values())
    checking.submit()
    write_comment(checking, "/reageren/proef/artikel/art_3")
    checking.answer = checking.client.post(path, data=fields)
    checking.follow()
    assert checking.heading.startswith("Bijna klaar")
    checking.get("/reageren/proef/overzicht")
    assert "Mijn moeder kreeg de brief pas na drie weken." in checking.text
    with db.read() as session:
        states = sorted(state.value for state in session.scalars(select(Response.state)))
    assert states == ["draft", "sent"]


def test_the_background_unfolds_at_a_question_and_every_question_has_its_own_link(visitor) -> None:
    visitor.get("/reageren/proef/vraag/q2")
    folded = [" ".join(one.text_content().split()) for one in visitor.page.xpath("//main//details/summary")]
    assert "Lees de wettekst: Artikel 2" in folded
    visitor.get("/reageren/proef/vraag/q3")
    assert "Lees het voorstel in het kort" in visitor.text
    visitor.get("/consultaties/proef")
    links = visitor.page.xpath("//a[contains(@href, '/reageren/proef/vraag/')]")
    assert {link.get("href").rpartition("/")[2] for link in links} >= {"q1", "q3", "q4"}
    assert all(" ".join(link.text_content().split()).startswith("Reageer hierop: ") for link in links)
