"""`consultatie consultation create|export|publish|close|extend|withdraw|list`. The operator counts as the second person."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
from sqlalchemy.orm import Session

from consultatie.cli.terminal import changing, emit, installation, say
from consultatie.domain.errors import Invalid
from consultatie.models.consultations import Consultation
from consultatie.services import (
    bills,
    consultation_export,
    consultation_file,
    consultations,
    publication_gate,
    publishing,
)

Deed = Callable[[Session, Consultation, datetime], None]


@click.group()
def consultation() -> None:
    """Make, export, publish, close, extend, withdraw and list consultations."""


@consultation.command("create")
@click.argument("slug")
@click.option(
    "--file",
    "path",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="TOML.",
)
@click.option("--json", "as_json", is_flag=True)
def create(slug: str, path: Path, as_json: bool) -> None:
    """Make a draft from a file, or fill a draft anew."""
    place = installation()
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Invalid("file-not-toml", detail=str(error)) from None
    now = place.ports.now()
    with changing(place) as session:
        made = consultation_file.load(session, slug, data, reader(path.parent), ports=place.ports, now=now)
        gaps = publication_gate.missing(session, made, now, operator=True)
        found = consultation_json(session, made, now) | {"gaps": _gaps_json(gaps)}
    if as_json:
        emit(found)
    else:
        click.echo(f"Concept gemaakt: {slug}")
        _print_gaps(gaps)


@consultation.command("export")
@click.argument("slug")
@click.option(
    "--out", "folder", required=True, type=click.Path(file_okay=False, path_type=Path), help="A new folder."
)
@click.option("--json", "as_json", is_flag=True)
def export(slug: str, folder: Path, as_json: bool) -> None:
    """Write a consultation to a folder: the file that `create` reads, and the files beside it."""
    place = installation()
    with place.db.read() as session:
        found = consultation_export.export(consultations.get(session, slug))
    if folder.is_dir() and any(folder.iterdir()):
        raise Invalid("folder-not-empty", {"out": "folder-not-empty"}, name=str(folder))
    folder.mkdir(parents=True, exist_ok=True)
    for name, key in found.files.items():
        with place.ports.files.open(key) as source, (folder / name).open("wb") as target:
            shutil.copyfileobj(source, target)
    (folder / consultation_export.NAME).write_text(found.toml, "utf-8")
    if as_json:
        emit({"folder": str(folder), "files": [consultation_export.NAME, *found.files]})
    else:
        click.echo(f"{folder / consultation_export.NAME} en {len(found.files)} bestanden")


def reader(folder: Path) -> consultation_file.ReadFile:
    """Return a function that reads files in a folder, and none outside it."""

    def read(name: str) -> bytes:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()) or not path.is_file():
            raise Invalid("consultation-file", {"file": "file-not-beside"}, name=name)
        return path.read_bytes()

    return read


def consultation_json(session: Session, one: Consultation, now: datetime) -> dict[str, Any]:
    """Return a consultation as `list --json` prints it."""
    version = bills.find_current(session, one)
    return {
        "slug": one.slug,
        "title": one.title,
        "kind": one.kind.value,
        "department": one.department.name,
        "keten_id": one.keten_id,
        "state": one.state(now).value,
        "opens": one.opens,
        "closes": one.closes,
        "version": version.number if version else None,
    }


def _gaps_json(gaps: list[publication_gate.Gap]) -> list[dict[str, Any]]:
    return [
        {"code": gap.code, "place": gap.place, "subject": gap.subject, "blocking": gap.blocking}
        for gap in gaps
    ]


def _print_gaps(gaps: list[publication_gate.Gap]) -> None:
    for gap in gaps:
        where = " ".join(part for part in (gap.place, gap.subject) if part)
        say(f"{'Ontbreekt nog' if gap.blocking else 'Advies'}: {gap.code} ({where})")


def _change(slug: str, deed: Deed, *, as_json: bool) -> None:
    place = installation()
    now = place.ports.now()
    with changing(place) as session:
        one = consultations.get(session, slug)
        deed(session, one, now)
        found = consultation_json(session, one, now)
    if as_json:
        emit(found)
    else:
        click.echo(f"{slug}: {found['state']} ({found['opens']} tot en met {found['closes']})")


@consultation.command("publish")
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True)
def publish(slug: str, as_json: bool) -> None:
    """Publish a draft that passes the gate."""

    def deed(session: Session, one: Consultation, now: datetime) -> None:
        _print_gaps(publication_gate.missing(session, one, now, operator=True))
        publishing.publish(session, one, by=None, now=now)

    _change(slug, deed, as_json=as_json)


@consultation.command("close")
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True)
def close(slug: str, as_json: bool) -> None:
    """Close an open consultation now."""
    _change(slug, lambda session, one, now: publishing.close(session, one, by=None, now=now), as_json=as_json)


@consultation.command("extend")
@click.argument("slug")
@click.option("--closes", "--until", "--to", "closes", required=True, help="The new last day, as 2026-03-15.")
@click.option("--json", "as_json", is_flag=True)
def extend(slug: str, closes: str, as_json: bool) -> None:
    """Give people until a later day."""
    try:
        day = date.fromisoformat(closes)
    except ValueError:
        raise Invalid("day-unreadable", {"closes": "day-unreadable"}) from None
    _change(
        slug,
        lambda session, one, now: publishing.extend(session, one, day, by=None, now=now),
        as_json=as_json,
    )


@consultation.command("withdraw")
@click.argument("slug")
@click.option("--reason", required=True, help="What the public reads about it.")
@click.option("--json", "as_json", is_flag=True)
def withdraw(slug: str, reason: str, as_json: bool) -> None:
    """Withdraw a consultation with a reason; one that has not opened becomes a draft again."""
    _change(
        slug,
        lambda session, one, now: publishing.withdraw(session, one, reason, by=None, now=now),
        as_json=as_json,
    )


@consultation.command("list")
@click.option("--json", "as_json", is_flag=True)
def list_(as_json: bool) -> None:
    """Print every consultation with its state."""
    place = installation()
    now = place.ports.now()
    with place.db.read() as session:
        found = [consultation_json(session, one, now) for one in consultations.list_all(session)]
    if as_json:
        emit(found)
        return
    for one in found:
        click.echo(f"{one['slug']}  {one['state']}  {one['opens']} {one['closes']}  {one['title']}")
