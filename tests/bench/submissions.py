"""Sending a response: from the form that sends to the committed transaction, on SQLite with `synchronous=FULL`."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from time import perf_counter
from urllib.parse import urlencode

from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import select

from consultatie.db import Database
from consultatie.models.consultations import Consultation
from consultatie.services import drafts
from tests.bench.bursts import Target, burst, post
from tests.bench.figures import ROUNDS, Figure, Goal, Load
from tests.bench.instance import SENDING, Instance, cookie_header, signing_app
from tests.integration.response_factory import make_draft, send

BATCH = 500  # drafts in one transaction, so that a worker beside it has its turn
AT_LEAST = Goal(100, at_least=True)
_numbers = count(1)


def measure(instance: Instance, site: Target, each: int = 200, rounds: int = ROUNDS) -> list[Figure]:
    """Return submissions per second: by the service, by the form in one browser and in eight.

    For comparison there are bare commits of one row on the same disk.
    """
    service = Figure("response sent and committed, by the service", "per second", goal=AT_LEAST)
    forms = {
        browsers: Figure(
            f"response sent by the form over HTTP, {browsers} at once", "per second", goal=AT_LEAST
        )
        for browsers in (1, 8)
    }
    cpu = Figure("same, CPU of the site", "ms each", decimals=1)
    bare = Figure("bare SQLite: one row and its commit, same disk, synchronous=FULL", "per second")
    db = instance.database()
    for _ in range(rounds):
        tokens = prepare_drafts(db, each)
        service.values.append(_rate(tokens, lambda token: _send_one(db, token)))
        for browsers, figure in forms.items():
            load = _by_form(instance, site, prepare_drafts(db, each), browsers)
            figure.values.append(load.per_second)
        cpu.values.append(load.cpu_ms)
        bare.values.append(_bare(instance.folder / "bare.db", each))
    db.engine.dispose()
    return [service, *forms.values(), cpu, bare]


def _by_form(instance: Instance, site: Target, tokens: list[str], browsers: int) -> Load:
    """Press "send" on the last page of each draft, each in a browser of its own."""
    app = signing_app(instance.settings)
    secret = secrets.token_hex(16)
    form_token = URLSafeTimedSerializer(app.secret_key or "", salt="wtf-csrf-token").dumps(secret)
    requests = []
    for token in tokens:
        cookie = cookie_header(app, {"csrf_token": secret, "drafts": {SENDING: token}})
        body = urlencode({"csrf_token": form_token, "idempotency_key": token[:40]})
        requests.append(post(site, f"/reageren/{SENDING}/controle", body, Cookie=cookie))
    return burst(site, requests, len(requests), expected=303, connections=browsers)


def prepare_drafts(db: Database, number: int) -> list[str]:
    """Make complete drafts, each by somebody else, and return their browser tokens."""
    return [
        token for begin in range(0, number, BATCH) for token in _some_drafts(db, min(BATCH, number - begin))
    ]


def _some_drafts(db: Database, number: int) -> list[str]:
    now = datetime.now(UTC)
    with db.write.begin() as session:
        consultation = session.scalars(select(Consultation).where(Consultation.slug == SENDING)).one()
        return [
            make_draft(session, consultation, email=f"bench{next(_numbers)}@example.nl", now=now)[1]
            for _ in range(number)
        ]


def _send_one(db: Database, token: str) -> None:
    now = datetime.now(UTC)
    with db.write() as session:
        consultation = session.scalars(select(Consultation).where(Consultation.slug == SENDING)).one()
        draft = drafts.find(session, consultation, token, now=now)
        assert draft is not None
        send(session, draft, key=token[:40], now=now)
        session.commit()


def _rate(things: list[str], work: Callable[[str], None]) -> float:
    begun = perf_counter()
    for thing in things:
        work(thing)
    return len(things) / (perf_counter() - begun)


def _bare(path: Path, number: int) -> float:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("CREATE TABLE IF NOT EXISTS row (text TEXT)")
        return _rate(["x" * 500] * number, lambda text: _insert(connection, text))


def _insert(connection: sqlite3.Connection, text: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO row VALUES (?)", (text,))
    connection.execute("COMMIT")
