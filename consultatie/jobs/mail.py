"""Mail jobs: compose the letter a service asked for, and hand it to the mailer."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select

from consultatie.domain.lifecycle import last_day
from consultatie.domain.text import reads_as_link
from consultatie.domain.visibility import ResponseFacts
from consultatie.http.letters import compose
from consultatie.http.site import Site
from consultatie.jobs import Task
from consultatie.models.responses import Response
from consultatie.services import drafts
from consultatie.services.wordings import Wordings

WITH_COPY = frozenset({"received", "consent", "agreed"})
UNASKED = frozenset({"consent"})  # goes to who did not ask for it: nobody's links go with our name


def send_mail(site: Site, task: Task) -> None:
    """Compose and send one mail; its message id follows from the job, so that sending twice is sending one."""
    payload = task.payload
    kind = str(payload["kind"])
    facts = _readable(payload.get("facts") or {})
    if kind in WITH_COPY:
        copied = _copy(site, str(facts["reference"]))
        facts["withheld"] = kind in UNASKED and any(_holds_link(part) for part in copied)
        facts["copy"] = [] if facts["withheld"] else copied
    letter = compose(
        kind,
        to=str(payload["to"]),
        language=str(payload.get("language") or "nl"),
        message_id=message_id(site.settings.base_url, task),
        **facts,
    )
    site.ports.mail.send(letter)


def _readable(stored: dict[str, Any]) -> dict[str, Any]:
    """Return the facts with their instants as such, and `last_day` for the instant of closing."""
    facts = dict(stored)
    if facts.get("until"):
        facts["until"] = datetime.fromisoformat(facts["until"])
    if facts.get("expected"):
        facts["expected"] = date.fromisoformat(facts["expected"])
    closes_at = facts.pop("closes_at", None)
    facts["last_day"] = last_day(datetime.fromisoformat(closes_at)) if closes_at else None
    return facts


def message_id(base_url: str, task: Task) -> str:
    """Return the Message-ID (RFC 5322, 3.6.4) of a mail job."""
    host = urlsplit(base_url).hostname or "localhost"
    return f"<job-{task.id}-{int(task.created_at.timestamp() * 1000)}@{host}>"


def _holds_link(part: dict[str, Any]) -> bool:
    texts = [part.get("text"), part.get("proposal"), part.get("quote"), *part.get("values", ())]
    return any(reads_as_link(text) for text in texts if text)


def _copy(site: Site, reference: str) -> list[dict[str, Any]]:
    """Return what the respondent wrote, comment by comment, for the copy in the receipt; nothing when it is gone."""
    with site.db.read() as session:
        response = session.scalar(select(Response).where(Response.reference == reference))
        if response is None:
            return []
        facts: ResponseFacts = response.facts()
        chains = {
            c.eid: drafts.chain_of(session, response.version_id, c.eid) for c in facts.comments if c.eid
        }
        wordings = Wordings(session)
        changes = {c.eid: wordings.pieces(response.version, c) for c in facts.comments}
        questions = {answer.question.key: answer.question.texts for answer in response.answers}
    copied: list[dict[str, Any]] = [
        {
            "provision": chains.get(c.eid or "", []),
            "position": c.position,
            "quote": c.quote,
            "is_law": c.quote_start is not None,
            "text": c.text,
            "proposal": c.proposal,
            "proposal_kind": c.proposal_kind,
            "pieces": changes[c.eid],
            "recording": c.recording is not None,
        }
        for c in facts.comments
    ]
    return copied + [{"question": questions[a.question], "values": a.values} for a in facts.answers]
