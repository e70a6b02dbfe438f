"""A real bill and a real decree with real answers, the whole way, on both databases; every count is checked against SQL."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import text

from consultatie.cli import cli
from consultatie.db import Database
from consultatie.domain.respondents import Limits
from consultatie.domain.visibility import Publication, RespondentKind
from consultatie.models.consultations import Consultation
from consultatie.models.queue import Job
from consultatie.models.responses import Position, Respondent
from consultatie.services import confirmation, drafts, responses
from consultatie.settings import Settings

BILLS = {"begroting": "kst-37020-X-1_trimmed.xml", "media": "stb-2025-263_trimmed.xml"}
POSITIONS = ("support", "support_with_changes", "oppose", "neutral", "none")
IMPORTED, SENT = 140, 10  # for each of the two bills: 300 in all


@pytest.fixture
def run(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    """Run a command of ours on this test's installation; return what it printed."""
    monkeypatch.setenv("CONSULTATIE_ENVIRONMENT", "testing")
    monkeypatch.setenv("CONSULTATIE_DATABASE_URL", settings.database)
    monkeypatch.setenv("CONSULTATIE_INSTANCE", settings.instance)
    monkeypatch.setenv("CONSULTATIE_SEARCH", "whoosh")
    monkeypatch.setenv("CONSULTATIE_SECOND_FACTOR", "off")

    def call(*words: str) -> Any:
        result = CliRunner().invoke(cli, list(words), catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout) if "--json" in words else result.stdout

    return call


def _answers(shared_data: Path) -> list[str]:
    lines = (
        (shared_data / "responses" / "eu_ai_white_paper_open_answers.jsonl").read_text("utf-8").splitlines()
    )
    found = [json.loads(line)["text"] for line in lines]
    return [answer for answer in found if len(answer) > 40]


def _consultation_file(folder: Path, slug: str) -> Path:
    today = datetime.now(UTC).date()
    path = folder / f"{slug}.toml"
    path.write_text(
        f"""title = "Proef met {slug}"
kind = "act"
department = "Ministerie van Proeven"
keten_id = "WGK012345"
opens = {today - timedelta(days=1)}
closes = {today + timedelta(days=40)}
contact = "Postbus 1, proef@example.nl"
themes = ["proeven"]
[nl]
summary = "Dit is een proef."
changes = "Er verandert iets."
audience = "Voor iedereen."
""",
        "utf-8",
    )
    return path


def _responses(eids: list[str], answers: list[str]) -> list[dict[str, Any]]:
    made = []
    for number, (eid, answer) in enumerate(
        islice(zip(cycle([*eids, None]), answers, strict=False), IMPORTED)
    ):
        organisation = number % 5 == 0
        made.append(
            {
                "id": f"proef-{number}",
                "received_at": datetime.now(UTC).isoformat(),
                "channel": "email",
                "language": "en",
                "respondent": {
                    "kind": "organisation" if organisation else "person",
                    "name": f"Naam {number}",
                    "place": "Utrecht",
                    "email": None,
                    "organisation": f"Stichting {number}" if organisation else "",
                },
                "publication": ("named", "unnamed", "not")[number % 3],
                "comments": [
                    {
                        "provision": eid,
                        "position": POSITIONS[number % 5],
                        "text": answer[:15000],
                        "proposal": None,
                    }
                ],
                "answers": [],
            }
        )
    return made


def _send_and_confirm(db: Database, slug: str, eids: list[str], answers: list[str]) -> None:
    """Send responses as the pages do, and confirm each with the token of its mail."""
    now = datetime.now(UTC)
    limits = Limits(20_000, 200_000)
    for number in range(SENT):
        with db.write.begin() as session:
            consultation = session.query(Consultation).filter_by(slug=slug).one()
            response, _token = drafts.begin(session, consultation, language="nl", now=now)
            typed = drafts.CommentInput(eids[number % len(eids)], Position.OPPOSE, answers[number][:2000])
            drafts.save_comment(session, response, typed, limits=limits, now=now)
            response.publication = Publication.UNNAMED
            response.respondent = Respondent(
                kind=RespondentKind.PERSON, name="Iemand", place="Ede", email=f"iemand{number}@example.nl"
            )
            session.flush()
            responses.send(
                session,
                response,
                idempotency_key=f"{slug}-{number}",
                limits=limits,
                confirm_for=timedelta(hours=48),
                now=now,
            )
    with db.write.begin() as session:
        mails = [
            job for job in session.query(Job).filter_by(kind="mail") if job.payload.get("kind") == "confirm"
        ]
        tokens = [job.payload["facts"]["token"] for job in mails if job.payload["facts"]["slug"] == slug]
        assert len(tokens) == SENT
        for token in tokens:
            assert confirmation.confirm(session, token, now=now).first


def _sql(db: Database, question: str, **values: object) -> list[Any]:
    with db.engine.connect() as connection:
        return list(connection.execute(text(question), values))


FROM_RESPONSES = """
    FROM response r JOIN consultation c ON c.id = r.consultation_id
    WHERE c.slug = :slug AND r.state IN ('confirmed', 'held', 'public', 'redacted')
"""
FROM_COMMENTS = FROM_RESPONSES.replace(
    "FROM response r", "FROM comment k JOIN response r ON r.id = k.response_id"
)


@pytest.mark.parametrize("slug", list(BILLS))
def test_a_real_bill_goes_the_whole_way(run, settings, db, shared_data, tmp_path, slug) -> None:
    answers = _answers(shared_data)
    run("init")
    run("consultation", "create", slug, "--file", str(_consultation_file(tmp_path, slug)))
    run(
        "bill",
        "import",
        str(shared_data / "bills" / "kamerstuk" / BILLS[slug]),
        "--consultation",
        slug,
        "--json",
    )
    shown = run("bill", "show", slug, "--json")
    eids = [node["eid"] for top in shown["provisions"] for node in _walk(top) if node["kind"] == "article"]
    assert eids
    assert (
        len(eids)
        == _sql(db, "SELECT count(*) FROM provision WHERE kind = 'article' AND eid NOT LIKE '%quote%'")[0][0]
    )
    run("consultation", "publish", slug)

    incoming = _responses(eids, answers)
    path = tmp_path / "reacties.jsonl"
    path.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in incoming), "utf-8")
    run("responses", "import", str(path), "--consultation", slug, "--json")
    again = run("responses", "import", str(path), "--consultation", slug, "--json")
    assert again["added"] == 0
    _send_and_confirm(db, slug, eids, answers[IMPORTED:])
    run("worker", "--once")

    assert _sql(db, "SELECT count(*)" + FROM_RESPONSES, slug=slug)[0][0] == IMPORTED + SENT
    failed = _sql(
        db,
        "SELECT kind, last_error FROM job WHERE last_error <> '' OR state IN ('ready', 'dead') AND kind <> 'analyse'",
    )
    assert failed == []
    _check_search(run, db, slug)
    _check_analysis(run("analyse", slug, "--json"), db, slug, {line["id"]: line for line in incoming})
    _check_exports(run, db, slug)
    out = tmp_path / "verslag.md"
    run("report", slug, "--format", "md", "--out", str(out))
    assert f"{IMPORTED + SENT} reacties." in out.read_text("utf-8")


def _walk(node: dict[str, Any]):
    if node["kind"] == "quote":
        return
    yield node
    for child in node["children"]:
        yield from _walk(child)


def _check_search(run: Any, db: Database, slug: str) -> None:
    assert run("search", "check", "--json")["missing"] == []
    public = _sql(
        db,
        "SELECT count(*) FROM response r JOIN consultation c ON c.id = r.consultation_id "
        "WHERE c.slug = :slug AND r.state IN ('public', 'redacted') AND r.publication <> 'not'",
        slug=slug,
    )[0][0]
    everything = run("search", "query", "", "--consultation", slug, "--filter", "type=response", "--json")
    assert everything["total"] == public
    matches = _sql(
        db,
        "SELECT count(DISTINCT r.id) FROM comment k JOIN response r ON r.id = k.response_id "
        "JOIN consultation c ON c.id = r.consultation_id WHERE c.slug = :slug AND r.state = 'public' "
        "AND r.publication <> 'not' AND lower(k.text) LIKE '%transparency%'",
        slug=slug,
    )[0][0]
    found = run(
        "search", "query", "transparency", "--consultation", slug, "--filter", "type=response", "--json"
    )
    assert matches > 0
    assert found["total"] == matches


def _check_analysis(
    data: dict[str, Any], db: Database, slug: str, incoming: dict[str, dict[str, Any]]
) -> None:
    assert data["responses"] == IMPORTED + SENT
    counted = _sql(db, "SELECT k.eid, count(DISTINCT r.id)" + FROM_COMMENTS + " GROUP BY k.eid", slug=slug)
    assert {part["eid"] or "": part["responses"] for part in data["provisions"]} == {
        eid: n for eid, n in counted
    }
    positions = Counter(
        {
            (eid, position): n
            for eid, position, n in _sql(
                db,
                "SELECT k.eid, k.position, count(*)" + FROM_COMMENTS + " GROUP BY k.eid, k.position",
                slug=slug,
            )
        }
    )
    for part in data["provisions"]:
        for position, number in part["positions"].items():
            assert positions[part["eid"] or "", position] == number
        assert sum(part["respondents"].values()) == part["responses"]
        for theme in part["themes"]:
            for quote in theme["quotes"]:
                assert quote["start"] < quote["end"]
                if quote["response"] in incoming:
                    said = incoming[quote["response"]]["comments"][0]["text"]
                    assert said[quote["start"] : quote["end"]] == quote["text"] or quote["text"] in said
        for line in part["summary"]:
            assert line["count"] == len(line["sources"])


def _check_exports(run: Any, db: Database, slug: str) -> None:
    everything = [json.loads(line) for line in run("responses", "export", slug, "--all").splitlines()]
    assert len(everything) == IMPORTED + SENT
    rows = list(csv.DictReader(io.StringIO(run("responses", "export", slug, "--format", "csv"))))
    public = _sql(
        db,
        "SELECT count(*) FROM comment k JOIN response r ON r.id = k.response_id JOIN consultation c ON c.id = r.consultation_id "
        "WHERE c.slug = :slug AND r.state IN ('public', 'redacted') AND r.publication <> 'not'",
        slug=slug,
    )[0][0]
    assert len(rows) == public
    assert not any(row["name"] for row in rows if row["publication"] == "unnamed")
