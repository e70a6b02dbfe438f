"""The links in the mails: confirm, receipt, withdraw, mend, go on later."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.receipts import REFERENCE
from consultatie.models.responses import Response
from tests.integration.respond_browser import (
    LONG,
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


def test_the_short_way_from_start_to_receipt(app, visitor, db, ports) -> None:
    assert visitor.get("/reageren/proef/").status_code == 200
    visitor.get("/reageren/proef/algemeen")
    assert visitor.title.startswith("Vraag 1 van 7: Wat vindt u van het hele voorstel?")
    visitor.submit(position="support")
    assert visitor.title.startswith("Vraag 2 van 7: Het hele voorstel: Wat wilt u erover zeggen?")
    visitor.submit(text=LONG)
    assert visitor.heading == "Uw reactie tot nu toe"
    assert "Dat is te laat." in visitor.text
    visitor.get("/reageren/proef/wie")
    assert visitor.title.startswith("Vraag 4 van 7")
    visitor.submit(kind="person")
    visitor.submit(name="Noor de Wit", place="Deventer", email=" Noor @ example.nl. ")
    visitor.submit(publication="named")
    assert visitor.title.startswith("Vraag 7 van 7: Controleer uw reactie")
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


def test_a_forged_link_is_404_and_an_old_one_410(app, visitor, db, ports, clock) -> None:
    for path in ("bevestigen", "beheer", "verder"):
        assert visitor.get(f"/reageren/{path}/{'x' * 43}").status_code == 404
    to_check(visitor)
    visitor.submit()
    link = link_in(app, ports, "confirm")
    clock.forward(hours=49)
    assert visitor.get(link).status_code == 410
    assert "verlopen" in visitor.text


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


def test_after_closing_a_refused_response_is_mended_by_its_own_link(app, visitor, db, ports, clock) -> None:
    to_check(visitor)
    visitor.submit()
    visitor.get(link_in(app, ports, "confirm"))
    visitor.submit()
    receipt = link_in(app, ports, "received")
    with db.write.begin() as session:
        response = session.scalars(select(Response)).one()
        response.state, response.reason_code = ResponseState.REJECTED, "insult"
        response.consultation.closes_at = clock()
    visitor.get(receipt)
    assert visitor.heading == "Uw reactie is niet geplaatst"
    visitor.get(f"{receipt}/verbeter/uitleg/art_2")
    visitor.submit(text="Netter gezegd.")
    visitor.submit()
    assert visitor.heading == "Uw reactie is binnen"
    mended = only(db)
    assert (mended.state, mended.held_code, mended.comments[0].text) == (
        ResponseState.HELD,
        "mended",
        "Netter gezegd.",
    )
