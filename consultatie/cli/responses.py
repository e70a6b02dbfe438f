"""Responses at the terminal: take in those that came by another way, and give out what may be seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from consultatie.cli.terminal import changing, emit, installation, say
from consultatie.domain.errors import Invalid
from consultatie.domain.permissions import Role, Viewer
from consultatie.domain.respondents import Limits
from consultatie.services import consultations, response_export, response_import
from consultatie.web.provision_names import ProvisionNames

OPERATOR = Viewer(0, "operator", Role.REVIEWER)  # who runs the machine may read what drafters may


@click.group()
def responses() -> None:
    """Import and export responses."""


@responses.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--consultation", "slug", required=True, help="Slug of the consultation.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def import_(file: Path, slug: str, as_json: bool) -> None:
    """Take in a JSON Lines FILE, all or nothing; a second run adds nothing."""
    place = installation()
    limits = Limits(place.settings.max_comment_chars, place.settings.max_response_chars)
    with changing(place) as session:
        consultation = consultations.get(session, slug)
        taken = response_import.import_lines(
            session, consultation, _lines(file), limits=limits, now=place.ports.now()
        )
    say(f"Toegevoegd: {taken.added}. Al aanwezig: {taken.skipped}.")
    if as_json:
        emit(
            {
                "consultation": slug,
                "added": taken.added,
                "skipped": taken.skipped,
                "states": dict(taken.states),
                "references": taken.references,
            }
        )


def _lines(file: Path) -> Iterator[str]:
    with file.open(encoding="utf-8-sig") as opened:
        try:
            yield from opened
        except UnicodeDecodeError:
            raise Invalid("import-not-utf8", file=file.name) from None


@responses.command()
@click.argument("slug")
@click.option("--format", "format_", type=click.Choice(["jsonl", "csv", "xlsx"]), default="jsonl")
@click.option("--all", "everything", is_flag=True, help="What drafters may see, not only what is public.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="A file instead of the screen.")
def export(slug: str, format_: str, everything: bool, out: Path | None) -> None:
    """Give out the responses of a consultation."""
    if format_ == "xlsx":
        raise Invalid("export-format-not-yet", format=format_, use="csv")
    place = installation()
    viewer = OPERATOR if everything else None
    with place.db.read() as session:
        consultation = consultations.get(session, slug)
        if format_ == "csv":
            names = {v.number: ProvisionNames(session, v) for v in consultation.versions}
            table = response_export.rows(
                session, consultation, viewer, lambda version, eid: names[version].name(eid)
            )
            lines = response_export.csv_lines(table)
        else:
            lines = response_export.json_lines(response_export.records(session, consultation, viewer))
        _write(lines, out)


def _write(lines: Iterator[str], out: Path | None) -> None:
    if out is None:
        for line in lines:
            click.echo(line, nl=False)
        return
    with out.open("w", encoding="utf-8", newline="") as opened:
        opened.writelines(lines)
