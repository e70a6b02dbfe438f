"""Reporting what does not work: taken without a cookie, handed on by mail, braked per network, kept nowhere."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.models.queue import Job

ADDRESS = "/toegankelijkheid/melden"
OURS = {"Sec-Fetch-Site": "same-origin"}


def report(client: Any, text: str, **headers: str) -> Any:
    return client.post(ADDRESS, data={"text": text}, headers=OURS | headers)


def queued(session: Session) -> list[Job]:
    return list(session.scalars(select(Job).where(Job.kind == "mail")))


def test_the_statement_leads_to_the_form_and_neither_sets_a_cookie(client: Any) -> None:
    assert f'href="{ADDRESS}"' in client.get("/toegankelijkheid").text
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers


def test_a_report_is_mailed_as_it_was_written(client: Any, session: Session) -> None:
    answer = report(client, "Op /zoeken lukt niets.\r\nNoor, 06 12345678")
    assert answer.status_code == 303
    assert "Set-Cookie" not in answer.headers
    assert "binnen vijf werkdagen" in client.get(answer.headers["Location"]).text
    (job,) = queued(session)
    assert job.payload["to"] == "hulp@example.nl"
    assert job.payload["facts"] == {
        "text": "Op /zoeken lukt niets.\nNoor, 06 12345678",
        "written_in": "nl",
    }


def test_an_empty_report_says_so_at_the_field_and_in_the_title(client: Any, session: Session) -> None:
    answer = report(client, "  ")
    assert answer.status_code == 422
    assert "<title>Fout:" in answer.text
    assert answer.text.count("Schrijf op wat er niet lukt.") == 2
    assert queued(session) == []


def test_a_long_report_comes_back_whole(client: Any, session: Session) -> None:
    answer = report(client, "lang " * 1200)
    assert answer.status_code == 422
    assert answer.text.count("lang ") >= 1199
    assert queued(session) == []


def test_a_form_of_another_site_is_refused(client: Any, session: Session) -> None:
    assert (
        client.post(ADDRESS, data={"text": "x"}, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 400
    )
    assert queued(session) == []


def test_a_script_cannot_fill_the_mailbox(client: Any, session: Session) -> None:
    answers = [report(client, f"Melding {n}") for n in range(21)]
    assert [answer.status_code for answer in answers] == [303] * 20 + [429]
    assert "Melding 20" in answers[-1].text
    assert len(queued(session)) == 20


def test_the_report_reaches_the_mailbox_in_words(app: Any, client: Any) -> None:
    from consultatie.http.letters import compose

    with app.test_request_context("/"):
        letter = compose(
            "barrier",
            to="hulp@example.nl",
            language="nl",
            message_id="<x@y>",
            text="<b>Niets</b>",
            written_in="en",
        )
    assert letter.subject == "Melding: iets op de site lukt niet"
    assert "<b>Niets</b>" in letter.text
    assert "&lt;b&gt;Niets&lt;/b&gt;" in letter.html
