"""Who writes a response, and what they let become public: kept first, judged afterwards, as in drafts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from consultatie.domain.respondents import LONGEST_EMAIL, LONGEST_NAME, LONGEST_PLACE, problems_of, tidy
from consultatie.domain.visibility import Publication, RespondentFacts
from consultatie.models.responses import Respondent, Response
from consultatie.services import drafts


def save_respondent(session: Session, response: Response, typed: RespondentFacts, *, now: datetime) -> None:
    """Keep who responds, right or wrong; a field longer than its column is left as it was."""
    drafts.touch(session, response, now=now)
    facts = tidy(typed)
    who = response.respondent
    if who is None:
        who = response.respondent = Respondent(kind=facts.kind)
    elif who.under_16 != facts.under_16 and who.email == facts.email:
        facts = replace(facts, email="")  # their own or that of a parent: never the one for the other
    if not facts.in_class:
        who.school_class = None
    who.kind, who.helped, who.under_16 = facts.kind, facts.helped, facts.under_16
    longest = {
        "name": LONGEST_NAME,
        "organisation": LONGEST_NAME,
        "place": LONGEST_PLACE,
        "email": LONGEST_EMAIL,
    }
    for field, limit in longest.items():
        value = getattr(facts, field)
        if len(value) <= limit:
            setattr(who, field, value)
    session.flush()


def problems(typed: RespondentFacts) -> dict[str, str]:
    """Return a code per field that keeps this respondent from sending a response."""
    return problems_of(tidy(typed))


def save_publication(
    session: Session, response: Response, publication: Publication, *, now: datetime
) -> None:
    """Keep what may become public."""
    drafts.touch(session, response, now=now)
    response.publication = publication
    session.flush()
