"""Keeping accounts: only an administrator, with every mistake named, and never without an administrator left."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from consultatie.db import Database
from consultatie.domain.permissions import Role
from consultatie.models.accounts import Department, User
from consultatie.models.log import LogEntry
from tests.factories import csrf_token, make_department, make_user, sign_in

NEW = "/beheer/gebruikers/nieuw"
GIVEN = {
    "name": "Nina Nieuw",
    "email": "nina@example.nl",
    "role": "moderator",
    "department": "0",
    "password": "een-heel-lang-woord",
}


@pytest.fixture
def administrator(client: Any, db: Database) -> User:
    with db.write.begin() as session:
        made = make_user(session, Role.ADMINISTRATOR, name="Bas Beheer", email="bas@example.nl")
    sign_in(client, made)
    return made


def post(client: Any, path: str, **data: str) -> Any:
    return client.post(path, data=data | {"csrf_token": csrf_token(client, path)})


@pytest.mark.parametrize("role", [Role.DRAFTER, Role.REVIEWER, Role.MODERATOR, Role.RESPONDENT])
@pytest.mark.parametrize("path", ["/beheer", NEW, "/beheer/ministeries"])
def test_only_an_administrator_may_enter(client: Any, db: Database, role: Role, path: str) -> None:
    assert client.get(path).status_code == 303
    with db.write.begin() as session:
        somebody = make_user(session, role)
    sign_in(client, somebody)
    assert client.get(path).status_code == 403


def test_the_list_shows_everybody_with_role_and_department(
    client: Any, administrator: User, db: Database
) -> None:
    with db.write.begin() as session:
        make_user(session, Role.DRAFTER, name="Dirk <b>Vet</b>", department=make_department(session))
    page = client.get("/beheer").text
    assert "2 gebruikers" in page
    assert "Bas Beheer" in page
    assert "Dirk &lt;b&gt;Vet&lt;/b&gt;" in page
    assert "Ministerie van Proeven" in page


def test_a_new_account_can_sign_in_and_is_in_the_log(client: Any, administrator: User, db: Database) -> None:
    answer = post(client, NEW, **GIVEN)
    assert answer.status_code == 303
    assert "Nina Nieuw heeft nu een account." in client.get(answer.location).text
    with db.read() as session:
        made = session.scalars(select(User).where(User.email == "nina@example.nl")).one()
        assert made.role is Role.MODERATOR
        assert made.password_hash.startswith("$argon2id$")
        entry = session.scalars(select(LogEntry).where(LogEntry.kind == "user-created")).one()
        assert "nina" not in f"{entry.subject} {entry.data}".lower()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Vul een naam in."),
        ("email", "nina", "Vul een e-mailadres in, zoals naam@voorbeeld.nl."),
        ("email", "BAS@example.nl", "Er is al een account met dit e-mailadres."),
        ("password", "kort", "Kies een wachtwoord van 12 tekens of meer."),
        ("role", "keizer", "Kies een rol."),
        ("department", "99", "Kies een ministerie uit de lijst."),
    ],
)
def test_each_mistake_is_named_and_nothing_typed_is_lost(
    client: Any, administrator: User, db: Database, field: str, value: str, sentence: str
) -> None:
    answer = post(client, NEW, **(GIVEN | {field: value}))
    assert answer.status_code == 422
    assert 'id="foutoverzicht"' in answer.text
    assert answer.text.count(sentence) == 2  # in the summary and at the field
    if field != "name":
        assert "Nina Nieuw" in answer.text
    assert GIVEN["password"] not in answer.text
    with db.read() as session:
        assert session.scalars(select(User)).all() == [session.get(User, administrator.id)]


def test_a_role_and_department_can_change(client: Any, administrator: User, db: Database) -> None:
    with db.write.begin() as session:
        somebody = make_user(session, Role.DRAFTER)
        department = make_department(session)
    path = f"/beheer/gebruikers/{somebody.id}"
    assert post(client, path, role="reviewer", department=str(department.id), active="y").status_code == 303
    with db.read() as session:
        found = session.get_one(User, somebody.id)
        assert (found.role, found.department_id, found.active) == (Role.REVIEWER, department.id, True)


def test_closing_an_account_signs_somebody_out_at_once(
    app: Any, client: Any, administrator: User, db: Database
) -> None:
    with db.write.begin() as session:
        somebody = make_user(session, Role.DRAFTER)
    theirs = app.test_client()
    sign_in(theirs, somebody)
    assert theirs.get("/werkplek").status_code == 200
    post(client, f"/beheer/gebruikers/{somebody.id}", role="drafter", department="0")
    assert theirs.get("/werkplek").status_code == 303


def test_the_last_administrator_cannot_be_lost(client: Any, administrator: User, db: Database) -> None:
    path = f"/beheer/gebruikers/{administrator.id}"
    for change in ({"role": "drafter", "active": "y"}, {"role": "administrator"}):
        answer = post(client, path, department="0", **change)
        assert answer.status_code == 422
        assert "Er moet een beheerder overblijven." in answer.text
    assert client.get("/beheer").status_code == 200


def test_an_account_that_is_not_there_is_not_found(client: Any, administrator: User) -> None:
    assert client.get("/beheer/gebruikers/9999").status_code == 404


def test_a_department_is_added_once(client: Any, administrator: User, db: Database) -> None:
    assert "Er staan nog geen ministeries in de lijst." in client.get("/beheer/ministeries").text
    for _ in range(2):
        assert post(client, "/beheer/ministeries", name=" Ministerie van  Proeven ").status_code == 303
    with db.read() as session:
        assert session.scalars(select(Department.name)).all() == ["Ministerie van Proeven"]
    assert post(client, "/beheer/ministeries", name=" ").status_code == 422
