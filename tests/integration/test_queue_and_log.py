"""Jobs and log entries are part of the transaction that causes them, on both databases."""

from __future__ import annotations

from datetime import timedelta
from threading import Thread

from consultatie.db import Database
from consultatie.models.log import LogEntry
from consultatie.models.queue import Job, JobState
from consultatie.services import log, queue


def test_a_rolled_back_change_leaves_no_job_and_no_log_entry(db: Database, clock) -> None:
    with db.write() as session:
        queue.enqueue(session, "mail", {}, now=clock())
        log.append(session, "something", "x", now=clock())
        session.rollback()
    with db.read() as session:
        assert session.query(Job).count() == 0
        assert log.size(session) == 0


def test_log_positions_have_no_gaps_when_many_write_at_once(db: Database, clock) -> None:
    with db.write.begin() as session:
        log.append(session, "first", "x", now=clock())

    def write() -> None:
        for _ in range(10):
            with db.write.begin() as session:
                log.append(session, "event", "x", now=clock())

    threads = [Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with db.read() as session:
        assert [entry.position for entry in session.query(LogEntry).order_by(LogEntry.position)] == list(
            range(41)
        )


def test_a_job_is_claimed_by_one_worker_only(db: Database, clock) -> None:
    with db.write.begin() as session:
        for n in range(20):
            queue.enqueue(session, "index", {"n": n}, now=clock())
    claimed: list[int] = []

    def work(name: str) -> None:
        while True:
            with db.write.begin() as session:
                job = queue.claim(session, worker=name, now=clock())
                if job is None:
                    return
                claimed.append(job.id)

    threads = [Thread(target=work, args=(f"w{i}",)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(claimed) == len(set(claimed)) == 20


def test_a_job_that_was_taken_away_while_it_ran_stays_away(db: Database, clock) -> None:
    with db.write.begin() as session:
        queue.enqueue(session, "mail", {}, now=clock())
    with db.write.begin() as session:
        job = queue.claim(session, worker="een", now=clock())
        assert job is not None
        session.delete(job)
        session.flush()
        queue.fail(session, job.id, "boem", attempts_allowed=3, now=clock())
        queue.finish(session, job.id, now=clock())
    with db.read() as session:
        assert session.query(Job).count() == 0


def test_a_failed_job_waits_longer_each_time_and_then_waits_for_a_person(db: Database, clock) -> None:
    with db.write.begin() as session:
        queue.enqueue(session, "mail", {"to": "x"}, now=clock())
    for attempt in range(1, 4):
        with db.write.begin() as session:
            job = queue.claim(session, worker="w", now=clock())
            assert job is not None
            assert job.attempts == attempt
            queue.fail(session, job.id, "boem", attempts_allowed=3, now=clock())
        with db.write.begin() as session:
            assert queue.claim(session, worker="w", now=clock()) is None
        clock.forward(minutes=2**attempt)
    with db.read() as session:
        assert session.query(Job).one().state is JobState.DEAD


def test_a_job_whose_worker_went_silent_is_taken_over(db: Database, clock) -> None:
    with db.write.begin() as session:
        queue.enqueue(session, "mail", {}, now=clock())
    with db.write.begin() as session:
        assert queue.claim(session, worker="a", now=clock()) is not None
    clock.forward(minutes=16)
    with db.write.begin() as session:
        assert queue.claim(session, worker="b", now=clock()) is not None


def test_a_job_with_a_key_waits_only_once_but_an_earlier_time_wins(db: Database, clock) -> None:
    with db.write.begin() as session:
        queue.enqueue(session, "index", {}, now=clock(), key="k", run_at=clock() + timedelta(days=1))
        queue.enqueue(session, "index", {}, now=clock(), key="k")
        queue.enqueue(session, "index", {}, now=clock(), key="k")
    with db.read() as session:
        assert session.query(Job).count() == 2
