"""Responses that came by another way, and what is given out again, on both databases."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from typing import Any

import pytest
from sqlalchemy import func, select

from consultatie.domain.errors import Invalid
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.permissions import Role, Viewer
from consultatie.models.consultations import Consultation, Question, QuestionKind
from consultatie.models.entries import Entry
from consultatie.models.log import LogEntry
from consultatie.models.responses import Response
from consultatie.services import response_export, response_import
from tests.factories import make_consultation
from tests.integration.response_factory import LIMITS

STAFF = Viewer(1, "Drafter", Role.DRAFTER)


def line(id_: str = "extern-1", **changes: Any) -> str:
    record = {
        "id": id_,
        "received_at": "2026-03-01T09:30:00Z",
        "channel": "post",
        "language": "nl",
        "respondent": {
            "kind": "person",
            "name": "Noor",
            "place": "Deventer",
            "email": None,
            "organisation": "",
        },
        "publication": "named",
        "comments": [
            {"provision": "art_2__para_1", "position": "oppose", "text": "Te vaag.", "proposal": "Kort."},
            {"provision": None, "position": "support", "text": "Goed plan.", "proposal": None},
        ],
        "answers": [{"question": "q1", "value": "Ja"}],
    }
    return json.dumps(record | changes)


@pytest.fixture
def consultation(session) -> Consultation:
    made = make_consultation(session)
    made.questions = [
        Question(
            key="q1",
            kind=QuestionKind.ONE,
            eid="art_2",
            place=0,
            texts={"nl": "Goed?"},
            options=[{"nl": "Ja", "en": "Yes"}, {"nl": "Nee", "en": "No"}],
        ),
        Question(key="q2", kind=QuestionKind.OPEN, place=1, texts={"nl": "Nog iets?"}, options=[]),
    ]
    session.commit()
    return made


def take(session, consultation, clock, *lines: str) -> response_import.Taken:
    return response_import.import_lines(session, consultation, lines, limits=LIMITS, now=clock())


def test_a_letter_is_confirmed_at_once_and_public(session, consultation, clock) -> None:
    taken = take(session, consultation, clock, line())
    session.commit()
    response = session.scalars(select(Response)).one()
    assert (taken.added, taken.states) == (1, Counter({"public": 1}))
    assert (response.external_id, response.channel.value, response.state) == (
        "extern-1",
        "post",
        ResponseState.PUBLIC,
    )
    assert response.sent_at.isoformat() == "2026-03-01T09:30:00+00:00"
    assert [comment.eid for comment in response.comments] == ["", "art_2__para_1"]
    assert session.query(LogEntry).filter_by(kind="response-entered").count() == 1


def test_where_the_original_is_stays_with_the_response(session, consultation, clock) -> None:
    take(session, consultation, clock, line("a", source=" Map 3,  brief 12 "), line("b"))
    session.commit()
    kept = session.scalars(select(Entry)).all()
    assert [(one.response.external_id, one.source) for one in kept] == [("a", "Map 3, brief 12")]


def test_a_second_run_adds_nothing(session, consultation, clock) -> None:
    lines = [line(f"x{n}") for n in range(30)]
    assert take(session, consultation, clock, *lines).added == 30
    session.commit()
    again = take(session, consultation, clock, *lines)
    session.commit()
    assert (again.added, again.skipped) == (0, 30)
    assert session.scalar(select(func.count()).select_from(Response)) == 30


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ("{", "not-json"),
        ("[]", "not-an-object"),
        (line(id=""), "id-missing"),
        (line(received_at="gisteren"), "received-at-unreadable"),
        (line(received_at="2026-03-01T09:30:00"), "received-at-without-zone"),
        (line(source="x" * 201), "source-too-long"),
        (line(publication="maybe"), "publication-unknown"),
        (line(respondent=None), "respondent-missing"),
        (line(comments=[{"provision": "art_99", "position": "oppose", "text": "x"}]), "no-such-provision"),
        (line(comments=[{"provision": "art_1", "position": "angry", "text": "x"}]), "position-unknown"),
        (line(comments=[{"provision": "art_1", "text": "x" * 20_001}]), "comment-too-long"),
        (line(comments=[{"provision": "art_1", "text": "x"}] * 2), "double-comment"),
        (line(answers=[{"question": "q9", "value": "x"}]), "no-such-question"),
        (line(answers=[{"question": "q1", "value": "Misschien"}]), "no-such-option"),
        (line(comments=[], answers=[]), "nothing-said"),
    ],
)
def test_a_wrong_line_is_named_and_nothing_is_imported(
    session, consultation, clock, wrong: str, reason: str
) -> None:
    with pytest.raises(Invalid) as refused:
        take(session, consultation, clock, line("good"), "", wrong)
    assert (refused.value.facts["line"], refused.value.facts["reason"]) == (3, reason)
    session.rollback()
    assert session.query(Response).count() == 0


def test_one_id_with_two_contents_is_refused(session, consultation, clock) -> None:
    with pytest.raises(Invalid, match="import-double-id"):
        take(session, consultation, clock, line("a"), line("a", publication="not"))


def test_imported_personal_data_waits_for_a_moderator_and_unpublished_stays_confirmed(
    session, consultation, clock
) -> None:
    mine = [{"provision": "art_1", "position": "oppose", "text": "Bel 0612345678"}]
    taken = take(session, consultation, clock, line("a", comments=mine), line("b", publication="not"))
    assert taken.states == Counter({"held": 1, "confirmed": 1})


def test_an_option_in_another_language_is_the_same_answer(session, consultation, clock) -> None:
    take(session, consultation, clock, line(language="en", answers=[{"question": "q1", "value": "Yes"}]))
    assert session.scalars(select(Response)).one().answers[0].values == ["Ja"]


def test_nuls_and_surrogates_in_a_file_do_no_harm(session, consultation, clock) -> None:
    odd = line(comments=[{"provision": "art_1", "position": "oppose", "text": "a\x00b\ud800c"}])
    take(session, consultation, clock, odd)
    session.commit()
    assert session.scalars(select(Response)).one().comments[0].text == "abc"


def fill(session, consultation, clock) -> None:
    hidden = [{"provision": "art_1", "position": "oppose", "text": "Bel 0612345678"}]
    take(
        session,
        consultation,
        clock,
        line("named"),
        line("unnamed", publication="unnamed"),
        line("not", publication="not"),
        line("held", comments=hidden),
    )
    session.commit()


def test_the_public_export_holds_only_public_fields_of_public_responses(session, consultation, clock) -> None:
    fill(session, consultation, clock)
    found = list(response_export.records(session, consultation, None))
    assert [record["respondent"]["name"] for record in found] == ["Noor", ""]
    assert {record["state"] for record in found} == {"public"}
    assert not any("extern" in json.dumps(record) or '"not"' in json.dumps(record) for record in found)


def test_drafters_get_every_received_response_and_never_an_address(session, consultation, clock) -> None:
    fill(session, consultation, clock)
    found = list(response_export.records(session, consultation, STAFF))
    assert [record["id"] for record in found] == ["named", "unnamed", "not", "held"]
    assert all(record["respondent"]["email"] is None for record in found)


def test_an_export_of_all_can_be_imported_again(session, consultation, clock) -> None:
    fill(session, consultation, clock)
    lines = list(response_export.json_lines(response_export.records(session, consultation, STAFF)))
    other = make_consultation(session, "ander")
    other.questions = [Question(key="q1", kind=QuestionKind.OPEN, texts={"nl": "?"}, options=[])]
    session.flush()
    assert take(session, other, clock, *lines).added == 4


def test_every_row_of_the_csv_names_its_provision(session, consultation, clock) -> None:
    take(session, consultation, clock, line())
    table = list(
        csv.DictReader(
            io.StringIO("".join(response_export.csv_lines(response_export.rows(session, consultation, None))))
        )
    )
    assert [(row["provision"], row["provision_label"], row["question"]) for row in table] == [
        ("", "", ""),
        ("art_2__para_1", "chapter 1 / article 2 / paragraph 1", ""),
        ("art_2", "chapter 1 / article 2", "q1"),
    ]
    assert table[2]["answer"] == "Ja"


def test_the_csv_runs_no_formula(session, consultation, clock) -> None:
    evil = [
        {
            "provision": "art_1",
            "position": "oppose",
            "text": '=HYPERLINK("http://x","y")',
            "proposal": "@SUM(1)",
        }
    ]
    take(session, consultation, clock, line(comments=evil))
    text = "".join(response_export.csv_lines(response_export.rows(session, consultation, None)))
    [row] = [row for row in csv.DictReader(io.StringIO(text)) if row["text"]]
    assert (row["text"][:2], row["proposal"][:2]) == ("'=", "'@")
