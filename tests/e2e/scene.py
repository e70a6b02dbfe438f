"""What the pages under test show: names in the demonstration, and a few things that it does not have.

A draft consultation, a half-written response, one sent, one confirmed, one held, one refused.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.cli import demo_content
from consultatie.domain.permissions import Viewer
from consultatie.domain.respondents import Limits
from consultatie.domain.visibility import Publication, RespondentFacts, RespondentKind
from consultatie.models.accounts import User
from consultatie.models.bills import BillVersion
from consultatie.models.consultations import Consultation
from consultatie.models.moderation import Decision
from consultatie.models.responses import Position, Respondent, Response, ResponseState
from consultatie.services import (
    accounts,
    confirmation,
    consultations,
    documents,
    drafts,
    identities,
    moderation,
    responses,
    revisions,
)
from tests.e2e.asking import RAAD, ask
from tests.e2e.campaign_scene import FIRST, WAITING, set_campaigns
from tests.e2e.followers import follow, object_to_a_response
from tests.e2e.organisation_scene import attach, set_organisation_scene, write_together
from tests.e2e.site import LiveSite
from tests.e2e.sounds import add_sound, speak
from tests.e2e.versions import add_version, propose_version
from tests.e2e.young_scene import set_young_scene

OPEN, CLOSED, REPORTED, DRAFT = (
    "begrijpelijke-brief",
    "samen-spelen",
    "huisnummer-woonboot",
    "concept-samen-spelen",
)
ARTICLE = "art_5"
LIMITS = Limits(20_000, 200_000)
CONFIRM_FOR = timedelta(hours=48)
PASSWORDS = {
    "drafter": ("anna@example.nl", "demo-anna-2026"),
    "second": ("bram@example.nl", "demo-bram-2026"),
    "moderator": ("moderator@example.nl", "demo-mila-2026"),
    "administrator": ("beheer@example.nl", "demo-bas-2026"),
}


@dataclass(frozen=True, slots=True)
class Scene:
    """Names and tokens that addresses are made of. `cookies` holds a signed cookie per kind of visitor."""

    values: dict[str, Any]
    cookies: dict[str, str]


def set_scene(site: LiveSite) -> Scene:
    """Make what is not there yet and return what the addresses need."""
    values: dict[str, Any] = {}
    now = site.parts.ports.now()
    with site.parts.db.write.begin() as session:
        consultation = consultations.get(session, OPEN)
        _make_draft_consultation(session, site, now)
        _written, values["draft_token"] = _write(session, consultation, "schrijver@example.nl", now)
        sent, values["sent_token"] = _write(session, consultation, "verstuurd@example.nl", now)
        _send(session, sent, now)
        for who in ("bevestigd", "geweigerd"):
            other, _token = _write(session, consultation, f"{who}@example.nl", now)
            _send(session, other, now)
        held, _token = _write(
            session,
            consultation,
            "vastgehouden@example.nl",
            now,
            text="Bel mij op 06 12345678 over mijn brief.",
        )
        _send(session, held, now)
        values["waiting"] = held.reference
        spoken, _token = _write(session, consultation, "opname@example.nl", now, text="")
        values["recording"] = speak(session, site, spoken, ARTICLE, now)
        values["spoken"] = spoken.reference
        values |= ask(session, consultation, _viewer(session, "drafter"), now)
        values |= set_campaigns(session, consultation, _viewer(session, "moderator"), now)
        _send(session, spoken, now)
    for who in ("bevestigd", "geweigerd", "vastgehouden", "opname"):
        _confirm(site, f"{who}@example.nl")
    _refuse(site)
    _revise(site, "bevestigd@example.nl")
    values["confirm_token"] = _token_in(site, "verstuurd@example.nl", "confirm", "/reageren/bevestigen/")
    values["manage_token"] = _token_in(site, "bevestigd@example.nl", "received", "/reageren/beheer/")
    values["mend_token"] = _token_in(site, "geweigerd@example.nl", "rejected", "/reageren/beheer/")
    values["invitation_token"] = _token_in(site, RAAD, "invitation", "/reageren/uitnodiging/")
    values["campaign_token"] = _token_in(site, WAITING, "campaign-confirm", "/reageren/actie/")
    values["campaign_manage_token"] = _token_in(site, FIRST, "campaign-open", "/reageren/actie/beheer/")
    values |= follow(site, OPEN)
    values["objection"] = object_to_a_response(site, OPEN)
    values["resume_token"] = values["draft_token"]
    with site.parts.db.read() as session:
        values |= _found(session)
        values["resume_token"] = _resume_token(site, "later@example.nl", timedelta(days=30))
        values["expired_token"] = _resume_token(site, "telaat@example.nl", timedelta(hours=-1))
    cookies = {
        "respondent": site.cookie(drafts={OPEN: values["draft_token"]}),
        "sender": site.cookie(sent={OPEN: values["sent_token"]}),
    }
    set_young_scene(site, OPEN, values, cookies)
    for role, (email, _password) in PASSWORDS.items():
        cookies[role] = site.staff_cookie(email)
    set_organisation_scene(site, values, cookies)
    write_together(site, OPEN, ARTICLE)
    values["attachment"] = attach(site, values["reference"])
    return Scene(values, cookies)


def _viewer(session: Session, role: str) -> Viewer:
    return accounts.get_user_by_email(session, PASSWORDS[role][0]).viewer()


def _make_draft_consultation(session: Session, site: LiveSite, now: datetime) -> None:
    if session.scalar(select(Consultation.id).where(Consultation.slug == DRAFT)):
        return
    cast = demo_content.Cast(
        _viewer(session, "drafter"), _viewer(session, "second"), site.parts.ports, LIMITS
    )
    closed = next(one for one in demo_content.stories(now) if one.slug == CLOSED)
    data = closed.data | {
        "opens": (now + timedelta(days=3)).date(),
        "closes": (now + timedelta(days=45)).date(),
        "title": "Samen spelen, nog in de maak",
    }
    story = replace(closed, data=data)
    demo_content._make(session, _Renamed(story), cast, now)  # type: ignore[arg-type]
    add_version(session, site, DRAFT, now)
    propose_version(session, site, CLOSED, cast.drafter, now)
    documents.add(
        session,
        consultations.get(session, DRAFT),
        data=b"Wat kinderen ons vertelden over hun speelplek.\n" * 40,
        name="gesprekken.txt",
        title="Gesprekken met kinderen",
        files=site.parts.ports.files,
        by=cast.drafter,
        now=now,
    )
    add_sound(session, consultations.get(session, DRAFT), cast, now)


class _Renamed:
    """A story of the demonstration under another slug; its files stay where they are."""

    slug = DRAFT

    def __init__(self, story: demo_content.Story) -> None:
        self.data, self.folder = story.data, story.folder


def _write(
    session: Session,
    consultation: Consultation,
    email: str,
    now: datetime,
    text: str = "De eerste bladzijde helpt mij. Zet er ook het telefoonnummer op.",
) -> tuple[Response, str]:
    draft, token = drafts.begin(session, consultation, language="nl", now=now)
    for eid, position in (("", Position.SUPPORT), (ARTICLE, Position.SUPPORT_WITH_CHANGES)):
        typed = drafts.CommentInput(
            eid, position, text, "Op de eerste bladzijde staat het nummer." if eid else ""
        )
        drafts.save_comment(session, draft, typed, limits=LIMITS, now=now)
    asked = drafts.get_question(session, consultation, "q1")
    drafts.save_answer(session, draft, asked, ("Ja, over mijn uitkering.",), limits=LIMITS, now=now)
    who = RespondentFacts(RespondentKind.PERSON, name="Noor de Wit", place="Deventer", email=email)
    identities.save_respondent(session, draft, who, now=now)
    identities.save_publication(session, draft, Publication.NAMED, now=now)
    return draft, token


def _send(session: Session, draft: Response, now: datetime) -> None:
    responses.send(
        session,
        draft,
        idempotency_key=f"scene-{draft.id}",
        limits=LIMITS,
        confirm_for=CONFIRM_FOR,
        signal="",
        now=now,
    )


def _token_in(site: LiveSite, to: str, kind: str, part: str) -> str:
    return site.link(to, kind, part).rpartition("/")[2]


def _confirm(site: LiveSite, email: str) -> None:
    token = _token_in(site, email, "confirm", "/reageren/bevestigen/")
    with site.parts.db.write.begin() as session:
        confirmation.confirm(session, token, now=site.parts.ports.now())


def _revise(site: LiveSite, email: str) -> None:
    """Change a response by way of the copy in which its sender writes."""
    now = site.parts.ports.now()
    with site.parts.db.write.begin() as session:
        found = select(Response).join(Response.respondent).where(Respondent.email == email)
        response = session.scalars(found.order_by(Response.id.desc())).first()
        assert response is not None
        revisions.begin(session, response, life=timedelta(days=1), now=now)
        draft = revisions.find_draft(session, response)
        assert draft is not None
        draft.comments[0].text = "Bij nader inzien: zet het nummer bovenaan."
        revisions.hand_in(session, draft, idempotency_key=f"scene-revised-{draft.id}", limits=LIMITS, now=now)


def _refuse(site: LiveSite) -> None:
    with site.parts.db.write.begin() as session:
        moderator = _viewer(session, "moderator")
        response = next(
            one
            for one in session.scalars(select(Response).where(Response.state == ResponseState.PUBLIC))
            if one.respondent and one.respondent.email == "geweigerd@example.nl"
        )
        moderation.decide(
            session,
            response,
            Decision.REJECT,
            by=moderator,
            reason="off-topic",
            note="",
            now=site.parts.ports.now(),
        )


def _resume_token(site: LiveSite, email: str, life: timedelta) -> str:
    from consultatie.services import response_mail

    with site.parts.db.write.begin() as session:
        consultation = consultations.get(session, OPEN)
        draft = session.scalars(
            select(Response).where(
                Response.consultation_id == consultation.id, Response.state == ResponseState.DRAFT
            )
        ).first()
        assert draft is not None
        response_mail.offer_to_resume(
            session,
            draft,
            email=email,
            life=life,
            now=site.parts.ports.now(),
        )
    return _token_in(site, email, "resume", "/reageren/verder/")


def _found(session: Session) -> dict[str, Any]:
    """Return names that the database gives: a public response, a question, a picture, a user."""
    consultation = consultations.get(session, OPEN)
    closed = consultations.get(session, CLOSED)
    making = consultations.get(session, DRAFT)
    public = session.scalars(
        select(Response)
        .where(Response.consultation_id == closed.id, Response.state == ResponseState.PUBLIC)
        .order_by(Response.id)
    ).first()
    version = session.scalars(select(BillVersion).where(BillVersion.consultation_id == making.id)).first()
    user = session.scalars(select(User).where(User.email == PASSWORDS["second"][0])).one()
    assert public is not None
    assert version is not None
    return {
        "reference": public.reference,
        "external": public.external_id,
        "user_id": user.id,
        "department": consultation.department.slug,
        "question": consultation.questions[0].key,
        "draft_question": making.questions[0].key,
        "illustration": making.illustrations[0].id,
        "figure": making.figures[0].id,
        "picture": making.illustrations[0].picture_id,
        "picture_key": consultation.illustrations[0].picture.file.key,
        "document": making.documents[0].id,
        "sound": making.media_versions[0].id,
        "draft_article": "art_I__mod_B",
    }
