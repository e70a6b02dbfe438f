"""`consultatie demo load|start`: a believable site to look around in."""

from __future__ import annotations

import logging.config
import os
import re
import sys
from pathlib import Path

import click

from consultatie.cli.terminal import Installation, changing, installation, say
from consultatie.domain.respondents import Limits
from consultatie.services import accounts, consultations, demonstration, young

SETTINGS = """\
# Made by `make demo`. Not fit for production: `consultatie check` says why.
base_url = "http://127.0.0.1:{port}"
trusted_hosts = ["127.0.0.1", "localhost"]
second_factor = "off"
show_demo_accounts = true
"""


@click.group()
def demo() -> None:
    """The demonstration: made-up consultations, responses and people."""


@demo.command()
def load() -> None:
    """Load the demonstration's consultations and accounts; a second run changes nothing."""
    place = installation()
    made = _load(place)
    say(f"Demonstratie geladen: {made} nieuwe consultaties." if made else "De demonstratie is er al.")


def _load(place: Installation) -> int:
    """Load what is not there yet, work the jobs off, and return how many consultations are new."""
    from consultatie.cli.user import hasher

    now = place.ports.now()
    with changing(place) as session:
        demonstration.make_accounts(session, hasher(place), now=now)
    with place.db.read() as session:
        known = {one.slug for one in consultations.list_all(session)}
        first, second = (
            accounts.get_user_by_email(session, account.email).viewer()
            for account in demonstration.ACCOUNTS[:2]
        )
    if {path.parent.name for path in (Path(__file__).parent / "demo").glob("*/consultatie.toml")} <= known:
        return 0

    from consultatie.cli import demo_content

    settings = place.settings
    limits = Limits(settings.max_comment_chars, settings.max_response_chars)
    cast = demo_content.Cast(first, second, place.ports, limits)
    new = [story for story in demo_content.stories(now) if story.slug not in known]
    todo = [step for story in new for step in demo_content.steps(story, cast, now)]
    with changing(place) as session:
        for step in sorted(todo, key=lambda step: step.at):
            step.act(session, step.at)
            session.flush()
        if new:
            lets_young = accounts.department_named(session, demonstration.LETS_YOUNG)
            young.let_respond(session, lets_young, True, now=now)
    _work()
    return len(new)


def _work() -> None:
    """Do the waiting jobs, so that search and analysis are there at the first visit; files to keep follow in the worker."""
    from consultatie import create_app
    from consultatie.http.logging import configuration
    from consultatie.jobs.worker import run

    logging.config.dictConfig(configuration("WARNING"))
    run(create_app(), once=True, slow=False)


@demo.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
def start(host: str, port: int) -> None:
    """Make the instance where needed, load the demonstration, then run site and worker until Ctrl-C."""
    from consultatie.cli.operations import become_server, prepare

    folder = Path(os.environ.get("CONSULTATIE_INSTANCE", "instance"))
    _write_settings(folder, port)
    place = installation()
    prepare(place)
    _load(place)
    _welcome(place)
    become_server(place, host, port, with_worker=True)


def _write_settings(folder: Path, port: int) -> None:
    """Write the demonstration's settings once; later only the port in the address follows."""
    path = folder / "settings.toml"
    if not path.exists():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(SETTINGS.format(port=port), "utf-8")
        return
    old = path.read_text("utf-8")
    local = r'(?m)^(base_url = "http://(?:127\.0\.0\.1|localhost)):\d+"'
    new = re.sub(local, rf'\1:{port}"', old)
    if new != old:
        path.write_text(new, "utf-8")


def _welcome(place: Installation) -> None:
    click.echo(f"\n  De site komt op  {place.settings.base_url}  (stop met Ctrl-C)\n")
    click.echo(f"  Inloggen op {place.settings.base_url}/account/inloggen met:")
    for account in demonstration.ACCOUNTS:
        click.echo(f"    {account.email:22} {account.password:16} {account.role.value}")
    click.echo()
    sys.stdout.flush()
