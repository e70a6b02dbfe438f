"""The easy text is written in steps, each with a picture from the consultation's own; on both databases."""

from __future__ import annotations

import re
from typing import Any

from consultatie.models.consultations import Illustration, TextField
from consultatie.models.files import StoredFile
from consultatie.services import publication_gate
from consultatie.web.workspace.easy_steps import Step, rearranged
from tests.factories import NOW, make_picture
from tests.integration.workspace.drafter_browser import EDIT, kept, make_draft

ADDRESS = f"{EDIT}/makkelijk/nl"
TWO = {
    "count": "2",
    "heading_0": "Een brief",
    "text_0": "U krijgt een brief.\nDe brief is kort.",
    "heading_1": "Uw mening",
    "text_1": "Zeg wat u vindt.",
}


def add_pictures(db: Any, *names: str) -> list[str]:
    """Put pictures in the draft and return the ids of the illustrations."""
    with db.write.begin() as session:
        consultation = session.merge(kept(db))
        for name in names:
            stored = StoredFile(
                key="a" * 64, name="x.svg", media_type="image/svg+xml", size=10, created_at=NOW
            )
            picture = make_picture(consultation.department, stored, alt={"nl": name})
            consultation.illustrations.append(Illustration(picture=picture))
            session.flush()
    return [str(one.id) for one in kept(db).illustrations]


def easy(db: Any) -> str:
    return next((one.markdown for one in kept(db).texts if one.field is TextField.EASY), "")


def test_steps_are_saved_as_one_text_and_shown_each_with_its_picture(app, db, people, anna, clock) -> None:
    make_draft(db, people)
    first, second = add_pictures(db, "Een brief.", "Twee mensen.")
    saved = anna.post(ADDRESS, TWO | {"picture_0": second, "picture_1": first, "doe": "bewaar"})
    assert easy(db).startswith("## Een brief\n\nU krijgt een brief.\nDe brief is kort.\n\n## Uw mening")
    page = anna.get(saved.location)
    assert "Bewaard." in page
    assert re.findall(r'name="heading_\d"[^>]*value="([^"]*)"', page) == ["Een brief", "Uw mening"]
    shown = anna.get("/consultaties/wet-op-de-proef/makkelijk")
    places = [
        shown.index(words)
        for words in ("De brief is kort.", 'alt="Twee mensen."', "Uw mening", 'alt="Een brief."')
    ]
    assert places == sorted(places)


def test_a_picture_that_is_removed_leaves_its_step_without_one(db, people, anna, clock) -> None:
    make_draft(db, people)
    first, second = add_pictures(db, "Een brief.", "Twee mensen.")
    anna.post(ADDRESS, TWO | {"picture_0": first, "picture_1": second, "doe": "bewaar"})
    anna.post(f"{EDIT}/illustraties/{first}/verwijderen", {})
    assert "Geef deze stap een plaatje" in anna.get(ADDRESS)
    with db.read() as session:
        gaps = publication_gate.missing(session, session.merge(kept(db)), clock())
        assert [gap.blocking for gap in gaps if gap.code == "easy-picture"] == [False]
    assert 'alt="Twee mensen."' in anna.get("/consultaties/wet-op-de-proef/makkelijk")


def test_a_step_without_its_heading_or_text_is_refused_and_everything_typed_stays(db, people, anna) -> None:
    make_draft(db, people)
    wrong = TWO | {"heading_0": "", "text_1": "", "picture_0": "", "picture_1": "", "doe": "bewaar"}
    page = anna.post(ADDRESS, wrong, status=422).text
    assert 'href="#heading_0">Geef deze stap een kop.' in page
    assert 'href="#text_1">Schrijf wat er in deze stap gebeurt.' in page
    assert "De brief is kort.</textarea>" in page
    assert easy(db) == ""


def test_a_picture_of_somebody_else_is_refused(db, people, anna) -> None:
    make_draft(db, people)
    anna.post(ADDRESS, TWO | {"picture_0": "999", "picture_1": "", "doe": "bewaar"}, status=422)
    assert easy(db) == ""


def test_buttons_add_move_and_take_away_and_save_nothing(db, people, anna) -> None:
    make_draft(db, people)
    typed = TWO | {"picture_0": "", "picture_1": ""}
    page = anna.post(ADDRESS, typed | {"doe": "stap"}, status=200).text
    assert "Stap 3" in page
    page = anna.post(ADDRESS, typed | {"doe": "omhoog-1"}, status=200).text
    assert page.index("Uw mening") < page.index("Een brief")
    assert "Uw mening" not in anna.post(ADDRESS, typed | {"doe": "weg-1"}, status=200).text
    assert easy(db) == ""


def test_a_button_of_our_own_making_or_of_another_step_changes_nothing() -> None:
    steps = [Step("a", "x"), Step("b", "y")]
    assert rearranged(steps, "omhoog-0") is None
    assert rearranged(steps, "weg-2") is None
    assert rearranged(steps, "iets-anders") is None
    assert rearranged([Step("a", "x")], "weg-0") == [Step()]


def test_the_check_and_the_gate_hold_the_text_to_easy_language(db, people, anna, clock) -> None:
    make_draft(db, people)
    hard = "Deze zin is met zijn dertien woorden echt te lang voor makkelijke taal."
    typed = TWO | {"text_0": f"{hard} Nog een.", "picture_0": "", "picture_1": ""}
    page = anna.post(ADDRESS, typed | {"doe": "nakijken"}, status=200).text
    assert "Maak er hoogstens 12 van." in page
    assert "Zet elke zin op een eigen regel." in page
    anna.post(ADDRESS, typed | {"doe": "bewaar"})
    with db.read() as session:
        gaps = publication_gate.missing(session, session.merge(kept(db)), clock())
    found = {gap.code: gap.blocking for gap in gaps if gap.place == "easy"}
    assert found == {"easy-sentence-long": False, "easy-line": False, "easy-picture": False}
    assert f'href="{ADDRESS}"' in anna.get(f"{EDIT.removesuffix('/bewerken')}/publiceren")


def test_emptying_all_steps_takes_the_easy_text_away(db, people, anna) -> None:
    make_draft(db, people)
    anna.post(ADDRESS, TWO | {"picture_0": "", "picture_1": "", "doe": "bewaar"})
    nothing = {"count": "1", "heading_0": "", "text_0": "", "picture_0": "", "doe": "bewaar"}
    anna.post(ADDRESS, nothing)
    assert easy(db) == ""


def test_until_somebody_chooses_the_first_picture_goes_with_the_first_step(db, people, anna) -> None:
    make_draft(db, people)
    anna.post(ADDRESS, TWO | {"picture_0": "", "picture_1": "", "doe": "bewaar"})
    (first,) = add_pictures(db, "Een brief.")
    assert f'<option selected value="{first}">' in anna.get(ADDRESS)
