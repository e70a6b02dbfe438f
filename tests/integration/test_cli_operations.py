"""The terminal: make, check, back up, restore and look over an installation; one clear line for a refusal."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from consultatie.db import Database
from consultatie.models.queue import Job
from tests.factories import make_consultation, make_response

COMMAND = [sys.executable, "-c", "from consultatie.cli import main; main()"]


class Terminal:
    """Runs commands on one installation, as an operator does."""

    def __init__(self, instance: Path, **environ: str) -> None:
        self.instance = instance
        clean = {name: value for name, value in os.environ.items() if not name.startswith("CONSULTATIE_")}
        cheap = {"ARGON2_TIME_COST": "1", "ARGON2_MEMORY_KIB": "32", "INSTANCE": str(instance)} | environ
        self.environ = clean | {f"CONSULTATIE_{name}": value for name, value in cheap.items()}

    def run(self, *arguments: str, status: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [*COMMAND, *arguments], env=self.environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == status, done.stderr
        return done

    def json(self, *arguments: str) -> Any:
        return json.loads(self.run(*arguments, "--json").stdout)

    def refused(self, *arguments: str) -> str:
        lines = [line for line in self.run(*arguments, status=2).stderr.splitlines() if "Warning" not in line]
        return lines[-1]

    @property
    def db(self) -> Database:
        return Database(f"sqlite:///{self.instance}/consultatie.db")


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    made = Terminal(tmp_path / "instance")
    made.run("init")
    return made


def test_init_makes_a_closed_folder_with_a_key_and_can_be_run_again(terminal: Terminal) -> None:
    key = terminal.instance / "secret.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert stat.S_IMODE(terminal.instance.stat().st_mode) == 0o700
    before = key.read_bytes()
    assert terminal.json("init")["revision"]
    assert key.read_bytes() == before


def test_the_site_does_not_start_on_an_empty_database(tmp_path: Path) -> None:
    assert "Draai eerst: consultatie" in Terminal(tmp_path / "leeg").refused("serve")


def test_an_unknown_setting_and_an_unknown_command_are_one_line(tmp_path: Path) -> None:
    assert Terminal(tmp_path / "i", KLEUR="rood").refused("init") == "unknown setting: kleur"
    assert "bestaat-niet" in Terminal(tmp_path / "i").refused("bestaat-niet")


def test_check_names_what_is_unsafe_and_fails_on_what_is_broken(terminal: Terminal) -> None:
    found = terminal.json("check")
    assert found["ok"] is True
    assert found["safe"] is False
    subjects = {finding["subject"] for finding in found["findings"]}
    assert {"settings", "database", "jobs", "index", "mail", "files", "clock", "keys"} <= subjects
    terminal.environ |= {"CONSULTATIE_SECOND_FACTOR": "off"}
    assert "second_factor is off" in terminal.run("check").stderr
    (terminal.instance / "secret.key").chmod(0o644)
    assert "can be read by others" in terminal.run("check").stderr
    terminal.environ |= {"CONSULTATIE_SMTP_URL": "smtp://127.0.0.1:9"}
    assert "mail" in terminal.refused("check")


def test_going_down_asks_for_a_yes(terminal: Terminal) -> None:
    assert "--yes" in terminal.refused("migrate", "down")
    terminal.run("migrate", "down", "--yes", "--to", "base")
    assert "consultatie migrate up" in terminal.refused("worker", "--once")
    terminal.run("migrate", "up")
    terminal.run("worker", "--once")


def test_accounts_are_made_and_changed_from_the_terminal(terminal: Terminal, tmp_path: Path) -> None:
    secret = tmp_path / "wachtwoord"
    secret.write_text("een-heel-lang-woord\n")
    made = terminal.json(
        "user",
        "create",
        "Anna@Example.nl",
        "--name",
        "Anna",
        "--role",
        "administrator",
        "--password-file",
        str(secret),
    )
    assert made == {
        "email": "anna@example.nl",
        "name": "Anna",
        "role": "administrator",
        "department": None,
        "active": True,
    }
    assert "email-taken" in terminal.refused(
        "user", "create", "anna@example.nl", "--name", "A", "--role", "drafter"
    )
    assert "last-administrator" in terminal.refused("user", "role", "anna@example.nl", "drafter")
    terminal.run("user", "create", "bas@example.nl", "--name", "Bas", "--role", "administrator")
    terminal.run("user", "role", "anna@example.nl", "drafter", "--department", "Ministerie van Proeven")
    listed = {row["email"]: row for row in terminal.json("user", "list")}
    assert listed["anna@example.nl"]["role"] == "drafter"
    assert listed["anna@example.nl"]["department"] == "Ministerie van Proeven"
    assert "no-such-user" in terminal.refused("user", "role", "niemand@example.nl", "drafter")


def test_routes_say_who_may_open_them(terminal: Terminal) -> None:
    routes = terminal.json("routes", "--policy")
    assert all(set(route) == {"rule", "methods", "endpoint", "policy"} for route in routes)
    policies = {route["rule"]: route["policy"] for route in routes if "GET" in route["methods"]}
    assert policies["/"] == "public"
    assert policies["/beheer"] == "manage-users"
    assert "none" not in policies.values()


def test_a_backup_brings_everything_back_into_an_empty_installation_only(
    terminal: Terminal, tmp_path: Path
) -> None:
    db = terminal.db
    with db.write.begin() as session:
        reference = make_response(
            session, make_consultation(session, opens=_day(-10), closes=_day(30))
        ).reference
    db.engine.dispose()
    stored = terminal.instance / "files" / "ab" / ("ab" * 32)
    stored.parent.mkdir(parents=True)
    stored.write_bytes(b"plaatje")
    tar = tmp_path / "kopie.tar"
    about = terminal.json("backup", "create", "--out", str(tar))
    assert about["database"] == "sqlite"
    assert stat.S_IMODE(tar.stat().st_mode) == 0o600
    with tarfile.open(tar) as opened:
        names = opened.getnames()
    assert {"backup.json", "consultatie.db", "secret.key"} <= set(names)
    assert not [name for name in names if name.startswith("search")]
    assert "[backup-file-exists" in terminal.refused("backup", "create", "--out", str(tar))

    assert "[restore-not-empty" in terminal.refused("backup", "restore", str(tar))
    other = Terminal(tmp_path / "ander")
    other.run("backup", "restore", str(tar))
    assert (other.instance / "secret.key").read_bytes() == (terminal.instance / "secret.key").read_bytes()
    assert (other.instance / "files" / "ab" / ("ab" * 32)).read_bytes() == b"plaatje"
    other.run("worker", "--once")
    assert other.json("search", "query", "goed plan")["total"] >= 1
    other.run("erase", reference)
    assert "was al gewist" in other.run("erase", reference).stderr
    other.run("log", "verify")


@pytest.mark.parametrize("content", [b"", b"geen tar", b"\x1f\x8b" + b"x" * 100])
def test_what_is_no_backup_is_refused_and_leaves_nothing(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "iets.tar"
    file.write_bytes(content)
    other = Terminal(tmp_path / "ander")
    assert "[no-backup" in other.refused("backup", "restore", str(file))
    assert not (other.instance / "consultatie.db").exists()


def test_a_backup_that_leads_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    evil = tmp_path / "kwaad.tar"
    (tmp_path / "x").write_text("x")
    with tarfile.open(evil, "w") as tar:
        tar.add(tmp_path / "x", "../../ontsnapt")
    other = Terminal(tmp_path / "ander")
    other.refused("backup", "restore", str(evil))
    assert not list(tmp_path.parent.rglob("ontsnapt"))


def test_a_damaged_log_is_a_refusal(terminal: Terminal) -> None:
    terminal.run("user", "create", "a@example.nl", "--name", "A", "--role", "drafter")
    assert terminal.json("log", "verify") == {"ok": True, "entries": 1, "wrong": []}
    line = json.loads(terminal.run("log", "export").stdout)
    assert line["kind"] == "user-created"
    with terminal.db.engine.execution_options(consultatie_write=True).begin() as connection:
        connection.exec_driver_sql("UPDATE log_entry SET subject = 'user:2'")
    assert "[log-broken: count=1, places=changed 0]" in terminal.refused("log", "verify")


def test_made_up_responses_are_counted_logged_and_different(terminal: Terminal) -> None:
    with terminal.db.write.begin() as session:
        make_consultation(session, "proef", opens=_day(-10), closes=_day(30))
    for _ in range(2):
        assert (
            terminal.json("load-test", "data", "--responses", "60", "--consultation", "proef")["added"] == 60
        )
    assert terminal.json("log", "verify")["entries"] >= 120
    lines = terminal.run("responses", "export", "proef", "--all").stdout.splitlines()
    assert len(lines) == 120
    texts = [comment["text"] for line in lines for comment in json.loads(line)["comments"]]
    assert 60 < len(set(texts)) < len(texts)
    with terminal.db.read() as session:
        assert {"analyse", "index-consultation"} <= set(session.scalars(select(Job.kind)))


def _day(ahead: int) -> Any:
    from datetime import UTC, datetime, timedelta

    return (datetime.now(UTC) + timedelta(days=ahead)).date()


def test_a_consultation_written_to_a_folder_can_be_made_again_from_it(
    terminal: Terminal, tmp_path: Path
) -> None:
    (tmp_path / "wet.toml").write_text(
        'title = "Wet"\nkind = "act"\ndepartment = "X"\n[[documents]]\nfile = "nota.txt"\ntitle = "Nota"\n',
        "utf-8",
    )
    (tmp_path / "nota.txt").write_text("Een nota.", "utf-8")
    terminal.run("consultation", "create", "wet", "--file", str(tmp_path / "wet.toml"))
    out = tmp_path / "uit"
    assert terminal.json("consultation", "export", "wet", "--out", str(out))["files"] == [
        "consultatie.toml",
        "nota.txt",
    ]
    terminal.run("consultation", "create", "nog-een", "--file", str(out / "consultatie.toml"))
    assert (out / "nota.txt").read_text("utf-8") == "Een nota."
    assert "folder-not-empty" in terminal.refused("consultation", "export", "wet", "--out", str(out))
    assert "no-such-consultation" in terminal.refused(
        "consultation", "export", "niets", "--out", str(tmp_path / "x")
    )
    assert not (tmp_path / "x").exists()


def test_a_department_lets_who_is_under_16_respond_from_the_terminal(terminal: Terminal) -> None:
    terminal.run(
        "user",
        "create",
        "a@example.nl",
        "--name",
        "A",
        "--role",
        "drafter",
        "--department",
        "Ministerie van Proeven",
    )
    slug = "ministerie-van-proeven"
    (before,) = terminal.json("department", "list")
    assert before == {"slug": slug, "name": "Ministerie van Proeven", "under_16": False}
    terminal.run("department", "under-16", slug, "on")
    assert terminal.json("department", "list")[0]["under_16"] is True
    terminal.run("department", "under-16", slug, "off")
    assert terminal.json("department", "list")[0]["under_16"] is False
    assert "no-such-department" in terminal.refused("department", "under-16", "nergens", "on")
