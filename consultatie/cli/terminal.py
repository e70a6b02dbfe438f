"""What every command needs: the installation it works on, one JSON document on standard output, messages on standard error."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import click
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from consultatie import connect
from consultatie.db import Database
from consultatie.domain.errors import ConsultatieError, Invalid
from consultatie.domain.ports import Ports
from consultatie.settings import Settings, SettingsError, load


@dataclass(frozen=True, slots=True)
class Installation:
    """Settings, database and machines that a command works on."""

    settings: Settings
    db: Database
    ports: Ports


def installation() -> Installation:
    """Return the installation that the settings name."""
    settings = load()
    return Installation(settings, Database(settings.database), connect(settings))


@contextmanager
def changing(place: Installation) -> Iterator[Session]:
    """Give a writing session that commits when the block ends well."""
    with place.db.write.begin() as session:
        yield session


def emit(data: Any) -> None:
    """Print one JSON document on standard output."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))


def say(line: str) -> None:
    """Print a message on standard error."""
    click.echo(line, err=True)


def refusal(error: Exception) -> str | None:
    """Return the one line for an error that is a refusal, or None for a fault of ours."""
    from consultatie.http.messages import MESSAGES, sentence_for

    if isinstance(error, Invalid) and error.problems:
        return f"{_line(error, MESSAGES, sentence_for)} ({', '.join(f'{k}: {v}' for k, v in error.problems.items())})"
    if isinstance(error, ConsultatieError):
        return _line(error, MESSAGES, sentence_for)
    if isinstance(error, click.ClickException):
        return error.format_message()
    if isinstance(error, SettingsError):
        return str(error)
    if isinstance(error, OperationalError):
        return f"De database werkt niet of is nog leeg. Draai eerst: consultatie init. ({error.orig})"
    if isinstance(error, (FileNotFoundError, IsADirectoryError, PermissionError)):
        return f"{error.strerror}: {error.filename}"
    return None


def _line(error: ConsultatieError, messages: dict[str, Any], sentence_for: Any) -> str:
    facts = ", ".join(f"{name}={value}" for name, value in error.facts.items())
    text = sentence_for(error) if error.code in messages else error.code
    return f"{text} [{error.code}{': ' + facts if facts else ''}]"
