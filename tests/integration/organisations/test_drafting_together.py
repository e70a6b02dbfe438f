"""Writing together: parts, editions, two people at one text, notes, details and attachments."""

from __future__ import annotations

import io
from typing import Any

import pytest

from consultatie.db import Database
from consultatie.domain.errors import Invalid, NotFound, WrongState
from consultatie.domain.organisations import MemberRole
from consultatie.domain.respondents import Limits
from consultatie.models.joint_drafts import JointDraft
from consultatie.models.organisations import Membership
from consultatie.models.responses import Position
from consultatie.services import joint_drafts
from consultatie.services.drafts import CommentInput
from tests.factories import make_consultation
from tests.integration.organisations.colleague import alerts, enter, make_member, make_organisation, post

LIMITS = Limits(2000, 5000)
HOME = "/organisatie/stichting-de-brief/reacties/proef"
PART = f"{HOME}/deel/art_2"


def typed(text: str, eid: str = "art_2", proposal: str = "") -> CommentInput:
    return CommentInput(eid, Position.OPPOSE, text, proposal)


@pytest.fixture
def draft(session: Any, clock: Any) -> JointDraft:
    member = make_member(session, make_organisation(session), MemberRole.MANDATED, "Ans")
    found = joint_drafts.begin(session, member, make_consultation(session), language="nl", now=clock())
    joint_drafts.set_aside(session, found, member, ("art_3", "art_2", "art_2"), now=clock())
    return found


@pytest.fixture
def ans(draft: JointDraft) -> Membership:
    return draft.organisation.members[0]


@pytest.fixture
def jan(session: Any, draft: JointDraft) -> Membership:
    return make_member(session, draft.organisation, MemberRole.WRITER, "Jan")


def test_an_organisation_has_one_draft_and_its_parts_stand_in_document_order(
    session: Any, draft: JointDraft, jan: Membership, clock: Any
) -> None:
    again = joint_drafts.begin(session, jan, draft.consultation, language="nl", now=clock())
    assert again.id == draft.id
    assert [part.eid for part in joint_drafts.parts(session, draft)] == ["", "art_2", "art_3"]


def test_an_unknown_provision_is_not_set_aside(
    session: Any, draft: JointDraft, ans: Membership, clock: Any
) -> None:
    with pytest.raises(NotFound):
        joint_drafts.set_aside(session, draft, ans, ("art_99",), now=clock())


def test_the_second_of_two_savers_is_told_and_both_texts_are_kept(
    session: Any, draft: JointDraft, ans: Membership, jan: Membership, clock: Any
) -> None:
    joint_drafts.save(session, draft, ans, typed("van Ans"), based_on=1, limits=LIMITS, now=clock())
    with pytest.raises(WrongState, match="text-overtaken"):
        joint_drafts.save(session, draft, jan, typed("van Jan"), based_on=1, limits=LIMITS, now=clock())
    joint_drafts.save(session, draft, jan, typed("van beiden"), based_on=2, limits=LIMITS, now=clock())
    found = joint_drafts.history(session, draft, "art_2")
    assert [(one.number, one.text, one.by.name if one.by else "") for one in found] == [
        (3, "van beiden", "Jan"),
        (2, "van Ans", "Ans"),
        (1, "", "Ans"),
    ]


def test_the_same_text_again_makes_no_edition(
    session: Any, draft: JointDraft, ans: Membership, jan: Membership, clock: Any
) -> None:
    joint_drafts.save(session, draft, ans, typed("gelijk"), based_on=1, limits=LIMITS, now=clock())
    same = joint_drafts.save(session, draft, jan, typed("gelijk"), based_on=1, limits=LIMITS, now=clock())
    assert same.number == 2


def test_an_earlier_text_is_put_back_as_a_new_edition(
    session: Any, draft: JointDraft, ans: Membership, jan: Membership, clock: Any
) -> None:
    for number, text in enumerate(("een", "twee"), 1):
        joint_drafts.save(session, draft, ans, typed(text), based_on=number, limits=LIMITS, now=clock())
    back = joint_drafts.put_back(session, draft, jan, "art_2", 2, now=clock())
    assert (back.number, back.text, back.by_id) == (4, "een", jan.user_id)
    with pytest.raises(NotFound):
        joint_drafts.put_back(session, draft, jan, "art_2", 9, now=clock())


def test_details_are_compared_by_number_too(session: Any, draft: JointDraft, clock: Any) -> None:
    def change(names: str, based_on: int) -> None:
        joint_drafts.change_details(
            session, draft, principals=names, publication=draft.publication, based_on=based_on, now=clock()
        )

    change(" FNV \n\nCNV\nFNV", 0)
    assert draft.principals == ["FNV", "CNV"]
    with pytest.raises(WrongState, match="text-overtaken"):
        change("VCP", 0)
    with pytest.raises(Invalid) as refused:
        change("x" * 201, 1)
    assert refused.value.problems == {"principals": "principal-too-long"}


@pytest.fixture
def at_work(db: Database, client: Any, clock: Any) -> Any:
    """A client of somebody who writes, at a draft with article 2."""
    with db.write.begin() as session:
        organisation = make_organisation(session)
        make_consultation(session)
        writer = make_member(session, organisation, MemberRole.WRITER, "Jan")
    enter(client, writer)
    assert post(client, HOME).status_code == 303
    assert post(client, f"{HOME}/artikelen", parts="art_2").status_code == 303
    return client


def test_a_page_that_was_overtaken_shows_both_texts_and_then_saves(at_work: Any) -> None:
    first = {"position": "oppose", "text": "Eerste tekst", "based_on": "1"}
    assert post(at_work, PART, **first).status_code == 303
    answer = post(at_work, PART, **first | {"text": "Tweede tekst"})
    assert answer.status_code == 409
    assert alerts(answer.text) == ["Een collega veranderde dit intussen. Vergelijk beide en bewaar dan."]
    assert "Eerste tekst" in answer.text
    assert "Tweede tekst" in answer.text
    assert 'name="based_on" type="hidden" value="2"' in answer.text
    assert post(at_work, PART, **first | {"text": "Tweede tekst", "based_on": "2"}).status_code == 303
    page = at_work.get(f"{HOME}/geschiedenis/art_2").text
    assert "Tekst 3, Jan" in page
    assert post(at_work, f"{HOME}/geschiedenis/art_2", nummer="2").status_code == 303
    assert "Eerste tekst</textarea>" in at_work.get(PART).text.replace("\r\n", "").replace("\n", "")


def test_what_is_too_long_is_refused_and_stays_in_the_form(at_work: Any) -> None:
    answer = post(at_work, PART, position="oppose", text="x" * 20_001, based_on="1")
    assert answer.status_code == 422
    assert "x" * 20_001 in answer.text


def test_notes_stay_between_colleagues(at_work: Any) -> None:
    assert alerts(post(at_work, f"{HOME}/notitie/art_2", PART, note=" ").text) == [
        "Schrijf eerst een notitie."
    ]
    assert post(at_work, f"{HOME}/notitie/art_2", PART, note="Navragen bij Wim").status_code == 303
    assert "Navragen bij Wim" in at_work.get(PART).text
    assert "Notities: </span><span>1" in at_work.get(HOME).text


def test_an_attachment_is_told_by_its_bytes(at_work: Any) -> None:
    page = f"{HOME}/bijlagen"

    def add(data: bytes, name: str, title: str = "Cijfers") -> Any:
        return post(at_work, page, title=title, file=(io.BytesIO(data), name))

    assert add(b"MZ\x00\x90", "cijfers.pdf").status_code == 422
    assert add(b"", "").status_code == 422
    assert add(b"Cijfers van 2026", "cijfers.txt").status_code == 303
    shown = at_work.get(page).text
    assert "cijfers.txt" in shown
    assert at_work.get(f"{page}/1").headers["Content-Disposition"] == "attachment; filename=cijfers.txt"
    assert post(at_work, f"{page}/1/weg", page).status_code == 303
    assert "cijfers.txt" not in at_work.get(page).text


def test_another_organisation_sees_nothing_of_it(at_work: Any, db: Database) -> None:
    with db.write.begin() as session:
        outsider = make_member(session, make_organisation(session, "Elders"), MemberRole.MANDATED)
    enter(at_work, outsider)
    for path in (HOME, PART, f"{HOME}/geschiedenis/art_2", f"{HOME}/bijlagen", f"{HOME}/gegevens"):
        assert at_work.get(path).status_code == 404
