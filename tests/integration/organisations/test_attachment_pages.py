"""Attachments as a page, in search, at the desk, in the API and in exports."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from consultatie.db import Database
from consultatie.domain.permissions import Role
from consultatie.domain.ports import Ports
from consultatie.models.responses import Response
from consultatie.services import (
    attachment_texts,
    joint_attachments,
)
from tests.factories import make_department, make_user, sign_in
from tests.integration.organisations.attachments import (
    PRIVATE,
    PUBLIC,
    add,
    find,
    hand_in,
    page_of,
    publish,
    work,
)
from tests.integration.organisations.colleague import enter
from tests.integration.organisations.team import Team
from tests.unit.file_texts import made_files


def test_a_public_attachment_is_a_page_and_is_found(
    app: Any, db: Database, ports: Ports, client: Any
) -> None:
    reference = hand_in(db, ports, made_files.word_file(), "advies.docx")
    work(app, db)
    assert client.get(page_of(reference)).status_code == 404  # held until a moderator looked
    assert find(ports, "afkortingen onderzoek").total == 0
    publish(db, ports, reference)
    work(app, db)
    page = client.get(page_of(reference)).text
    assert "<h3>Advies over brieven</h3>" in page
    assert '<th scope="col">Jaar</th>' in page
    assert '<div class="prose" lang="nl"><h3>' in page  # the file says English, as Word did
    assert "Het bestand zelf geldt." in page
    assert "advies.docx, Word (DOCX)" in page
    assert 'id="bij-noot-1" href="#noot-1"' in page
    assert '<li id="noot-1"><span>Bron: eigen onderzoek.</span>' in page
    assert "Lees Cijfers als webpagina" in client.get(f"/reacties/{reference}").text
    hit = find(ports, "onderzoek").hits[0]
    assert (hit.url, hit.attachment) == (f"/reacties/{reference}", "Cijfers")
    assert ("onderzoek", True) in hit.snippet
    shown = client.get("/zoeken?q=onderzoek").text
    assert "In de bijlage: Cijfers" in shown
    in_english = client.get(f"/en{page_of(reference)}").text
    assert "This text was made by a computer" in in_english


def test_words_of_the_response_and_of_its_attachment_find_it_together(
    app: Any, db: Database, ports: Ports
) -> None:
    reference = hand_in(db, ports)
    publish(db, ports, reference)
    work(app, db)
    assert find(ports, "brief zonnewijzer").total == 1
    assert find(ports, "brief").hits[0].attachment == ""


def test_the_desk_finds_a_response_by_words_in_its_attachment(
    app: Any, db: Database, ports: Ports, staff: Any
) -> None:
    hand_in(db, ports)
    work(app, db)
    desk = "/werkplek/proef/artikelen/art_2"
    found = staff.get(f"{desk}?woord=Zonnewijzer").text
    assert "1 opmerking gevonden." in found
    assert "In de bijlage:" in found
    assert "Wij zetten een <mark>zonnewijzer</mark> op het" in found
    assert "0 opmerkingen gevonden." in staff.get(f"{desk}?woord=100%25").text


def test_an_attachment_taken_away_before_handing_in_is_not_found(
    app: Any, db: Database, ports: Ports
) -> None:
    with db.write.begin() as session:
        team = Team(session, ports.now())
        gone = add(team, ports, PUBLIC)
        joint_attachments.remove(session, team.draft, gone, now=ports.now())
        add(team, ports, b"Alleen dit gaat mee.")
        reference = team.hand_in(ports.now()).response.reference
    publish(db, ports, reference)
    work(app, db)
    with db.read() as session:
        response = session.scalars(select(Response)).one()
        assert attachment_texts.passages(session, response.consultation, "zonnewijzer") == {}
        assert list(attachment_texts.passages(session, response.consultation, "Alleen dit")) == [response.id]
    assert find(ports).total == 0


def test_the_api_and_the_export_name_the_file_and_its_page(
    app: Any, db: Database, ports: Ports, client: Any, staff: Any
) -> None:
    reference = hand_in(db, ports)
    publish(db, ports, reference)
    work(app, db)
    expected = {"title": "Cijfers", "name": "cijfers.txt", "media_type": "text/plain", "bytes": len(PUBLIC)}
    path = f"/reacties/{reference}/bijlagen/1"
    one = client.get(f"/api/v1/responses/{reference}").json["attachments"]
    assert one == [
        expected
        | {
            "url": f"http://localhost{path}",
            "text_url": f"http://localhost{path}/tekst",
        }
    ]
    listed = client.get("/api/v1/consultations/proef/responses").json["items"]
    assert listed[0]["attachments"] == one
    exported = staff.get("/werkplek/proef/export.jsonl").text
    assert f'"text_url": "{path}/tekst"' in exported
    assert f",{path}" in staff.get("/werkplek/proef/export.csv").text


def test_an_export_for_staff_names_no_public_page_of_what_is_not_public(
    app: Any, db: Database, ports: Ports, staff: Any
) -> None:
    reference = hand_in(db, ports)
    work(app, db)
    exported = json.loads(staff.get("/werkplek/proef/export.jsonl").text)
    assert exported["attachments"][0]["url"] == f"/reacties/{reference}/bijlagen/1"
    assert exported["attachments"][0]["text_url"] is None


def test_another_department_sees_nothing_of_it(app: Any, db: Database, ports: Ports) -> None:
    reference = hand_in(db, ports)
    work(app, db)
    with db.write.begin() as session:
        other = make_user(
            session, Role.DRAFTER, email="elders@example.nl", department=make_department(session, "elders")
        )
    client = app.test_client()
    sign_in(client, other)
    assert client.get(f"/werkplek/proef/reacties/{reference}/bijlagen/1").status_code == 403


def test_colleagues_see_what_was_read_and_found_before_they_hand_in(
    app: Any, db: Database, ports: Ports, client: Any
) -> None:
    with db.write.begin() as session:
        team = Team(session, ports.now())
        add(team, ports, PRIVATE)
        writer = team.writer
    enter(client, writer)
    page = "/organisatie/stichting-de-brief/reacties/proef/bijlagen"
    assert "Wij lezen dit bestand nog." in client.get(page).text
    work(app, db)
    shown = client.get(page).text
    assert "Lezers krijgen deze bijlage ook als webpagina." in shown
    assert "06 12345678" in shown
