"""Check, send, press twice, and get the mail: the end of the flow."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from consultatie.domain.lifecycle import ResponseState
from consultatie.jobs.worker import Worker
from consultatie.models.queue import Job
from consultatie.models.responses import Comment, Response
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


def test_a_mail_to_confirm_can_be_asked_again(app, visitor, ports) -> None:
    to_check(visitor)
    visitor.submit()
    visitor.submit()
    assert "opnieuw verstuurd" in visitor.text
    Worker(app).run(once=True)
    assert len([letter for letter in ports.mail.sent if letter.type == "confirm"]) == 2


def test_the_trap_for_machines_holds_a_response_and_refuses_nothing(app, visitor, db, ports) -> None:
    to_check(visitor)
    visitor.submit(website="http://spam.example")
    visitor.get(link_in(app, ports, "confirm"))
    visitor.submit()
    assert (only(db).state, only(db).held_code) == (ResponseState.HELD, "signal")


@pytest.mark.parametrize("name", ["idempotency_key", "eid", "question"])
def test_a_nul_in_a_hidden_field_is_no_crash(visitor, name: str) -> None:
    to_check(visitor)
    where = "controle" if name == "idempotency_key" else "verwijder"
    assert visitor.post(f"/reageren/proef/{where}", **{name: "a\x00b"}).status_code in (303, 404)


def test_a_database_that_is_taken_asks_to_send_again_and_loses_no_word(visitor, db) -> None:
    visitor.get("/reageren/proef/artikel/art_2")
    visitor.submit(position="oppose")
    comment = visitor.path

    def refuse(_connection) -> None:
        raise OperationalError("BEGIN IMMEDIATE", None, Exception("database is locked"))

    event.listen(db.write.kw["bind"], "begin", refuse)
    answer = visitor.submit(text="Dit artikel gaat te ver.")
    event.remove(db.write.kw["bind"], "begin", refuse)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "60")
    assert "Dit artikel gaat te ver." in visitor.text
    visitor.submit()
    visitor.get(comment)
    assert "Dit artikel gaat te ver." in visitor.text


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
