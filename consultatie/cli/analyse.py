"""`consultatie analyse SLUG`: compute campaigns, themes and summaries now, and keep them."""

from __future__ import annotations

import click

from consultatie.cli.terminal import emit, installation, say
from consultatie.jobs.analysis import compute


@click.command()
@click.argument("slug")
@click.option("--json", "as_json", is_flag=True, help="Print the whole analysis as one JSON document.")
def analyse(slug: str, as_json: bool) -> None:
    """Analyse the responses of a consultation."""
    place = installation()
    data = compute(place.db, slug, now=place.ports.now())
    if as_json:
        emit(data)
        return
    say(f"{slug}: {data['responses']} reacties, {len(data['campaigns'])} acties.")
    for part in data["provisions"]:
        click.echo(f"{part['eid'] or 'het hele voorstel'}: {part['responses']} reacties")
