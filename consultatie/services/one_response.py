"""One response per address and consultation: a newer one takes the place of the older, which the log keeps.

An address is compared as `domain.text.canonical_email` writes it. Whoever fills in for others (`helped`) may do so for
several people; a moderator reads what comes after the first. An organisation is compared by its name as well. The address
with a response of somebody under 16 is not theirs, so it takes no place (services/consent).
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultatie.domain.lifecycle import RECEIVED, ResponseState
from consultatie.models.responses import Respondent, Response
from consultatie.services import drafts, log, responses
from consultatie.services.response_moves import change_while

SAME_ADDRESS: Final = "same-address"


def find_earlier(session: Session, response: Response) -> Response | None:
    """Return the received response of the same sender to the same consultation, or None."""
    who = response.respondent
    if who is None or not who.canonical or who.under_16:
        return None
    found = (
        select(Response)
        .join(Response.respondent)
        .where(
            Response.consultation_id == response.consultation_id,
            Response.id != response.id,
            Response.state.in_(RECEIVED),
            Respondent.canonical == who.canonical,
            Respondent.kind == who.kind,
            Respondent.under_16.is_(False),
            Respondent.helped == who.helped,
            func.lower(Respondent.organisation) == who.organisation.lower(),
        )
        .order_by(Response.id.desc())
    )
    return session.scalars(found.limit(1)).first()


def replace_earlier(session: Session, response: Response, *, now: datetime) -> str:
    """Let a confirmed response take the place of the sender's earlier one; return why a moderator has to look, or nothing."""
    earlier = find_earlier(session, response)
    if earlier is None:
        return ""
    if response.respondent is not None and response.respondent.helped:
        return SAME_ADDRESS
    old = earlier.state
    if change_while(session, earlier, old, state=ResponseState.WITHDRAWN, ended_at=now, now=now):
        session.refresh(earlier)
        drafts.let_go(session, earlier)
        data = {"by": response.reference}
        log.append(session, "response-replaced", responses.subject_of(earlier), data, now=now)
        responses.public_changed(session, earlier, now=now)
    return ""
