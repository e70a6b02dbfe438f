"""The picture library: describe once, use often, see where; what is in use stays, and what goes is really gone."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from consultatie.db import Database
from consultatie.jobs import Task
from consultatie.jobs.files import remove_file
from consultatie.models.files import StoredFile
from consultatie.models.pictures import Picture
from consultatie.models.queue import Job
from tests.integration.workspace.drafter_browser import EDIT, SVG, Browser, file, kept, make_draft

LIBRARY = "/werkplek/beeldbank"
TEXTS = {"alt_nl": "Een brief.", "description_nl": "Een brief op een mat.", "licence": "LicenseRef-own"}


def hand_in(anna: Browser, **more: Any) -> None:
    anna.post(f"{LIBRARY}/nieuw", {"file": file(SVG, "brief.svg"), **TEXTS, **more})


def only_picture(db: Database) -> Picture:
    with db.read() as session:
        return session.scalars(select(Picture)).one()


def test_an_empty_library_says_so_and_a_picture_appears_in_it(db, people, anna) -> None:
    assert "Er staan nog geen plaatjes in de beeldbank." in anna.get(LIBRARY)
    hand_in(anna)
    page = anna.get(LIBRARY)
    assert "Een brief." in page
    assert "Nog niet gebruikt" in page
    picture = only_picture(db)
    assert (picture.width, picture.height, picture.decorative) == (9, 9, False)
    answer = anna.client.get(f"{LIBRARY}/{picture.id}/bestand")
    assert answer.content_type == "image/svg+xml"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("data", "field", "words"),
    [
        ({"alt_nl": ""}, "alt_nl", "Schrijf in één zin wat er te zien is."),
        ({"alt_nl": "x" * 161}, "alt_nl", "bij 160 tekens"),
        ({"alt_en": "x" * 161}, "alt_en", "bij 160 tekens"),
        ({"decorative": "y"}, "decorative", "U schreef ook een beschrijving."),
        ({"licence": "CC-BY-4.0"}, "credit", "hoort de naam"),
        ({"licence": "LicenseRef-other"}, "licence_note", "Schrijf op wat er is afgesproken."),
        ({"licence": "GPL-3.0"}, "licence", "Kies een afspraak uit de lijst."),
        ({"description_nl": "x" * 5001}, "description_nl", "te lang"),
    ],
)
def test_what_is_missing_is_said_at_its_field_and_nothing_is_kept(
    db, people, anna, data, field, words
) -> None:
    answer = anna.post(f"{LIBRARY}/nieuw", {"file": file(SVG, "x.svg"), **TEXTS, **data}, status=422)
    assert f'href="#{field}"' in answer.text
    assert words in answer.text
    with db.read() as session:
        assert session.scalars(select(StoredFile)).all() == []


def test_decoration_needs_no_words(db, people, anna) -> None:
    hand_in(anna, alt_nl="", description_nl="", decorative="y")
    assert (only_picture(db).decorative, only_picture(db).alt) == (True, {})


def test_the_same_picture_is_not_kept_twice(db, people, anna) -> None:
    hand_in(anna)
    answer = anna.post(f"{LIBRARY}/nieuw", {"file": file(SVG, "ander.svg"), **TEXTS}, status=422)
    assert "Dit plaatje staat al in de beeldbank." in answer.text


def test_a_picture_is_chosen_for_a_consultation_and_its_words_are_mended_for_both(db, people, anna) -> None:
    make_draft(db, people)
    hand_in(anna)
    number = only_picture(db).id
    chosen = f"{EDIT}/illustraties/kiezen"
    for eid in ("", "art_2"):
        anna.post(chosen, {"picture": str(number), "eid": eid})
    answer = anna.post(chosen, {"picture": str(number), "eid": "art_2"}, status=422)
    assert "Dit plaatje staat hier al." in answer.text
    assert "Kies een plaatje." in anna.post(chosen, {"eid": ""}, status=422).text
    page = anna.get(f"{LIBRARY}/{number}")
    assert page.count("Wet op de proef") == 2
    anna.post(f"{LIBRARY}/{number}", {**TEXTS, "alt_nl": "Een lange brief.", "alt_en": "A long letter."})
    assert [one.picture.alt for one in kept(db).illustrations] == [
        {"nl": "Een lange brief.", "en": "A long letter."}
    ] * 2


def test_a_picture_in_use_stays_and_says_where_it_is(db, people, anna) -> None:
    make_draft(db, people)
    hand_in(anna)
    number = only_picture(db).id
    form_at = f"{LIBRARY}/{number}"
    anna.post(f"{EDIT}/illustraties/kiezen", {"picture": str(number), "eid": ""})
    assert "Wet op de proef" in anna.get(f"{LIBRARY}/{number}/verwijderen")
    answer = anna.post(f"{LIBRARY}/{number}/verwijderen", {}, status=422, form_at=form_at)
    assert "Dit plaatje staat nog in een consultatie." in answer.text
    assert only_picture(db).id == number


def test_the_bytes_of_a_removed_picture_leave_the_store(app, db, ports, people, anna) -> None:
    hand_in(anna)
    picture = only_picture(db)
    with db.read() as session:
        key = session.scalars(select(StoredFile.key)).one()
    anna.post(f"{LIBRARY}/{picture.id}/verwijderen", {})
    assert "Er staan nog geen plaatjes in de beeldbank." in anna.get(LIBRARY)
    with db.read() as session:
        assert session.scalars(select(StoredFile)).all() == []
        job = session.scalars(select(Job).where(Job.kind == "file-removal")).one()
    site = app.extensions["consultatie"]
    assert site.ports.files.get(key)
    remove_file(site, Task(job.id, job.kind, job.payload, job.created_at))
    with pytest.raises(Exception, match="no-such-file"):
        site.ports.files.get(key)


def test_bytes_that_came_back_meanwhile_stay(app, db, people, anna) -> None:
    hand_in(anna)
    anna.post(f"{LIBRARY}/{only_picture(db).id}/verwijderen", {})
    hand_in(anna)
    site = app.extensions["consultatie"]
    with db.read() as session:
        job = session.scalars(select(Job).where(Job.kind == "file-removal")).one()
        key = session.scalars(select(StoredFile.key)).one()
    remove_file(site, Task(job.id, job.kind, job.payload, job.created_at))
    assert site.ports.files.get(key)


def test_another_departments_pictures_are_not_found(db, people, anna, app) -> None:
    hand_in(anna)
    stranger = Browser(app, people["vreemd"])
    assert "Er staan nog geen plaatjes in de beeldbank." in stranger.get(LIBRARY)
    for path in ("", "/verwijderen", "/bestand"):
        assert stranger.client.get(f"{LIBRARY}/{only_picture(db).id}{path}").status_code == 404
