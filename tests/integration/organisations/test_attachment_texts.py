"""The text of attachments: read by a job, seen and found only where the file may be had, held for a moderator."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner
from sqlalchemy import select

from consultatie.cli import cli
from consultatie.db import Database
from consultatie.domain.errors import WrongState
from consultatie.domain.file_texts import TextState
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.ports import Ports
from consultatie.domain.visibility import Publication
from consultatie.http.site import EXTENSION
from consultatie.jobs import Task
from consultatie.jobs.file_texts import read_file
from consultatie.models.files import FileText
from consultatie.models.joint_drafts import JointAttachment
from consultatie.models.log import LogEntry
from consultatie.models.queue import Job
from consultatie.services import (
    erasure,
    file_texts,
    indexing,
    moderation,
    responses,
)
from consultatie.settings import Settings
from tests.factories import csrf_token
from tests.integration.organisations.attachments import (
    PRIVATE,
    PUBLIC,
    find,
    hand_in,
    page_of,
    publish,
    work,
)
from tests.unit.file_texts import made_files


@pytest.mark.parametrize("state", [ResponseState.REJECTED, ResponseState.HELD, ResponseState.REDACTED])
def test_the_text_goes_with_the_file(
    app: Any, db: Database, ports: Ports, client: Any, state: ResponseState
) -> None:
    reference = hand_in(db, ports)
    publish(db, ports, reference)
    work(app, db)
    assert client.get(page_of(reference)).status_code == 200
    assert find(ports).total == 1
    with db.write.begin() as session:
        response = responses.get(session, reference)
        response.state = state
        responses.public_changed(session, response, now=ports.now())
    work(app, db)
    assert client.get(page_of(reference)).status_code == 404
    assert find(ports).total == 0
    assert "zonnewijzer" not in client.get("/api/v1/consultations/proef/responses").text
    with db.read() as session:
        documents = list(indexing.all_documents(session, now=ports.now()))
    assert "zonnewijzer" not in str(documents)
    assert "/bijlagen/1/tekst" not in client.get(f"/reacties/{reference}").text


@pytest.mark.parametrize("end", [responses.withdraw, erasure.erase])
def test_withdrawn_and_erased_it_is_gone(
    app: Any, db: Database, ports: Ports, client: Any, staff: Any, end: Any
) -> None:
    reference = hand_in(db, ports)
    publish(db, ports, reference)
    work(app, db)
    with db.write.begin() as session:
        end(session, responses.get(session, reference), now=ports.now())
    work(app, db)
    assert client.get(page_of(reference)).status_code == 404
    assert staff.get(f"/werkplek/proef/reacties/{reference}/bijlagen/1").status_code == 404
    assert find(ports).total == 0


def test_what_is_not_to_be_published_is_read_by_staff_only(
    app: Any, db: Database, ports: Ports, client: Any, staff: Any
) -> None:
    reference = hand_in(db, ports, publication=Publication.NOT)
    work(app, db)
    assert client.get(page_of(reference)).status_code == 404
    assert "zonnewijzer" in staff.get(f"/werkplek/proef/reacties/{reference}/bijlagen/1").text
    assert find(ports).total == 0


def test_a_text_with_personal_data_waits_until_a_moderator_saw_it(
    app: Any, db: Database, ports: Ports, client: Any, staff: Any
) -> None:
    reference = hand_in(db, ports, PRIVATE)
    publish(db, ports, reference)  # before it was read
    work(app, db)
    assert client.get(page_of(reference)).status_code == 404
    assert find(ports).total == 0
    assert client.get(f"/api/v1/responses/{reference}").json["attachments"][0]["text_url"] is None
    assert reference in staff.get("/werkplek/moderatie").text
    page = f"/werkplek/moderatie/{reference}"
    assert "Wat wij vonden in de bijlage Cijfers" in staff.get(page).text
    assert "06 12345678" in staff.get(page).text
    form = {"csrf_token": csrf_token(staff, page), "gezien": "1"}
    assert staff.post(f"{page}/bijlagen", data=form).status_code == 303
    work(app, db)
    assert "06 12345678" in client.get(page_of(reference)).text
    assert find(ports).total == 1
    assert "Bijlagen waarvan de tekst wacht" not in staff.get("/werkplek/moderatie").text
    with db.read() as session:
        assert session.scalars(select(LogEntry.kind).order_by(LogEntry.position.desc())).first() == (
            "attachment-texts-shown"
        )


def test_publishing_lets_only_the_texts_through_that_the_form_showed(
    app: Any, db: Database, ports: Ports, client: Any, staff: Any
) -> None:
    reference = hand_in(db, ports, PRIVATE)
    work(app, db)
    page = f"/werkplek/moderatie/{reference}"
    assert '<input type="hidden" name="gezien" value="1">' in staff.get(page).text
    publish(db, ports, reference, seen=False)
    assert client.get(page_of(reference)).status_code == 404
    assert "Maak de tekst van de bijlagen openbaar" in staff.get(page).text


def test_a_moderator_cannot_release_files_of_another_response(
    app: Any, db: Database, ports: Ports, staff: Any
) -> None:
    reference = hand_in(db, ports, PRIVATE)
    work(app, db)
    with db.write.begin() as session:
        moderation.release_texts(session, responses.get(session, reference), [999], now=ports.now())
        assert session.scalars(select(FileText)).one().is_held


def test_a_file_that_cannot_be_read_says_why_and_can_be_read_again(
    app: Any, db: Database, ports: Ports, client: Any, staff: Any
) -> None:
    reference = hand_in(db, ports, made_files.blank_pdf(), "scan.pdf")
    page = f"/werkplek/proef/reacties/{reference}/bijlagen/1"
    assert "Wij lezen dit bestand nog." in staff.get(page).text
    work(app, db)
    assert "Dit bestand is een scan" in staff.get(page).text
    publish(db, ports, reference)
    assert "Dit bestand is een scan" in client.get(page_of(reference)).text
    assert "Dit bestand is een scan" in client.get(f"/reacties/{reference}").text
    again = {"csrf_token": csrf_token(staff, page)}
    assert staff.post(f"{page}/opnieuw", data=again).status_code == 303
    assert "Wij lezen dit bestand nog." in staff.get(page).text
    assert staff.post(f"{page}/opnieuw", data=again).status_code == 409  # it waits already
    work(app, db)
    assert "Dit bestand is een scan" in staff.get(page).text


def test_only_what_failed_is_read_again(app: Any, db: Database, ports: Ports) -> None:
    hand_in(db, ports)
    work(app, db)
    with db.write.begin() as session, pytest.raises(WrongState):
        file_texts.again(session, session.scalars(select(FileText)).one(), now=ports.now())


def test_attachments_of_before_are_queued_once(app: Any, db: Database, ports: Ports) -> None:
    hand_in(db, ports)
    with db.write.begin() as session:
        session.delete(session.scalars(select(FileText)).one())
        for job in session.scalars(select(Job).where(Job.kind == "read-file")):
            session.delete(job)
    for expected in (1, 0):
        with db.write.begin() as session:
            assert file_texts.queue_missing(session, now=ports.now()) == expected
    work(app, db)
    with db.write.begin() as session:
        text = session.scalars(select(FileText)).one()
        assert (text.state, text.text) == (TextState.READ, PUBLIC.decode())
        text.state, text.code = TextState.FAILED, "took-too-long"
        assert file_texts.queue_missing(session, now=ports.now()) == 0
        assert file_texts.queue_missing(session, failed=True, now=ports.now()) == 1
        assert text.state is TextState.WAITING


def test_reading_twice_keeps_the_same(app: Any, db: Database, ports: Ports) -> None:
    hand_in(db, ports)
    work(app, db)
    task = Task(1, "read-file", {"file": 1}, ports.now())
    with app.app_context():
        read_file(app.extensions[EXTENSION], task)
        read_file(app.extensions[EXTENSION], Task(2, "read-file", {"file": 99}, ports.now()))
    with db.read() as session:
        assert session.scalars(select(FileText.text)).all() == [PUBLIC.decode()]


def test_a_file_goes_with_its_text(app: Any, db: Database, ports: Ports) -> None:
    hand_in(db, ports)
    work(app, db)
    with db.write.begin() as session:
        for one in session.scalars(select(JointAttachment)):
            file = one.file
            session.delete(one)
            session.flush()
            session.delete(file)
    with db.read() as session:
        assert session.scalars(select(FileText)).all() == []


def test_the_terminal_queues_what_could_not_be_read(
    settings: Settings, app: Any, db: Database, ports: Ports
) -> None:
    hand_in(db, ports, made_files.blank_pdf(encryption=pikepdf.Encryption(user="x", owner="x")), "slot.pdf")
    work(app, db)
    environment = {
        "CONSULTATIE_ENVIRONMENT": "testing",
        "CONSULTATIE_INSTANCE": settings.instance,
        "CONSULTATIE_DATABASE_URL": settings.database_url,
    }
    for words, count in ((("read",), 0), (("read", "--again"), 1)):
        done = CliRunner(env=environment).invoke(cli, ["attachments", *words], catch_exceptions=False)
        assert f"{count} bijlagen staan in de rij." in done.output
    with db.read() as session:
        assert session.scalars(select(FileText.state)).all() == [TextState.WAITING]
