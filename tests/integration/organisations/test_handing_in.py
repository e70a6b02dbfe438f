"""From written to handed in: sign-off, the response that comes of it, revising, withdrawing, and the receipt."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import func, select

from consultatie.domain.errors import NotAllowed, WrongState
from consultatie.domain.joint_drafts import JointStage, Step
from consultatie.domain.lifecycle import ResponseState, Stage
from consultatie.domain.organisations import OrganisationState
from consultatie.domain.receipts import content_digest
from consultatie.domain.visibility import RespondentKind
from consultatie.models.joint_drafts import JointDraft, Submission
from consultatie.models.log import LogEntry
from consultatie.models.responses import Response
from consultatie.services import erasure, joint_drafts, joint_retention, joint_signing, joint_submission, log
from tests.integration.organisations.colleague import (
    mailed,
)
from tests.integration.organisations.team import LIMITS, Team


@pytest.fixture
def team(session: Any, clock: Any) -> Team:
    return Team(session, clock())


def test_each_step_asks_its_role(session: Any, team: Team, clock: Any) -> None:
    joint_signing.offer(session, team.draft, team.writer, "", now=clock())
    with pytest.raises(NotAllowed, match="signer-needed"):
        joint_signing.take(session, team.draft, team.writer, Step.SIGN, now=clock())
    joint_signing.take(session, team.draft, team.signer, Step.SIGN, now=clock())
    with pytest.raises(NotAllowed, match="mandate-needed"):
        joint_submission.submit(session, team.draft, team.signer, limits=LIMITS, now=clock())
    assert team.draft.stage is JointStage.SIGNED


def test_a_text_that_is_offered_is_locked_until_it_is_taken_back(
    session: Any, team: Team, clock: Any
) -> None:
    joint_signing.offer(session, team.draft, team.writer, "", now=clock())
    with pytest.raises(WrongState, match="joint-draft-locked"):
        team.write("Nog iets", clock())
    joint_signing.take(session, team.draft, team.writer, Step.TAKE_BACK, now=clock())
    team.write("Nog iets", clock())


def test_only_whoever_is_next_hears_of_it(session: Any, team: Team, clock: Any) -> None:
    joint_signing.offer(session, team.draft, team.writer, "", now=clock())
    assert {one["to"].split("@")[0] for one in mailed(session, "organisation-step")} == {"signer", "mandated"}
    joint_signing.take(session, team.draft, team.signer, Step.SIGN, now=clock())
    assert mailed(session, "organisation-step")[-1]["to"].startswith("mandated@")


def test_whoever_hands_in_gets_the_mail_with_the_receipt_too(session: Any, team: Team, clock: Any) -> None:
    team.hand_in(clock())
    told = [one for one in mailed(session, "organisation-step") if one["facts"]["step"] == "submit"]
    assert {one["to"].split("@")[0] for one in told} == {"writer", "signer", "mandated"}


def test_a_signed_text_becomes_a_response_like_any_other(session: Any, team: Team, clock: Any) -> None:
    version = team.hand_in(clock())
    response = team.draft.response
    assert response is not None
    assert (response.state, response.channel.value) == (ResponseState.PUBLIC, "web")
    who = response.facts().respondent
    assert (who.kind, who.organisation, who.verified_domain) == (
        RespondentKind.ORGANISATION,
        "Stichting De Brief",
        "debrief.example",
    )
    assert [(one.eid, one.text) for one in response.comments] == [("art_2", "Een brief is te kort.")]
    entry = session.scalars(select(LogEntry).where(LogEntry.position == version.log_position)).one()
    assert (entry.kind, entry.data["digest"]) == ("response-sent", version.digest)
    assert version.digest == content_digest(response.facts(), response.salt)


def test_a_revision_is_the_same_response_and_both_versions_are_kept(
    session: Any, team: Team, clock: Any
) -> None:
    first = team.hand_in(clock())
    received = team.draft.response.sent_at if team.draft.response else None
    clock.forward(days=1)
    joint_submission.revise(session, team.draft, team.writer, now=clock())
    team.write("Een brief is veel te kort.", clock())
    assert team.draft.response is not None
    assert team.draft.response.comments[0].text == "Een brief is te kort."  # the public has this until then
    second = team.hand_in(clock())
    assert session.scalar(select(func.count()).select_from(Response)) == 1
    assert second.response_id == first.response_id
    assert team.draft.response.sent_at == received
    assert [one.contents["parts"][0]["text"] for one in team.draft.submissions] == [
        "Een brief is te kort.",
        "Een brief is veel te kort.",
    ]
    kinds = session.scalars(select(LogEntry.kind).order_by(LogEntry.position)).all()
    assert "response-revised" in kinds
    assert log.verify(session) == []


def test_after_closing_nothing_is_handed_in_or_revised_but_it_can_be_withdrawn(
    session: Any, team: Team, clock: Any
) -> None:
    team.hand_in(clock())
    clock.forward(days=60)
    with pytest.raises(WrongState, match="consultation-closed"):
        joint_submission.revise(session, team.draft, team.writer, now=clock())
    joint_submission.withdraw(session, team.draft, team.boss, now=clock())
    assert session.scalars(select(Response.state)).one() is ResponseState.WITHDRAWN


def test_what_was_withdrawn_can_be_handed_in_anew(session: Any, team: Team, clock: Any) -> None:
    first = team.hand_in(clock())
    with pytest.raises(NotAllowed):
        joint_submission.withdraw(session, team.draft, team.signer, now=clock())
    joint_submission.withdraw(session, team.draft, team.boss, now=clock())
    second = team.hand_in(clock())
    assert first.contents["reference"] != second.contents["reference"]
    assert [one.number for one in team.draft.submissions] == [1, 2]


def test_an_organisation_that_waits_for_an_administrator_does_not_hand_in(session: Any, clock: Any) -> None:
    team = Team(session, clock(), OrganisationState.REQUESTED)
    with pytest.raises(NotAllowed, match="organisation-waits"):
        team.hand_in(clock())


def test_a_redacted_response_goes_to_a_moderator_when_it_is_revised(
    session: Any, team: Team, clock: Any
) -> None:
    team.hand_in(clock())
    assert team.draft.response is not None
    team.draft.response.state = ResponseState.REDACTED
    session.flush()
    joint_submission.revise(session, team.draft, team.boss, now=clock())
    team.hand_in(clock())
    assert (team.draft.response.state, team.draft.response.held_code) == (ResponseState.HELD, "mended")


def test_erasing_a_response_takes_the_versions_and_leaves_the_draft(
    session: Any, team: Team, clock: Any
) -> None:
    team.hand_in(clock())
    assert team.draft.response is not None
    erasure.erase(session, team.draft.response, now=clock())
    assert session.scalar(select(func.count()).select_from(Submission)) == 0
    assert session.scalars(select(JointDraft)).one() is team.draft


def test_after_the_report_the_writing_goes_and_what_was_handed_in_stays(
    session: Any, team: Team, clock: Any
) -> None:
    version = team.hand_in(clock())
    joint_drafts.add_note(session, team.draft, team.writer, "art_2", "Navragen", now=clock())
    team.consultation.stage, team.consultation.reported_at = Stage.REPORTED, clock()
    session.flush()
    assert joint_retention.remove_old(session, reported_before=clock(), now=clock()) == 0
    later = clock.forward(days=91)
    assert joint_retention.remove_old(session, reported_before=later, now=later) == 1
    assert joint_drafts.parts(session, team.draft) == []
    assert session.get(Submission, version.id) is version
    assert joint_retention.remove_old(session, reported_before=later, now=later) == 0
