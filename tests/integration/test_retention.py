"""What was kept long enough goes, and nothing else; what is erased is nowhere any more."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultatie.db import Database
from consultatie.domain.errors import NotFound
from consultatie.domain.lifecycle import ResponseState, Stage
from consultatie.domain.receipts import new_token, token_hash
from consultatie.models.analysis import AnalysisResult
from consultatie.models.log import LogEntry
from consultatie.models.moderation import BrakeEvent, Decision, ModerationDecision
from consultatie.models.queue import Job, JobState
from consultatie.models.responses import Answer, Comment, Respondent, Response, ResponseToken, TokenPurpose
from consultatie.services import erasure, log, queue, retention
from tests.factories import make_consultation, make_response, make_user, sign_in

TERMS = retention.Terms(drafts=timedelta(days=30), ended=timedelta(days=30), addresses=timedelta(days=90))


def count(session: Session, table: Any) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_an_erased_response_leaves_a_row_without_anything_of_anybody(session: Session, clock: Any) -> None:
    response = make_response(
        session, make_consultation(session), comments=(("art_2", "oppose", "Geheim van Noor."),)
    )  # type: ignore[arg-type]
    response.salt, response.digest = "zout", "d" * 64
    session.add(
        ModerationDecision(response=response, decision=Decision.HOLD, note="Noor belde", decided_at=clock())
    )
    session.flush()
    assert erasure.erase(session, response, now=clock())
    session.commit()
    assert response.state is ResponseState.ERASED
    assert response.salt == response.digest == ""
    for table in (Respondent, Comment, Answer, ResponseToken):
        assert count(session, table) == 0
    assert session.scalars(select(ModerationDecision.note)).one() == ""
    kinds = set(session.scalars(select(LogEntry.kind)))
    assert "response-erased" in kinds
    assert log.verify(session) == []


def test_erasing_takes_back_the_mails_that_wait_and_no_others(session: Session, clock: Any) -> None:
    consultation = make_consultation(session)
    mine, other = make_response(session, consultation), make_response(session, consultation)
    for response in (mine, other):
        payload = {"kind": "received", "to": "noor@example.nl", "facts": {"reference": response.reference}}
        queue.enqueue(session, "mail", payload, now=clock())
    erasure.erase(session, mine, now=clock())
    left = [
        job.payload["facts"]["reference"] for job in session.scalars(select(Job).where(Job.kind == "mail"))
    ]
    assert left == [other.reference]


def test_erasing_drops_the_page_the_index_and_the_analysis_that_quote(session: Session, clock: Any) -> None:
    consultation = make_consultation(session)
    response = make_response(session, consultation)
    session.add(
        AnalysisResult(
            consultation_id=consultation.id,
            computed_at=clock(),
            log_size=0,
            data={"quote": "Dit is een goed plan."},
        )
    )
    session.flush()
    before = queue.content_versions(session)
    erasure.erase(session, response, now=clock())
    session.flush()
    assert queue.content_versions(session) != before
    assert count(session, AnalysisResult) == 0
    assert {"index-response", "analyse"} <= set(session.scalars(select(Job.kind)))


def test_erasing_twice_is_erasing_once(session: Session, clock: Any) -> None:
    response = make_response(session, make_consultation(session))
    assert erasure.erase(session, response, now=clock())
    entries = log.size(session)
    assert not erasure.erase(session, response, now=clock())
    assert log.size(session) == entries


@pytest.mark.parametrize("state", sorted(set(ResponseState) - {ResponseState.ERASED}))
def test_a_response_in_any_state_can_be_erased(session: Session, clock: Any, state: ResponseState) -> None:
    response = make_response(session, make_consultation(session), state=state)
    assert erasure.erase(session, response, now=clock())


def test_a_reference_is_found_as_it_was_written_down(session: Session) -> None:
    response = make_response(session, make_consultation(session))
    typed = f" {response.reference.lower().replace('-', ' ')} "
    assert erasure.get_response(session, typed) is response
    with pytest.raises(NotFound):
        erasure.get_response(session, "AAAA-AAAA-AAAA")


@pytest.mark.parametrize(
    ("state", "erased"), [(s, s in ("withdrawn", "expired")) for s in sorted(ResponseState)]
)
def test_only_what_ended_is_erased_after_its_term(
    session: Session, clock: Any, state: ResponseState, erased: bool
) -> None:
    response = make_response(session, make_consultation(session), state=state)
    response.ended_at = clock() if state in ("withdrawn", "expired", "erased") else None
    response.changed_at = clock.forward(days=29)
    session.flush()
    assert retention.run(session, TERMS, now=clock())["ended-responses"] == 0
    clock.forward(days=2)
    assert retention.run(session, TERMS, now=clock())["ended-responses"] == int(erased)


def test_a_draft_goes_thirty_days_after_the_last_touch(session: Session, clock: Any) -> None:
    response = make_response(session, make_consultation(session), state=ResponseState.DRAFT)
    response.changed_at = clock()
    session.commit()
    clock.forward(days=29)
    assert retention.run(session, TERMS, now=clock())["drafts"] == 0
    clock.forward(days=2)
    assert retention.run(session, TERMS, now=clock())["drafts"] == 1
    session.commit()
    assert count(session, Response) == count(session, Respondent) == count(session, Comment) == 0


def test_addresses_go_after_the_report_and_names_stay(session: Session, clock: Any) -> None:
    reported = make_consultation(session, "uit", stage=Stage.REPORTED)
    make_response(session, reported)
    make_response(session, make_consultation(session, "loopt"))
    clock.forward(days=91)
    assert retention.run(session, TERMS, now=clock())["addresses"] == 1
    assert sorted(session.scalars(select(Respondent.email))) == ["", "noor@example.nl"]
    assert set(session.scalars(select(Respondent.name))) == {"Noor Voorbeeld"}


def test_links_jobs_and_counters_go_when_nothing_needs_them(session: Session, clock: Any) -> None:
    response = make_response(session, make_consultation(session))
    session.add(
        ResponseToken(
            hash=token_hash(new_token()),
            purpose=TokenPurpose.CONFIRM,
            response=response,
            created_at=clock(),
            expires_at=clock() + timedelta(days=2),
        )
    )
    session.add(BrakeEvent(kind="mail-address", subject="a" * 64, at=clock()))
    for state in (JobState.DONE, JobState.DEAD, JobState.READY):
        session.add(
            Job(kind="mail", payload={}, state=state, run_at=clock(), created_at=clock(), finished_at=clock())
        )
    session.commit()
    ready = select(func.count()).where(Job.state == JobState.READY)
    assert not any(retention.run(session, TERMS, now=clock.forward(hours=12)).values())
    first = retention.run(session, TERMS, now=clock.forward(days=10))
    assert (first["links"], first["jobs"], first["brakes"]) == (1, 1, 1)
    assert retention.run(session, TERMS, now=clock.forward(days=90))["jobs"] == 1
    assert session.scalar(ready) is not None


def test_a_run_is_in_the_log_when_it_removed_something_and_a_second_removes_nothing(
    session: Session, clock: Any
) -> None:
    response = make_response(session, make_consultation(session), state=ResponseState.WITHDRAWN)
    response.ended_at = clock()
    session.commit()
    clock.forward(days=31)
    retention.run(session, TERMS, now=clock())
    entries = log.size(session)
    assert not any(retention.run(session, TERMS, now=clock()).values())
    assert log.size(session) == entries


def test_sessions_of_staff_that_ended_go(client: Any, db: Database, clock: Any) -> None:
    with db.write.begin() as session:
        somebody = make_user(session)
    sign_in(client, somebody, now=clock())
    with db.write.begin() as session:
        assert retention.run(session, TERMS, now=clock.forward(days=399))["sessions"] == 0
        assert retention.run(session, TERMS, now=clock.forward(days=2))["sessions"] == 1


def test_a_changed_entry_and_a_missing_one_are_found(session: Session, clock: Any) -> None:
    for subject in "abcde":
        log.append(session, "event", subject, {"n": 1}, now=clock())
    session.commit()
    assert log.verify(session) == []
    session.get_one(LogEntry, 1).data = {"n": 2}
    session.delete(session.get_one(LogEntry, 3))
    session.commit()
    assert log.verify(session) == [(1, "changed"), (3, "missing")]
    session.delete(session.get_one(LogEntry, 4))
    session.commit()
    assert (5, "head") in log.verify(session)


def test_entries_written_in_bulk_are_like_entries_written_one_by_one(session: Session, clock: Any) -> None:
    log.append(session, "event", "een", {"n": 1}, now=clock())
    given = [(f"nummer:{n}", {"n": n}) for n in range(5)]
    assert list(log.append_many(session, "event", given, now=clock())) == [1, 2, 3, 4, 5]
    assert log.append(session, "event", "laatste", now=clock()) == 6
    session.commit()
    assert log.verify(session) == []
    assert [entry["position"] for entry in log.entries(session)] == list(range(7))
