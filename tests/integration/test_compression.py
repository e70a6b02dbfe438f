"""Pages with a form and pages of staff travel compressed, and their form tokens look different in every answer."""

from __future__ import annotations

import gzip
import re
from typing import Any

import pytest
from sqlalchemy.orm import Session

from tests.factories import PASSWORD, make_consultation, make_user, sign_in

GZIP = {"Accept-Encoding": "gzip"}


def _page(client: Any, path: str) -> str:
    answer = client.get(path, headers=GZIP)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    return gzip.decompress(answer.data).decode()


def _token(page: str) -> str:
    return re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page)[0]


def test_two_answers_hold_different_tokens_and_both_are_taken(client: Any, session: Session) -> None:
    user = make_user(session)
    session.commit()
    tokens = [_token(_page(client, "/account/inloggen")) for _time in range(2)]
    assert tokens[0] != tokens[1]
    for token in tokens:
        wrong = {"csrf_token": token, "email": user.email, "password": "niet goed"}
        assert client.post("/account/inloggen", data=wrong).status_code == 422
    right = {"csrf_token": tokens[0], "email": user.email, "password": PASSWORD}
    assert client.post("/account/inloggen", data=right).status_code == 303


@pytest.mark.parametrize("token", ["", "verzonnen", "A" * 182, "ImFiYyI.ZzZz.AndSigned"])
def test_a_made_up_token_is_refused(client: Any, session: Session, token: str) -> None:
    client.get("/account/inloggen")
    answer = client.post("/account/inloggen", data={"csrf_token": token, "email": "x", "password": "y"})
    assert answer.status_code == 400


def test_staff_get_their_pages_compressed(client: Any, session: Session) -> None:
    make_consultation(session)
    user = make_user(session)
    session.commit()
    sign_in(client, user)
    assert "<h1" in _page(client, "/werkplek/proef")
    plain = client.get("/werkplek/proef")
    assert "Content-Encoding" not in plain.headers
    assert "Accept-Encoding" in plain.headers["Vary"]


def test_the_length_of_a_compressed_page_is_blurred(client: Any, session: Session) -> None:
    user = make_user(session)
    session.commit()
    sign_in(client, user)
    lengths = {len(client.get("/werkplek", headers=GZIP).data) for _time in range(12)}
    assert len(lengths) > 3


def test_a_kept_page_is_compressed_once_and_the_same_for_everyone(client: Any, session: Session) -> None:
    make_consultation(session)
    session.commit()
    first, second = (client.get("/consultaties/proef", headers=GZIP) for _time in range(2))
    assert first.data == second.data
    assert first.headers["Content-Encoding"] == "gzip"
    assert "csrf_token" not in gzip.decompress(first.data).decode()
