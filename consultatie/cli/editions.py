"""`consultatie editions make`: the files that people keep; and writing one of them to a file."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from sqlalchemy.orm import Session

from consultatie.cli.terminal import changing, installation, say
from consultatie.domain.editions import Work
from consultatie.models.bills import BillVersion
from consultatie.models.consultations import Consultation
from consultatie.services import consultations, queue


def edition(
    session: Session,
    row: Consultation,
    version: BillVersion | None,
    work: Work,
    format_: str,
    language: str = "nl",
) -> bytes:
    """Return a file made now, from whatever is in the database, a draft too."""
    from consultatie import create_app
    from consultatie.http.editions import making
    from consultatie.http.editions.sources import Source

    with create_app().app_context():
        return making.make(making.prepare(Source(session, row, version, language), work, format_), format_)


def write_out(out: Path, data: bytes) -> None:
    """Write bytes to a file, or for "-" to standard output."""
    if str(out) == "-":
        sys.stdout.buffer.write(data)
        return
    out.write_bytes(data)
    say(f"Geschreven: {out} ({len(data)} bytes)")


@click.group()
def editions() -> None:
    """The files that people keep: PDF, EPUB and so on."""


@editions.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]…")
def make(slugs: tuple[str, ...]) -> None:
    """Have the worker look at the files of these consultations, or of all, and make what is missing or changed."""
    place = installation()
    with changing(place) as session:
        rows = [consultations.get(session, slug) for slug in slugs] or consultations.list_all(session)
        for row in rows:
            queue.editions_due(session, row.slug, now=place.ports.now())
    say(f"{len(rows)} consultaties staan in de rij. De werker maakt de bestanden.")
