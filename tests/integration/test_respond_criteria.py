"""The form criteria of CRITERIA.md that a whole flow shows: E7 (check page), E8 (twice is once), E9 (each choice keeps its word)."""

from __future__ import annotations

import pytest

from consultatie.domain.lifecycle import ResponseState
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


def change_links(visitor: Browser) -> dict[str, str]:
    """Return the change links of the check page by their name."""
    links = visitor.page.xpath("//a[contains(@href, 'terug=controle')]")
    names = [" ".join(link.text_content().split()) for link in links]
    assert len(set(names)) == len(names)
    return {name: link.get("href") for name, link in zip(names, links, strict=True)}


def test_every_change_link_leads_to_one_question_and_straight_back(visitor) -> None:
    to_check(visitor)
    links = change_links(visitor)
    assert len(links) == 3 + 4 + 5  # of the comment, the questions, and who somebody is
    for name, address in links.items():
        visitor.get(address)
        assert visitor.answer.status_code == 200, name
        visitor.submit()
        assert visitor.heading == "Controleer uw reactie", name


def test_what_was_skipped_reads_not_filled_in(visitor) -> None:
    to_check(visitor)
    assert visitor.text.count("Niet ingevuld") == 5  # the proposal and four questions


def test_the_button_of_the_check_page_says_what_it_does(visitor) -> None:
    to_check(visitor)
    [button] = visitor.page.xpath("//main//form//button")
    assert " ".join(button.text_content().split()) == "Verstuur uw reactie"


def test_pages_after_sending_can_be_opened_and_sent_again(app, visitor, db, ports) -> None:
    to_check(visitor)
    visitor.submit()
    first = visitor.text
    visitor.get("/reageren/proef/bijna-klaar")
    assert visitor.text == first
    link = link_in(app, ports, "confirm")
    visitor.get(link)
    form = dict(visitor.page.xpath("//form[@method='post']")[-1].form_values())
    answers = [visitor.client.post(link, data=form).status_code for _ in range(2)]
    assert answers == [303, 200]
    assert len([letter for letter in ports.mail.sent if letter.type == "received"]) <= 1
    receipt = link_in(app, ports, "received")
    assert len([letter for letter in ports.mail.sent if letter.type == "received"]) == 1
    pages = [Browser(app).get(receipt).status_code for _ in range(2)]
    assert pages == [200, 200]


def test_the_receipt_and_its_mail_say_all_that_somebody_needs_later(app, visitor, db, ports) -> None:
    to_check(visitor)
    visitor.submit()
    visitor.get(link_in(app, ports, "confirm"))
    visitor.submit()
    link_in(app, ports, "received")
    letter = [one for one in ports.mail.sent if one.type == "received"][-1]
    reference, contact = only(db).reference, only(db).consultation.contact
    for where in (visitor.text, " ".join(letter.text.split()), letter.html):
        assert reference in where
        assert "zaterdag 3 april 2027" in where  # until when everyone may respond
        assert "Rond " in where  # when the answer comes
        assert "drie weken" in where  # the copy
        assert "Uw kenmerk blijft hetzelfde." in where
        assert contact in where
    assert visitor.page.xpath("//a[contains(@href, '/intrekken')]")


@pytest.mark.parametrize(
    ("kind", "publication", "public"),
    [
        ("person", "named", "Noor de Wit"),
        ("person", "unnamed", None),
        ("person", "not", None),
        ("other", "named", "Noor de Wit"),
        ("other", "unnamed", None),
        ("organisation", "named", "Vereniging Heldere Brief"),
        ("organisation", "unnamed", None),
    ],
)
def test_each_choice_of_who_and_what_becomes_public_keeps_its_word(
    app, visitor, db, ports, kind: str, publication: str, public: str | None
) -> None:
    write_comment(visitor)
    visitor.get("/reageren/proef/wie")
    visitor.submit(kind=kind)
    more = {"organisation": "Vereniging Heldere Brief"} if kind == "organisation" else {}
    visitor.submit(name="Noor de Wit", place="Deventer", email="noor@example.nl", **more)
    choice = visitor.page.xpath(f"//input[@value='{publication}']")[0]
    [meaning] = visitor.page.xpath(f"//*[@id='{choice.get('aria-describedby')}']")
    assert meaning.text_content().strip().endswith(".")
    visitor.submit(publication=publication)
    visitor.submit()
    visitor.get(link_in(app, ports, "confirm"))
    visitor.submit()
    reader = Browser(app)
    status = reader.get(f"/reacties/{only(db).reference}").status_code
    if publication == "not":
        assert (status, only(db).state) == (404, ResponseState.CONFIRMED)
        return
    assert (status, "drie weken" in reader.text) == (200, True)
    shown = reader.answer.get_data(as_text=True)
    assert "noor@example.nl" not in shown
    assert "voor een ander" not in shown.lower()
    for personal in ("Noor de Wit", "Deventer", "Vereniging Heldere Brief"):
        assert public is not None or personal not in shown
    assert public is None or public in reader.text
