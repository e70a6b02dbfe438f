"""A drafter decides where an unsure provision comes from, takes it back, and the gate says what is still open."""

from __future__ import annotations

import pytest

from consultatie.models.consultations import Consultation
from consultatie.services import consultations, lineage, publication_gate
from tests.integration.test_carrying import carried_bill
from tests.integration.workspace.drafter_browser import Browser

PAGE = "/werkplek/proef/bewerken/versies"


@pytest.fixture
def unsure(db, ports, clock, people) -> None:
    with db.write.begin() as session:
        carried_bill(session, ports, clock, department=session.merge(people["department"]))


def _links(db) -> dict[tuple[str, str], str]:
    with db.read() as session:
        row: Consultation = consultations.get(session, "proef")
        return {
            (link.old, link.new): link.relation.value for link in lineage.links_of(session, row.versions[-1])
        }


def test_the_list_names_what_is_unsure_and_what_changed(anna: Browser, unsure) -> None:
    page = anna.get(PAGE)
    assert "Van 1 bepaling weten wij niet zeker" in page
    assert "Kies de herkomst van Artikel 8" in page
    assert "Dit was: Artikel 2. Het nummer is gewijzigd." in page


def test_the_form_shows_old_beside_new_and_takes_a_decision_that_can_be_undone(
    anna: Browser, unsure, db
) -> None:
    page = anna.get(f"{PAGE}/2/art_8")
    assert "Uit: Artikel 4" in page
    assert "<del>" in page
    anna.post(f"{PAGE}/2/art_8", {"origin": "art_4"})
    assert _links(db)["art_4", "art_8"] == "renumbered"
    after = anna.get(PAGE)
    assert "Artikel 8 komt uit: Artikel 4." in after
    assert "Van elke bepaling is bekend" in after
    assert "art_8" in str(anna.client.get("/consultaties/proef/reacties?artikel=art_8").text)
    anna.post(f"{PAGE}/2/art_8/terug", {}, form_at=PAGE)
    assert _links(db)["art_4", "art_8"] == "unsure"


@pytest.mark.parametrize(
    ("sent", "link"),
    [
        ({"origin": "nieuw"}, ("", "art_8", "new")),
        ({"origin": "anders", "first": "art_3"}, ("art_3", "art_8", "renumbered")),
        ({"origin": "anders", "first": "art_3", "second": "art_4"}, ("art_4", "art_8", "merged")),
    ],
)
def test_a_provision_may_be_new_or_come_from_others(anna: Browser, unsure, db, sent, link) -> None:
    anna.post(f"{PAGE}/2/art_8", sent)
    assert _links(db)[link[:2]] == link[2]


def test_an_empty_choice_is_asked_for_in_words(anna: Browser, unsure) -> None:
    answer = anna.post(f"{PAGE}/2/art_8", {}, status=422)
    assert "Kies waar deze bepaling vandaan komt." in answer.text
    answer = anna.post(f"{PAGE}/2/art_8", {"origin": "anders"}, status=422)
    assert "Kies een bepaling uit de vorige versie." in answer.text


@pytest.mark.parametrize("address", ["/1/art_1", "/2/art_99", "/9/art_1"])
def test_what_is_not_there_is_not_found(anna: Browser, unsure, address: str) -> None:
    anna.get(PAGE + address, status=404)


def test_the_gate_blocks_while_responses_hang_on_what_is_unsure(session, ports, clock) -> None:
    consultation, _ = carried_bill(session, ports, clock)
    found = {gap.code: gap for gap in publication_gate.missing(session, consultation, clock())}
    assert (found["lineage-unsure"].subject, found["lineage-unsure"].blocking) == ("1", True)
    lineage.decide(
        session, consultation, consultation.versions[-1], new="art_8", olds=[], by=None, now=clock()
    )
    assert "lineage-unsure" not in {
        gap.code for gap in publication_gate.missing(session, consultation, clock())
    }
