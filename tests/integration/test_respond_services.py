"""Writing, sending, confirming and withdrawing a response, below the pages, on both databases."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from consultatie.db import Database
from consultatie.domain.errors import Invalid, NotFound, TokenRefused, TooLarge, TooMany, WrongState
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.receipts import REFERENCE, content_digest
from consultatie.domain.visibility import Publication, RespondentFacts, RespondentKind
from consultatie.models.log import LogEntry
from consultatie.models.moderation import BrakeEvent
from consultatie.models.queue import Job
from consultatie.models.responses import Comment, Position, Response, ResponseToken, TokenPurpose
from consultatie.services import brakes, confirmation, drafts, identities, response_mail, responses
from tests.factories import make_consultation
from tests.integration.response_factory import (
    CONFIRM_FOR,
    LIMITS,
    confirm_token,
    mails,
    make_draft,
    send,
)


def test_a_comment_knows_its_place_in_the_bill(session, clock) -> None:
    draft, _ = make_draft(session, make_consultation(session), eid="art_3", now=clock())
    for eid in ("art_1", "", "art_2__para_2"):
        drafts.save_comment(
            session, draft, drafts.CommentInput(eid, Position.NEUTRAL, eid), limits=LIMITS, now=clock()
        )
    session.expire(draft)
    assert [comment.eid for comment in draft.comments] == ["", "art_1", "art_2__para_2", "art_3"]


def test_a_second_text_on_the_same_article_replaces_the_first(session, clock) -> None:
    draft, _ = make_draft(session, make_consultation(session), now=clock())
    typed = drafts.CommentInput("art_2", Position.SUPPORT, "Beter zo", "Een brief is kort.")
    drafts.save_comment(session, draft, typed, limits=LIMITS, now=clock())
    assert [(c.text, c.proposal, c.position) for c in draft.comments] == [
        ("Beter zo", "Een brief is kort.", Position.SUPPORT)
    ]


def test_an_unknown_article_takes_no_comment(session, clock) -> None:
    draft, _ = make_draft(session, make_consultation(session), now=clock())
    with pytest.raises(NotFound, match="no-such-provision"):
        drafts.save_comment(session, draft, drafts.CommentInput("art_99"), limits=LIMITS, now=clock())


def test_nuls_surrogates_and_bidi_controls_are_taken_out_and_the_rest_stays(session, clock) -> None:
    draft, _ = make_draft(session, make_consultation(session), text="a\x00b\ud800c\u202ed\r\ne", now=clock())
    session.commit()
    assert draft.comments[0].text == "abcd\ne"


def test_a_text_over_the_limit_is_kept_but_cannot_be_sent(session, clock) -> None:
    draft, _ = make_draft(session, make_consultation(session), text="x" * 20_001, now=clock())
    assert len(draft.comments[0].text) == 20_001
    with pytest.raises(Invalid) as refused:
        drafts.check_comment(drafts.CommentInput("art_2", Position.OPPOSE, "x" * 20_001), limits=LIMITS)
    assert refused.value.problems == {"text": "comment-too-long"}
    with pytest.raises(Invalid) as refused:
        send(session, draft, now=clock())
    assert refused.value.problems == {"comment:art_2": "comment-too-long"}


def test_far_above_the_limit_is_refused_with_the_limit(session, clock) -> None:
    draft, _ = make_draft(session, make_consultation(session), now=clock())
    with pytest.raises(TooLarge) as refused:
        drafts.save_comment(
            session,
            draft,
            drafts.CommentInput("art_2", Position.OPPOSE, "x" * 600_001),
            limits=LIMITS,
            now=clock(),
        )
    assert refused.value.facts["limit"] == 200_000


def test_sending_writes_state_digest_log_and_mail_together(session, clock) -> None:
    draft, _ = make_draft(session, make_consultation(session), now=clock())
    receipt = send(session, draft, now=clock())
    assert REFERENCE.fullmatch(receipt.reference)
    assert draft.state is ResponseState.SENT
    assert receipt.digest == content_digest(draft.facts(), draft.salt)
    entry = session.get(LogEntry, receipt.log_position)
    assert (entry.kind, entry.subject, entry.data["digest"]) == (
        "response-sent",
        f"response:{receipt.reference}",
        receipt.digest,
    )
    [mail] = mails(session, "confirm")
    assert mail["to"] == "noor@example.nl"


def test_the_log_holds_no_personal_data(session, clock) -> None:
    draft, _ = make_draft(session, make_consultation(session), now=clock())
    send(session, draft, now=clock())
    confirmation.confirm(session, confirm_token(session), now=clock())
    told = str([(entry.subject, entry.data) for entry in session.scalars(select(LogEntry))])
    assert "Noor" not in told
    assert "noor@" not in told


def test_a_rolled_back_sending_leaves_nothing(db: Database, clock) -> None:
    with db.write.begin() as session:
        draft, _ = make_draft(session, make_consultation(session), now=clock())
        reference = draft.reference
    with db.write() as session:
        send(session, responses.get(session, reference), now=clock())
        session.rollback()
    with db.read() as session:
        assert responses.get(session, reference).state is ResponseState.DRAFT
        assert session.query(Job).filter_by(kind="mail").count() == 0
        assert session.query(ResponseToken).count() == 0


@pytest.mark.parametrize(
    ("missing", "problem"),
    [
        ("comment", {"content": "nothing-said"}),
        ("email", {"respondent": "email-missing"}),
        ("name", {"respondent": "name-missing-for-named"}),
        ("publication", {"publication": "publication-missing"}),
        ("position", {"comment:art_2": "position-missing"}),
    ],
)
def test_an_incomplete_response_is_not_sent(session, clock, missing: str, problem: dict[str, str]) -> None:
    draft, _ = make_draft(session, make_consultation(session), now=clock())
    if missing == "comment":
        drafts.remove_comment(session, draft, "art_2", now=clock())
    elif missing == "email":
        identities.save_respondent(
            session, draft, RespondentFacts(RespondentKind.PERSON, name="N"), now=clock()
        )
    elif missing == "name":
        identities.save_respondent(
            session, draft, RespondentFacts(RespondentKind.PERSON, email="n@example.nl"), now=clock()
        )
    elif missing == "publication":
        draft.publication = None
    else:
        draft.comments[0].position = Position.NONE
    session.commit()
    with pytest.raises(Invalid) as refused:
        send(session, draft, now=clock())
    assert refused.value.problems == problem
    session.rollback()
    session.refresh(draft)
    assert draft.state is ResponseState.DRAFT


def test_sending_twice_gives_the_same_receipt_and_one_mail(session, clock) -> None:
    draft, _ = make_draft(session, make_consultation(session), now=clock())
    first = send(session, draft, now=clock())
    clock.forward(seconds=2)
    assert send(session, draft, now=clock()) == first
    assert len(mails(session, "confirm")) == 1


def test_the_key_of_a_sent_response_gives_its_receipt_to_another_draft(session, clock) -> None:
    consultation = make_consultation(session)
    one, _ = make_draft(session, consultation, now=clock())
    two, _ = make_draft(session, consultation, now=clock())
    first = send(session, one, key="same", now=clock())
    assert send(session, two, key="same", now=clock()) == first
    assert two.state is ResponseState.DRAFT


def test_sixteen_threads_sending_one_draft_make_one_response(db: Database, clock) -> None:
    with db.write.begin() as session:
        draft, _ = make_draft(session, make_consultation(session), now=clock())
        reference = draft.reference
    ready, receipts = Barrier(16), []

    def go(number: int) -> None:
        ready.wait()
        with db.write.begin() as session:
            receipts.append(send(session, responses.get(session, reference), key=f"k{number}", now=clock()))

    threads = [Thread(target=go, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(receipts) == 16
    assert len(set(receipts)) == 1
    with db.read() as session:
        assert len(mails(session, "confirm")) == 1
        assert (
            session.scalar(select(func.count()).select_from(LogEntry).where(LogEntry.kind == "response-sent"))
            == 1
        )


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


def test_a_closed_consultation_accepts_no_response(session, clock) -> None:
    consultation = make_consultation(session)
    draft, _ = make_draft(session, consultation, now=clock())
    clock.instant = consultation.closes_at
    with pytest.raises(WrongState, match="consultation-closed"):
        send(session, draft, now=clock())
    assert draft.state is ResponseState.DRAFT


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


def test_a_sent_response_can_no_longer_be_changed(session, clock) -> None:
    draft, _ = make_draft(session, make_consultation(session), now=clock())
    send(session, draft, now=clock())
    with pytest.raises(WrongState, match="response-already-sent"):
        drafts.save_comment(
            session, draft, drafts.CommentInput("art_1", Position.SUPPORT), limits=LIMITS, now=clock()
        )


def test_chosen_articles_that_stay_empty_are_not_sent(session, clock) -> None:
    draft, _ = make_draft(session, make_consultation(session), now=clock())
    drafts.choose_provisions(session, draft, ["art_1", "art_3"], now=clock())
    assert [comment.eid for comment in draft.comments] == ["art_1", "art_2", "art_3"]
    send(session, draft, now=clock())
    assert [comment.eid for comment in draft.comments] == ["art_2"]
    assert session.query(Comment).count() == 1


def test_another_device_goes_on_with_a_draft_by_the_mailed_link(session, clock) -> None:
    consultation = make_consultation(session)
    draft, token = make_draft(session, consultation, now=clock())
    response_mail.offer_to_resume(session, draft, email="n@example.nl", life=timedelta(days=30), now=clock())
    session.flush()
    mailed = str(mails(session, "resume")[0]["token"])
    assert drafts.find(session, consultation, mailed, now=clock()) is draft
    assert drafts.find(session, consultation, token, now=clock()) is draft
    assert drafts.find(session, consultation, mailed, now=clock.forward(days=31)) is None
    assert drafts.find(session, consultation, "forged", now=clock()) is None


def test_drafts_nobody_touched_are_deleted_with_all_in_them(session, clock) -> None:
    make_draft(session, make_consultation(session), now=clock())
    session.commit()
    assert drafts.remove_old(session, older_than=timedelta(days=30), now=clock.forward(days=29)) == 0
    assert drafts.remove_old(session, older_than=timedelta(days=30), now=clock.forward(days=2)) == 1
    session.commit()
    assert session.query(Response).count() == session.query(Comment).count() == 0


MAILS = brakes.MailLimits(per_hour=3, per_day=5, network_per_hour=6)


def ask(session, clock, email: str = "noor@example.nl", remote: str = "192.0.2.7") -> None:
    brakes.take_mail(session, secret=b"key", email=email, remote=remote, limits=MAILS, now=clock())


def test_a_fourth_mail_within_the_hour_waits_whatever_the_address_looks_like(session, clock) -> None:
    for email in ("noor@example.nl", "Noor@Example.nl", "noor+x@example.nl"):
        ask(session, clock, email)
    with pytest.raises(TooMany) as refused:
        ask(session, clock)
    assert refused.value.facts["wait"] in (3600, 3601)
    clock.forward(hours=1, seconds=1)
    ask(session, clock)
    ask(session, clock)
    with pytest.raises(TooMany) as refused:
        ask(session, clock)
    assert refused.value.facts["wait"] > 80_000


def test_a_network_has_a_brake_of_its_own(session, clock) -> None:
    for number in range(6):
        ask(session, clock, f"n{number}@example.nl", f"192.0.2.{number}")
    with pytest.raises(TooMany):
        ask(session, clock, "other@example.nl", "192.0.2.200")
    ask(session, clock, "other@example.nl", "198.51.100.1")


def test_brakes_keep_no_address_and_forget_after_a_day(session, clock) -> None:
    ask(session, clock)
    assert all(len(event.subject) == 64 for event in session.scalars(select(BrakeEvent)))
    clock.forward(days=1, seconds=1)
    assert brakes.remove_old(session, now=clock()) == 2


def test_networks_are_a_24_and_a_48() -> None:
    assert brakes.network_of("192.0.2.7") == "192.0.2.0/24"
    assert brakes.network_of("::ffff:192.0.2.7") == "192.0.2.0/24"
    assert brakes.network_of("2001:db8:1:2::3") == "2001:db8:1::/48"


def test_confirmation_lives_as_long_as_the_setting_says(session, clock) -> None:
    draft, _ = make_draft(session, make_consultation(session), now=clock())
    assert responses.confirmable_until(draft, CONFIRM_FOR, clock()) == clock() + CONFIRM_FOR
