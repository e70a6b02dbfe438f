"""`consultatie responses`: what a person at the terminal sees, and what is in the database afterwards."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from consultatie.models.responses import Response
from tests.factories import make_consultation
from tests.integration.test_responses_import import line


@pytest.fixture
def consultatie(settings, db):
    with db.write.begin() as session:
        make_consultation(session)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        environ = {
            name: value for name, value in os.environ.items() if not name.startswith("CONSULTATIE_")
        } | {
            "CONSULTATIE_ENVIRONMENT": "testing",
            "CONSULTATIE_INSTANCE": settings.instance,
            "CONSULTATIE_DATABASE_URL": settings.database_url,
        }
        command = [sys.executable, "-c", "from consultatie.cli import main; main()", "responses", *arguments]
        return subprocess.run(command, env=environ, capture_output=True, text=True, check=False, timeout=60)

    return run


def test_a_file_goes_in_once_and_comes_out_again(consultatie, tmp_path: Path) -> None:
    file = tmp_path / "post.jsonl"
    file.write_text("\n".join(line(f"x{n}", answers=[]) for n in range(3)) + "\n", "utf-8")
    first = consultatie("import", str(file), "--consultation", "proef", "--json")
    assert (first.returncode, json.loads(first.stdout)["added"]) == (0, 3), first.stderr
    again = consultatie("import", str(file), "--consultation", "proef", "--json")
    assert (json.loads(again.stdout)["added"], json.loads(again.stdout)["skipped"]) == (0, 3)
    public = consultatie("export", "proef", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(one)["comments"][1]["provision"] for one in public] == ["art_2__para_1"] * 3
    assert all(json.loads(one)["id"] == json.loads(one)["reference"] for one in public)
    everything = consultatie("export", "proef", "--format", "jsonl", "--all").stdout.splitlines()
    assert sorted(json.loads(one)["id"] for one in everything) == ["x0", "x1", "x2"]
    table = list(csv.DictReader(io.StringIO(consultatie("export", "proef", "--format", "csv").stdout)))
    assert [row["provision_label"] for row in table[:2]] == ["Het hele voorstel", "Artikel 2, lid 1"]


def test_a_wrong_line_ends_in_2_with_its_number_and_adds_nothing(consultatie, db, tmp_path: Path) -> None:
    file = tmp_path / "post.jsonl"
    file.write_text(line("a", answers=[]) + "\n{]\n", "utf-8")
    done = consultatie("import", str(file), "--consultation", "proef")
    assert done.returncode == 2
    assert "Regel 2" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    with db.read() as session:
        assert session.query(Response).count() == 0


def test_a_spreadsheet_is_refused_clearly(consultatie) -> None:
    done = consultatie("export", "proef", "--format", "xlsx")
    assert done.returncode == 2
    assert "csv" in done.stderr


def test_an_unknown_consultation_is_told(consultatie) -> None:
    assert consultatie("export", "onbekend").returncode == 2
