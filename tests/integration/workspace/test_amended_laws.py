"""A drafter hands in the law that a bill amends, sees what could be worked out, and takes it away; on both databases."""

from __future__ import annotations

import re

from consultatie.domain.lifecycle import Stage
from consultatie.models.amendments import AmendedLaw
from consultatie.services import amendments, bills
from tests.integration.test_amendments import _bill
from tests.integration.workspace.drafter_browser import EDIT, file, kept, make_draft

WET = """# Wet op de proef

### Artikel 1. Loket

1. Het loket is open.
2. Het loket is warm.
"""


def _draft(db, people, ports, clock) -> None:
    make_draft(db, people)
    with db.write.begin() as session:
        consultation = session.merge(kept(db))
        assert consultation.stage is Stage.DRAFT
        bills.import_bill(
            session, consultation, _bill(), source=None, markup=ports.markup, replace=True, now=clock()
        )


def test_a_drafter_adds_the_law_and_sees_what_was_worked_out(db, people, anna, ports, clock) -> None:
    _draft(db, people, ports, clock)
    before = anna.get(f"{EDIT}/bestaande-wetten")
    assert "Wetten die nog ontbreken" in before
    anna.post(f"{EDIT}/bestaande-wetten", {"file": file(WET.encode(), "wet.md"), "article": ""})
    after = anna.get(f"{EDIT}/bestaande-wetten")
    assert "1 van de 2 wijzigingen" in after
    assert "Deze plaats staat niet in de wet" in after
    check = anna.get(f"{EDIT}/wettekst/controle")
    assert "Er zijn 2 wijzigingen herkend." in check
    assert "1 blijft alleen tekst." in check


def test_a_file_that_is_no_law_is_refused_and_the_choice_stays(db, people, anna, ports, clock) -> None:
    _draft(db, people, ports, clock)
    answer = anna.post(
        f"{EDIT}/bestaande-wetten", {"file": file(b"hallo", "wet.md"), "article": "art_I"}, status=422
    )
    assert 'id="file-fout"' in answer.text
    assert re.search(r'<option[^>]*selected[^>]*value="art_I"|value="art_I"[^>]*selected', answer.text)
    with db.read() as session:
        assert session.query(AmendedLaw).count() == 0


def test_a_law_is_taken_away_after_a_question(db, people, anna, ports, clock) -> None:
    _draft(db, people, ports, clock)
    anna.post(f"{EDIT}/bestaande-wetten", {"file": file(WET.encode(), "wet.md"), "article": ""})
    assert "Wilt u deze wet verwijderen?" in anna.get(f"{EDIT}/bestaande-wetten/1/verwijderen")
    anna.post(f"{EDIT}/bestaande-wetten/1/verwijderen", {})
    with db.read() as session:
        version = bills.current_version(session, session.merge(kept(db)))
        assert {row.reason for row in amendments.list_amendments(session, version)} == {"law-missing"}
