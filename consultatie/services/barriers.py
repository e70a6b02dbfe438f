"""Reports of what does not work for somebody on this site: handed on by mail, kept nowhere else."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid
from consultatie.services import queue

LONGEST: Final = 5000  # characters


def report(session: Session, text: str, *, to: str, language: str, now: datetime) -> None:
    """Queue the mail with what somebody wrote, in the language of the page; raise Invalid with the code for the field.

    Whoever wants an answer writes an address in the text: we ask for none (Tijdelijk besluit digitale toegankelijkheid
    overheid, article 4: a statement says how to report a fault).
    """
    if not text.strip():
        raise Invalid("barrier-missing", {"text": "barrier-missing"})
    if len(text) > LONGEST:
        raise Invalid("barrier-too-long", {"text": "barrier-too-long"})
    payload = {"kind": "barrier", "to": to, "language": "nl", "facts": {"text": text, "written_in": language}}
    queue.enqueue(session, "mail", payload, now=now)
