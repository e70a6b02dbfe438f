"""`consultatie report SLUG`: the report as one file."""

from __future__ import annotations

from pathlib import Path

import click

from consultatie.cli.editions import edition, write_out
from consultatie.cli.terminal import installation
from consultatie.domain.editions import FORMATS, Work
from consultatie.services import bills, consultations


@click.command()
@click.argument("slug")
@click.option("--format", "kind", type=click.Choice(FORMATS[Work.REPORT]), default="html", show_default=True)
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
@click.option(
    "--out", type=click.Path(path_type=Path), required=True, help="A file, or - for standard output."
)
def report(slug: str, kind: str, language: str, out: Path) -> None:
    """Write the report of a consultation to a file: figures, text, and per article what was done."""
    with installation().db.read() as session:
        row = consultations.get(session, slug)
        data = edition(session, row, bills.find_current(session, row), Work.REPORT, kind, language)
    write_out(out, data)
