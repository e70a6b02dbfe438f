"""Departments from the terminal: the list, and what each allows."""

from __future__ import annotations

import click

from consultatie.cli.terminal import changing, emit, installation, say
from consultatie.services import accounts, young


@click.group()
def department() -> None:
    """Ministries and other bodies that consult."""


@department.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def list_departments(as_json: bool) -> None:
    """List all departments."""
    with installation().db.read() as session:
        rows = [
            {"slug": one.slug, "name": one.name, "under_16": one.under_16}
            for one in accounts.list_departments(session)
        ]
    if as_json:
        emit(rows)
        return
    for row in rows:
        click.echo(f"{row['slug']}  under-16: {'on' if row['under_16'] else 'off'}  {row['name']}")


@department.command("under-16")
@click.argument("slug")
@click.argument("switch", metavar="on|off", type=click.Choice(["on", "off"]))
def under_16(slug: str, switch: str) -> None:
    """Let who is under 16 respond, with a parent or carer who agrees; off is how each department begins."""
    place = installation()
    with changing(place) as session:
        found = accounts.get_department(session, slug)
        young.let_respond(session, found, switch == "on", now=place.ports.now())
        name = found.name
    say(f"{name}: jongeren onder de 16 kunnen {'nu' if switch == 'on' else 'niet'} reageren.")
