"""A new version of a public bill takes two people: who hands it in, and who places it. The public reads why it came."""

from __future__ import annotations

from datetime import timedelta

import pytest

from consultatie.domain.lifecycle import Stage
from consultatie.domain.permissions import Role, Viewer
from consultatie.models.consultations import Consultation, Explanation
from consultatie.models.log import LogEntry
from consultatie.services import consultations, proposed_versions
from consultatie.services.carrying import Carrying
from tests import factories
from tests.integration.workspace.drafter_browser import Browser, file

PROPOSE = "/werkplek/proef/nieuwe-versie/voorstellen"
SEEN = "/werkplek/proef/nieuwe-versie"
WHY = "De raad vroeg om een kortere termijn."
FIRST = """# Wet op de proef

## Artikel 1. Begrip

In deze wet wordt verstaan onder proef: elk onderzoek dat met een vooraf bepaald plan wordt gedaan.

## Artikel 2. Termijn

Wie een proef doet, meldt dat binnen zes weken aan de minister en legt daarbij het plan over.
"""
SECOND = FIRST.replace("zes weken", "twee weken").replace(
    "## Artikel 2",
    "## Artikel 2. Register\n\nEr is een register van proeven dat voor iedereen openbaar is.\n\n## Artikel 3",
)


@pytest.fixture
def public(db, people, clock) -> None:
    """Put a public consultation in the database, with a response and an explanation at article 2."""
    with db.write.begin() as session:
        row = factories.make_consultation(
            session, bill=FIRST, department=session.merge(people["department"]), edited_by=people["anna"]
        )
        row.explanations.append(
            Explanation(
                eid="art_2",
                language="nl",
                markdown="U meldt het.",
                html="<p>U meldt het.</p>",
                law_digest="0" * 64,
            )
        )
        factories.make_response(
            session,
            row,
            comments=(("art_2", "oppose", "Zes weken is te lang, want dan is mijn proef al voorbij."),),
        )
    clock.instant += timedelta(hours=1)


@pytest.fixture
def bram(app, people) -> Browser:
    return Browser(app, people["bram"])


@pytest.fixture
def lezer(app, people) -> Browser:
    return Browser(app, people["lezer"])


def hand_in(anna: Browser, **more: object) -> object:
    sent = {"file": file(SECOND.encode(), "wet.md"), "notice_nl": WHY, "notice_en": "", **more}
    return anna.post(PROPOSE, sent)


def current(db) -> Consultation:
    with db.read() as session:
        row = consultations.get(session, "proef")
        _ = (row.versions, row.explanations)
        return row


def test_one_hands_it_in_another_places_it_and_everything_goes_along(anna, bram, public, db) -> None:
    assert hand_in(anna).location.startswith(f"{SEEN}?gedaan=voorgesteld")
    assert [one.number for one in current(db).versions] == [1]
    assert "twee weken" not in bram.client.get("/consultaties/proef/tekst").text
    page = bram.get(SEEN)
    assert "Dit was: Artikel 2. Het nummer is gewijzigd." in page
    assert "<ins>" in page
    assert WHY in page
    assert "Plaats als tweede persoon een nieuwe versie: Wet op de proef." in bram.get("/werkplek")
    answer = bram.post(f"{SEEN}/plaatsen", {}, form_at=SEEN)
    assert answer.location.startswith("/werkplek/proef/bewerken/versies?gedaan=geplaatst")
    row = current(db)
    assert [one.number for one in row.versions] == [1, 2]
    assert [(one.eid, one.outdated) for one in row.explanations] == [("art_3", True)]
    with db.read() as session:
        carrying = Carrying(session, consultations.get(session, "proef"))
        assert carrying.of(1, "art_2").now == ("art_3",)
    bram.get(SEEN, status=404)


def test_the_public_reads_that_and_why_the_text_changed(anna, bram, public, client) -> None:
    assert "Dit voorstel is veranderd" not in client.get("/consultaties/proef").text
    hand_in(anna)
    bram.post(f"{SEEN}/plaatsen", {}, form_at=SEEN)
    for address in ("/consultaties/proef", "/consultaties/proef/tekst"):
        page = client.get(address).text
        assert "Dit voorstel is veranderd: versie 2 sinds" in page
        assert WHY in page
        assert 'href="/consultaties/proef/versies"' in page
    assert WHY in client.get("/consultaties/proef/versies").text
    assert f'lang="nl" data-user-content>{WHY}' in client.get("/en/consultaties/proef").text
    found = client.get("/api/v1/consultations/proef").json["versions"]
    assert [one["notice"] for one in found] == [{}, {"nl": WHY}]
    page = client.get("/consultaties/proef/artikelen/art_3").text
    assert "Zes weken is te lang, want dan is mijn proef al voorbij." in page
    assert "versie 1" in page


def test_who_handed_it_in_cannot_place_it(anna, public, db) -> None:
    hand_in(anna)
    page = anna.get(SEEN)
    assert "U leverde deze versie in. Vraag een collega om haar te plaatsen." in page
    assert "Plaats deze versie" not in page
    assert "Plaats als tweede persoon" not in anna.get("/werkplek")
    anna.post(f"{SEEN}/plaatsen", {}, status=403, form_at=SEEN)
    assert [one.number for one in current(db).versions] == [1]


def test_a_reviewer_may_place_it_and_a_stranger_sees_nothing(anna, lezer, app, people, public, db) -> None:
    hand_in(anna)
    Browser(app, people["vreemd"]).get(SEEN, status=403)
    assert "Haal deze versie terug" not in lezer.get(SEEN)
    assert lezer.post(f"{SEEN}/plaatsen", {}, form_at=SEEN).location.startswith("/werkplek/proef/publiceren")
    assert [one.number for one in current(db).versions] == [1, 2]


def test_it_can_be_taken_back_and_handed_in_anew_by_the_other(anna, bram, public, db) -> None:
    hand_in(anna)
    anna.post(f"{SEEN}/terug", {}, form_at=SEEN)
    bram.get(SEEN, status=404)
    hand_in(anna)
    hand_in(bram)
    assert "U leverde deze versie in." in bram.get(SEEN)
    anna.post(f"{SEEN}/plaatsen", {}, form_at=SEEN)
    assert [one.number for one in current(db).versions] == [1, 2]


def test_only_one_of_two_colleagues_places_it(anna, public, db, people, ports, clock) -> None:
    hand_in(anna)
    viewer = Viewer(people["bram"].id, "Bram", Role.DRAFTER, people["department"].id)
    recognised = factories.recognised(SECOND)
    with db.write() as first:
        row = consultations.get(first, "proef")
        waiting = proposed_versions.get(first, row)
        proposed_versions.place(first, row, waiting, recognised, markup=ports.markup, by=viewer, now=clock())
        first.commit()
    assert [one.number for one in current(db).versions] == [1, 2]
    with db.read() as session:
        assert proposed_versions.find(session, consultations.get(session, "proef")) is None
        kinds = [one.kind for one in session.query(LogEntry).order_by(LogEntry.position)]
    assert kinds.count("version-proposed") == kinds.count("version-placed") == 1


def test_what_is_missing_or_cannot_be_read_is_said_at_its_field_and_what_was_typed_stays(
    anna, public, db
) -> None:
    page = anna.post(PROPOSE, {"notice_nl": "", "file": file(SECOND.encode(), "wet.md")}, status=422).text
    assert "Vertel in het Nederlands waarom er een nieuwe versie is." in page
    page = anna.post(PROPOSE, {"notice_nl": WHY, "file": file(b"%PDF-1.7", "wet.pdf")}, status=422).text
    assert WHY in page
    assert 'id="foutoverzicht"' in page
    long = anna.post(PROPOSE, {"notice_nl": "x" * 601, "file": file(SECOND.encode(), "wet.md")}, status=422)
    assert "Er passen 600 tekens in." in long.text
    with db.read() as session:
        assert proposed_versions.find(session, consultations.get(session, "proef")) is None


def test_a_draft_gets_its_text_at_its_own_page(anna, db, people) -> None:
    with db.write.begin() as session:
        factories.make_consultation(
            session, stage=Stage.DRAFT, department=session.merge(people["department"])
        )
    anna.post(PROPOSE, {"file": file(SECOND.encode(), "wet.md"), "notice_nl": WHY}, status=409)
    assert "Lever een nieuwe versie in" not in anna.get("/werkplek/proef/bewerken/wettekst")
