"""Somebody under 16 in the scene: a draft and a response that waits for a parent, in one browser."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from consultatie.domain.visibility import Publication, RespondentFacts, RespondentKind
from consultatie.models.consultations import Consultation
from consultatie.models.responses import Position, Response
from consultatie.services import consultations, drafts, identities, responses
from tests.e2e.site import LiveSite
from tests.integration.response_factory import CONFIRM_FOR, LIMITS

PARENT = "ouder@example.nl"
TEXT = "Mijn oma snapt de brief niet. Ik lees hem dan voor, maar ik snap hem ook niet."


def set_young_scene(site: LiveSite, slug: str, values: dict[str, Any], cookies: dict[str, str]) -> None:
    """Make both, and add the token of the parent and the cookie of the child."""
    now = site.parts.ports.now()
    with site.parts.db.write.begin() as session:
        consultation = consultations.get(session, slug)
        _draft, drafting = _write(session, consultation, now)
        sent, sending = _write(session, consultation, now)
        responses.send(
            session,
            sent,
            idempotency_key="scene-under-16",
            limits=LIMITS,
            confirm_for=CONFIRM_FOR,
            now=now,
        )
    cookies["young"] = site.cookie(drafts={slug: drafting}, sent={slug: sending})
    values["consent_token"] = site.link(PARENT, "consent", "/reageren/toestemming/").rpartition("/")[2]


def _write(session: Session, consultation: Consultation, now: Any) -> tuple[Response, str]:
    draft, token = drafts.begin(session, consultation, language="nl", now=now)
    drafts.save_comment(
        session, draft, drafts.CommentInput("", Position.SUPPORT, TEXT), limits=LIMITS, now=now
    )
    who = RespondentFacts(RespondentKind.PERSON, email=PARENT, under_16=True)
    identities.save_respondent(session, draft, who, now=now)
    identities.save_publication(session, draft, Publication.UNNAMED, now=now)
    return draft, token
