"""The terminal: `consultatie <group> <command>`. Exit 0, or 2 with one clear line on standard error."""

from __future__ import annotations

import sys
from importlib import import_module

import click

# Command or group -> module of this package that holds a click command of the same name (hyphens as underscores).
COMMANDS = {
    "init": "operations",
    "migrate": "operations",
    "serve": "operations",
    "worker": "operations",
    "check": "operations",
    "routes": "operations",
    "bill": "bill",
    "consultation": "consultation",
    "responses": "responses",
    "search": "search",
    "analyse": "analyse",
    "report": "report",
    "editions": "editions",
    "attachments": "attachments",
    "log": "log",
    "backup": "keeping",
    "erase": "keeping",
    "retention": "keeping",
    "user": "user",
    "department": "department",
    "demo": "demonstration",
    "load-test": "load_test",
}


class Commands(click.Group):
    """Imports a command's module only when it is asked for."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names."""
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Return a command, or None when there is none of this name."""
        if name not in COMMANDS:
            return None
        module = import_module(f"consultatie.cli.{COMMANDS[name]}")
        command: click.Command = getattr(module, name.replace("-", "_"))
        return command


@click.group(cls=Commands)
def cli() -> None:
    """Run a consultation site: its bills, responses, search index, reports and upkeep."""


def main() -> None:
    """Run, and turn every refusal into one line and exit status 2."""
    from consultatie.cli.terminal import refusal

    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.Abort:
        sys.exit(130)
    except Exception as error:
        line = refusal(error)
        if line is None:
            raise
        click.echo(line, err=True)
        sys.exit(2)
