"""Confirming, screening, withdrawing, mending and expiring, below the pages, on both databases."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest

from consultatie.db import Database
from consultatie.domain.errors import TokenRefused, WrongState
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.visibility import Publication
from consultatie.models.queue import Job
from consultatie.models.responses import Position, TokenPurpose
from consultatie.services import confirmation, drafts, responses
from tests.factories import make_consultation
from tests.integration.response_factory import (
    CONFIRM_FOR,
    LIMITS,
    confirm_token,
    mails,
    make_draft,
    send,
)


def test_what_was_sent_in_the_last_second_can_be_confirmed_a_day_later(session, clock) -> None:
    consultation = make_consultation(session)
    draft, _ = make_draft(session, consultation, now=clock())
    send(session, draft, now=consultation.closes_at - timedelta(seconds=1))
    outcome = confirmation.confirm(
        session, confirm_token(session), now=consultation.closes_at + timedelta(hours=23, minutes=59)
    )
    assert outcome.response.state is ResponseState.PUBLIC


def test_a_short_life_of_links_is_stretched_to_a_day_after_closing(session, clock) -> None:
    consultation = make_consultation(session)
    draft, _ = make_draft(session, consultation, now=clock())
    sent = consultation.closes_at - timedelta(minutes=30)
    until = responses.confirmable_until(draft, timedelta(hours=1), sent)
    assert until == consultation.closes_at + timedelta(hours=24)


def test_confirming_publishes_logs_and_mails_the_receipt(session, clock) -> None:
    draft, _ = make_draft(session, make_consultation(session), now=clock())
    send(session, draft, now=clock())
    outcome = confirmation.confirm(session, confirm_token(session), now=clock.forward(hours=1))
    assert (outcome.first, draft.state, draft.public_at) == (True, ResponseState.PUBLIC, clock())
    [mail] = mails(session, "received")
    assert responses.find_by_token(session, str(mail["token"]), TokenPurpose.MANAGE, now=clock()) is draft
    assert session.query(Job).filter_by(kind="index-response").count() == 1
    again = confirmation.confirm(session, confirm_token(session), now=clock.forward(hours=1))
    assert (again.first, again.response.reference) == (False, draft.reference)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bel mij op 06-12345678 of +31 6 12345678.", "personal-data"),
        ("Mail jan.jansen@voorbeeld.nl maar", "personal-data"),
        ("NL91 ABNA 0417 1643 00 is mijn rekening", "personal-data"),
        ("Mijn nummer is 111222333", "personal-data"),
        ("Wat een klootzak bent u", "house-rules"),
    ],
)
def test_personal_data_and_abuse_wait_for_a_moderator(session, clock, text: str, code: str) -> None:
    draft, _ = make_draft(session, make_consultation(session), text=text, now=clock())
    send(session, draft, now=clock())
    confirmation.confirm(session, confirm_token(session), now=clock())
    assert (draft.state, draft.held_code) == (ResponseState.HELD, code)
    assert draft.public_at is None


def test_what_is_not_to_be_published_stays_confirmed(session, clock) -> None:
    draft, _ = make_draft(session, make_consultation(session), publication=Publication.NOT, now=clock())
    send(session, draft, now=clock())
    confirmation.confirm(session, confirm_token(session), now=clock())
    assert draft.state is ResponseState.CONFIRMED


def test_a_department_that_reads_first_holds_every_response(session, clock) -> None:
    consultation = make_consultation(session)
    consultation.read_first = True
    draft, _ = make_draft(session, consultation, now=clock())
    send(session, draft, now=clock())
    confirmation.confirm(session, confirm_token(session), now=clock())
    assert (draft.state, draft.held_code) == (ResponseState.HELD, "read-first")


def test_a_weak_signal_of_a_machine_is_held_and_not_refused(session, clock) -> None:
    draft, _ = make_draft(session, make_consultation(session), now=clock())
    send(session, draft, signal="signal", now=clock())
    confirmation.confirm(session, confirm_token(session), now=clock())
    assert (draft.state, draft.held_code) == (ResponseState.HELD, "signal")


def test_a_forged_link_confirms_nothing(session, clock) -> None:
    draft, _ = make_draft(session, make_consultation(session), now=clock())
    send(session, draft, now=clock())
    with pytest.raises(TokenRefused, match="token-unknown"):
        confirmation.confirm(session, "forged" * 7, now=clock())
    assert draft.state is ResponseState.SENT


def test_a_link_serves_one_purpose(session, clock) -> None:
    draft, _ = make_draft(session, make_consultation(session), now=clock())
    send(session, draft, now=clock())
    with pytest.raises(TokenRefused):
        responses.find_by_token(session, confirm_token(session), TokenPurpose.MANAGE, now=clock())


def test_an_old_link_is_told_apart_and_its_response_expires(session, clock) -> None:
    draft, _ = make_draft(session, make_consultation(session), now=clock())
    send(session, draft, now=clock())
    token = confirm_token(session)
    assert responses.expire(session, now=clock.forward(hours=47)) == 0
    with pytest.raises(TokenRefused, match="token-expired"):
        confirmation.confirm(session, token, now=clock.forward(hours=1))
    assert responses.expire(session, now=clock()) == 1
    session.refresh(draft)
    assert (draft.state, draft.ended_at) == (ResponseState.EXPIRED, clock())
    assert responses.expire(session, now=clock()) == 0


def test_a_withdrawn_response_is_mailed_about_once(session, clock) -> None:
    draft, _ = make_draft(session, make_consultation(session), now=clock())
    send(session, draft, now=clock())
    confirmation.confirm(session, confirm_token(session), now=clock())
    assert responses.withdraw(session, draft, now=clock()) is True
    assert responses.withdraw(session, draft, now=clock()) is False
    assert draft.state is ResponseState.WITHDRAWN
    assert len(mails(session, "withdrawn")) == 1


def test_a_mended_response_waits_for_a_moderator_with_a_new_digest(session, clock) -> None:
    draft, _ = make_draft(session, make_consultation(session), now=clock())
    old = send(session, draft, now=clock()).digest
    confirmation.confirm(session, confirm_token(session), now=clock())
    draft.state = ResponseState.REJECTED
    session.flush()
    drafts.save_comment(
        session,
        draft,
        drafts.CommentInput("art_2", Position.OPPOSE, "Netter gezegd"),
        limits=LIMITS,
        now=clock(),
    )
    responses.edit_again(session, draft, limits=LIMITS, now=clock())
    assert (draft.state, draft.held_code) == (ResponseState.HELD, "mended")
    assert draft.digest != old
    with pytest.raises(WrongState):
        responses.edit_again(session, draft, limits=LIMITS, now=clock())


def test_confirmation_lives_as_long_as_the_setting_says(session, clock) -> None:
    draft, _ = make_draft(session, make_consultation(session), now=clock())
    assert responses.confirmable_until(draft, CONFIRM_FOR, clock()) == clock() + CONFIRM_FOR


def test_sixteen_threads_confirming_one_response_confirm_it_once(db: Database, clock) -> None:
    with db.write.begin() as session:
        draft, _ = make_draft(session, make_consultation(session), now=clock())
        send(session, draft, now=clock())
        token = confirm_token(session)
    ready, outcomes = Barrier(16), []

    def go() -> None:
        ready.wait()
        with db.write.begin() as session:
            outcomes.append(confirmation.confirm(session, token, now=clock()).first)

    threads = [Thread(target=go) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == [False] * 15 + [True]
    with db.read() as session:
        assert len(mails(session, "received")) == 1
