"""Signing in as staff: password, code, sessions, and what a guesser gets."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pyotp
import pytest
from sqlalchemy import select

from consultatie.db import Database
from consultatie.domain.permissions import Role
from consultatie.models.accounts import StaffSession, User
from tests.factories import PASSWORD, csrf_token, make_user, sign_in

SIGN_IN = "/account/inloggen"
CODE = "/account/code"
WRONG = "horen niet bij elkaar"


@pytest.fixture
def drafter(db: Database) -> User:
    with db.write.begin() as session:
        return make_user(session, Role.DRAFTER, email="anna@example.nl", name="Anna")


@pytest.fixture
def with_code(settings: Any, ports: Any) -> Any:
    """A client of a site that asks for the second factor."""
    from dataclasses import replace

    from consultatie import create_app

    app = create_app(replace(settings, second_factor="required"), ports)
    app.testing = True
    yield app.test_client()
    app.extensions["consultatie"].db.engine.dispose()


def attempt(client: Any, password: str = PASSWORD, email: str = "anna@example.nl", to: str = "") -> Any:
    path = SIGN_IN + to
    token = csrf_token(client, path)
    return client.post(path, data={"email": email, "password": password, "csrf_token": token})


def give_code(client: Any, code: str) -> Any:
    return client.post(CODE, data={"code": code, "csrf_token": csrf_token(client, CODE)})


def secret_of(db: Database) -> str:
    with db.read() as session:
        return session.scalars(select(User.totp_secret)).one() or ""


def test_the_right_password_opens_the_workspace(client: Any, drafter: User) -> None:
    assert client.get("/werkplek").status_code == 303
    answer = attempt(client)
    assert answer.status_code == 303
    assert answer.location == "/werkplek"
    assert client.get("/werkplek").status_code == 200


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Any, drafter: User) -> None:
    one, other = attempt(client, "verkeerd-wachtwoord"), attempt(client, PASSWORD, "niemand@example.nl")
    assert one.status_code == other.status_code == 422
    assert WRONG in one.text
    assert WRONG in other.text
    assert 'id="foutoverzicht"' in one.text
    assert client.get("/werkplek").status_code == 303


def test_a_password_is_never_given_back(client: Any, drafter: User) -> None:
    assert "verkeerd-wachtwoord" not in attempt(client, "verkeerd-wachtwoord").text


def test_empty_fields_are_named(client: Any, drafter: User) -> None:
    answer = attempt(client, "", "")
    assert answer.status_code == 422
    assert "Vul uw e-mailadres in." in answer.text
    assert "Vul uw wachtwoord in." in answer.text
    assert "Fout:" in answer.text.partition("<title>")[2].partition("</title>")[0]


def test_an_account_rests_after_many_failures_and_works_again_later(
    client: Any, drafter: User, settings: Any, clock: Any
) -> None:
    for _ in range(settings.sign_in_attempts):
        attempt(client, "verkeerd-wachtwoord")
    resting = attempt(client)
    assert resting.status_code == 422
    assert WRONG in resting.text
    clock.forward(minutes=settings.sign_in_rest_minutes + 1)
    assert attempt(client).status_code == 303


def test_a_success_forgets_earlier_failures(client: Any, drafter: User, settings: Any, db: Database) -> None:
    for _ in range(settings.sign_in_attempts - 1):
        attempt(client, "verkeerd-wachtwoord")
    assert attempt(client).status_code == 303
    with db.read() as session:
        assert session.scalars(select(User.failed_sign_ins)).one() == 0


def test_a_closed_account_stays_out(client: Any, drafter: User, db: Database) -> None:
    sign_in(client, drafter)
    assert client.get("/werkplek").status_code == 200
    with db.write.begin() as session:
        session.get_one(User, drafter.id).active = False
    assert client.get("/werkplek").status_code == 303
    assert attempt(client).status_code == 422


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/%0d%0aSet-Cookie:x",
        "evil",
    ],
)
def test_signing_in_never_leads_to_another_site(client: Any, drafter: User, address: str) -> None:
    answer = client.post(
        SIGN_IN,
        query_string={"next": address},
        data={"email": "anna@example.nl", "password": PASSWORD, "csrf_token": csrf_token(client, SIGN_IN)},
    )
    assert answer.status_code == 303
    assert answer.location.startswith("/")
    assert not answer.location.startswith(("//", "/\\"))
    assert "Set-Cookie" not in answer.location.replace("%0d%0aSet-Cookie", "").replace("%0D%0ASet-Cookie", "")


def test_after_signing_in_one_is_where_one_wanted_to_be(client: Any, drafter: User) -> None:
    asked = client.get("/werkplek?toon=alles")
    assert asked.status_code == 303
    assert asked.location.startswith("/account/inloggen?next=")
    token = csrf_token(client, asked.location)
    answer = client.post(
        asked.location, data={"email": "anna@example.nl", "password": PASSWORD, "csrf_token": token}
    )
    assert answer.location == "/werkplek?toon=alles"


def test_english_stays_english_through_signing_in(client: Any, drafter: User) -> None:
    asked = client.get("/en/werkplek")
    token = csrf_token(client, asked.location)
    answer = client.post(
        asked.location, data={"email": "anna@example.nl", "password": PASSWORD, "csrf_token": token}
    )
    assert answer.location == "/en/werkplek"


def test_the_cookie_of_before_signing_in_opens_nothing(client: Any, drafter: User) -> None:
    client.get(SIGN_IN)
    with client.session_transaction() as cookie:
        cookie["planted"] = "x"
        before = dict(cookie)
    attempt(client)
    with client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie["staff"] != before.get("staff")


def test_an_unfinished_response_survives_signing_in(client: Any, drafter: User) -> None:
    with client.session_transaction() as cookie:
        cookie["drafts"] = {"proef": "kenmerk"}
    attempt(client)
    with client.session_transaction() as cookie:
        assert cookie["drafts"] == {"proef": "kenmerk"}


def test_signing_out_ends_the_session_on_the_server_too(client: Any, drafter: User, db: Database) -> None:
    attempt(client)
    with client.session_transaction() as cookie:
        kept = cookie["staff"]
    answer = client.post("/account/uitloggen", data={"csrf_token": csrf_token(client, "/account")})
    assert answer.status_code == 303
    with client.session_transaction() as cookie:
        cookie["staff"] = kept
    assert client.get("/werkplek").status_code == 303
    with db.read() as session:
        assert session.scalars(select(StaffSession)).all() == []


def test_a_session_ends_by_itself(client: Any, drafter: User, settings: Any, clock: Any) -> None:
    attempt(client)
    clock.forward(hours=settings.session_hours - 1)
    assert client.get("/werkplek").status_code == 200
    clock.forward(hours=2)
    assert client.get("/werkplek").status_code == 303


def test_somebody_sees_their_sessions_and_can_end_the_others(app: Any, drafter: User) -> None:
    here, elsewhere = app.test_client(), app.test_client()
    attempt(here)
    attempt(elsewhere)
    page = here.get("/account")
    assert "Dit apparaat" in page.text
    assert "Een ander apparaat" in page.text
    answer = here.post("/account/sessies/sluiten", data={"csrf_token": csrf_token(here, "/account")})
    assert answer.status_code == 303
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303


def test_the_demo_accounts_are_shown_in_the_demo_only(client: Any, settings: Any, ports: Any) -> None:
    from dataclasses import replace

    from consultatie import create_app

    assert "demo-anna" not in client.get(SIGN_IN).text
    demo = create_app(replace(settings, show_demo_accounts=True), ports)
    assert "demo-anna" in demo.test_client().get(SIGN_IN).text
    demo.extensions["consultatie"].db.engine.dispose()


def test_a_password_alone_opens_nothing_where_a_code_is_asked(with_code: Any, drafter: User) -> None:
    answer = attempt(with_code, to="?next=/werkplek")
    assert answer.location == "/account/code?next=/werkplek"
    assert with_code.get("/werkplek").status_code == 303
    assert with_code.get("/account").status_code == 303


def test_the_first_time_one_connects_an_app_and_confirms_it(
    with_code: Any, drafter: User, db: Database, clock: Any
) -> None:
    attempt(with_code)
    page = with_code.get(CODE).text
    secret = secret_of(db)
    assert " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)) in page
    picture = with_code.get("/account/code/qr.svg")
    assert picture.mimetype == "image/svg+xml"
    assert picture.headers["Cache-Control"] == "no-store"
    assert give_code(with_code, pyotp.TOTP(secret).at(clock())).location == "/werkplek"
    assert with_code.get("/werkplek").status_code == 200
    assert with_code.get("/account/code/qr.svg").status_code == 404


def test_a_confirmed_key_is_never_shown_again(
    with_code: Any, drafter: User, db: Database, clock: Any
) -> None:
    attempt(with_code)
    secret = secret_of(db)
    give_code(with_code, pyotp.TOTP(secret).at(clock()))
    other = with_code.application.test_client()
    attempt(other)
    assert secret[:4] not in other.get(CODE).text
    assert other.get("/account/code/qr.svg").status_code == 404


def test_a_code_works_once(with_code: Any, drafter: User, db: Database, clock: Any) -> None:
    attempt(with_code)
    code = pyotp.TOTP(secret_of(db)).at(clock())
    assert give_code(with_code, code).status_code == 303
    other = with_code.application.test_client()
    attempt(other)
    again = give_code(other, code)
    assert again.status_code == 422
    assert "Deze code klopt niet" in again.text
    clock.forward(seconds=30)
    assert give_code(other, pyotp.TOTP(secret_of(db)).at(clock())).status_code == 303


def test_guessing_codes_closes_the_account_even_with_the_right_password(
    with_code: Any, drafter: User, db: Database, clock: Any, settings: Any
) -> None:
    for _ in range(settings.sign_in_attempts):
        attempt(with_code)
        give_code(with_code, "000000")
    refused = attempt(with_code)
    assert refused.status_code == 422
    with db.read() as session:
        assert session.scalars(select(User.locked_until)).one() is not None


def test_the_time_to_type_a_code_is_ten_minutes(
    with_code: Any, drafter: User, db: Database, clock: Any
) -> None:
    attempt(with_code)
    clock.instant += timedelta(minutes=11)
    assert with_code.get(CODE).location.startswith("/account/inloggen")


def test_one_can_go_back_from_the_code(with_code: Any, drafter: User, db: Database) -> None:
    attempt(with_code)
    token = csrf_token(with_code, CODE)
    assert with_code.post(CODE + "/stoppen", data={"csrf_token": token}).location == "/account/inloggen"
    assert with_code.get(CODE).status_code == 303
