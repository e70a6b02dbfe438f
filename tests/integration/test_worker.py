"""The worker: what it does with jobs that go well, go wrong, or come back, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from consultatie.domain.errors import Unavailable
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.ports import Letter
from consultatie.jobs import HANDLERS, NoHandler, Task, handler_for, worker
from consultatie.jobs.mail import message_id
from consultatie.jobs.worker import Worker
from consultatie.models.queue import Job, JobState
from consultatie.models.responses import Response
from consultatie.services import confirmation, queue
from tests.factories import make_consultation
from tests.integration.response_factory import confirm_token, make_draft, send


@pytest.fixture
def db(app):
    """The database of the application itself."""
    return app.extensions["consultatie"].db


def only_job(db) -> Job:
    with db.read() as session:
        return session.scalars(select(Job)).one()


def test_the_mail_of_a_sent_response_leaves_once_and_its_address_is_forgotten(app, db, ports, clock) -> None:
    with db.write.begin() as session:
        draft, _ = make_draft(session, make_consultation(session), now=clock())
        session.execute(Job.__table__.delete())
        send(session, draft, now=clock())
        token = confirm_token(session)
    assert Worker(app).run(once=True) == 1
    [letter] = ports.mail.sent
    assert letter.to == "noor@example.nl"
    assert f"http://localhost/reageren/bevestigen/{token}" in letter.text
    assert f"/reageren/bevestigen/{token}" in letter.html
    assert draft.reference in letter.text
    assert letter.headers["X-Consultatie-Type"] == "confirm"
    job = only_job(db)
    assert (job.state, job.payload) == (JobState.DONE, {})


def test_a_mail_that_is_sent_twice_has_one_message_id(app, clock) -> None:
    task = Task(7, "mail", {}, clock())
    assert message_id("https://consultatie.example:8443", task) == message_id(
        "https://consultatie.example:8443", task
    )
    assert message_id("https://consultatie.example:8443", task).endswith("@consultatie.example>")


class Broken:
    """A mail server that is away; its complaint quotes the address."""

    def send(self, letter: Letter) -> None:
        raise Unavailable("mail-unavailable", to=letter.to)


def test_a_mail_server_that_is_away_is_tried_again_later_and_dies_in_the_end(
    app, db, ports, clock, caplog
) -> None:
    import dataclasses

    site = app.extensions["consultatie"]
    app.extensions["consultatie"] = dataclasses.replace(site, ports=dataclasses.replace(ports, mail=Broken()))
    facts = {"reference": "ABCD-EFGH-JKLM", "slug": "proef", "title": "Wet", "closes_at": None}
    with db.write.begin() as session:
        payload = {"kind": "withdrawn", "to": "noor@example.nl", "language": "nl", "facts": facts}
        queue.enqueue(session, "mail", payload, now=clock())
    worker = Worker(app)
    assert worker.run(once=True) == 1
    job = only_job(db)
    assert (job.state, job.attempts, job.run_at) == (JobState.READY, 1, clock() + timedelta(minutes=2))
    assert worker.run(once=True) == 0
    for _ in range(7):
        clock.forward(hours=1)
        worker.run(once=True)
    job = only_job(db)
    assert (job.state, job.attempts) == (JobState.DEAD, 8)
    assert job.last_error == "Unavailable mail-unavailable"
    assert "noor@" not in " ".join(record.getMessage() for record in caplog.records)


def test_a_job_of_an_unknown_kind_fails_and_does_not_stop_the_worker(app, db, clock) -> None:
    with db.write.begin() as session:
        queue.enqueue(session, "no-such-kind", {}, now=clock())
    assert Worker(app).run(once=True) == 1
    assert only_job(db).last_error.startswith("NoHandler")


def test_every_kind_of_job_has_a_handler_that_exists() -> None:
    for kind in HANDLERS:
        assert callable(handler_for(kind))
    with pytest.raises(NoHandler):
        handler_for("no-such-kind")


def test_a_worker_ends_what_nobody_confirmed(app, db, clock) -> None:
    with db.write.begin() as session:
        draft, _ = make_draft(session, make_consultation(session), now=clock())
        send(session, draft, now=clock())
        session.execute(Job.__table__.delete())
    worker = Worker(app)
    worker.run(once=True)
    clock.forward(hours=48)
    worker.run(once=True)
    with db.read() as session:
        assert session.scalars(select(Response.state)).one() is ResponseState.EXPIRED


def test_a_worker_that_is_told_to_stop_takes_no_more_jobs(app, db, clock) -> None:
    with db.write.begin() as session:
        queue.enqueue(session, "lifecycle", {}, now=clock())
    worker = Worker(app)
    worker.stop()
    assert worker.run() == 0


def test_the_receipt_by_mail_holds_a_copy_and_the_way_to_withdraw(app, db, ports, clock) -> None:
    with db.write.begin() as session:
        draft, _ = make_draft(
            session, make_consultation(session), text="Drie weken <b>te</b> laat", now=clock()
        )
        send(session, draft, now=clock())
        outcome = confirmation.confirm(session, confirm_token(session), now=clock())
    Worker(app).run(once=True)
    letter = next(letter for letter in ports.mail.sent if letter.type == "received")
    assert "Drie weken <b>te</b> laat" in letter.text
    assert "Drie weken &lt;b&gt;te&lt;/b&gt; laat" in letter.html
    assert "Artikel 2" in letter.text
    assert f"http://localhost/reageren/beheer/{outcome.manage_token}" in letter.text


def test_a_worker_waits_for_a_database_that_is_taken_and_then_goes_on(app, db, clock, monkeypatch) -> None:
    with db.write.begin() as session:
        draft, _ = make_draft(session, make_consultation(session), now=clock())
        session.execute(Job.__table__.delete())
        send(session, draft, now=clock())
    taken = [True, True]

    def refuse(_connection) -> None:
        if taken:
            taken.pop()
            raise OperationalError("BEGIN IMMEDIATE", None, Exception("database is locked"))

    monkeypatch.setattr(worker, "PATIENCE", 0.01)
    event.listen(db.write.kw["bind"], "begin", refuse)
    assert Worker(app).run(once=True) == 1
    event.remove(db.write.kw["bind"], "begin", refuse)
    assert not taken
    assert only_job(db).state is JobState.DONE
