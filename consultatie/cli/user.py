"""Accounts from the terminal."""

from __future__ import annotations

import secrets
from pathlib import Path

import click
from argon2 import PasswordHasher

from consultatie.cli.terminal import Installation, changing, emit, installation, say
from consultatie.domain.permissions import Role
from consultatie.models.accounts import User
from consultatie.services import accounts

ROLES = click.Choice([role.value for role in Role])


@click.group()
def user() -> None:
    """People who sign in."""


def hasher(place: Installation) -> PasswordHasher:
    """Return the password hasher of an installation."""
    settings = place.settings
    return PasswordHasher(time_cost=settings.argon2_time_cost, memory_cost=settings.argon2_memory_kib)


@user.command()
@click.argument("email")
@click.option("--name", required=True)
@click.option("--role", type=ROLES, required=True)
@click.option("--department", default="", help="Name of the ministry; empty for all.")
@click.option("--password-file", type=click.Path(dir_okay=False, path_type=Path), help="Else one is made.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def create(
    email: str, name: str, role: str, department: str, password_file: Path | None, as_json: bool
) -> None:
    """Make an account."""
    place = installation()
    password = password_file.read_text("utf-8").strip() if password_file else secrets.token_urlsafe(15)
    with changing(place) as session:
        made = accounts.create_user(
            session,
            hasher(place),
            email=email,
            name=name,
            role=Role(role),
            password=password,
            department=accounts.department_named(session, department) if department else None,
            now=place.ports.now(),
        )
        row = _row(made)
    say(f"Account gemaakt: {made.email} ({made.role.value}).")
    if password_file is None:
        say(f"Wachtwoord: {password}")
    if as_json:
        emit(row)


@user.command()
@click.argument("email")
@click.argument("new_role", metavar="ROLE", type=ROLES)
@click.option("--department", help="Name of the ministry; empty for all. Left out: as it was.")
@click.option("--closed", is_flag=True, help="Close the account and end its sessions.")
def role(email: str, new_role: str, department: str | None, closed: bool) -> None:
    """Change what somebody may do."""
    place = installation()
    with changing(place) as session:
        found = accounts.get_user_by_email(session, email)
        where = found.department
        if department is not None:
            where = accounts.department_named(session, department) if department else None
        accounts.change_user(
            session, found, role=Role(new_role), department=where, active=not closed, now=place.ports.now()
        )
    say(f"{found.email} is nu {new_role}.")


@user.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def list_users(as_json: bool) -> None:
    """List all accounts."""
    with installation().db.read() as session:
        rows = [_row(one) for one in accounts.list_users(session)]
    if as_json:
        emit(rows)
        return
    for row in rows:
        click.echo(f"{row['email']}  {row['role']}  {row['name']}")


@user.command("reset-code")
@click.argument("email")
def reset_code(email: str) -> None:
    """Let somebody who lost their telephone connect a new app at the next sign-in."""
    place = installation()
    with changing(place) as session:
        accounts.reset_second_factor(
            session, accounts.get_user_by_email(session, email), now=place.ports.now()
        )
    say(f"{email} koppelt bij het inloggen een nieuwe app.")


def _row(one: User) -> dict[str, object]:
    return {
        "email": one.email,
        "name": one.name,
        "role": one.role.value,
        "department": one.department.name if one.department else None,
        "active": one.active,
    }
