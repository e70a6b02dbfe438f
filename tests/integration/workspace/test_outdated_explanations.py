"""An explanation beside law text that changed is marked everywhere until somebody looks; on both databases."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy.orm import Session

from consultatie.domain.lifecycle import Stage
from consultatie.domain.ports import Ports
from consultatie.models.consultations import Consultation
from consultatie.services import bills, consultation_texts, publication_gate
from tests import factories
from tests.factories import BILL, NOW, make_consultation
from tests.integration.workspace.drafter_browser import EDIT, kept, make_draft

CHANGED = BILL.replace("Een brief is duidelijk.", "Een brief is duidelijk en kort.")
NOTICE = "Deze uitleg kan verouderd zijn"


def explain(session: Session, ports: Ports, consultation: Consultation, **texts: str) -> None:
    consultation_texts.set_explanations(
        session,
        consultation,
        {("art_2", language): text for language, text in texts.items()},
        markup=ports.markup,
        by=None,
        now=NOW,
    )


def new_version(session: Session, ports: Ports, consultation: Consultation, markdown: str = CHANGED) -> None:
    bill = factories.recognised(markdown)
    bills.import_bill(session, consultation, bill, source=None, markup=ports.markup, now=NOW)


def outdated(consultation: Consultation) -> dict[str, bool]:
    return {one.language: one.outdated for one in consultation.explanations}


@pytest.fixture
def explained(session: Session, ports: Ports) -> Consultation:
    consultation = make_consultation(session)
    explain(session, ports, consultation, nl="U krijgt een brief.", en="You get a letter.")
    return consultation


def test_only_a_changed_provision_marks_its_explanation(
    session: Session, ports: Ports, explained: Consultation
) -> None:
    new_version(session, ports, explained, BILL.replace("Begrippen", "Woorden"))
    assert outdated(explained) == {"nl": False, "en": False}
    new_version(session, ports, explained)
    assert outdated(explained) == {"nl": True, "en": True}
    new_version(session, ports, explained, BILL)
    assert outdated(explained) == {"nl": False, "en": False}


def test_the_public_pages_the_gate_and_the_api_say_so(
    session: Session, ports: Ports, explained: Consultation, client: Any
) -> None:
    new_version(session, ports, explained)
    gaps = publication_gate.missing(session, explained, NOW)
    assert [gap.subject for gap in gaps if gap.code == "explanation-outdated"] == ["art_2"]
    session.commit()
    for path in ("", "/tekst", "/artikelen/art_2"):
        assert client.get(f"/consultaties/proef{path}").text.count(NOTICE) == 1, path
    assert NOTICE not in client.get("/consultaties/proef/artikelen/art_1").text
    answer = client.get("/api/v1/consultations/proef/provisions").get_json()
    assert answer["explanations"]["art_2"]["nl"]["outdated"] is True


def test_rewriting_one_language_is_looking_at_that_one_only(
    session: Session, ports: Ports, explained: Consultation
) -> None:
    new_version(session, ports, explained)
    explain(session, ports, explained, nl="U krijgt een korte brief.", en="You get a letter.")
    assert outdated(explained) == {"nl": False, "en": True}


def test_what_was_written_before_there_was_a_bill_goes_with_the_first(session: Session, ports: Ports) -> None:
    consultation = make_consultation(session, bill=None, stage=Stage.DRAFT)
    explain(session, ports, consultation, nl="U krijgt een brief.")
    new_version(session, ports, consultation, BILL)
    assert outdated(consultation) == {"nl": False}
    new_version(session, ports, consultation)
    assert outdated(consultation) == {"nl": True}


def test_a_drafter_sees_what_changed_and_confirms(db: Any, people: Any, anna: Any, ports: Ports) -> None:
    make_draft(db, people, stage=Stage.DRAFT)
    anna.post(f"{EDIT}/uitleg/art_2", {"nl": "U krijgt een brief.", "en": ""})
    with db.write.begin() as session:
        new_version(session, ports, session.merge(kept(db)))
    assert "Kan verouderd zijn" in anna.get(f"{EDIT}/uitleg")
    page = anna.get(f"{EDIT}/uitleg/art_2")
    assert NOTICE in page
    assert "en kort" in page[page.index("<ins>") : page.index("</ins>")]
    anna.post(f"{EDIT}/uitleg/art_2", {"nl": "U krijgt een brief.", "en": ""})
    assert NOTICE in anna.get(f"{EDIT}/uitleg/art_2"), "saving the same words is not looking"
    done = anna.post(f"{EDIT}/uitleg/art_2", {"doe": "klopt"})
    page = anna.get(done.location)
    assert "De uitleg is nagekeken." in page
    assert NOTICE not in page
    assert "Kan verouderd zijn" not in anna.get(f"{EDIT}/uitleg")
