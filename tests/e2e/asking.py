"""Somebody on the distribution list of the scene: one who was invited, one who was not yet."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from consultatie.domain.permissions import Viewer
from consultatie.models.consultations import Consultation
from consultatie.services import invitees, inviting

RAAD = "raad-proef@example.nl"


def ask(session: Session, consultation: Consultation, drafter: Viewer, now: datetime) -> dict[str, Any]:
    """Put two bodies on the list, mail the first, and return its number by name."""
    invitees.paste(
        session,
        consultation,
        f"Raad voor de Proef; {RAAD}; mevrouw De Vries; adviescollege; Let op artikel 5.\n"
        "Dienst Brieven; dienst@example.nl;; uitvoeringsorganisatie",
        by=drafter,
        now=now,
    )
    first = next(one for one in invitees.listed(session, consultation) if one.email == RAAD)
    inviting.invite(session, consultation, [first.id], by=drafter, now=now)
    return {"invitee": first.id}
