"""Changing a response that was sent: one act, the same number, nothing that vanishes, and everybody who has to know."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.permissions import Role
from consultatie.domain.visibility import RespondentKind
from consultatie.jobs.worker import Worker
from consultatie.models.consultations import Consultation
from consultatie.models.log import LogEntry
from consultatie.models.moderation import Decision
from consultatie.models.reports import Disposition
from consultatie.models.response_editions import ResponseEdition
from consultatie.models.responses import Response
from consultatie.services import erasure, log, moderation, reports, responses, reviews, revisions
from tests.factories import make_consultation, make_response, make_user, sign_in
from tests.integration.respond_browser import (
    Browser,
    a_visitor,
    asked_consultation,
    link_in,
    only,
    site_db,
    to_check_again,
    write_comment,
)

__all__ = ["a_visitor", "asked_consultation", "site_db"]  # fixtures

NEWER = "Bij nader inzien is drie weken genoeg."


@pytest.fixture(name="sender")
def who_confirmed_a_response(visitor: Browser, app: Any, ports: Any) -> Browser:
    """Return a browser on the page of a response that is public."""
    write_comment(visitor)
    visitor.get("/reageren/proef/artikel/art_2/woorden")
    visitor.submit(words="per brief")
    visitor.get("/reageren/proef/artikel/art_2/voorstel")
    visitor.submit(proposal="Kort.")
    visitor.get("/reageren/proef/vraag/q3")
    visitor.submit(value="Nee, dank u.")
    to_check_again(visitor)
    visitor.submit()
    visitor.get(link_in(app, ports, "confirm"))
    visitor.submit()
    assert visitor.heading == "Uw reactie is binnen"
    return visitor


def change(browser: Browser, text: str = NEWER) -> None:
    """Open the flow from the own page, and write another text."""
    browser.submit()
    assert browser.heading == "Uw reactie tot nu toe"
    browser.get("/reageren/proef/artikel/art_2/waarom?terug=controle")
    browser.submit(text=text)
    assert browser.heading == "Controleer uw reactie"


def sent(db: Any) -> Response:
    with db.read() as session:
        found = session.scalars(select(Response).where(Response.revises_id.is_(None))).one()
        _ = found.comments, [one.question for one in found.answers], found.respondent, found.consultation
        return found


def kinds(db: Any, response: Response) -> list[str]:
    with db.read() as session:
        entries = session.scalars(select(LogEntry).order_by(LogEntry.position))
        return [one.kind for one in entries if one.subject == f"response:{response.reference}"]


def test_the_flow_is_filled_with_all_that_was_sent(sender: Browser, db: Any) -> None:
    sender.submit()
    with db.read() as session:
        [draft, before] = session.scalars(select(Response).order_by(Response.revises_id.is_(None)))
        assert draft.facts().comments == before.facts().comments
        assert draft.facts().comments[0].quote == "per brief"
        assert draft.facts().answers == before.facts().answers
        assert draft.facts().respondent == before.facts().respondent
        assert draft.publication == before.publication
    assert "Wat u verstuurde, blijft staan tot u deze verstuurt." in sender.text


def test_a_change_is_one_act_under_the_same_number_with_both_leaves_in_the_log(
    sender: Browser, db: Any
) -> None:
    before = sent(db)
    change(sender)
    assert (sent(db).comments[0].text, sent(db).state) == (before.comments[0].text, ResponseState.PUBLIC)
    sender.submit()
    after = only(db)
    assert sender.heading == "Uw reactie is binnen"
    assert (after.id, after.reference, after.edition) == (before.id, before.reference, 2)
    assert (after.comments[0].text, after.comments[0].quote) == (NEWER, "per brief")
    assert (after.state, after.sent_at) == (ResponseState.PUBLIC, before.sent_at)
    assert after.respondent is not None
    assert after.respondent.email == "noor@example.nl"
    assert kinds(db, after) == ["response-sent", "response-confirmed", "response-revised"]
    assert after.digest != before.digest
    with db.read() as session:
        assert log.verify(session) == []
        kept = session.scalars(select(ResponseEdition)).one()
        assert (kept.number, kept.digest, kept.log_position) == (1, before.digest, before.log_position)


def test_everyone_sees_when_it_was_changed_and_only_the_sender_what_it_said(
    sender: Browser, app: Any, ports: Any, db: Any
) -> None:
    before = sent(db).comments[0].text
    change(sender)
    sender.submit()
    own = sender.path
    sender.get(f"/reacties/{sent(db).reference}")
    assert "Aangepast op" in sender.text
    assert before.splitlines()[0] not in sender.text
    [item] = sender.client.get("/api/v1/consultations/proef/responses").json["items"]
    assert item["edition"] == 2
    assert item["revised_at"]
    sender.get(own)
    [older] = sender.page.xpath("//a[contains(@href, '/versies/1')]/@href")
    sender.get(older)
    assert before.splitlines()[0] in sender.text
    assert sender.get(older.replace("/versies/1", "/versies/9")).status_code == 404
    Worker(app).run(once=True)
    letters = [one for one in ports.mail.sent if one.type == "received"]
    assert "Uw reactie is aangepast." in letters[-1].text
    assert NEWER in letters[-1].text


def test_pressed_twice_it_is_one_edition(sender: Browser, db: Any) -> None:
    change(sender)
    page = sender.answer, sender.path
    sender.submit()
    sender.answer, sender.path = page
    sender.submit()
    assert sender.answer.status_code == 200
    assert only(db).edition == 2


def test_after_closing_an_unfinished_change_leaves_the_sent_one_standing(
    sender: Browser, db: Any, clock: Any
) -> None:
    before = sent(db)
    change(sender)
    page = sender.answer
    with db.write.begin() as session:
        session.merge(sent(db).consultation).closes_at = clock()
    sender.answer = page
    sender.submit()
    assert sender.answer.status_code == 409
    assert NEWER in sender.text
    assert "Die blijft staan zoals u haar verstuurde." in sender.text
    assert (sent(db).comments[0].text, sent(db).edition) == (before.comments[0].text, 1)


def test_an_unfinished_change_is_gone_on_with_on_another_device(sender: Browser, app: Any, db: Any) -> None:
    own = sender.path
    change(sender)
    other = Browser(app)
    other.get(own)
    assert "U bent bezig uw reactie aan te passen." in other.text
    other.submit()
    assert NEWER in other.text
    with db.read() as session:
        assert len(session.scalars(select(Response)).all()) == 2


def test_what_was_withdrawn_meanwhile_is_not_brought_back_and_the_text_stays(
    sender: Browser, db: Any, clock: Any
) -> None:
    change(sender)
    with db.write.begin() as session:
        responses.withdraw(session, session.merge(sent(db)), now=clock())
    with db.read() as session:
        [draft] = session.scalars(select(Response).where(Response.state == ResponseState.DRAFT))
        assert (draft.revises_id, draft.comments[0].text) == (None, NEWER)


def test_another_response_in_this_browser_is_not_pushed_aside(sender: Browser, db: Any) -> None:
    own = sender.path
    write_comment(sender, "/reageren/proef/artikel/art_3")
    sender.get(own)
    sender.submit()
    assert sender.answer.status_code == 409
    assert sender.errors() == [
        "In deze browser staat nog een reactie. Verstuur die eerst, of maak haar leeg."
    ]
    assert len(sender.page.xpath("//p[@id='andere']/a")) == 1


def test_the_address_is_not_asked_again_and_cannot_be_changed(sender: Browser, db: Any) -> None:
    sender.submit()
    sender.get("/reageren/proef/gegevens?terug=controle")
    assert not sender.page.xpath("//input[@name='email']")
    sender.submit(name="Noor de Groot", email="iemand@example.nl")
    sender.submit()
    who = only(db).respondent
    assert who is not None
    assert (who.name, who.email) == ("Noor de Groot", "noor@example.nl")


def test_a_moderator_reads_again_what_one_decided_about(sender: Browser, db: Any, clock: Any) -> None:
    with db.write.begin() as session:
        moderator = make_user(session, Role.MODERATOR).viewer()
        moderation.decide(
            session, session.merge(sent(db)), Decision.REJECT, by=moderator, reason="insult", now=clock()
        )
    own = sender.path
    sender.get(own)
    sender.submit(-1)
    sender.get("/reageren/proef/controle")
    sender.submit()
    assert (only(db).state, only(db).held_code) == (ResponseState.HELD, "mended")


def test_who_read_it_before_the_change_has_not_read_it(session: Any, clock: Any) -> None:
    consultation = make_consultation(session)
    response = make_response(session, consultation)
    drafter = make_user(session, Role.DRAFTER).viewer()
    reviews.mark_read(session, consultation, [response.reference], by=drafter, now=clock())
    assert reviews.unread_count(session, consultation, drafter) == 0
    response.revised_at = clock.forward(hours=1)
    session.flush()
    assert reviews.unread_count(session, consultation, drafter) == 1
    assert (
        reviews.mark_read(session, consultation, [response.reference], by=drafter, now=clock.forward(hours=1))
        == 1
    )
    assert reviews.unread_count(session, consultation, drafter) == 0


def test_the_desk_says_what_was_changed_since_a_drafter_wrote_what_was_done(
    client: Any, session: Any, ports: Any, clock: Any
) -> None:
    consultation = make_consultation(session)
    response = make_response(session, consultation)
    drafter = make_user(session, Role.DRAFTER)
    reports.save_item(
        session,
        consultation,
        eid="art_2",
        disposition=Disposition.NOTED,
        texts={"nl": "Dank."},
        markup=ports.markup,
        by=drafter.viewer(),
        now=clock(),
    )
    response.revised_at = clock.forward(hours=1)
    session.commit()
    sign_in(client, drafter)
    page = client.get("/werkplek/proef/artikelen/art_2").text
    assert "Sinds u dit schreef, is 1 reactie aangepast." in page
    assert "Aangepast op" in page


def test_erasing_takes_earlier_editions_and_unfinished_changes_too(
    sender: Browser, db: Any, clock: Any
) -> None:
    change(sender)
    sender.submit()
    sender.submit()
    with db.write.begin() as session:
        erasure.erase(session, session.merge(sent(db)), now=clock())
    with db.read() as session:
        assert session.scalars(select(ResponseEdition)).all() == []
        assert [one.state for one in session.scalars(select(Response))] == [ResponseState.ERASED]


def test_what_was_handed_in_otherwise_is_not_changed_here(session: Any, clock: Any) -> None:
    consultation: Consultation = make_consultation(session)
    one = make_response(session, consultation, kind=RespondentKind.ORGANISATION)
    assert revisions.may_revise(session, one, now=clock())
    one.state = ResponseState.WITHDRAWN
    assert not revisions.may_revise(session, one, now=clock())
    assert not revisions.may_revise(session, one, now=clock() + timedelta(days=400))
