"""Plain functions: a response of somebody under 16 that waits for a parent, and one that a parent agreed to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from consultatie.domain.visibility import Publication, RespondentFacts, RespondentKind
from consultatie.models.log import LogEntry
from consultatie.models.responses import Response
from consultatie.services import consent, identities, retention
from tests.integration.response_factory import mails, make_draft, send

SECRET = b"een sleutel"
PARENT = "ouder@example.nl"
TERMS = retention.Terms(drafts=timedelta(days=30), ended=timedelta(days=30), addresses=timedelta(days=30))


def sent(
    session: Any,
    consultation: Any,
    clock: Any,
    *,
    email: str = PARENT,
    publication: Publication = Publication.UNNAMED,
) -> Response:
    draft, _token = make_draft(session, consultation, now=clock(), publication=publication)
    who = RespondentFacts(RespondentKind.PERSON, name="Noor", place="Deventer", email=email, under_16=True)
    identities.save_respondent(session, draft, who, now=clock())
    send(session, draft, key=draft.reference, now=clock())
    return draft


def consent_token(session: Any) -> str:
    return str(mails(session, "consent")[-1]["token"])


def agreed(session: Any, consultation: Any, clock: Any, *, may_mail: bool = False, **more: Any) -> Response:
    sent(session, consultation, clock, **more)
    token = consent_token(session)
    return consent.agree(session, token, secret=SECRET, may_mail=may_mail, now=clock()).response


def kinds(session: Any, response: Response) -> list[str]:
    found = select(LogEntry.kind).where(LogEntry.subject == f"response:{response.reference}")
    return list(session.scalars(found.order_by(LogEntry.position)))
