"""`consultatie load-test data`: synthetic responses at volume, written in bulk, each with its log entry."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import datetime
from itertools import islice

import click
from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from consultatie.cli.made_up import Author, MadeUp
from consultatie.cli.terminal import changing, emit, installation, say
from consultatie.domain.errors import Invalid
from consultatie.domain.lifecycle import ResponseState
from consultatie.domain.provisions import ProvisionKind
from consultatie.domain.receipts import content_digest, new_reference
from consultatie.domain.visibility import Publication, ResponseFacts
from consultatie.models.bills import BillVersion, ProvisionRow
from consultatie.models.consultations import Consultation
from consultatie.models.responses import Channel, Comment, Position, Respondent, Response
from consultatie.services import bills, consultations, log, queue

BATCH = 2_000
PREFIX = "belasting-"
HELD_EVERY = 40


@click.group("load-test")
def load_test() -> None:
    """Measure with much data."""


@load_test.command()
@click.option("--responses", "number", type=click.IntRange(1, 5_000_000), required=True)
@click.option("--consultation", "slug", required=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def data(number: int, slug: str, seed: int, as_json: bool) -> None:
    """Add made-up responses to a consultation. Never on a real one: they cannot be told apart by readers."""
    place = installation()
    now = place.ports.now()
    with changing(place) as session:
        consultation = consultations.get(session, slug)
        if consultation.opens_at is None or consultation.closes_at is None or consultation.opens_at > now:
            raise Invalid("load-test-not-opened", slug=slug)
        version = bills.current_version(session, consultation)
        places = _articles(session, version)
        ends = min(consultation.closes_at, now)
        before = _present(session, consultation)
        author = Author(list(places), consultation.opens_at, ends, seed=seed + before)
        written = author.write(number)
        done = 0
        while batch := list(islice(written, BATCH)):
            _write(session, consultation, version, places, batch, first=before + done, now=now)
            done += len(batch)
            say(f"{done} van {number}")
        queue.content_changed(session, slug, now=now)
        queue.enqueue(session, "analyse", {"slug": slug}, now=now, key=f"analyse:{slug}")
    if as_json:
        emit({"consultation": slug, "added": done})


def _articles(session: Session, version: BillVersion) -> dict[str, int]:
    """Return the articles that people respond to, with their place; the whole bill when it has none."""
    found = select(ProvisionRow.eid, ProvisionRow.place).where(
        ProvisionRow.version_id == version.id,
        ProvisionRow.kind == ProvisionKind.ARTICLE,
        ~ProvisionRow.eid.contains("__quote_"),
    )
    rows = session.execute(found.order_by(ProvisionRow.place))
    return {row.eid: row.place for row in rows} or {"": -1}


def _present(session: Session, consultation: Consultation) -> int:
    there = select(func.count()).where(
        Response.consultation_id == consultation.id, Response.external_id.startswith(PREFIX)
    )
    return session.scalar(there) or 0


def _write(
    session: Session,
    consultation: Consultation,
    version: BillVersion,
    places: dict[str, int],
    batch: list[MadeUp],
    *,
    first: int,
    now: datetime,
) -> None:
    rows = [_row(consultation, version, one, first + at) for at, one in enumerate(batch)]
    positions = log.append_many(
        session,
        "response-entered",
        [
            (f"response:{row['reference']}", {"consultation": consultation.slug, "digest": row["digest"]})
            for row in rows
        ],
        now=now,
    )
    for row, position in zip(rows, positions, strict=True):
        row["log_position"] = position
        row["created_at"] = row["changed_at"] = row["confirmed_at"] = now
    inserted = insert(Response).returning(Response.id, sort_by_parameter_order=True)
    ids = list(session.scalars(inserted, rows))
    session.execute(insert(Respondent), list(_respondents(ids, batch)))
    session.execute(insert(Comment), list(_comments(ids, batch, places)))


def _row(consultation: Consultation, version: BillVersion, one: MadeUp, number: int) -> dict[str, object]:
    if one.publication is Publication.NOT:
        state = ResponseState.CONFIRMED
    else:
        state = ResponseState.HELD if number % HELD_EVERY == 0 else ResponseState.PUBLIC
    reference, salt = new_reference(), secrets.token_hex(16)
    facts = ResponseFacts(
        reference=reference,
        external_id=f"{PREFIX}{number}",
        state=state,
        publication=one.publication,
        channel=Channel.IMPORT.value,
        language="nl",
        received_at=one.received_at,
        department_id=consultation.department_id,
        consultation=consultation.slug,
        version=version.number,
        respondent=one.respondent,
        comments=one.comments,
    )
    return {
        "consultation_id": consultation.id,
        "version_id": version.id,
        "reference": reference,
        "external_id": facts.external_id,
        "state": state,
        "channel": Channel.IMPORT,
        "language": "nl",
        "publication": one.publication,
        "sent_at": one.received_at,
        "public_at": one.received_at if state is ResponseState.PUBLIC else None,
        "held_code": "read-first" if state is ResponseState.HELD else "",
        "salt": salt,
        "digest": content_digest(facts, salt),
    }


def _respondents(ids: list[int], batch: list[MadeUp]) -> Iterator[dict[str, object]]:
    for id_, one in zip(ids, batch, strict=True):
        who = one.respondent
        yield {
            "response_id": id_,
            "kind": who.kind,
            "name": who.name,
            "organisation": who.organisation,
            "place": who.place,
        }


def _comments(ids: list[int], batch: list[MadeUp], places: dict[str, int]) -> Iterator[dict[str, object]]:
    for id_, one in zip(ids, batch, strict=True):
        for comment in one.comments:
            eid = comment.eid or ""
            yield {
                "response_id": id_,
                "eid": eid,
                "place": places[eid],
                "position": Position(comment.position),
                "text": comment.text,
                "proposal": comment.proposal or "",
            }
