"""The public log from the terminal: recompute it, write it out."""

from __future__ import annotations

import json
import sys

import click

from consultatie.cli.terminal import emit, installation, say
from consultatie.domain.errors import Invalid
from consultatie.services import log as public_log


@click.group()
def log() -> None:
    """The public log of everything that happened to consultations and responses."""


@log.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def verify(as_json: bool) -> None:
    """Recompute every entry's hash and look for gaps."""
    with installation().db.read() as session:
        wrong = public_log.verify(session)
        entries = public_log.size(session)
    if as_json:
        emit(
            {
                "ok": not wrong,
                "entries": entries,
                "wrong": [{"position": place, "what": what} for place, what in wrong],
            }
        )
    if wrong:
        places = ", ".join(f"{what} {place}" for place, what in wrong[:10])
        raise Invalid("log-broken", count=len(wrong), places=places)
    say(f"Het logboek klopt: {entries} regels.")


@log.command()
def export() -> None:
    """Write every entry as a line of JSON on standard output; it holds no personal data."""
    with installation().db.read() as session:
        for entry in public_log.entries(session):
            sys.stdout.write(json.dumps(entry, ensure_ascii=False, sort_keys=True) + "\n")
