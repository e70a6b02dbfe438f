"""`consultatie bill law|amendments`: take in an existing law, and look at what the bill does to it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from consultatie.cli.terminal import changing, emit, installation
from consultatie.services import amended_laws, amendments, bills, consultations, uploads


@click.command("law")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--consultation", "slug", required=True, help="The consultation whose bill amends this law.")
@click.option(
    "--article", default="", help="The eId of the amending article; without it those that name the law."
)
@click.option("--format", "format_", default="auto", help="auto, bwb, op, akn, docx or md.")
@click.option("--json", "as_json", is_flag=True)
def law(file: Path, slug: str, article: str, format_: str, as_json: bool) -> None:
    """Take in FILE, a law as it reads now, and work the amendments out in it."""
    place = installation()
    data = file.read_bytes()
    recognised = place.ports.read_bill(data, name=file.name, format=format_)
    now = place.ports.now()
    with changing(place) as session:
        consultation = consultations.get(session, slug)
        source = uploads.keep(
            session, place.ports.files, data, name=file.name, media_type="application/octet-stream", now=now
        )
        stored = amended_laws.add(
            session,
            consultation,
            recognised,
            source=source,
            article=article,
            markup=place.ports.markup,
            now=now,
        )
        version = bills.find_current(session, consultation)
        found: dict[str, Any] = {"consultation": slug, "law": stored.number, "title": stored.title}
        if version is not None:
            found |= amendments.as_json(session, version)
    if as_json:
        emit(found)
        return
    click.echo(f"Wet {found['law']} van {slug}: {found['title']}")
    if "amendments" in found:
        _print(found)


@click.command("amendments")
@click.argument("slug")
@click.option("--version", type=int, help="The version; without it the newest.")
@click.option("--again", is_flag=True, help="Work them out anew first, for a bill from before this existed.")
@click.option("--json", "as_json", is_flag=True)
def list_amendments(slug: str, version: int | None, again: bool, as_json: bool) -> None:
    """List every amending instruction with its state, and the reason where it stays text."""
    place = installation()
    if again:
        with changing(place) as session:
            one = bills.get_version(session, consultations.get(session, slug), version)
            amendments.work_out(session, one, bills.tree(session, one), place.ports.markup)
    with place.db.read() as session:
        found = amendments.as_json(
            session, bills.get_version(session, consultations.get(session, slug), version)
        )
    if as_json:
        emit(found)
    else:
        _print(found)


def _print(found: dict[str, Any]) -> None:
    click.echo(
        f"{found['applied']} van {found['instructions']} wijzigingen uitgewerkt (versie {found['version']})."
    )
    for one in found["amendments"]:
        state = (
            one["state"] if not one["reason"] else f"{one['state']}: {one['reason']} {one['detail']}".rstrip()
        )
        click.echo(f"  {one['provision']}  [{state}]  {one['text'][:90]}")
