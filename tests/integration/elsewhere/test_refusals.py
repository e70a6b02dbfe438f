"""What does not come in at a real provider: forged, replayed, late, unchecked and unknown; each with a sentence and another way."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from consultatie.db import Database
from consultatie.http.headers import POLICY
from consultatie.models.accounts import StaffSession, User
from tests.integration.elsewhere.conftest import HOME, MEMBER
from tests.integration.elsewhere.test_coming_in import AWAY, come_in
from tests.integration.organisations.colleague import make_organisation
from tests.provider.running import Visitor, free_port


def is_refused(answer: Any, status: int, words: str) -> None:
    """Check a refusal: its status and sentence, and that there is another way in."""
    assert answer.status_code == status
    assert words in answer.text
    assert "Inloggen met de Proefdienst is niet gelukt" in answer.text
    assert 'href="/organisatie/inloggen' in answer.text
    assert answer.headers["Content-Security-Policy"] == POLICY


def nobody_came_in(db: Database) -> None:
    with db.read() as session:
        assert session.scalars(select(StaffSession)).all() == []


def change_attempt(client: Any, **values: str) -> None:
    """Put another secret in the attempt that the cookie holds, as if it were another one."""
    with client.session_transaction() as cookie:
        attempt = cookie["attempt"]
        cookie["attempt"] = attempt | {"departure": attempt["departure"] | values}


def test_the_request_has_state_nonce_and_pkce(at: Any, provider: Any) -> None:
    asked = parse_qs(urlsplit(at(provider).get(AWAY).location).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["scope"] == ["openid email profile"]
    assert asked["redirect_uri"] == ["http://localhost/account/inlogdienst/terug"]
    assert min(len(asked[name][0]) for name in ("state", "nonce", "code_challenge")) >= 43


@pytest.mark.parametrize(
    ("secret", "status", "words"),
    [
        ("state", 410, "Deze poging is te oud"),
        ("nonce", 403, "niet vertrouwen"),
        ("verifier", 410, "Deze poging is te oud"),
    ],
)
def test_an_answer_to_another_attempt_is_refused(
    at: Any, provider: Any, wim: None, db: Database, secret: str, status: int, words: str
) -> None:
    client = at(provider)
    back = Visitor(provider).sign_in(client.get(AWAY).location, MEMBER)
    change_attempt(client, **{secret: "x" * 48})
    is_refused(client.get(back), status, words)
    nobody_came_in(db)


def test_an_answer_serves_once_also_with_the_cookie_of_before(
    at: Any, provider: Any, wim: None, db: Database
) -> None:
    client = at(provider)
    back = Visitor(provider).sign_in(client.get(AWAY).location, MEMBER)
    with client.session_transaction() as cookie:
        attempt = cookie["attempt"]
    assert client.get(back).status_code == 303
    is_refused(client.get(back), 410, "Deze poging is te oud")
    with client.session_transaction() as cookie:
        cookie["attempt"] = attempt
    is_refused(client.get(back), 410, "Deze poging is te oud")
    with db.read() as session:
        assert len(session.scalars(select(StaffSession)).all()) == 1


def test_an_answer_in_another_browser_is_refused(at: Any, provider: Any, wim: None, db: Database) -> None:
    client = at(provider)
    back = Visitor(provider).sign_in(client.get(AWAY).location, MEMBER)
    is_refused(client.application.test_client().get(back), 410, "Deze poging is te oud")
    nobody_came_in(db)


def test_an_attempt_ends_after_ten_minutes(at: Any, provider: Any, wim: None, clock: Any) -> None:
    client = at(provider)
    back = Visitor(provider).sign_in(client.get(AWAY).location, MEMBER)
    clock.forward(minutes=10)
    is_refused(client.get(back), 410, "Deze poging is te oud")


@pytest.mark.parametrize(("seconds", "let_in"), [(60, True), (120, False), (-30, True), (-120, False)])
def test_an_id_token_holds_for_its_life_and_a_clock_may_be_a_minute_off(
    at: Any, own_provider: Any, wim: None, clock: Any, seconds: int, let_in: bool
) -> None:
    running = own_provider(life=30)
    client = at(running)
    back = Visitor(running).sign_in(client.get(AWAY).location, MEMBER)
    clock.forward(seconds=seconds)
    answer = client.get(back)
    if let_in:
        assert answer.status_code == 303
    else:
        is_refused(answer, 403, "niet vertrouwen")


@pytest.mark.parametrize("verified", ["false", "unknown"])
def test_an_address_that_the_provider_did_not_check_lets_nobody_in(
    at: Any, provider: Any, wim: None, db: Database, verified: str
) -> None:
    answer = come_in(at(provider), provider, MEMBER, verified=verified)
    is_refused(answer, 403, "niet zeker welk e-mailadres")
    nobody_came_in(db)


def test_no_address_lets_nobody_in(at: Any, provider: Any, wim: None) -> None:
    is_refused(come_in(at(provider), provider, ""), 403, "niet zeker welk e-mailadres")


def test_an_unknown_domain_hears_how_to_begin(at: Any, provider: Any, db: Database) -> None:
    answer = come_in(at(provider), provider, "ans@onbekend.example")
    is_refused(answer, 403, "Wij kennen ans@onbekend.example niet.")
    assert 'href="/organisatie/aanmelden"' in answer.text
    with db.read() as session:
        assert session.scalars(select(User)).all() == []


def test_a_colleague_of_a_known_organisation_has_to_be_invited(at: Any, provider: Any, db: Database) -> None:
    with db.write.begin() as session:
        make_organisation(session)
    answer = come_in(at(provider), provider, "ans@debrief.example")
    is_refused(answer, 403, "Uw organisatie is hier al.")
    with db.read() as session:
        assert session.scalars(select(User)).all() == []


def test_a_closed_account_stays_out(at: Any, provider: Any, wim: None, db: Database) -> None:
    with db.write.begin() as session:
        session.scalars(select(User)).one().active = False
    is_refused(come_in(at(provider), provider, MEMBER), 403, "Dit account is gesloten.")
    nobody_came_in(db)


def test_who_stops_at_the_provider_comes_back_to_a_sentence(at: Any, provider: Any, wim: None) -> None:
    answer = come_in(at(provider), provider, MEMBER, f"{AWAY}?next={HOME}", go="no")
    is_refused(answer, 403, "of u stopte zelf")
    assert f'href="{AWAY}?next={HOME}"' in answer.text


def test_a_provider_that_is_away_does_not_stop_the_other_way(at: Any, own_provider: Any, wim: None) -> None:
    running = own_provider()
    client = at(running)
    back = Visitor(running).sign_in(client.get(AWAY).location, MEMBER)
    running.stop()
    is_refused(client.get(back), 503, "antwoordt nu niet")
    is_refused(at(running).get(AWAY), 503, "antwoordt nu niet")
    assert client.get("/organisatie/inloggen").status_code == 200
    assert "misschien nog ingelogd" in at(running).get("/account/uitgelogd").text


def test_a_new_key_of_the_provider_is_fetched_when_it_is_used(at: Any, own_provider: Any, wim: None) -> None:
    running = own_provider()
    client = at(running)
    assert come_in(client, running, MEMBER).status_code == 303
    running.stop()
    running.start(key="second")
    assert come_in(client, running, MEMBER).status_code == 303


def test_a_site_that_the_provider_does_not_know_says_that_it_does_not_work(
    at: Any, own_provider: Any, wim: None
) -> None:
    running = own_provider(secret="een-ander-geheim")
    is_refused(come_in(at(running), running, MEMBER), 503, "antwoordt nu niet")


@pytest.fixture
def published() -> Iterator[dict[str, Any]]:
    """Serve metadata that the test writes, on a port of its own."""
    port = free_port()
    issuer = f"http://127.0.0.1:{port}"
    said: dict[str, Any] = {"issuer": issuer, "authorization_endpoint": f"{issuer}/auth"}

    class Says(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps(said).encode())

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", port), Says)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield said
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("authorization_endpoint", "https://evil.example/auth"),
        ("authorization_endpoint", None),
        ("issuer", "https://evil.example"),
    ],
)
def test_only_the_host_of_the_setting_is_used(
    at: Any, published: dict[str, Any], name: str, value: str | None
) -> None:
    issuer = str(published["issuer"])
    assert at(issuer).get(AWAY).location.startswith(f"{issuer}/auth?")
    published[name] = value
    is_refused(at(issuer).get(AWAY), 503, "antwoordt nu niet")


def test_metadata_of_another_issuer_are_asked_again_once_they_are_mended(
    at: Any, published: dict[str, Any]
) -> None:
    issuer = str(published["issuer"])
    client = at(issuer)
    published["issuer"] = f"{issuer}/"
    is_refused(client.get(AWAY), 503, "antwoordt nu niet")
    published["issuer"] = issuer
    assert client.get(AWAY).status_code == 303
