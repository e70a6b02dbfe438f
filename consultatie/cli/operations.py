"""Make, run and look over an installation: init, migrate, serve, worker, check, routes."""

from __future__ import annotations

import logging.config
import os
import sys

import click

from consultatie import create_app
from consultatie.cli.terminal import Installation, emit, installation, say
from consultatie.domain.errors import Invalid, Unavailable
from consultatie.http.configuration import secret_key
from consultatie.models import schema

# Memory that threads would each keep for themselves otherwise: heaps of the C library, buffers of numpy.
SMALL = {"MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"}


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
    place = installation()
    _ready(place)
    become_server(place, host, port, workers=workers, threads=threads, with_worker=with_worker)


def become_server(
    place: Installation, host: str, port: int, *, workers: int = 1, threads: int = 8, with_worker: bool
) -> None:
    """Replace this process by the server: a fresh program, without all that was loaded to get here."""
    place.db.engine.dispose()
    arguments = [host, str(port), str(workers), str(threads), "yes" if with_worker else "no"]
    program = [sys.executable, "-m", "consultatie.cli.server", *arguments]
    os.execve(sys.executable, program, SMALL | os.environ)  # noqa: S606 -- our own program


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
