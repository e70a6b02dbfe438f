"""What every answer says to a browser, and which hosts we answer for."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from consultatie import connect, create_app
from consultatie.adapters.search.memory import MemoryIndex
from consultatie.settings import load

CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'"
)


@pytest.mark.parametrize("address", ["/", "/bestaat-niet", "/werkplek", "/static/css/site.css", "/healthz"])
def test_every_answer_has_the_same_strict_policy(the_app: Any, address: str) -> None:
    answer = the_app.test_client().get(address)
    assert answer.headers["Content-Security-Policy"] == CSP
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in answer.headers["Permissions-Policy"]


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost@evil.example"])
def test_a_forged_host_is_refused(the_app: Any, host: str) -> None:
    answer = the_app.test_client().get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert "evil" not in answer.get_data(as_text=True)


def test_a_reader_gets_no_cookie(the_app: Any) -> None:
    for address in ("/", "/consultaties", "/zoeken?q=brief", "/hulp", "/bestaat-niet"):
        assert "Set-Cookie" not in the_app.test_client().get(address).headers, address


def test_https_is_kept_for_a_year_where_the_site_has_it(tmp_path: Any, sqlite_template: bytes) -> None:
    (tmp_path / "consultatie.db").write_bytes(sqlite_template)
    settings = load({}, environment="testing", instance=str(tmp_path), base_url="https://localhost")
    app = create_app(settings, replace(connect(settings), search=MemoryIndex()))
    answer = app.test_client().get("/account/inloggen", base_url="https://localhost")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    cookie = answer.headers["Set-Cookie"]
    assert all(word in cookie for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))


def test_plain_http_promises_no_https(the_app: Any) -> None:
    assert "Strict-Transport-Security" not in the_app.test_client().get("/").headers
