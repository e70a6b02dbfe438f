"""Words of the law that comments are about, after sending: the desk, newer versions, redaction, import and export."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.domain.permissions import Role
from consultatie.domain.receipts import content_digest
from consultatie.domain.visibility import Publication
from consultatie.models.consultations import Consultation
from consultatie.models.responses import Comment, Position
from consultatie.services import (
    drafts,
    findings,
    quoted_passages,
    quotes,
    redaction,
    response_export,
    response_import,
)
from consultatie.services.quotes import Pointing
from consultatie.web.standings import Standings
from tests.factories import make_consultation, make_response, make_user, sign_in
from tests.integration.response_factory import LIMITS, make_draft
from tests.integration.test_carrying import carried_bill

FIRST, SECOND = "Een brief is duidelijk.", "Een vergunning wordt per brief verleend."
ARTICLE = {"art_2", "art_2__para_1", "art_2__para_2"}


@pytest.fixture
def consultation(session: Session) -> Consultation:
    return make_consultation(session)


def about(session: Session, consultation: Consultation, eid: str, words: str) -> Any:
    """Make a response with a comment that points at words."""
    made = make_response(session, consultation, comments=((eid, Position.OPPOSE, "Dit is te streng."),))
    pointed = quotes.settled(session, made.version, eid, words)
    made.comments[0].quote, made.comments[0].quote_start = pointed.words, pointed.start
    session.flush()
    return made


def test_the_desk_lists_passages_in_the_order_of_the_law_with_who_points_at_them(
    session: Session, consultation: Consultation
) -> None:
    about(session, consultation, "art_2", SECOND)
    about(session, consultation, "art_2__para_2", "per brief")
    about(session, consultation, "art_2", FIRST)
    about(session, consultation, "art_2", "zes weken")  # not in the law
    found = quoted_passages.of_article(session, consultation, ARTICLE, "art_2")
    assert [(one.text, len(one.responses), one.is_there) for one in found] == [
        (FIRST, 1, True),
        (SECOND, 2, True),
    ]


def test_the_desk_page_shows_the_passages_and_lists_who_points_at_one(
    client: Any, session: Session, consultation: Consultation
) -> None:
    mine = about(session, consultation, "art_2__para_2", "per brief")
    other = about(session, consultation, "art_2", FIRST)
    drafter = make_user(session, Role.DRAFTER)
    session.commit()
    sign_in(client, drafter)
    page = client.get("/werkplek/proef/artikelen/art_2").text
    assert "Woorden waar reacties over gaan" in page
    [key] = [
        one.key
        for one in quoted_passages.of_article(session, consultation, ARTICLE, "art_2")
        if one.text == SECOND
    ]
    session.rollback()
    page = client.get(f"/werkplek/proef/artikelen/art_2?passage={key}").text
    assert mine.reference in page
    assert other.reference not in page
    assert "1 opmerking gevonden." in page


def test_words_that_are_gone_in_a_newer_version_are_told(
    app: Any, session: Session, ports: Any, clock: Any
) -> None:
    consultation, _references = carried_bill(session, ports, clock)
    comments = {one.eid: one for one in session.scalars(select(Comment).where(Comment.eid == "art_2"))}
    [version] = [one for one in consultation.versions if one.number == 1]
    comment = comments["art_2"]
    with app.test_request_context():
        for words, said in (("een keurmeester", "niet meer"), ("honing", "nog")):
            pointed = quotes.settled(session, version, "art_2", words)
            assert pointed.is_law
            comment.quote, comment.quote_start = pointed.words, pointed.start
            since = Standings(session, consultation).words_since(1, comment)
            assert since == f"Deze woorden staan er {said}."
        assert Standings(session, consultation).words_since(2, comment) == ""


def test_words_that_the_law_does_not_have_are_read_and_hidden_like_any_text(
    session: Session, consultation: Consultation, clock: Any
) -> None:
    draft, _token = make_draft(session, consultation, now=clock())
    quotes.save(session, draft, "art_2", Pointing("bel 06-12345678"), now=clock())
    [found] = findings.find(session, draft)
    assert (found.part, found.name) == (findings.QUOTE, "art_2")
    assert redaction.parts(draft)["quote:art_2"] == ["bel 06-12345678"]
    made = about(session, consultation, "art_2", "bel 06-12345678")
    moderator = make_user(session, Role.MODERATOR)
    redaction.hide(
        session,
        made,
        part="quote:art_2",
        typed="06-12345678",
        reason="privacy",
        by=moderator.viewer(),
        now=clock(),
    )
    [record] = response_export.records(session, consultation, None)
    assert record["comments"][0]["quote"] == "bel [weggelakt: persoonsgegevens]"


def test_words_of_the_law_are_nobodys_own_text(
    session: Session, consultation: Consultation, clock: Any
) -> None:
    draft, _token = make_draft(session, consultation, now=clock())
    before = drafts.length_of(draft)
    quotes.save(session, draft, "art_2", Pointing(SECOND), now=clock())
    assert drafts.length_of(draft) == before
    assert set(redaction.parts(draft)) == {"text:art_2"}


def test_what_was_exported_is_imported_with_its_words(
    session: Session, consultation: Consultation, clock: Any
) -> None:
    about(session, consultation, "art_2", "per brief")
    about(session, consultation, "art_2", "zes weken")
    lines = [
        json.dumps(one | {"channel": "web"}) for one in response_export.records(session, consultation, None)
    ]
    other = make_consultation(session, "anders")
    response_import.import_lines(session, other, lines, limits=LIMITS, now=clock())
    copied = [one["comments"][0] for one in response_export.records(session, other, None)]
    assert [(one["quote"], one["quote_start"]) for one in copied] == [("per brief", 51), ("zes weken", None)]
    rows = list(response_export.rows(session, other, None))
    assert [(row["quote"], row["quote_start"]) for row in rows] == [("per brief", "51"), ("zes weken", "")]


def test_a_quote_is_in_the_digest_and_older_digests_hold(
    session: Session, consultation: Consultation
) -> None:
    made = make_response(session, consultation, publication=Publication.NAMED)
    before = content_digest(made.facts(), "zout")
    made.comments[0].quote, made.comments[0].quote_start = FIRST, 3
    assert content_digest(made.facts(), "zout") != before
