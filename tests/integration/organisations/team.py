"""An organisation at a draft with one text, for tests of handing it in."""

from __future__ import annotations

from typing import Any

from consultatie.domain.joint_drafts import Step
from consultatie.domain.organisations import MemberRole, OrganisationState
from consultatie.domain.respondents import Limits
from consultatie.models.joint_drafts import Submission
from consultatie.models.responses import Position
from consultatie.services import joint_drafts, joint_signing, joint_submission
from consultatie.services.drafts import CommentInput
from tests.factories import make_consultation
from tests.integration.organisations.colleague import (
    make_member,
    make_organisation,
)

LIMITS = Limits(2000, 5000)


class Team:
    """An organisation with a writer, a signer and somebody with the mandate, at a draft with one text."""

    def __init__(self, session: Any, now: Any, state: OrganisationState = OrganisationState.ACTIVE) -> None:
        self.session = session
        organisation = make_organisation(session, state=state)
        self.writer = make_member(session, organisation, MemberRole.WRITER)
        self.signer = make_member(session, organisation, MemberRole.SIGNER)
        self.boss = make_member(session, organisation, MemberRole.MANDATED)
        self.consultation = make_consultation(session)
        self.draft = joint_drafts.begin(session, self.writer, self.consultation, language="nl", now=now)
        joint_drafts.set_aside(session, self.draft, self.writer, ("art_2", "art_3"), now=now)
        self.write("Een brief is te kort.", now)

    def write(self, text: str, now: Any) -> None:
        last = joint_drafts.newest(self.session, self.draft, "art_2")
        typed = CommentInput("art_2", Position.OPPOSE, text, "Een brief is lang.")
        joint_drafts.save(
            self.session, self.draft, self.writer, typed, based_on=last.number, limits=LIMITS, now=now
        )

    def hand_in(self, now: Any) -> Submission:
        joint_signing.offer(self.session, self.draft, self.writer, "Klaar", now=now)
        joint_signing.take(self.session, self.draft, self.signer, Step.SIGN, now=now)
        return joint_submission.submit(self.session, self.draft, self.boss, limits=LIMITS, now=now)
