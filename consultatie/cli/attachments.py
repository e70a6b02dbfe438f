"""`consultatie attachments read`: the text in the files that go with responses."""

from __future__ import annotations

import click

from consultatie.cli.terminal import changing, installation, say
from consultatie.services import file_texts


@click.group()
def attachments() -> None:
    """Files that go with responses."""


@attachments.command()
@click.option("--again", is_flag=True, help="Also those that could not be read, or still wait.")
def read(again: bool) -> None:
    """Have the worker read the text in attachments that were never read."""
    place = installation()
    with changing(place) as session:
        count = file_texts.queue_missing(session, failed=again, now=place.ports.now())
    say(f"{count} bijlagen staan in de rij. De werker leest ze.")
