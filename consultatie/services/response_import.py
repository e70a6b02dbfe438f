"""Responses that came by post, e-mail or from another system: taken in at once, confirmed by who enters them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.quotes import Quote
from consultatie.domain.receipts import new_reference
from consultatie.domain.respondents import Limits
from consultatie.models.bills import BillVersion, ProvisionRow
from consultatie.models.consultations import Consultation
from consultatie.models.entries import Entry
from consultatie.models.responses import Answer, Comment, Respondent, Response
from consultatie.services import bills, confirmation, queue, quotes, responses
from consultatie.services.drafts import CommentInput
from consultatie.services.response_reading import Ground, Incoming, read_lines

WRITE_AT_A_TIME = 200


@dataclass(slots=True)
class Taken:
    """What an import did: how many were added and skipped (they were here already), and the state of those added."""

    added: int = 0
    skipped: int = 0
    states: Counter[str] = field(default_factory=Counter)
    references: dict[str, str] = field(default_factory=dict)  # id given -> our reference


def import_lines(
    session: Session, consultation: Consultation, lines: Iterable[str], *, limits: Limits, now: datetime
) -> Taken:
    """Take in responses in JSON Lines; an id that is here already is skipped, so that twice is the same as once.

    Raise Invalid `import-line` with the number and the reason of the first wrong line; the caller then keeps nothing.
    """
    version = bills.current_version(session, consultation)
    ground = Ground(places(session, version), {q.key: q for q in consultation.questions}, limits)
    known = set(
        session.scalars(
            select(Response.external_id).where(
                Response.consultation_id == consultation.id, Response.external_id.is_not(None)
            )
        )
    )
    taken, new = Taken(), dict[str, Incoming]()
    for incoming in read_lines(lines, ground):
        if len(new) % WRITE_AT_A_TIME == 0:
            session.flush()
        if new.get(incoming.external_id, incoming) != incoming:
            raise Invalid("import-double-id", id=incoming.external_id)
        if incoming.external_id in known or incoming.external_id in new:
            taken.skipped += 1
            continue
        new[incoming.external_id] = incoming
        with session.no_autoflush:  # rows go in together, not one by one
            response = enter(session, consultation, version, incoming, ground, now=now)
        taken.added += 1
        taken.states[response.state.value] += 1
        taken.references[incoming.external_id] = response.reference
    session.flush()
    if taken.added:
        queue.content_changed(session, consultation.slug, now=now)
        queue.analysis_due(session, consultation.slug, now=now)
    return taken


def places(session: Session, version: BillVersion) -> dict[str, int]:
    """Return the rank in the bill of every provision by eId; the whole (empty) comes first."""
    rows = session.execute(
        select(ProvisionRow.eid, ProvisionRow.place).where(ProvisionRow.version_id == version.id)
    )
    return {"": -1} | {row.eid: row.place for row in rows}


def enter(
    session: Session,
    consultation: Consultation,
    version: BillVersion,
    incoming: Incoming,
    ground: Ground,
    *,
    now: datetime,
) -> Response:
    """Store one response that staff vouch for: CONFIRMED at once, then through the same checks as any other."""
    received = incoming.received_at or now
    who = incoming.respondent
    response = Response(
        consultation=consultation,
        version=version,
        reference=new_reference(),
        external_id=incoming.external_id,
        state=ResponseState.CONFIRMED,
        channel=incoming.channel,
        language=incoming.language,
        publication=incoming.publication,
        created_at=now,
        changed_at=now,
        sent_at=received,
        confirmed_at=now,
        held_code="",
        respondent=Respondent(
            kind=who.kind,
            name=who.name,
            organisation=who.organisation,
            place=who.place,
            email=who.email,
            under_16=who.under_16,
        ),
        comments=sorted(
            (_comment(session, version, one, ground) for one in incoming.comments),
            key=lambda comment: comment.place,
        ),
        answers=[Answer(question=question, values=list(values)) for question, values in incoming.answers],
    )
    session.add(response)
    confirmation.settle(session, response, now=now)
    responses.seal(session, response, "response-entered", now=now)
    if incoming.source:
        session.add(Entry(response=response, source=incoming.source, entered_at=now))
    return response


def _comment(session: Session, version: BillVersion, said: CommentInput, ground: Ground) -> Comment:
    pointed = quotes.settled(session, version, said.eid, said.quote) if said.quote else Quote()
    return Comment(
        eid=said.eid,
        place=ground.places[said.eid],
        position=said.position,
        text=said.text,
        proposal=said.proposal,
        proposal_kind=said.proposal_kind,
        quote=pointed.words,
        quote_start=pointed.start,
    )
