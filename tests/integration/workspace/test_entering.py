"""Typing in what came by another channel: the same record, log and counts as an import."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from consultatie.db import Database
from consultatie.models.entries import Entry
from consultatie.models.log import LogEntry
from consultatie.models.responses import Channel, Position, Response
from consultatie.services import analysis, consultations
from tests import factories
from tests.integration.workspace.drafter_browser import Browser

AT = "/werkplek/proef/invoeren"
LETTER = {
    "channel": "post",
    "day": "2027-03-01",
    "source": "Doos 2, brief 12",
    "kind": "person",
    "name": "Noor de Wit",
    "publication": "unnamed",
    "key": "een-sleutel",
    "rijen": "2",
    "eid_0": "art_2",
    "position_0": "oppose",
    "text_0": "De brief komt te laat.",
    "doe": "bewaar",
}


def _open(db: Database, people: dict[str, Any], **more: Any) -> None:
    with db.write.begin() as session:
        factories.make_consultation(session, department=session.merge(people["department"]), **more)


def _all(db: Database) -> list[Response]:
    with db.read() as session:
        found = list(session.scalars(select(Response)))
        _ = [(one.comments, one.respondent) for one in found]
        return found


def test_a_letter_is_in_the_record_the_log_and_the_counts(
    db: Database, people: dict[str, Any], anna: Browser
) -> None:
    _open(db, people)
    answer = anna.post(AT, LETTER)
    [kept] = _all(db)
    assert answer.location.endswith(kept.reference)
    assert (kept.channel, kept.state.value, kept.external_id) == (
        Channel.POST,
        "public",
        "invoer-een-sleutel",
    )
    assert kept.sent_at is not None
    assert kept.sent_at.isoformat() == "2027-03-01T11:00:00+00:00"
    [comment] = kept.comments
    assert (comment.eid, comment.position, comment.text) == (
        "art_2",
        Position.OPPOSE,
        "De brief komt te laat.",
    )
    with db.read() as session:
        consultation = consultations.get(session, "proef")
        assert analysis.count_responses(session, consultation) == 1
        assert "response-entered" in set(session.scalars(select(LogEntry.kind)))
        assert session.scalars(select(Entry.source)).one() == "Doos 2, brief 12"
    page = anna.get(answer.location)
    assert "Doos 2, brief 12" in page
    assert "Anna" in page


def test_sending_the_form_twice_is_one_response(db: Database, people: dict[str, Any], anna: Browser) -> None:
    _open(db, people)
    anna.post(AT, LETTER)
    anna.post(AT, LETTER)
    assert len(_all(db)) == 1


def test_what_is_wrong_is_named_and_what_was_typed_stays(
    db: Database, people: dict[str, Any], anna: Browser
) -> None:
    _open(db, people)
    wrong = LETTER | {
        "channel": "",
        "day": "2027-12-31",
        "publication": "",
        "eid_1": "art_2",
        "text_1": "Nog iets.",
    }
    page = anna.post(AT, wrong, 422).text
    for words in (
        "Kies hoe de reactie binnenkwam.",
        "Deze dag moet nog komen.",
        "Kies wat iedereen mag lezen.",
        "Dit artikel staat er al.",
        "De brief komt te laat.",
        "Nog iets.",
        "Doos 2, brief 12",
    ):
        assert words in page
    assert _all(db) == []


def test_a_form_without_a_word_is_not_kept(db: Database, people: dict[str, Any], anna: Browser) -> None:
    _open(db, people)
    anna.post(AT, LETTER | {"text_0": "", "position_0": "none"}, 422)
    assert _all(db) == []


def test_more_room_keeps_what_was_typed_and_judges_nothing(
    db: Database, people: dict[str, Any], anna: Browser
) -> None:
    _open(db, people)
    page = anna.post(AT, LETTER | {"channel": "", "doe": "meer"}, 200).text
    assert 'name="text_3"' in page
    assert "De brief komt te laat." in page
    assert "foutoverzicht" not in page


def test_the_next_of_a_pile_begins_with_channel_day_and_source(
    db: Database, people: dict[str, Any], anna: Browser
) -> None:
    _open(db, people)
    answer = anna.post(AT, LETTER | {"doe": "volgende"})
    page = anna.get(answer.location)
    assert "De reactie is bewaard." in page
    assert 'value="Doos 2, brief 12"' in page
    assert 'value="2027-03-01"' in page
    assert "De brief komt te laat." not in page


def test_personal_data_in_a_letter_waits_for_a_moderator(
    db: Database, people: dict[str, Any], anna: Browser
) -> None:
    _open(db, people)
    anna.post(AT, LETTER | {"text_0": "Bel mij op 06 12345678."})
    assert [one.state.value for one in _all(db)] == ["held"]


def test_only_drafters_of_the_ministry_enter(app: Any, db: Database, people: dict[str, Any]) -> None:
    _open(db, people)
    for who in ("vreemd", "lezer", "moderator"):
        Browser(app, people[who]).get(AT, 403)
