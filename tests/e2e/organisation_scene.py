"""An organisation with its people for the pages under test, and the links that were mailed to them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from consultatie.domain.joint_drafts import Step
from consultatie.domain.organisations import MemberRole, Registration
from consultatie.domain.respondents import Limits
from consultatie.models.joint_drafts import JointAttachment, JointDraft, Submission
from consultatie.models.organisations import Membership
from consultatie.models.responses import Position
from consultatie.services import (
    consultations,
    file_texts,
    joint_attachments,
    joint_drafts,
    joint_signing,
    joint_submission,
    memberships,
    organisations,
    responses,
    uploads,
)
from consultatie.services.drafts import CommentInput
from tests.e2e.site import LiveSite
from tests.unit.file_texts import made_files

SLUG, BOSS = "vereniging-de-lezer", "voorzitter@delezer.example"
DAY = timedelta(days=1)


def set_organisation_scene(site: LiveSite, values: dict[str, Any], cookies: dict[str, str]) -> None:
    """Make an organisation, with somebody who has the mandate and a writer; add what addresses need."""
    now = site.parts.ports.now()
    for name, email in (("Vereniging De Lezer", BOSS), ("Stichting Nog Niet", "iemand@nogniet.example")):
        with site.parts.db.write.begin() as session:
            typed = Registration(name, "12345678", "Vera Voorzitter", email)
            organisations.register(session, typed, language="nl", life=DAY, now=now)
        values["register_token"] = _token(site, email, "organisation-confirm", "/organisatie/bevestigen/")
        if email == BOSS:
            with site.parts.db.write.begin() as session:
                organisations.confirm(session, values["register_token"], now=now)
    with site.parts.db.write.begin() as session:
        boss = session.get_one(Membership, 1)
        writer = organisations.admit(
            session,
            boss.organisation,
            "schrijver@delezer.example",
            "Sam Schrijver",
            MemberRole.WRITER,
            now=now,
        )
        values["colleague"] = writer.id
        memberships.invite(
            session, boss, "nieuw@delezer.example", MemberRole.SIGNER, language="nl", life=DAY, now=now
        )
        organisations.ask_sign_in(session, BOSS, language="nl", life=DAY, next_address="", now=now)
    values["invite_token"] = _token(
        site, "nieuw@delezer.example", "organisation-invite", "/organisatie/uitnodiging/"
    )
    values["sign_in_token"] = _token(site, BOSS, "organisation-sign-in", "/organisatie/inloggen/")
    cookies["member"] = site.staff_cookie(BOSS)


def _token(site: LiveSite, to: str, kind: str, part: str) -> str:
    return site.link(to, kind, part).rpartition("/")[2]


def write_together(site: LiveSite, slug: str, article: str) -> None:
    """Hand in a response of the organisation, and open it again, so that every page has something to show."""
    now = site.parts.ports.now()
    limits = Limits(20_000, 200_000)
    with site.parts.db.write.begin() as session:
        boss = session.get_one(Membership, 1)
        row = consultations.get(session, slug)
        draft = joint_drafts.begin(session, boss, row, language="nl", now=now)
        joint_drafts.set_aside(session, draft, boss, (article,), now=now)
        for number, text in enumerate(("Zet het nummer erbij.", "Zet het telefoonnummer erbij."), 1):
            typed = CommentInput(
                article, Position.SUPPORT_WITH_CHANGES, text, "Met een nummer." if number > 1 else ""
            )
            joint_drafts.save(session, draft, boss, typed, based_on=number, limits=limits, now=now)
        joint_drafts.add_note(session, draft, boss, article, "Vraag ook de leden.", now=now)
        joint_drafts.change_details(
            session, draft, principals="Bond van Lezers", publication=draft.publication, based_on=0, now=now
        )
        joint_attachments.add(
            session,
            draft,
            boss,
            data=b"Cijfers over brieven.\n",
            name="cijfers.txt",
            title="Cijfers over brieven",
            files=site.parts.ports.files,
            inspect=site.parts.ports.inspect_document,
            now=now,
        )
        joint_signing.offer(session, draft, boss, "Graag voor vrijdag.", now=now)
        joint_signing.take(session, draft, boss, Step.SIGN, now=now)
        joint_submission.submit(session, draft, boss, limits=limits, now=now)
        joint_submission.revise(session, draft, boss, now=now)


def attach(site: LiveSite, reference: str) -> int:
    """Let a public response have come from the organisation with a Word file, which was read; return the attachment's id."""
    now, ports = site.parts.ports.now(), site.parts.ports
    with site.parts.db.write.begin() as session:
        boss, response = session.get_one(Membership, 1), responses.get(session, reference)
        draft = JointDraft(
            organisation=boss.organisation,
            consultation=response.consultation,
            version=response.version,
            response=response,
            created_at=now,
            changed_at=now,
        )
        data = made_files.word_file()
        file = uploads.keep(
            session, ports.files, data, name="advies.docx", media_type=made_files.WORD, now=now
        )
        attachment = JointAttachment(draft=draft, file=file, title="Advies over brieven", at=now)
        session.add(attachment)
        session.flush()
        draft.submissions.append(
            Submission(
                response=response,
                number=1,
                contents={"attachments": [attachment.id]},
                digest=response.digest,
                log_position=response.log_position or 0,
                at=now,
            )
        )
        file_texts.due(session, file, now=now)
        session.flush()
        reading = ports.read_file(data, made_files.WORD)
        file_texts.keep(session, file.id, reading, markup=ports.markup, now=now)
        return attachment.id
