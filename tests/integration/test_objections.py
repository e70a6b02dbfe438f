""" "Niet van mij": anyone can say so at a public response, a moderator answers within a term, the answer is mailed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.domain.errors import NotAllowed, WrongState
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.permissions import Role
from consultatie.jobs.worker import Worker
from consultatie.models.log import LogEntry
from consultatie.models.objections import Objection, ObjectionKind
from consultatie.models.responses import Response
from consultatie.services import objections
from tests.factories import csrf_token, make_consultation, make_response, make_user, sign_in

OURS = {"Sec-Fetch-Site": "same-origin"}
SAID = {"kind": "not-mine", "text": "Ik ken dit voorstel niet.", "email": "echte.noor@example.nl"}


@pytest.fixture
def response(session: Session) -> Response:
    made = make_response(session, make_consultation(session))
    session.commit()
    return made


def filed(session: Session, response: Response, clock: Any) -> Objection:
    made = objections.file(
        session,
        response,
        kind=ObjectionKind.NOT_MINE,
        text="",
        email="echte.noor@example.nl",
        language="nl",
        now=clock(),
    )
    session.commit()
    return made


def test_every_public_response_leads_to_the_form_which_sets_no_cookie(
    client: Any, response: Response
) -> None:
    path = f"/reacties/{response.reference}/niet-van-mij"
    assert f'href="{path}"' in client.get(f"/reacties/{response.reference}").text
    answer = client.get(path)
    assert "Set-Cookie" not in answer.headers
    assert "binnen 7 dagen antwoord" in answer.text


def test_an_objection_is_kept_for_the_moderator_and_logged_without_words(
    client: Any, session: Session, response: Response
) -> None:
    answer = client.post(f"/reacties/{response.reference}/niet-van-mij", data=SAID, headers=OURS)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/reacties/gemeld")
    (kept,) = session.scalars(select(Objection)).all()
    assert (kept.kind, kept.text, kept.email) == (ObjectionKind.NOT_MINE, SAID["text"], SAID["email"])
    assert timedelta(days=7) <= kept.answer_by - kept.filed_at < timedelta(days=9)
    entry = session.scalars(select(LogEntry).where(LogEntry.kind == "objection-filed")).one()
    assert entry.data == {"kind": "not-mine"}


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (SAID | {"kind": ""}, "Kies wat er niet klopt."),
        (SAID | {"email": ""}, "Vul een e-mailadres in, zoals naam@voorbeeld.nl."),
        (SAID | {"kind": "other", "text": ""}, "Schrijf op wat er niet klopt."),
    ],
)
def test_what_is_missing_is_said_at_the_field(
    client: Any, session: Session, response: Response, typed: dict[str, str], words: str
) -> None:
    answer = client.post(f"/reacties/{response.reference}/niet-van-mij", data=typed, headers=OURS)
    assert answer.status_code == 422
    assert answer.text.count(words) == 2
    assert session.scalars(select(Objection)).all() == []


def test_one_network_cannot_fill_the_queue(client: Any, response: Response, settings: Any) -> None:
    path = f"/reacties/{response.reference}/niet-van-mij"
    for _ in range(settings.network_barriers_per_hour):
        assert client.post(path, data=SAID, headers=OURS).status_code == 303
    assert client.post(path, data=SAID, headers=OURS).status_code == 429


def test_what_is_not_public_cannot_be_objected_to(client: Any, session: Session, response: Response) -> None:
    response.state = ResponseState.HELD
    session.commit()
    assert client.get(f"/reacties/{response.reference}/niet-van-mij").status_code == 404


def test_a_moderator_answers_once_and_the_answer_is_mailed(
    app: Any, client: Any, session: Session, response: Response, ports: Any, clock: Any
) -> None:
    number = filed(session, response, clock).id
    moderator = make_user(session, Role.MODERATOR)
    session.commit()
    sign_in(client, moderator, now=clock())
    path = f"/werkplek/moderatie/meldingen/{number}"
    assert path in client.get("/werkplek/moderatie").text
    token = csrf_token(client, path)
    assert client.post(path, data={"csrf_token": token, "answer": " "}).status_code == 422
    sent = {"csrf_token": token, "answer": "Wij haalden de reactie weg."}
    assert client.post(path, data=sent).status_code == 303
    assert client.post(path, data=sent).status_code == 409
    Worker(app).run(once=True, slow=False)
    (letter,) = [one for one in ports.mail.sent if one.type == "objection"]
    assert letter.to == "echte.noor@example.nl"
    assert "Wij haalden de reactie weg." in letter.text
    assert "Wij haalden de reactie weg." in letter.html
    assert path not in client.get("/werkplek/moderatie").text


def test_another_role_may_not_answer_and_an_answer_is_final(
    session: Session, response: Response, clock: Any
) -> None:
    objection = filed(session, response, clock)
    drafter = make_user(session, Role.DRAFTER, email="d@example.nl").viewer()
    moderator = make_user(session, Role.MODERATOR).viewer()
    with pytest.raises(NotAllowed):
        objections.answer(session, objection, "Nee.", by=drafter, now=clock())
    objections.answer(session, objection, "Ja.", by=moderator, now=clock())
    with pytest.raises(WrongState, match="objection-answered"):
        objections.answer(session, objection, "Toch niet.", by=moderator, now=clock())


def test_an_answered_objection_goes_after_its_term(session: Session, response: Response, clock: Any) -> None:
    objections.answer(
        session,
        filed(session, response, clock),
        "Ja.",
        by=make_user(session, Role.MODERATOR).viewer(),
        now=clock(),
    )
    assert objections.remove_answered(session, older_than=timedelta(days=30), now=clock()) == 0
    clock.forward(days=31)
    assert objections.remove_answered(session, older_than=timedelta(days=30), now=clock()) == 1
