"""Nothing goes online half finished, and never by one hand alone; on both databases."""

from __future__ import annotations

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy.orm import Session

from consultatie.db import Database
from consultatie.domain.errors import Invalid, NotAllowed, WrongState
from consultatie.domain.lifecycle import ConsultationState, Stage, closing_instant
from consultatie.domain.permissions import Role
from consultatie.models.consultations import ConsultationText, Illustration, TextField
from consultatie.models.files import StoredFile
from consultatie.models.log import LogEntry
from consultatie.models.queue import Job
from consultatie.services import consultation_texts, consultations, publication_gate, publishing
from tests import factories

LATER = {"opens": date(2027, 3, 10), "closes": date(2027, 4, 20)}


def codes(session: Session, consultation, now, **more) -> set[str]:
    gaps = publication_gate.missing(session, consultation, now, **more)
    return {gap.code for gap in publication_gate.blocking(gaps)}


def draft(session: Session, **more):
    return factories.make_consultation(session, stage=Stage.DRAFT, **(LATER | more))


def test_a_whole_draft_has_no_gaps_that_block(session: Session, clock) -> None:
    assert codes(session, draft(session), clock()) == set()


def test_articles_without_plain_language_are_advice(session: Session, clock) -> None:
    gaps = publication_gate.missing(session, draft(session), clock())
    assert [gap.subject for gap in gaps if gap.code == "explanation-missing"] == ["art_1", "art_2", "art_3"]
    assert not any(gap.blocking for gap in gaps)


@pytest.mark.parametrize("field", [TextField.SUMMARY, TextField.CHANGES, TextField.AUDIENCE])
def test_a_missing_text_blocks(session: Session, clock, field) -> None:
    consultation = draft(session)
    consultation.texts[:] = [text for text in consultation.texts if text.field is not field]
    assert codes(session, consultation, clock()) == {f"{field.value}-missing"}


def test_a_text_in_english_alone_does_not_count(session: Session, clock) -> None:
    consultation = draft(session)
    consultation.texts[:] = [
        ConsultationText(language="en", field=field, markdown="x", html="<p>x</p>") for field in TextField
    ]
    assert "summary-missing" in codes(session, consultation, clock())


@pytest.mark.parametrize(
    ("days", "reason", "expected"),
    [
        (28, "", set()),
        (27, "", {"term-short"}),
        (27, "Spoed door de rechter.", set()),
        (27, " ", {"term-short"}),
    ],
)
def test_a_term_under_four_weeks_needs_a_reason(session: Session, clock, days, reason, expected) -> None:
    consultation = draft(session, closes=date(2027, 3, 10) + timedelta(days=days - 1))
    consultation.term_reason = reason
    assert codes(session, consultation, clock()) == expected


def test_days_that_have_passed_block(session: Session, clock) -> None:
    assert codes(session, draft(session, opens=date(2026, 1, 1), closes=date(2026, 6, 1)), clock()) == {
        "closes-past"
    }


def test_a_first_day_that_has_passed_blocks_all_but_the_operator(session: Session, clock) -> None:
    consultation = draft(session, opens=date(2027, 3, 1))
    assert codes(session, consultation, clock()) == {"opens-past"}
    assert codes(session, consultation, clock(), operator=True) == set()


def test_contact_and_keten_id_are_needed(session: Session, clock) -> None:
    consultation = draft(session)
    consultation.contact, consultation.keten_id = "  ", "WGK12"
    assert codes(session, consultation, clock()) == {"contact-missing", "keten-id-missing"}


def test_a_bill_is_needed(session: Session, clock) -> None:
    assert codes(session, draft(session, bill=None), clock()) == {"bill-missing"}


def test_an_illustration_needs_both_its_texts_and_a_provision_that_exists(session: Session, clock) -> None:
    consultation = draft(session)
    file = StoredFile(key="0" * 64, name="x.svg", media_type="image/svg+xml", size=1, created_at=clock())
    consultation.illustrations.append(
        Illustration(
            eid="art_99",
            picture=factories.make_picture(
                consultation.department, file, alt={"en": "A map"}, description={}
            ),
        )
    )
    session.flush()
    assert codes(session, consultation, clock()) == {
        "alt-missing",
        "description-missing",
        "provision-unknown",
    }


def test_who_edited_last_does_not_publish(session: Session, clock) -> None:
    anna = factories.make_user(session)
    consultation = draft(session, edited_by=anna)
    consultation.edited_by_id = anna.id
    with pytest.raises(NotAllowed):
        publishing.publish(session, consultation, by=anna.viewer(), now=clock())
    assert consultation.stage is Stage.DRAFT
    bram = factories.make_user(session)
    publishing.publish(session, consultation, by=bram.viewer(), now=clock())
    assert consultation.stage is Stage.PUBLISHED
    assert consultation.published_by_id == bram.id


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.ADMINISTRATOR, Role.RESPONDENT])
def test_other_roles_do_not_publish(session: Session, clock, role) -> None:
    consultation = draft(session)
    with pytest.raises(NotAllowed):
        publishing.publish(session, consultation, by=factories.make_user(session, role).viewer(), now=clock())


def test_a_colleague_of_another_department_does_not_publish(session: Session, clock) -> None:
    other = factories.make_department(session, "Ministerie van Anders")
    with pytest.raises(NotAllowed):
        publishing.publish(
            session, draft(session), by=factories.make_user(session, department=other).viewer(), now=clock()
        )


def test_a_closed_gate_names_every_gap(session: Session, clock) -> None:
    consultation = draft(session, bill=None)
    consultation.contact = ""
    with pytest.raises(Invalid) as refusal:
        publishing.publish(session, consultation, by=None, now=clock())
    assert set(refusal.value.problems.values()) == {"contact-missing", "bill-missing"}


def test_the_operator_publishes_and_the_log_says_so(session: Session, clock) -> None:
    consultation = draft(session)
    publishing.publish(session, consultation, by=None, now=clock())
    entry = session.query(LogEntry).filter_by(kind="consultation-published").one()
    assert (entry.data["by"], entry.data["second_person"]) == ("operator", "operator")


def test_publication_queues_the_index_now_and_at_the_opening(session: Session, clock) -> None:
    consultation = draft(session)
    publishing.publish(session, consultation, by=None, now=clock())
    runs = {job.run_at for job in session.query(Job).filter_by(kind="index-consultation")}
    assert runs == {clock(), consultation.opens_at}


def test_two_people_publish_only_once(db: Database, clock) -> None:
    with db.write.begin() as session:
        slug = draft(session).slug
        viewers = [factories.make_user(session).viewer() for _ in range(4)]
    start, done = Barrier(4), []

    def publish(viewer) -> None:
        start.wait()
        try:
            with db.write.begin() as session:
                publishing.publish(session, consultations.get(session, slug), by=viewer, now=clock())
            done.append("published")
        except WrongState:
            done.append("refused")

    threads = [Thread(target=publish, args=(viewer,)) for viewer in viewers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == ["published", "refused", "refused", "refused"]


def test_closing_is_at_once_and_only_while_open(session: Session, clock) -> None:
    consultation = factories.make_consultation(session)
    publishing.close(session, consultation, by=None, now=clock())
    assert consultation.state(clock()) is ConsultationState.CLOSED
    assert (consultation.closes_at, consultation.closes) == (clock(), date(2027, 3, 2))
    with pytest.raises(WrongState):
        publishing.close(session, consultation, by=None, now=clock())


def test_extending_moves_the_end_to_midnight_in_amsterdam(session: Session, clock) -> None:
    consultation = factories.make_consultation(session)
    publishing.extend(session, consultation, date(2027, 5, 1), by=None, now=clock())
    assert consultation.closes_at == closing_instant(date(2027, 5, 1))
    with pytest.raises(Invalid):
        publishing.extend(session, consultation, date(2027, 4, 1), by=None, now=clock())


def test_a_closed_consultation_is_not_extended(session: Session, clock) -> None:
    consultation = factories.make_consultation(session, opens=date(2026, 1, 1), closes=date(2026, 6, 1))
    with pytest.raises(WrongState):
        publishing.extend(session, consultation, date(2027, 5, 1), by=None, now=clock())


def test_withdrawing_needs_a_reason_and_shows_it(session: Session, clock) -> None:
    consultation = factories.make_consultation(session)
    with pytest.raises(Invalid):
        publishing.withdraw(session, consultation, " ", by=None, now=clock())
    publishing.withdraw(session, consultation, "Het plan gaat niet door.", by=None, now=clock())
    assert consultation.state(clock()) is ConsultationState.WITHDRAWN
    assert consultation.withdrawn_reason == "Het plan gaat niet door."


def test_what_has_not_opened_becomes_a_draft_again_and_stays_unseen(session: Session, clock) -> None:
    consultation = factories.make_consultation(session, **LATER)
    publishing.withdraw(session, consultation, "Nog niet rijp.", by=None, now=clock())
    assert (consultation.stage, consultation.withdrawn_reason) == (Stage.DRAFT, "")


def test_a_published_consultation_cannot_lose_what_the_gate_asked_for(session: Session, ports, clock) -> None:
    consultation = factories.make_consultation(session)
    with pytest.raises(Invalid) as refusal:
        consultation_texts.set_texts(
            session, consultation, "nl", {TextField.SUMMARY: " "}, markup=ports.markup, by=None, now=clock()
        )
    assert refusal.value.code == "gate-would-break"


def test_asking_a_colleague_queues_one_mail_and_is_refused_for_strangers(session: Session, clock) -> None:
    anna, bram = factories.make_user(session), factories.make_user(session)
    consultation = draft(session)
    publishing.ask(session, consultation, bram, by=anna.viewer(), now=clock())
    mail = session.query(Job).filter_by(kind="mail").one()
    assert (mail.payload["kind"], mail.payload["to"]) == ("publish-request", bram.email)
    with pytest.raises(Invalid):
        publishing.ask(session, consultation, anna, by=anna.viewer(), now=clock())
