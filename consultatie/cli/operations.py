"""Make, run and look over an installation: init, migrate, serve, worker, check, routes."""

from __future__ import annotations

import logging.config
import signal
import subprocess
import sys
from typing import Any

import click

from consultatie import create_app
from consultatie.cli.terminal import Installation, emit, installation, say
from consultatie.domain.errors import Invalid, Unavailable
from consultatie.http.configuration import secret_key
from consultatie.models import schema

STOP_SECONDS = 20  # what the worker gets to finish its job


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def init(as_json: bool) -> None:
    """Make the instance: its folder, key and database. Safe to run again."""
    place = installation()
    folder = place.settings.instance_path
    revision = prepare(place)
    say(f"Klaar: {folder}, database op revisie {revision}.")
    if as_json:
        emit({"instance": str(folder), "revision": revision})


def prepare(place: Installation) -> str | None:
    """Make what is missing of an instance and return the database's revision."""
    place.settings.instance_path.mkdir(mode=0o700, parents=True, exist_ok=True)
    secret_key(place.settings.secret_key_path)
    revision = _migrate_up(place, "head")
    _make_index(place)
    return revision


def _make_index(place: Installation) -> None:
    """Make an empty search index where there is none; jobs or `search rebuild` fill it."""
    try:
        place.ports.search.ids()
    except Unavailable:
        place.ports.search.rebuild(())


@click.group()
def migrate() -> None:
    """Bring the database to a version of the schema."""


@migrate.command("up")
@click.option("--to", default="head", show_default=True, help="Number of the migration.")
def migrate_up(to: str) -> None:
    """Run the migrations that are missing."""
    say(f"Database op revisie {_migrate_up(installation(), to)}.")


@migrate.command("down")
@click.option("--to", default="-1", show_default=True, help="Number of the migration, or steps back.")
@click.option("--yes", is_flag=True, help="I have a backup: going down may drop data.")
def migrate_down(to: str, yes: bool) -> None:
    """Undo migrations. Data that only the newer schema can hold is lost."""
    if not yes:
        raise Invalid("migrate-down-unsure")
    place = installation()
    with place.db.engine.execution_options(consultatie_write=True).begin() as connection:
        schema.downgrade(connection, to)
        say(f"Database op revisie {schema.current(connection)}.")


def _migrate_up(place: Installation, to: str) -> str | None:
    with place.db.engine.execution_options(consultatie_write=True).begin() as connection:
        schema.upgrade(connection, to)
        return schema.current(connection)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=1, show_default=True, help="Processes; about one per core.")
@click.option("--threads", default=8, show_default=True, help="Requests at once in each process.")
@click.option("--with-worker", is_flag=True, help="Run the background jobs beside the site.")
def serve(host: str, port: int, workers: int, threads: int, with_worker: bool) -> None:
    """Run the site until a signal stops it."""
    _ready(installation())
    signal.signal(signal.SIGTERM, _leave)
    jobs = _start_worker() if with_worker else None
    try:
        run_server(host, port, workers=workers, threads=threads)
    finally:
        if jobs is not None:
            _stop(jobs)


def run_server(host: str, port: int, *, workers: int, threads: int, target: str = "") -> None:
    """Run granian until a signal stops it; a `target` other than the site is for comparing with."""
    from granian import Granian
    from granian.constants import Interfaces

    from consultatie.http.logging import configuration

    Granian(
        target or "consultatie:create_app",
        factory=not target,
        interface=Interfaces.WSGI,
        address=host,
        port=port,
        workers=workers,
        blocking_threads=threads,
        backpressure=threads * 4,  # above that a connection waits in the kernel instead of in our memory
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_dictconfig=configuration(),
    ).serve()


def _leave(_signal: int, _frame: Any) -> None:
    raise SystemExit(0)


def _start_worker() -> subprocess.Popen[bytes]:
    """Start the worker as a process in a group of its own, so that Ctrl-C reaches it once: through us."""
    command = [sys.executable, "-c", "from consultatie.cli import main; main()", "worker"]
    return subprocess.Popen(command, start_new_session=True)  # noqa: S603 -- our own program


def _stop(jobs: subprocess.Popen[bytes]) -> None:
    jobs.terminate()
    try:
        jobs.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        jobs.kill()


def _ready(place: Installation) -> None:
    """Refuse to start on a database that is empty or of another release."""
    with place.db.engine.connect() as connection:
        found = schema.current(connection)
    if found != schema.newest():
        raise Invalid("database-behind", found=found or "leeg", wanted=schema.newest())


@click.command()
@click.option("--once", is_flag=True, help="Stop when no job is due.")
def worker(once: bool) -> None:
    """Do the background jobs: mails, search index, analysis."""
    from consultatie.http.logging import configuration
    from consultatie.jobs.worker import run

    _ready(installation())
    logging.config.dictConfig(configuration())
    signal.signal(signal.SIGTERM, _leave)
    run(create_app(), once=once)


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def check(as_json: bool) -> None:
    """Look over settings, database, index, mail, files, clock and keys; name what is unsafe."""
    from consultatie.cli.self_check import findings

    found = findings(installation())
    broken = [finding for finding in found if finding.level == "broken"]
    if as_json:
        emit(
            {
                "ok": not broken,
                "safe": all(f.level == "ok" for f in found),
                "findings": [f.as_json() for f in found],
            }
        )
    for finding in found:
        say(f"{finding.level:7} {finding.subject:10} {finding.text}")
    if broken:
        raise Invalid("check-broken", subjects=", ".join(finding.subject for finding in broken))


@click.command()
@click.option("--policy", is_flag=True, help="Say for each route who may open it.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def routes(policy: bool, as_json: bool) -> None:
    """List every route."""
    from consultatie.http.access import policy_of

    app = create_app()
    rows = []
    for rule in sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint)):
        methods = sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        row = {"rule": rule.rule, "methods": methods, "endpoint": rule.endpoint}
        if policy or as_json:
            mark = "public" if rule.endpoint == "static" else policy_of(app.view_functions[rule.endpoint])
            row["policy"] = str(mark) if mark else "none"
        rows.append(row)
    if as_json:
        emit(rows)
        return
    for row in rows:
        click.echo(f"{','.join(row['methods']):9} {row['rule']}  {row.get('policy', '')}".rstrip())
