"""References in a draft that lead nowhere: the gate warns, and a drafter puts one aside with a reason."""

from __future__ import annotations

import re
from typing import Any

from consultatie.services import consultations, publication_gate
from consultatie.services.dangling_references import listed
from tests import factories
from tests.integration.workspace.drafter_browser import EDIT, Browser, file, make_draft

PAGE = f"{EDIT}/verwijzingen"
BILL = factories.BILL.replace(
    "1. Een brief is duidelijk.",
    "1. Een brief is duidelijk, anders dan in artikel 12, vierde lid, en artikel 99.",
)


def form_of(page: str, words: str) -> dict[str, str]:
    """Return the fields of the form about these words."""
    form = next(one for one in re.findall(r"<form.*?</form>", page, re.DOTALL) if f'value="{words}"' in one)
    fields = re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', form)
    return {name: value for name, value in fields if name != "csrf_token"}


def test_the_gate_names_the_place_and_the_words_and_does_not_block(db, people, anna) -> None:
    make_draft(db, people, bill=BILL)
    page = anna.get("/werkplek/wet-op-de-proef/publiceren")
    assert "Artikel 2, lid 1 verwijst naar “artikel 12, vierde lid”." in page
    assert PAGE in page
    with db.read() as session:
        gaps = publication_gate.missing(session, consultations.get(session, "wet-op-de-proef"), factories.NOW)
    assert [gap.blocking for gap in gaps if gap.code == "reference-dangling"] == [False, False]


def test_a_reference_is_put_aside_with_one_press_and_taken_up_again(db, people, anna, clock) -> None:
    make_draft(db, people, bill=BILL)
    page = anna.get(PAGE)
    assert "<mark>artikel 12, vierde lid</mark>" in page
    anna.post(PAGE, form_of(page, "artikel 12, vierde lid"))
    assert [(one.words, one.reason) for one in kept(db)] == [
        ("artikel 12, vierde lid", "De verwijzing is zo bedoeld."),
        ("artikel 99", ""),
    ]
    assert "artikel 12" not in anna.get("/werkplek/wet-op-de-proef/publiceren")

    anna.post(PAGE, form_of(anna.get(PAGE), "artikel 12, vierde lid"))
    assert [one.reason for one in kept(db)] == ["", ""]


def test_a_reason_that_is_missing_or_too_long_is_asked_for_and_what_was_typed_stays(db, people, anna) -> None:
    make_draft(db, people, bill=BILL)
    fields = form_of(anna.get(PAGE), "artikel 99")
    reason = next(name for name in fields if name.endswith("reason"))
    answer = anna.post(PAGE, fields | {reason: " "}, status=422)
    assert "Schrijf waarom deze verwijzing klopt." in answer.text
    long = "Dit is lang. " * 50
    answer = anna.post(PAGE, fields | {reason: long}, status=422)
    assert "ten hoogste 500 tekens" in answer.text
    assert long.strip() in answer.text
    assert [one.reason for one in kept(db)] == ["", ""]


def test_words_that_the_bill_does_not_hold_are_not_kept(db, people, anna) -> None:
    make_draft(db, people, bill=BILL)
    fields = form_of(anna.get(PAGE), "artikel 99")
    words = next(name for name in fields if name.endswith("words"))
    anna.post(PAGE, fields | {words: "artikel 1"}, status=404)


def test_a_reason_stays_when_the_bill_is_read_again(db, people, anna) -> None:
    make_draft(db, people, bill=BILL)
    anna.post(PAGE, form_of(anna.get(PAGE), "artikel 99"))
    anna.post(f"{EDIT}/wettekst", {"file": file(BILL.encode(), "wet.md")})
    assert [one.reason for one in kept(db)] == ["", "De verwijzing is zo bedoeld."]


def test_a_bill_whose_references_lead_somewhere_has_nothing_to_look_at(db, people, anna) -> None:
    make_draft(db, people)
    assert "Alle verwijzingen in het voorstel komen uit." in anna.get(PAGE)


def test_a_colleague_of_another_department_cannot_put_anything_aside(app: Any, db, people) -> None:
    make_draft(db, people, bill=BILL)
    with db.write.begin() as session:
        other = factories.make_user(session, department=factories.make_department(session, "Een ander"))
        session.flush()
        session.expunge(other)
    Browser(app, other).get(PAGE, status=403)


def kept(db: Any) -> list[Any]:
    """Return the references that lead nowhere, as the database holds them."""
    with db.read() as session:
        return listed(session, consultations.get(session, "wet-op-de-proef"))


def test_many_references_are_told_as_one_number(db, people, anna) -> None:
    many = " ".join(f"Artikel {number} geldt." for number in range(50, 60))
    make_draft(db, people, bill=factories.BILL.replace("1. Een brief is duidelijk.", f"1. {many}"))
    page = anna.get("/werkplek/wet-op-de-proef/publiceren")
    assert page.count("Die bepaling staat niet in het voorstel.") == 5
    assert "Er zijn nog 5 verwijzingen die niet uitkomen." in page
    with db.read() as session:
        gaps = publication_gate.missing(session, consultations.get(session, "wet-op-de-proef"), factories.NOW)
        assert sum(gap.code == "reference-dangling" for gap in gaps) == 10
