"""Somebody under 16 in the scene: one who asks a parent, one of a class, each with a draft and a response that was sent."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from consultatie.domain.visibility import Publication, RespondentFacts, RespondentKind
from consultatie.models.consultations import Consultation
from consultatie.models.responses import Position, Response
from consultatie.services import consultations, drafts, identities, responses, school_classes
from tests.e2e.site import LiveSite
from tests.integration.response_factory import CONFIRM_FOR, LIMITS

PARENT, TEACHER, WAITING_TEACHER = "ouder@example.nl", "juf@example.nl", "meester@example.nl"
TEXT = "Mijn oma snapt de brief niet. Ik lees hem dan voor, maar ik snap hem ook niet."


def set_young_scene(site: LiveSite, slug: str, values: dict[str, Any], cookies: dict[str, str]) -> None:
    """Make both, and add the token of the parent and the cookie of the child."""
    now = site.parts.ports.now()
    with site.parts.db.write.begin() as session:
        consultation = consultations.get(session, slug)
        for email in (TEACHER, WAITING_TEACHER):
            school_classes.ask(session, consultation, email, language="nl", now=now)
    values["class_token"] = _token(site, WAITING_TEACHER, "class-confirm", "/reageren/klas/")
    with site.parts.db.write.begin() as session:
        token = _token(site, TEACHER, "class-confirm", "/reageren/klas/")
        code = school_classes.find_to_confirm(session, token, now=now).code
        values["teacher_token"] = school_classes.confirm(session, token, now=now)
        consultation = consultations.get(session, slug)
        cookies["young"] = _begin_and_send(session, site, consultation, now)
        cookies["pupil"] = _begin_and_send(session, site, consultation, now, code)
        _begin_and_send(session, site, consultation, now, code)
        school_class = school_classes.find_managed(session, values["teacher_token"])
        values["pupil"] = school_classes.list_responses(session, school_class)[0].reference
    values["consent_token"] = _token(site, PARENT, "consent", "/reageren/toestemming/")


def _token(site: LiveSite, to: str, kind: str, part: str) -> str:
    return site.link(to, kind, part).rpartition("/")[2]


def _begin_and_send(
    session: Session, site: LiveSite, consultation: Consultation, now: Any, code: str = ""
) -> str:
    """Return the cookie of a browser with a draft and a response that was sent."""
    _draft, drafting = _write(session, consultation, now, code)
    sent, sending = _write(session, consultation, now, code)
    responses.send(
        session,
        sent,
        idempotency_key=f"scene-{sent.reference}",
        limits=LIMITS,
        confirm_for=CONFIRM_FOR,
        now=now,
    )
    return site.cookie(drafts={consultation.slug: drafting}, sent={consultation.slug: sending})


def _write(session: Session, consultation: Consultation, now: Any, code: str = "") -> tuple[Response, str]:
    draft, token = drafts.begin(session, consultation, language="nl", now=now)
    drafts.save_comment(
        session, draft, drafts.CommentInput("", Position.SUPPORT, TEXT), limits=LIMITS, now=now
    )
    who = RespondentFacts(RespondentKind.PERSON, email=PARENT, under_16=True)
    identities.save_respondent(session, draft, who, now=now)
    if code:
        school_classes.join(session, draft, code, now=now)
    identities.save_publication(session, draft, Publication.UNNAMED, now=now)
    return draft, token
