"""Whole pages for anonymous readers come from memory, and never a stale, a foreign or somebody else's page."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from consultatie.models.responses import Position
from consultatie.services import queue
from tests.factories import NOW, make_consultation, make_response, make_user, sign_in

PAGE = "/consultaties/proef"
WORDS = "Een brief hoort op tijd te komen, ook in de vakantie van de lezer."


@pytest.fixture
def asked(app: Any) -> list[str]:
    """Every SQL statement on tables that pages read; empty again after a page from memory."""
    statements: list[str] = []

    def note(*call: Any) -> None:
        if "FROM consultation" in call[2]:
            statements.append(call[2])

    event.listen(app.extensions["consultatie"].db.engine, "before_cursor_execute", note)
    return statements


@pytest.fixture(autouse=True)
def checks_at_once(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL is asked for versions at every request here, not four times a second."""
    object.__setattr__(settings, "page_cache_check_seconds", 0.0)


def test_a_second_reader_gets_the_page_from_memory(client: Any, session: Session, asked: list[str]) -> None:
    make_consultation(session)
    session.commit()
    first = client.get(PAGE)
    asked.clear()
    second = client.get(PAGE)
    assert first.data == second.data
    assert asked == []
    assert first.headers["ETag"] == second.headers["ETag"]


def test_a_page_that_did_not_change_answers_304(client: Any, session: Session) -> None:
    make_consultation(session)
    session.commit()
    first = client.get(PAGE)
    again = client.get(PAGE, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert client.get(PAGE, headers={"If-None-Match": 'W/"iets anders"'}).status_code == 200


def test_a_page_is_dropped_when_what_the_public_sees_changes(client: Any, session: Session) -> None:
    consultation = make_consultation(session)
    make_consultation(session, "ander", title="Een andere wet")
    session.commit()
    before = client.get(PAGE)
    other = client.get("/consultaties/ander")
    make_response(session, consultation, comments=(("", Position.OPPOSE, WORDS),))
    queue.content_changed(session, "proef", now=NOW)
    session.commit()
    after = client.get(PAGE)
    assert WORDS not in before.text
    assert WORDS in after.text
    assert client.get(PAGE, headers={"If-None-Match": before.headers["ETag"]}).status_code == 200
    unchanged = client.get("/consultaties/ander", headers={"If-None-Match": other.headers["ETag"]})
    assert unchanged.status_code == 304


def test_a_list_is_dropped_when_any_consultation_changes(client: Any, session: Session) -> None:
    make_consultation(session)
    session.commit()
    assert "Nieuwe wet" not in client.get("/").text
    make_consultation(session, "nieuw", title="Nieuwe wet")
    queue.content_changed(session, "nieuw", now=NOW)
    session.commit()
    assert "Nieuwe wet" in client.get("/").text


def test_a_page_is_dropped_at_midnight_in_amsterdam(client: Any, clock: Any, session: Session) -> None:
    make_consultation(session)
    session.commit()
    assert "Nog 32 dagen." in client.get(PAGE).text
    clock.forward(hours=13, minutes=59)  # 23.59 in Amsterdam
    assert "Nog 32 dagen." in client.get(PAGE).text
    clock.forward(minutes=2)
    assert "Nog 31 dagen." in client.get(PAGE).text


def test_who_is_signed_in_gets_a_page_of_their_own(client: Any, app: Any, session: Session) -> None:
    make_consultation(session)
    user = make_user(session, name="Drs. Uniek")
    session.commit()
    anonymous = client.get(PAGE)
    sign_in(client, user)
    own = client.get(PAGE)
    assert "Werkplek" in own.text
    assert "ETag" not in own.headers
    assert "no-cache" in own.headers["Cache-Control"]
    assert app.test_client().get(PAGE).data == anonymous.data


def test_the_page_of_somebody_signed_in_is_never_kept(client: Any, app: Any, session: Session) -> None:
    make_consultation(session)
    user = make_user(session)
    session.commit()
    sign_in(client, user)
    assert "Werkplek" in client.get(PAGE).text
    assert "Werkplek" not in app.test_client().get(PAGE).text


def test_who_holds_our_cookie_passes_the_cache(client: Any, session: Session, asked: list[str]) -> None:
    make_consultation(session)
    session.commit()
    client.get(PAGE)
    asked.clear()
    client.set_cookie("consultatie", "van iemand die aan een reactie schrijft")
    assert client.get(PAGE).status_code == 200
    assert asked != []


def test_english_and_dutch_are_kept_apart(client: Any, session: Session) -> None:
    make_consultation(session)
    session.commit()
    dutch, english = client.get(PAGE), client.get("/en" + PAGE)
    assert '<html lang="nl"' in dutch.text
    assert '<html lang="en"' in english.text
    assert client.get(PAGE).data == dutch.data
    assert client.get("/en" + PAGE).data == english.data
    assert dutch.headers["ETag"] != english.headers["ETag"]


def test_filters_are_kept_apart(client: Any, session: Session) -> None:
    make_consultation(session)
    session.commit()
    assert "<h2>1 " in client.get("/consultaties?status=open").text
    assert "<h2>0 " in client.get("/consultaties?status=closed").text


def test_a_404_is_not_kept(client: Any, session: Session) -> None:
    assert client.get(PAGE).status_code == 404
    make_consultation(session)
    session.commit()
    assert client.get(PAGE).status_code == 200


def test_a_forged_host_is_refused_and_not_kept(client: Any, session: Session) -> None:
    make_consultation(session)
    session.commit()
    forged = client.get(PAGE, headers={"Host": "kwaad.example"})
    assert forged.status_code == 400
    assert "kwaad.example" not in client.get(PAGE).text


def test_a_page_is_compressed_for_who_can_read_that(client: Any, session: Session) -> None:
    make_consultation(session)
    session.commit()
    for _time in range(2):
        packed = client.get(PAGE, headers={"Accept-Encoding": "gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in client.get(PAGE).headers


def test_a_head_request_gets_the_headers_alone(client: Any, session: Session) -> None:
    make_consultation(session)
    session.commit()
    client.get(PAGE)
    answer = client.head(PAGE)
    assert (answer.status_code, answer.data) == (200, b"")
