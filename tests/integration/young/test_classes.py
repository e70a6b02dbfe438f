"""A class responds with a code: the teacher confirms an address, reads each response, and lets it count or erases it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from consultatie.domain.errors import Invalid, NotFound, TokenRefused, WrongState
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.school_classes import MOST_CLASSES, MOST_IN_CLASS, ClassState, find_code, new_code
from consultatie.domain.visibility import Publication, RespondentFacts, RespondentKind
from consultatie.models.log import LogEntry
from consultatie.models.responses import Response
from consultatie.models.school_classes import SchoolClass
from consultatie.services import drafts, erasure, identities, responses, retention, school_classes
from tests.factories import make_consultation
from tests.integration.response_factory import LIMITS, mails, make_draft, send
from tests.integration.young.agreeing import TERMS, kinds

TEACHER = "juf@school.example"


def opened(session: Any, consultation: Any, clock: Any, *, email: str = TEACHER) -> SchoolClass:
    made = school_classes.ask(session, consultation, email, language="nl", now=clock())
    school_classes.confirm(session, str(mails(session, "class-confirm")[-1]["token"]), now=clock())
    return made


def pupil(
    session: Any, school_class: SchoolClass, clock: Any, *, text: str = "Ik snap de brief niet."
) -> Response:
    draft, _token = make_draft(
        session, school_class.consultation, text=text, publication=Publication.UNNAMED, now=clock()
    )
    school_classes.join(session, draft, school_class.code.lower(), now=clock())
    send(session, draft, key=draft.reference, now=clock())
    return draft


def test_a_code_is_read_however_it_is_typed() -> None:
    code = new_code()
    assert find_code(f" {code.lower().replace('-', ' ')} ") == code
    assert find_code(code[:-1]) is None
    assert find_code("IOIO-0101") is None


def test_a_class_opens_by_the_link_in_the_mail_and_only_then_has_a_code_that_works(
    session: Any, asked: Any, clock: Any
) -> None:
    made = school_classes.ask(session, asked, f" {TEACHER.upper()} ", language="nl", now=clock())
    draft, _token = make_draft(session, asked, now=clock())
    with pytest.raises(Invalid) as refused:
        school_classes.join(session, draft, made.code, now=clock())
    assert refused.value.problems == {"code": "class-code-unknown"}
    [mail] = mails(session, "class-confirm")
    secret = school_classes.confirm(session, str(mail["token"]), now=clock())
    assert school_classes.find_managed(session, secret) is made
    assert school_classes.confirm(session, str(mail["token"]), now=clock()) == ""
    [letter] = mails(session, "class-open")
    assert (letter["to"].lower(), letter["code"], letter["token"]) == (TEACHER, made.code, secret)
    school_classes.join(session, draft, made.code, now=clock())


def test_a_class_that_is_not_opened_in_time_cannot_be(session: Any, asked: Any, clock: Any) -> None:
    school_classes.ask(session, asked, TEACHER, language="nl", now=clock())
    token = str(mails(session, "class-confirm")[-1]["token"])
    with pytest.raises(TokenRefused):
        school_classes.confirm(session, token, now=clock() + timedelta(hours=48))
    retention.run(session, TERMS, now=clock() + timedelta(days=31))
    assert session.scalars(select(SchoolClass)).all() == []


def test_where_the_department_says_no_there_are_no_classes(session: Any, clock: Any) -> None:
    with pytest.raises(WrongState):
        school_classes.ask(session, make_consultation(session), TEACHER, language="nl", now=clock())


def test_one_teacher_has_only_so_many_classes(session: Any, asked: Any, clock: Any) -> None:
    for _number in range(MOST_CLASSES):
        opened(session, asked, clock)
    with pytest.raises(WrongState) as refused:
        opened(session, asked, clock, email="Juf+tweede@School.example")
    assert refused.value.code == "classes-many"
    opened(session, asked, clock, email="meester@school.example")


def test_of_a_pupil_nothing_is_kept_but_the_words(session: Any, asked: Any, clock: Any) -> None:
    response = pupil(session, opened(session, asked, clock), clock)
    who = response.respondent
    assert (who.name, who.place, who.email, who.canonical, who.under_16) == ("", "", "", "", True)
    assert response.state is ResponseState.SENT
    assert mails(session, "consent") + mails(session, "confirm") == []


def test_what_the_teacher_lets_count_is_read_by_a_moderator(session: Any, asked: Any, clock: Any) -> None:
    school_class = opened(session, asked, clock)
    first, second = (pupil(session, school_class, clock) for _number in range(2))
    assert school_classes.agree(session, school_class, [first.reference], now=clock()) == 1
    assert school_classes.agree(session, school_class, [first.reference], now=clock()) == 0
    assert (first.state, first.held_code) == (ResponseState.HELD, "under-16")
    assert second.state is ResponseState.SENT
    assert kinds(session, first) == ["response-sent", "response-confirmed", "consent-given"]


def test_all_means_those_that_were_shown(session: Any, asked: Any, clock: Any) -> None:
    school_class = opened(session, asked, clock)
    shown = [pupil(session, school_class, clock).reference for _number in range(2)]
    later = pupil(session, school_class, clock)
    assert school_classes.agree(session, school_class, shown, now=clock()) == 2
    assert later.state is ResponseState.SENT


def test_a_teacher_agrees_to_nothing_of_another_class(session: Any, asked: Any, clock: Any) -> None:
    mine, theirs = (
        opened(session, asked, clock),
        opened(session, asked, clock, email="meester@school.example"),
    )
    response = pupil(session, theirs, clock)
    assert school_classes.agree(session, mine, [response.reference], now=clock()) == 0
    with pytest.raises(NotFound):
        school_classes.refuse(session, mine, response.reference, now=clock())


def test_what_the_teacher_refuses_is_erased_and_the_log_says_so(session: Any, asked: Any, clock: Any) -> None:
    school_class = opened(session, asked, clock)
    response = pupil(session, school_class, clock)
    school_classes.refuse(session, school_class, response.reference, now=clock())
    assert (response.state, response.respondent, response.comments) == (ResponseState.ERASED, None, [])
    assert kinds(session, response) == ["response-sent", "consent-refused", "response-erased"]
    assert school_classes.list_responses(session, school_class) == []


def test_it_waits_for_the_teacher_until_a_day_after_closing_and_expires_then(
    session: Any, asked: Any, clock: Any
) -> None:
    school_class = opened(session, asked, clock)
    response = pupil(session, school_class, clock)
    last = asked.closes_at + timedelta(hours=24)
    assert responses.expire(session, now=last - timedelta(minutes=1)) == 0
    with pytest.raises(WrongState):
        school_classes.agree(session, school_class, [response.reference], now=last)
    assert responses.expire(session, now=last) == 1
    session.expire_all()
    assert response.state is ResponseState.EXPIRED


def test_the_address_of_the_teacher_goes_when_nothing_can_be_agreed_to(
    session: Any, asked: Any, clock: Any
) -> None:
    school_class = opened(session, asked, clock)
    last = asked.closes_at + timedelta(hours=24)
    retention.run(session, TERMS, now=last)
    session.refresh(school_class)
    assert school_class.teacher_email == TEACHER
    retention.run(session, TERMS, now=last + timedelta(minutes=1))
    session.refresh(school_class)
    assert (school_class.teacher_email, school_class.canonical) == ("", "")


def test_a_closed_class_takes_nothing_more_and_what_waits_can_still_count(
    session: Any, asked: Any, clock: Any
) -> None:
    school_class = opened(session, asked, clock)
    response = pupil(session, school_class, clock)
    late, _token = make_draft(session, asked, publication=Publication.UNNAMED, now=clock())
    school_classes.join(session, late, school_class.code, now=clock())
    for _press in range(2):
        school_classes.close(session, school_class, now=clock())
    assert school_class.state is ClassState.CLOSED
    assert school_classes.agree(session, school_class, [response.reference], now=clock()) == 1
    with pytest.raises(Invalid) as refused:
        send(session, late, key="late", now=clock())
    assert refused.value.problems == {"respondent": "class-closed"}


def test_a_class_is_full_at_its_most(session: Any, asked: Any, clock: Any) -> None:
    school_class = opened(session, asked, clock)
    for _number in range(MOST_IN_CLASS):
        pupil(session, school_class, clock)
    with pytest.raises(Invalid) as refused:
        pupil(session, school_class, clock)
    assert refused.value.problems == {"code": "class-full"}


def test_who_leaves_the_class_asks_a_parent_and_who_turns_out_older_keeps_no_class(
    session: Any, asked: Any, clock: Any
) -> None:
    school_class = opened(session, asked, clock)
    draft, _token = make_draft(session, asked, publication=Publication.UNNAMED, now=clock())
    school_classes.join(session, draft, school_class.code, now=clock())
    alone = RespondentFacts(RespondentKind.PERSON, under_16=True)
    identities.save_respondent(session, draft, alone, now=clock())
    assert draft.facts().respondent.under_16
    assert responses.problems_before_sending(draft, LIMITS)["respondent"] == "email-unreadable"
    school_classes.join(session, draft, school_class.code, now=clock())
    grown = RespondentFacts(RespondentKind.PERSON, email="noor@example.nl")
    identities.save_respondent(session, draft, grown, now=clock())
    session.expire_all()
    assert (draft.respondent.class_id, draft.respondent.under_16) == (None, False)


def test_a_pupil_can_take_it_back_before_and_after(session: Any, asked: Any, clock: Any) -> None:
    school_class = opened(session, asked, clock)
    for agree in (False, True):
        response = pupil(session, school_class, clock)
        if agree:
            school_classes.agree(session, school_class, [response.reference], now=clock())
        assert responses.withdraw(session, response, now=clock()) is True
        assert school_classes.list_responses(session, school_class) == []
        assert erasure.erase(session, response, now=clock()) is True


def test_the_log_names_no_code(session: Any, asked: Any, clock: Any) -> None:
    school_class = opened(session, asked, clock)
    pupil(session, school_class, clock)
    school_classes.close(session, school_class, now=clock())
    entries = session.scalars(select(LogEntry)).all()
    assert {"class-opened", "class-closed"} <= {entry.kind for entry in entries}
    assert not [one for one in entries if school_class.code in f"{one.subject} {one.data}"]
    assert drafts.find(session, asked, school_class.code, now=clock()) is None
