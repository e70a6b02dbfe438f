"""Writing and sending a response, below the pages, on both databases."""

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from consultatie.db import Database
from consultatie.domain.errors import Invalid, NotFound, TooLarge, WrongState
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.receipts import REFERENCE, content_digest
from consultatie.domain.visibility import RespondentFacts, RespondentKind
from consultatie.models.log import LogEntry
from consultatie.models.queue import Job
from consultatie.models.responses import Comment, Position, Response, ResponseToken
from consultatie.services import confirmation, drafts, identities, response_mail, responses
from tests.factories import make_consultation
from tests.integration.response_factory import (
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
        ("email", {"respondent": "email-unreadable"}),
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


def test_a_closed_consultation_accepts_no_response(session, clock) -> None:
    consultation = make_consultation(session)
    draft, _ = make_draft(session, consultation, now=clock())
    clock.instant = consultation.closes_at
    with pytest.raises(WrongState, match="consultation-closed"):
        send(session, draft, now=clock())
    assert draft.state is ResponseState.DRAFT


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
