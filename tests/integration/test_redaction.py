"""Words that are hidden: nowhere public, still there for staff, in the log, and shown again on request."""

from __future__ import annotations

from time import sleep
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotAllowed, WrongState
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.permissions import Role
from consultatie.models.campaigns import TextCopy
from consultatie.models.log import LogEntry
from consultatie.models.moderation import Decision
from consultatie.models.responses import Position, Response
from consultatie.services import (
    analysis,
    erasure,
    indexing,
    moderation,
    redaction,
    response_export,
    shared_texts,
)
from tests.factories import csrf_token, make_consultation, make_response, make_user, sign_in

SECRET = "06 12345678"
SAID = (
    ("art_2", Position.SUPPORT, f"Een goed plan, vindt ook mijn buurman. Bel hem op {SECRET} na zes uur."),
)
MARK = "[weggelakt: persoonsgegevens]"


@pytest.fixture
def response(session: Session) -> Response:
    made = make_response(session, make_consultation(session), comments=SAID)
    session.commit()
    return made


@pytest.fixture
def moderator(session: Session) -> Any:
    made = make_user(session, Role.MODERATOR)
    session.commit()
    return made


def hide(session: Session, response: Response, moderator: Any, clock: Any, **more: Any) -> None:
    given = {"part": "text:art_2", "typed": SECRET, "reason": "privacy"} | more
    redaction.hide(session, response, by=moderator.viewer(), now=clock(), **given)
    session.commit()


PUBLIC = (
    "/consultaties/proef",
    "/consultaties/proef/artikelen/art_2",
    "/consultaties/proef/reacties",
    "/reacties/{reference}",
    "/api/v1/responses/{reference}",
    "/api/v1/consultations/proef/responses",
)


def test_hidden_words_are_on_no_public_page_and_the_mark_is(
    client: Any, session: Session, response: Response, moderator: Any, clock: Any, settings: Any
) -> None:
    paths = [path.format(reference=response.reference) for path in PUBLIC]
    before = [client.get(path) for path in paths]
    assert all(SECRET in answer.text for answer in before), [
        (a.status_code, p) for a, p in zip(before, paths, strict=True) if SECRET not in a.text
    ]
    hide(session, response, moderator, clock)
    sleep(settings.page_cache_check_seconds)  # how old a kept page may be on PostgreSQL
    for path in paths:
        text = client.get(path).text
        assert SECRET not in text, path
        assert MARK in text, path
    assert "Woo, artikel 5.1" in client.get(paths[3]).text


def test_hidden_words_are_in_no_export_index_or_summary(
    session: Session, response: Response, moderator: Any, clock: Any
) -> None:
    hide(session, response, moderator, clock)
    consultation = response.consultation
    exported = list(response_export.visible(session, consultation, None))
    indexed = list(indexing.documents_of(session, consultation.slug, now=clock()))
    summed_up = analysis.analyse(session, consultation, now=clock())
    for text in (str(exported), str(indexed), str(summed_up)):
        assert SECRET not in text
        assert MARK in text


def test_hidden_words_are_not_in_a_text_that_many_sent(
    session: Session, response: Response, moderator: Any, clock: Any
) -> None:
    copy = TextCopy(
        consultation_id=response.consultation_id, response_id=response.id, key="t1", own=f"Bel {SECRET}."
    )
    session.add(copy)
    hide(session, response, moderator, clock)
    shared = shared_texts.get(session, response.consultation, "t1", now=clock())
    added, _total = shared_texts.additions(session, response.consultation, shared)
    assert SECRET not in shared.text + added[0].own
    assert MARK in shared.text
    assert MARK in added[0].own


def test_staff_read_what_was_sent(
    client: Any, session: Session, response: Response, moderator: Any, clock: Any
) -> None:
    hide(session, response, moderator, clock)
    assert SECRET in response.comments[0].text
    sign_in(client, moderator, now=clock())
    assert SECRET in client.get(f"/werkplek/moderatie/{response.reference}").text


def test_it_is_in_the_log_without_the_words_and_so_is_the_undoing(
    session: Session, response: Response, moderator: Any, clock: Any
) -> None:
    hide(session, response, moderator, clock)
    assert response.state is ResponseState.REDACTED
    (row,) = redaction.list_redactions(session, response)
    for _ in range(2):
        redaction.show_again(session, response, row.id, by=moderator.viewer(), now=clock())
    assert response.state is ResponseState.PUBLIC
    entries = session.scalars(
        select(LogEntry).where(LogEntry.kind.contains("redact")).order_by(LogEntry.position)
    ).all()
    assert [one.kind for one in entries] == ["passage-redacted", "redaction-undone"]
    assert SECRET not in str([one.data for one in entries])


def test_a_held_response_becomes_public_with_its_marks(
    session: Session, response: Response, moderator: Any, clock: Any
) -> None:
    response.state = ResponseState.HELD
    session.commit()
    hide(session, response, moderator, clock)
    assert response.state is ResponseState.HELD
    state = moderation.decide(session, response, Decision.PUBLISH, by=moderator.viewer(), now=clock())
    assert state is ResponseState.REDACTED


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"typed": ""}, "words-to-hide-missing"),
        ({"typed": "staat er niet"}, "words-not-there"),
        ({"reason": ""}, "reason-missing"),
        ({"reason": "other"}, "redaction-note-missing"),
    ],
)
def test_what_cannot_be_hidden_is_refused(
    session: Session, response: Response, moderator: Any, clock: Any, given: dict[str, str], code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        hide(session, response, moderator, clock, **given)
    assert code in refused.value.problems.values()


def test_another_department_and_a_withdrawn_response_are_left_alone(
    session: Session, response: Response, moderator: Any, clock: Any
) -> None:
    with pytest.raises(NotAllowed):
        hide(session, response, make_user(session, Role.DRAFTER, email="d@example.nl"), clock)
    session.rollback()
    response.state = ResponseState.WITHDRAWN
    session.commit()
    with pytest.raises(WrongState):
        hide(session, response, moderator, clock)


def test_erasing_takes_the_hidden_words_too(
    session: Session, response: Response, moderator: Any, clock: Any
) -> None:
    hide(session, response, moderator, clock)
    erasure.erase(session, response, now=clock())
    assert redaction.list_redactions(session, response) == []


def test_a_moderator_hides_and_shows_words_on_the_page(
    client: Any, session: Session, response: Response, moderator: Any, clock: Any
) -> None:
    sign_in(client, moderator, now=clock())
    path = f"/werkplek/moderatie/{response.reference}/weglakken"
    token = csrf_token(client, path)
    given = {"csrf_token": token, "part": "text:art_2", "words": "buurvrouw", "reason": "third-party"}
    wrong = client.post(path, data=given)
    assert wrong.status_code == 422
    assert wrong.text.count("Deze woorden staan niet in dit deel.") == 2
    assert "buurvrouw" in wrong.text
    done = client.post(path, data=given | {"words": "mijn  buurman"})
    assert done.status_code == 303
    assert "De woorden zijn weggelakt." in client.get(done.headers["Location"]).text
    number = redaction.list_redactions(session, response)[0].id
    session.commit()
    back = client.post(f"{path}/{number}/terug", data={"csrf_token": token})
    assert back.status_code == 303
    assert "Weer zichtbaar sinds" in client.get(path).text


def test_the_figures_are_public(
    client: Any, session: Session, response: Response, moderator: Any, clock: Any
) -> None:
    empty = client.get("/transparantie").text
    assert "Er is geen reactie geweigerd." in empty
    hide(session, response, moderator, clock)
    refused = make_response(session, response.consultation, state=ResponseState.HELD)
    clock.forward(hours=26)
    moderation.decide(session, refused, Decision.REJECT, reason="insult", by=moderator.viewer(), now=clock())
    session.commit()
    page = client.get("/transparantie").text
    for words in ("De tekst beledigt iemand.", "Persoonsgegevens", "1 dag"):
        assert words in page, words
    assert "Set-Cookie" not in client.get("/transparantie").headers
