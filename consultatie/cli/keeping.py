"""Keeping what must stay and throwing away what must go: backup, erase, retention."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from consultatie.cli import archive
from consultatie.cli.terminal import Installation, changing, emit, installation, say
from consultatie.services import erasure
from consultatie.services import retention as rules


@click.group()
def backup() -> None:
    """Copies of the whole installation."""


@backup.command()
@click.option(
    "--out", type=click.Path(dir_okay=False, path_type=Path), help="Else instance/backups/<time>.tar."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def create(out: Path | None, as_json: bool) -> None:
    """Write database, files and key to one tar, while the site runs on."""
    place = installation()
    if out is None:
        folder = place.settings.instance_path / "backups"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        out = folder / f"{place.ports.now():%Y%m%dT%H%M%SZ}.tar"
    about = archive.create(place, out)
    say(f"Kopie gemaakt: {out} ({about['bytes']} bytes). Er staan persoonsgegevens en de sleutel in.")
    if as_json:
        emit(about)


@backup.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def restore(file: Path, as_json: bool) -> None:
    """Put a backup into an empty installation, migrate it and rebuild the search index."""
    place = installation()
    about = archive.restore(place, file)
    again = installation()
    _bring_up_to_date(again)
    say(f"Kopie van {about['at']} teruggezet. Wis opnieuw wat daarna is gewist (consultatie erase).")
    if as_json:
        emit(about)


def _bring_up_to_date(place: Installation) -> None:
    from consultatie.models import schema
    from consultatie.services import consultations, queue

    with place.db.engine.execution_options(consultatie_write=True).begin() as connection:
        schema.upgrade(connection)
    place.ports.search.rebuild(())
    with changing(place) as session:
        for consultation in consultations.list_all(session):
            queue.content_changed(session, consultation.slug, now=place.ports.now())
    say("De worker vult nu de zoekindex.")


@click.command()
@click.argument("reference")
def erase(reference: str) -> None:
    """Erase a response for good: what was written and by whom. The log keeps that it happened."""
    place = installation()
    with changing(place) as session:
        response = erasure.get_response(session, reference)
        done = erasure.erase(session, response, now=place.ports.now())
    say(f"Reactie {response.reference} is gewist." if done else "Deze reactie was al gewist.")
    say("Eerdere kopieën (backup) bevatten de reactie nog. Gooi die weg, of wis opnieuw na terugzetten.")


@click.group()
def retention() -> None:
    """Terms after which data goes."""


@retention.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def run(as_json: bool) -> None:
    """Throw away what was kept long enough (see docs/operating.md)."""
    place = installation()
    settings = place.settings
    terms = rules.Terms(
        drafts=timedelta(days=settings.draft_days),
        ended=timedelta(days=settings.ended_days),
        addresses=timedelta(days=settings.address_days),
    )
    with changing(place) as session:
        removed = rules.run(session, terms, now=place.ports.now())
    for name, number in removed.items():
        say(f"{number:6} {name}")
    if as_json:
        emit(removed)
