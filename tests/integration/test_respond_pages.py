"""The pages of the flow without JavaScript: from the first page to the receipt, and everything that can go wrong."""

from __future__ import annotations

import re
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import select

from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.receipts import REFERENCE
from consultatie.jobs.worker import Worker
from consultatie.models.consultations import Question, QuestionKind
from consultatie.models.queue import Job
from consultatie.models.responses import Comment, Position, Response
from tests.factories import make_consultation
from tests.integration.respond_browser import Browser

LONG = "Mijn moeder kreeg de brief pas na drie weken.\r\nDat is te laat."


@pytest.fixture
def db(app):
    return app.extensions["consultatie"].db


@pytest.fixture
def consultation(db):
    with db.write.begin() as session:
        made = make_consultation(session)
        made.questions = [
            Question(
                key="q1",
                kind=QuestionKind.ONE,
                place=0,
                texts={"nl": "Is de wet duidelijk?"},
                options=[{"nl": "Ja"}, {"nl": "Nee"}],
            ),
            Question(
                key="q2",
                kind=QuestionKind.SEVERAL,
                place=1,
                eid="art_2",
                texts={"nl": "Welke brieven krijgt u?"},
                options=[{"nl": "Blauwe"}, {"nl": "Witte"}],
            ),
            Question(
                key="q3", kind=QuestionKind.OPEN, place=2, texts={"nl": "Wilt u nog iets kwijt?"}, options=[]
            ),
            Question(
                key="q4", kind=QuestionKind.SCALE, place=3, texts={"nl": "Hoe goed is dit plan?"}, options=[]
            ),
        ]
    return made


@pytest.fixture
def visitor(app, consultation) -> Browser:
    return Browser(app)


def only(db) -> Response:
    with db.read() as session:
        found = session.scalars(select(Response)).one()
        _ = (
            found.comments,
            [answer.question for answer in found.answers],
            found.respondent,
            found.consultation,
        )
        return found


def write_comment(visitor: Browser, path: str = "/reageren/proef/artikel/art_2") -> None:
    visitor.get(path)
    visitor.submit(position="oppose", text=LONG)


def to_check(visitor: Browser, publication: str = "named") -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/wie")
    visitor.submit(kind="person")
    visitor.submit(name="Noor de Wit", place="Deventer", email="noor@example.nl")
    visitor.submit(publication=publication)
    assert visitor.heading == "Controleer uw reactie"


def link_in(app: Any, ports: Any, kind: str) -> str:
    Worker(app).run(once=True)
    letter = [letter for letter in ports.mail.sent if letter.type == kind][-1]
    [found] = re.findall(r"http://localhost(/reageren/(?:bevestigen|beheer|verder)/\S+)", letter.text)
    return found


def test_the_short_way_from_start_to_receipt(app, visitor, db, ports) -> None:
    assert visitor.get("/reageren/proef/").status_code == 200
    visitor.get("/reageren/proef/algemeen")
    assert visitor.title.startswith("Vraag 1 van 6: Wat vindt u van het hele voorstel?")
    visitor.submit(position="support", text=LONG)
    assert visitor.heading == "Uw reactie tot nu toe"
    assert "Dat is te laat." in visitor.text
    visitor.get("/reageren/proef/wie")
    assert visitor.title.startswith("Vraag 3 van 6")
    visitor.submit(kind="person")
    visitor.submit(name="Noor de Wit", place="Deventer", email=" Noor @ example.nl. ")
    visitor.submit(publication="named")
    assert visitor.title.startswith("Vraag 6 van 6: Controleer uw reactie")
    visitor.submit()
    assert visitor.path.endswith("/reageren/proef/bijna-klaar")
    assert "Noor@example.nl" in visitor.text
    reference = REFERENCE.search(visitor.text).group()
    assert only(db).state is ResponseState.SENT

    other_device = Browser(app)
    link = link_in(app, ports, "confirm")
    other_device.get(link)
    assert other_device.heading == "Bevestig uw reactie"
    assert only(db).state is ResponseState.SENT
    other_device.submit()
    assert other_device.heading == "Uw reactie is binnen"
    assert reference in other_device.text
    assert only(db).state is ResponseState.PUBLIC
    receipt = other_device.path
    assert Browser(app).get(receipt).status_code == 200
    assert link_in(app, ports, "received").startswith("/reageren/beheer/")

    other_device.get(link)
    assert (other_device.answer.status_code, other_device.heading) == (200, "Uw reactie is al bevestigd")


def test_the_long_way_asks_each_article_and_each_question(visitor, db) -> None:
    visitor.get("/reageren/proef/artikelen")
    visitor.submit(articles=["art_3", "art_1"])
    assert visitor.title.startswith("Vraag 1 van 11")
    assert "Artikel 1" in visitor.heading
    visitor.submit(position="oppose", text="een")
    assert "Artikel 3" in visitor.heading
    visitor.submit(position="support", proposal="Morgen.")
    assert visitor.heading.startswith("Is de wet duidelijk?")
    visitor.submit(value="1")
    visitor.submit(value=["0", "1"])
    visitor.submit(value="Nee hoor")
    visitor.submit(value="4")
    assert visitor.heading == "Uw reactie tot nu toe"
    response = only(db)
    assert [(c.eid, c.text, c.proposal) for c in response.comments] == [
        ("art_1", "een", ""),
        ("art_3", "", "Morgen."),
    ]
    assert {a.question.key: a.values for a in response.answers} == {
        "q1": ["Nee"],
        "q2": ["Blauwe", "Witte"],
        "q3": ["Nee hoor"],
        "q4": ["4"],
    }


def test_a_question_may_be_skipped_and_an_answer_taken_back(visitor, db) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/vraag/q1?terug=overzicht")
    visitor.submit(value="0")
    assert [a.values for a in only(db).answers] == [["Ja"]]
    visitor.submit(number=1, question="q1")
    assert only(db).answers == []
    visitor.get("/reageren/proef/vraag/q3")
    visitor.submit(value="  ")
    assert only(db).answers == []


def test_a_lid_has_its_own_page_and_shows_the_law(visitor) -> None:
    visitor.get("/reageren/proef/artikel/art_2__para_2")
    assert visitor.answer.status_code == 200
    assert "Artikel 2, lid 2" in visitor.heading
    assert "Een vergunning wordt per brief verleend." in visitor.text


@pytest.mark.parametrize("path", ["artikel/art_99", "vraag/q99", "artikel/art_1%00"])
def test_what_does_not_exist_is_404(visitor, path: str) -> None:
    assert visitor.get(f"/reageren/proef/{path}").status_code == 404


def test_an_unknown_consultation_is_404_and_posting_to_an_unknown_article_keeps_nothing(visitor, db) -> None:
    assert visitor.get("/reageren/onbekend/").status_code == 404
    visitor.get("/reageren/proef/algemeen")
    assert visitor.post("/reageren/proef/artikel/art_99", position="oppose", text=LONG).status_code == 404
    assert "drie weken" in visitor.text
    with db.read() as session:
        assert session.query(Response).count() == 0


def test_a_missing_position_is_told_and_the_text_is_kept_in_the_draft(visitor, db) -> None:
    visitor.get("/reageren/proef/artikel/art_2")
    visitor.submit(text=LONG)
    assert visitor.answer.status_code == 422
    assert visitor.title.startswith("Fout: Vraag 1 van 6")
    assert visitor.errors() == ["Kies wat u ervan vindt."]
    assert visitor.page.xpath("//*[@id='foutoverzicht']//a/@href") == ["#position-0"]
    assert "drie weken" in visitor.page.xpath("//textarea[@name='text']")[0].text
    assert only(db).comments[0].text.startswith("Mijn moeder")
    visitor.get("/reageren/proef/artikel/art_2")
    assert "drie weken" in visitor.page.xpath("//textarea[@name='text']")[0].text


def test_a_text_of_20001_characters_comes_back_whole_with_the_limit(visitor, db) -> None:
    visitor.get("/reageren/proef/artikel/art_2")
    visitor.submit(position="oppose", text="x" * 20_001)
    assert visitor.answer.status_code == 422
    assert visitor.errors() == ["Uw tekst is te lang. Er passen 20.000 tekens in."]
    assert visitor.page.xpath("//textarea[@name='text']")[0].text.strip() == "x" * 20_001
    visitor.submit(position="oppose", text="x" * 20_000)
    assert only(db).comments[0].text == "x" * 20_000


def test_ten_megabytes_is_413_with_the_limit_and_what_was_kept_stays(visitor, db) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/artikel/art_3")
    visitor.submit(position="oppose", text="x" * 10_000_000)
    assert visitor.answer.status_code == 413
    assert "2.0 MB" in visitor.text
    assert "Wat u eerder bewaarde, is er nog." in visitor.text
    assert [c.eid for c in only(db).comments] == ["art_2"]


def test_nuls_and_broken_characters_are_taken_in_as_text(visitor, db) -> None:
    visitor.get("/reageren/proef/artikel/art_2")
    token = visitor.page.xpath("//input[@name='csrf_token']/@value")[0]
    body = b"csrf_token=" + token.encode() + b"&position=oppose&text=a%00b%ED%A0%80c%E2%80%AEd"
    answer = visitor.client.post(
        "/reageren/proef/artikel/art_2", data=body, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 303
    text = only(db).comments[0].text
    assert "\x00" not in text
    assert text.startswith("ab")
    assert text.endswith("cd")


def test_html_in_a_text_is_shown_as_text(visitor) -> None:
    visitor.get("/reageren/proef/artikel/art_2")
    visitor.submit(position="oppose", text="<script>alert(1)</script>")
    assert "&lt;script&gt;alert(1)" in visitor.answer.get_data(as_text=True)


def test_pages_are_shown_in_their_order(visitor) -> None:
    for page in ("wie", "gegevens", "openbaar", "controle"):
        visitor.get(f"/reageren/proef/{page}")
        visitor.follow()
        assert visitor.heading == "Uw reactie tot nu toe"
    write_comment(visitor)
    visitor.get("/reageren/proef/controle")
    visitor.follow()
    assert visitor.heading == "Voor wie reageert u?"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("noor@example.nl", "noor@example.nl"),
        (" Noor@Example.NL ", "Noor@example.nl"),
        ("noor @ example . nl", "noor@example.nl"),
        ("<noor@example.nl>", "noor@example.nl"),
        ("mailto:noor@example.nl", "noor@example.nl"),
        ("noor@example.nl.", "noor@example.nl"),
        ("Noor de Wit <noor@example.nl>", "noor@example.nl"),
        ("noor@münster.example", "noor@xn--mnster-3ya.example"),
    ],
)
def test_an_address_is_read_generously(visitor, db, typed: str, kept: str) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/wie")
    visitor.submit(kind="person")
    visitor.submit(email=typed)
    assert visitor.heading == "Wat mag iedereen lezen?"
    assert only(db).respondent.email == kept


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", "Vul uw e-mailadres in."), ("noor", "Vul een e-mailadres in, zoals naam@voorbeeld.nl.")],
)
def test_an_address_that_cannot_be_read_is_told(visitor, typed: str, words: str) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/wie")
    visitor.submit(kind="person")
    visitor.submit(name="Noor", email=typed)
    assert (visitor.answer.status_code, visitor.errors()) == (422, [words])
    assert visitor.page.xpath("//input[@name='name']/@value") == ["Noor"]


def test_an_organisation_gives_its_name(visitor, db) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/wie")
    visitor.submit(kind="organisation")
    visitor.submit(email="noor@example.nl")
    assert visitor.errors() == ["Vul de naam van de organisatie in."]
    visitor.submit(organisation="Vereniging Heldere Brief", email="noor@example.nl")
    visitor.submit(publication="named")
    assert visitor.heading == "Controleer uw reactie"
    assert "Vereniging Heldere Brief" in visitor.text


def test_a_name_is_asked_only_from_who_wants_it_public(visitor) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/wie")
    visitor.submit(kind="person")
    visitor.submit(email="noor@example.nl")
    visitor.submit(publication="named")
    assert visitor.errors() == ["Vul uw naam in, of kies voor een reactie zonder naam."]
    visitor.submit(publication="unnamed")
    assert visitor.heading == "Controleer uw reactie"


def test_the_preview_shows_exactly_what_becomes_public(visitor) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/wie")
    visitor.submit(kind="person")
    visitor.submit(name="Noor de Wit", place="Deventer", email="noor@example.nl")
    named = visitor.page.xpath("//*[@id='voorbeeld-named']")[0].text_content()
    unnamed = visitor.page.xpath("//*[@id='voorbeeld-unnamed']")[0].text_content()
    assert "Noor de Wit" in named
    assert "drie weken" in named
    assert "drie weken" in unnamed
    assert "Noor" not in unnamed
    assert "Deventer" not in unnamed
    assert "noor@" not in named + unnamed


def test_changing_something_on_the_check_page_goes_straight_back(visitor) -> None:
    to_check(visitor)
    links = visitor.page.xpath("//a[contains(@href, 'terug=controle')]")
    names = [" ".join(link.text_content().split()) for link in links]
    assert len(names) == len(set(names)) >= 6
    visitor.get("/reageren/proef/artikel/art_2?terug=controle")
    visitor.submit(position="support")
    assert visitor.heading == "Controleer uw reactie"
    visitor.get("/reageren/proef/gegevens?terug=controle")
    visitor.submit(place="")
    assert visitor.heading == "Controleer uw reactie"
    assert "Niet ingevuld" in visitor.text


def test_a_double_click_makes_one_response(app, visitor, db) -> None:
    to_check(visitor)
    form = dict(visitor.page.xpath("//form[@method='post']")[-1].form_values())
    first = visitor.client.post("/reageren/proef/controle", data=form)
    second = visitor.client.post("/reageren/proef/controle", data=form)
    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["Location"] == second.headers["Location"]
    assert only(db).state is ResponseState.SENT
    with db.read() as session:
        assert session.query(Comment).count() == 1
    assert visitor.get("/reageren/proef/bijna-klaar").status_code == 200


def test_a_double_click_without_the_first_answer_still_finds_the_receipt(app, visitor, db) -> None:
    to_check(visitor)
    before = visitor.client.get_cookie("consultatie").value
    form = dict(visitor.page.xpath("//form[@method='post']")[-1].form_values())
    visitor.client.post("/reageren/proef/controle", data=form)
    visitor.client.set_cookie("consultatie", before)
    visitor.answer = visitor.client.post("/reageren/proef/controle", data=form)
    visitor.follow()
    assert only(db).reference in visitor.text


def test_back_after_sending_starts_no_second_response_by_accident(visitor, db) -> None:
    to_check(visitor)
    visitor.submit()
    visitor.get("/reageren/proef/controle")
    visitor.follow()
    assert visitor.heading == "Uw reactie tot nu toe"
    assert "U heeft nog niets geschreven." in visitor.text
    assert only(db).state is ResponseState.SENT


def test_a_new_response_can_be_written_after_sending(visitor, db) -> None:
    to_check(visitor)
    visitor.submit()
    write_comment(visitor, "/reageren/proef/artikel/art_3")
    with db.read() as session:
        assert sorted(r.state.value for r in session.scalars(select(Response))) == ["draft", "sent"]
    assert visitor.get("/reageren/proef/bijna-klaar").status_code == 200


def test_a_forged_link_is_404_and_an_old_one_410(app, visitor, db, ports, clock) -> None:
    for path in ("bevestigen", "beheer", "verder"):
        assert visitor.get(f"/reageren/{path}/{'x' * 43}").status_code == 404
    to_check(visitor)
    visitor.submit()
    link = link_in(app, ports, "confirm")
    clock.forward(hours=49)
    assert visitor.get(link).status_code == 410
    assert "verlopen" in visitor.text


def test_a_closed_consultation_answers_409_and_gives_the_text_back(app, visitor, db, clock) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/artikel/art_3")
    clock.instant = only(db).consultation.closes_at
    visitor.submit(position="oppose", text="Een tweede tekst die niet weg mag.")
    assert visitor.answer.status_code == 409
    assert "gesloten" in visitor.text
    assert "zaterdag 3 april 2027" in visitor.text
    assert "Een tweede tekst die niet weg mag." in visitor.text
    assert "drie weken" in visitor.text
    assert [c.eid for c in only(db).comments] == ["art_2"]
    assert visitor.get("/reageren/proef/").status_code == 409


def test_sending_a_second_after_closing_is_refused(visitor, db, clock) -> None:
    to_check(visitor)
    clock.instant = only(db).consultation.closes_at
    visitor.submit()
    assert visitor.answer.status_code == 409
    assert only(db).state is ResponseState.DRAFT
    clock.instant -= timedelta(seconds=1)
    visitor.get("/reageren/proef/controle")
    visitor.submit()
    assert only(db).state is ResponseState.SENT


def test_confirming_works_after_closing(app, visitor, db, ports, clock) -> None:
    to_check(visitor)
    clock.instant = only(db).consultation.closes_at - timedelta(seconds=1)
    visitor.submit()
    clock.forward(hours=23)
    visitor.get(link_in(app, ports, "confirm"))
    visitor.submit()
    assert only(db).state is ResponseState.PUBLIC


def test_what_was_kept_can_be_finished_on_another_device(app, visitor, db, ports) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/bewaren")
    visitor.submit(email="geen adres")
    assert visitor.answer.status_code == 422
    visitor.submit(email="noor@example.nl")
    assert visitor.heading == "Kijk in uw mail"
    phone = Browser(app)
    phone.get(link_in(app, ports, "resume"))
    assert "consultatie" not in [
        cookie.key for cookie in phone.client._cookies.values() if "drafts" in cookie.value
    ]
    phone.submit()
    assert phone.heading == "Uw reactie tot nu toe"
    assert "drie weken" in phone.text
    write_comment(phone, "/reageren/proef/artikel/art_3")
    visitor.get("/reageren/proef/overzicht")
    assert "Artikel 3" in visitor.text
    assert len(only(db).comments) == 2


def test_an_expired_form_gives_the_text_back_with_a_button_to_send_it_again(visitor, db) -> None:
    visitor.get("/en/reageren/proef/artikel/art_2")
    visitor.client.delete_cookie("consultatie")
    token = visitor.page.xpath("//input[@name='csrf_token']/@value")[0]
    visitor.answer = visitor.client.post(
        "/en/reageren/proef/artikel/art_2",
        data={"csrf_token": token, "position": "oppose", "text": LONG},
        headers={"Origin": "http://localhost"},
    )
    assert visitor.answer.status_code == 400
    assert "drie weken" in visitor.text
    assert visitor.page.xpath("//form[@method='post']/@action")[0].startswith("/en/reageren/")
    visitor.submit()
    assert visitor.path.startswith("/en/reageren/proef/overzicht")
    assert only(db).comments[0].position is Position.OPPOSE


def test_a_form_from_another_site_is_refused(visitor, db) -> None:
    visitor.get("/reageren/proef/artikel/art_2")
    answer = visitor.client.post(
        "/reageren/proef/artikel/art_2",
        data={"position": "oppose", "text": "x"},
        headers={"Origin": "https://evil.example"},
    )
    assert answer.status_code == 400
    with db.read() as session:
        assert session.query(Response).count() == 0


def test_too_many_mails_wait_and_the_draft_stays(visitor, db) -> None:
    write_comment(visitor)
    for _ in range(3):
        visitor.get("/reageren/proef/bewaren")
        visitor.submit(email="noor@example.nl")
        assert visitor.answer.status_code == 200
    visitor.get("/reageren/proef/bewaren")
    visitor.submit(email="noor+iets@example.nl")
    assert visitor.answer.status_code == 429
    assert int(visitor.answer.headers["Retry-After"]) > 3000
    assert only(db).comments[0].text.startswith("Mijn moeder")


def test_a_mail_to_confirm_can_be_asked_again(app, visitor, ports) -> None:
    to_check(visitor)
    visitor.submit()
    visitor.submit()
    assert "opnieuw verstuurd" in visitor.text
    Worker(app).run(once=True)
    assert len([letter for letter in ports.mail.sent if letter.type == "confirm"]) == 2


def test_a_response_is_withdrawn_by_its_own_link(app, visitor, db, ports) -> None:
    to_check(visitor)
    visitor.submit()
    visitor.get(link_in(app, ports, "confirm"))
    visitor.submit()
    receipt = link_in(app, ports, "received")
    visitor.get(f"{receipt}/intrekken")
    assert only(db).state is ResponseState.PUBLIC
    visitor.submit()
    assert visitor.heading == "Uw reactie is ingetrokken"
    assert only(db).state is ResponseState.WITHDRAWN


def test_a_refused_response_is_mended_by_its_own_link(app, visitor, db, ports) -> None:
    to_check(visitor)
    visitor.submit()
    visitor.get(link_in(app, ports, "confirm"))
    visitor.submit()
    receipt = link_in(app, ports, "received")
    with db.write.begin() as session:
        response = session.scalars(select(Response)).one()
        response.state, response.reason_code = ResponseState.REJECTED, "insult"
    visitor.get(receipt)
    assert visitor.heading == "Uw reactie is niet geplaatst"
    visitor.get(f"{receipt}/verbeter/art_2")
    visitor.submit(text="Netter gezegd.")
    visitor.submit()
    assert visitor.heading == "Uw reactie is binnen"
    mended = only(db)
    assert (mended.state, mended.held_code, mended.comments[0].text) == (
        ResponseState.HELD,
        "mended",
        "Netter gezegd.",
    )


def test_the_trap_for_machines_holds_a_response_and_refuses_nothing(app, visitor, db, ports) -> None:
    to_check(visitor)
    visitor.submit(website="http://spam.example")
    visitor.get(link_in(app, ports, "confirm"))
    visitor.submit()
    assert (only(db).state, only(db).held_code) == (ResponseState.HELD, "signal")


def test_readers_of_the_first_page_get_no_draft(visitor, db) -> None:
    for page in ("", "algemeen", "artikelen", "overzicht", "artikel/art_2", "vraag/q1", "bewaren"):
        assert visitor.get(f"/reageren/proef/{page}").status_code == 200
    with db.read() as session:
        assert session.query(Response).count() == 0


def test_the_flow_stays_in_the_readers_language(visitor) -> None:
    visitor.get("/en/reageren/proef/artikel/art_2")
    visitor.submit(position="oppose", text=LONG)
    assert visitor.path.startswith("/en/reageren/proef/overzicht")


@pytest.mark.parametrize("name", ["idempotency_key", "eid", "question"])
def test_a_nul_in_a_hidden_field_is_no_crash(visitor, name: str) -> None:
    to_check(visitor)
    where = "controle" if name == "idempotency_key" else "verwijder"
    assert visitor.post(f"/reageren/proef/{where}", **{name: "a\x00b"}).status_code in (303, 404)


def test_sixteen_browsers_pressing_send_at_once_make_one_response(app, visitor, db) -> None:
    to_check(visitor)
    form = dict(visitor.page.xpath("//form[@method='post']")[-1].form_values())
    token = visitor.client.get_cookie("consultatie").value
    answers: list[int] = []
    ready = Barrier(16)

    def press() -> None:
        client = app.test_client()
        client.set_cookie("consultatie", token)
        ready.wait()
        answers.append(client.post("/reageren/proef/controle", data=form).status_code)

    threads = [Thread(target=press) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [303] * 16
    with db.read() as session:
        assert session.query(Response).count() == 1
        assert session.query(Job).filter_by(kind="mail").count() == 1


def test_a_slip_in_the_address_can_be_mended_and_the_first_link_then_stops(app, visitor, db, ports) -> None:
    to_check(visitor)
    visitor.submit()
    first = link_in(app, ports, "confirm")
    visitor.get("/reageren/proef/ander-adres")
    visitor.submit(email="geen adres")
    assert visitor.answer.status_code == 422
    visitor.submit(email="nora@example.nl")
    assert "nora@example.nl" in visitor.text
    second = link_in(app, ports, "confirm")
    assert ports.mail.sent[-1].to == "nora@example.nl"
    assert Browser(app).get(first).status_code == 404
    visitor.get(second)
    visitor.submit()
    assert only(db).state is ResponseState.PUBLIC


def test_sending_under_a_brake_waits_and_keeps_the_draft(visitor, db) -> None:
    to_check(visitor)
    for _ in range(3):
        visitor.get("/reageren/proef/bewaren")
        visitor.submit()
    visitor.get("/reageren/proef/controle")
    visitor.submit()
    assert visitor.answer.status_code == 429
    assert "bewaard" in visitor.text
    assert only(db).state is ResponseState.DRAFT
