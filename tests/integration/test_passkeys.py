"""Passkeys beside the code: adding, using and removing one, and what a stranger gets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pyotp
import pytest
from sqlalchemy import select

from consultatie import create_app
from consultatie.db import Database
from consultatie.domain.organisations import MemberRole
from consultatie.models.accounts import User
from consultatie.models.log import LogEntry
from consultatie.models.passkeys import Passkey
from consultatie.services import accounts
from tests.authenticator import Authenticator, options_in
from tests.factories import PASSWORD, csrf_token, make_user, sign_in
from tests.integration.organisations.colleague import alerts, leave, make_member, make_organisation, post

PAGE, CODE, USE = "/account/passkeys", "/account/code", "/account/code/passkey"
ANNA = "anna@example.nl"


@pytest.fixture
def anna(db: Database, clock: Any) -> User:
    """Somebody on the staff who types codes already."""
    with db.write.begin() as session:
        user = make_user(session, email=ANNA, name="Anna")
        user.totp_secret, user.totp_confirmed_at = pyotp.random_base32(), clock()
        return user


@pytest.fixture
def strict(settings: Any, ports: Any) -> Iterator[Any]:
    """A client of a site that asks for a second factor."""
    app = create_app(replace(settings, second_factor="required"), ports)
    yield app.test_client()
    app.extensions["consultatie"].db.engine.dispose()


def with_passkey(client: Any, user: User, name: str = "Mijn telefoon") -> Authenticator:
    """Sign somebody in, let them add a passkey, and sign them out."""
    made = Authenticator()
    sign_in(client, user)
    answer = post(client, PAGE, name=name, credential=made.create(options_in(client.get(PAGE).text)))
    assert (answer.status_code, answer.location) == (303, PAGE)
    assert name in client.get(PAGE).text
    leave(client)
    return made


def half_way(client: Any, email: str = ANNA) -> dict[str, Any]:
    """Give the password, and return what the page after it asks of the browser."""
    answer = post(client, "/account/inloggen", email=email, password=PASSWORD)
    assert answer.location.startswith(CODE)
    return options_in(client.get(CODE).text)


def use(client: Any, said: str) -> Any:
    return client.post(USE, data={"credential": said, "csrf_token": csrf_token(client, CODE)})


def test_a_passkey_stands_for_the_code(strict: Any, anna: User, db: Database) -> None:
    made = with_passkey(strict, anna)
    answer = use(strict, made.use(half_way(strict)))
    assert (answer.status_code, answer.location) == (303, "/werkplek")
    assert strict.get("/werkplek").status_code == 200
    assert "Laatst gebruikt op" in strict.get(PAGE).text
    with db.read() as session:
        kept = session.scalars(select(Passkey)).one()
        assert (kept.name, kept.sign_count, kept.user_id) == ("Mijn telefoon", 1, anna.id)
        kinds = session.scalars(select(LogEntry.kind)).all()
        assert "user-passkey-added" in kinds


def test_the_code_keeps_working_beside_it(strict: Any, anna: User, clock: Any) -> None:
    with_passkey(strict, anna)
    half_way(strict)
    assert post(strict, CODE, code=pyotp.TOTP(anna.totp_secret or "").at(clock())).location == "/werkplek"


def test_an_answer_serves_once(strict: Any, anna: User) -> None:
    made = with_passkey(strict, anna)
    said = made.use(half_way(strict))
    assert use(strict, said).status_code == 303
    leave(strict)
    half_way(strict)
    assert use(strict, said).status_code == 422
    assert strict.get("/werkplek").status_code == 303


@pytest.mark.parametrize("wrong", ["key", "origin", "host", "challenge", "counter", "nonsense"])
def test_something_else_than_ones_own_passkey_is_refused_and_counted(
    strict: Any, anna: User, db: Database, wrong: str
) -> None:
    made = with_passkey(strict, anna)
    options = half_way(strict)
    if wrong == "key":
        other = Authenticator()
        other.id = made.id
        made = other
    elif wrong == "origin":
        made.origin = "https://evil.example"
    elif wrong == "host":
        made.host = "evil.example"
    elif wrong == "challenge":
        options = options | {"challenge": "x" * 43}
    elif wrong == "counter":
        with db.write.begin() as session:
            session.scalars(select(Passkey)).one().sign_count = 9
    said = '{"id": 1}' if wrong == "nonsense" else made.use(options)
    answer = use(strict, said)
    assert answer.status_code == 422
    assert alerts(answer.text) == ["Wij herkennen deze passkey niet. Gebruik een andere, of de code."]
    assert strict.get("/werkplek").status_code == 303
    with db.read() as session:
        assert session.get_one(User, anna.id).failed_sign_ins == 1


def test_a_passkey_of_somebody_else_is_refused(strict: Any, anna: User, db: Database, clock: Any) -> None:
    with db.write.begin() as session:
        bram = make_user(session, email="bram@example.nl")
        bram.totp_secret, bram.totp_confirmed_at = pyotp.random_base32(), clock()
    with_passkey(strict, anna)
    theirs = with_passkey(strict, bram)
    assert use(strict, theirs.use(half_way(strict))).status_code == 422
    sign_in(strict, anna)
    with db.read() as session:
        number = session.scalars(select(Passkey.id).where(Passkey.user_id == bram.id)).one()
    assert post(strict, f"{PAGE}/{number}/weg", PAGE).status_code == 404


def test_an_account_that_rests_takes_no_passkey_either(strict: Any, anna: User, settings: Any) -> None:
    made = with_passkey(strict, anna)
    options = half_way(strict)
    for _ in range(settings.sign_in_attempts):
        assert use(strict, "{}").status_code == 422
    assert use(strict, made.use(options)).status_code == 422


def test_a_removed_passkey_no_longer_works_and_the_page_asks_only_for_the_code(
    strict: Any, anna: User, db: Database
) -> None:
    with_passkey(strict, anna)
    sign_in(strict, anna)
    with db.read() as session:
        number = session.scalars(select(Passkey.id)).one()
    assert post(strict, f"{PAGE}/{number}/weg", PAGE).location == PAGE
    assert "U heeft nog geen passkey." in strict.get(PAGE).text
    leave(strict)
    post(strict, "/account/inloggen", email=ANNA, password=PASSWORD)
    assert "passkey" not in strict.get(CODE).text


def test_who_lost_everything_is_reset_with_passkeys_and_all(
    strict: Any, anna: User, db: Database, clock: Any
) -> None:
    with_passkey(strict, anna)
    with db.write.begin() as session:
        accounts.reset_second_factor(session, session.get_one(User, anna.id), now=clock())
    with db.read() as session:
        assert session.scalars(select(Passkey)).all() == []


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Geef de passkey een naam."),
        ({"name": "x" * 81}, "Maak de naam korter. Er passen 80 tekens in."),
        (
            {"name": "Sleutel"},
            "Uw browser gaf geen passkey. Hiervoor is JavaScript nodig. Of gebruik de code.",
        ),
        (
            {"name": "Sleutel", "credential": "{}"},
            "Wij kunnen deze passkey niet gebruiken. Probeer het opnieuw.",
        ),
    ],
)
def test_what_is_missing_is_said_and_the_name_stays(
    strict: Any, anna: User, typed: dict[str, str], words: str
) -> None:
    sign_in(strict, anna)
    answer = post(strict, PAGE, **typed)
    assert answer.status_code == 422
    assert alerts(answer.text) == [words]
    assert f'value="{typed.get("name", "")}"' in answer.text


def test_without_javascript_the_code_page_says_what_to_do_and_counts_nothing(
    strict: Any, anna: User, db: Database
) -> None:
    with_passkey(strict, anna)
    half_way(strict)
    answer = use(strict, "")
    assert answer.status_code == 422
    assert "Hiervoor is JavaScript nodig" in answer.text
    assert f'action="{CODE}' in answer.text
    with db.read() as session:
        assert session.get_one(User, anna.id).failed_sign_ins == 0


def test_the_same_passkey_is_not_kept_twice(strict: Any, anna: User) -> None:
    made = with_passkey(strict, anna)
    sign_in(strict, anna)
    again = made.create(options_in(strict.get(PAGE).text))
    assert post(strict, PAGE, name="Nog een keer", credential=again).status_code == 422


def test_people_of_organisations_keep_passkeys_too(strict: Any, db: Database) -> None:
    with db.write.begin() as session:
        member = make_member(session, make_organisation(session), MemberRole.WRITER)
    with_passkey(strict, member.user)


def test_a_stranger_and_who_is_half_way_see_no_passkeys(strict: Any, anna: User) -> None:
    assert strict.get(PAGE).status_code == 303
    post(strict, "/account/inloggen", email=ANNA, password=PASSWORD)
    assert strict.get(PAGE).status_code == 303


def test_a_site_without_a_name_offers_none(settings: Any, ports: Any, anna: User) -> None:
    app = create_app(replace(settings, base_url="http://127.0.0.1:8000"), ports)
    client = app.test_client()
    sign_in(client, anna)
    assert "Passkeys werken niet op deze site" in client.get(PAGE).text
    assert post(client, PAGE, "/account", name="Sleutel", credential="{}").status_code == 409
    app.extensions["consultatie"].db.engine.dispose()
