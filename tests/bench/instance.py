"""An installation to measure on: made in a folder by the commands and the services, as production has it."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie import connect
from consultatie.db import Database
from consultatie.domain.permissions import Role
from consultatie.domain.respondents import Limits
from consultatie.http import configuration
from consultatie.models.bills import ProvisionRow
from consultatie.models.consultations import Consultation
from consultatie.services import accounts, bills, queue, response_import
from consultatie.settings import Settings, load
from tests import factories
from tests.bench.processes import ROOT, consultatie
from tests.bench.texts import Writer

AWB = ROOT.parent / "shared" / "data" / "bills" / "bwb" / "BWBR0005537_2024-05-01_0.xml"
LARGE, SECOND, SENDING = "algemene-wet", "tweede-wet", "open-voor-reacties"
KNOWN = "known.json"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much there is: consultations in the list, responses to each of two large ones, articles of a made-up bill.

    Without `articles` the bill is the Awb where it is at hand.
    """

    consultations: int = 500
    responses: int = 5_000
    articles: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What the measurements need to know of the data: the article with most responses, a cookie of a drafter."""

    article: str
    articles: int
    bill: str
    cookie: str
    responses: int


class Instance:
    """A folder with settings, database, index and keys."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environ = {
            name: value for name, value in os.environ.items() if not name.startswith("CONSULTATIE_")
        }
        self.environ |= {
            "CONSULTATIE_INSTANCE": str(folder),
            "CONSULTATIE_NETWORK_MAILS_PER_HOUR": "10000000",  # all of the load comes from one network
            "PYTHONPATH": str(ROOT),
        }

    @property
    def settings(self) -> Settings:
        """Return the settings that the site will see."""
        return load(self.environ)

    def database(self) -> Database:
        """Return a new connection to its database."""
        return Database(self.settings.database)

    def command(self, *arguments: str) -> str:
        """Run a command on it and return what it printed; raise when it failed."""
        done = subprocess.run(
            consultatie(*arguments), env=self.environ, cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"consultatie {' '.join(arguments)}: {done.stderr[-2000:]}")
        return done.stdout

    def prepare(self, sizes: Sizes) -> Known:
        """Fill it, unless it was filled before."""
        path = self.folder / KNOWN
        if not path.exists():
            self.command("init")
            path.write_text(json.dumps(asdict(self._fill(sizes))))
        return Known(**json.loads(path.read_text()))

    def _fill(self, sizes: Sizes) -> Known:
        db, writer = self.database(), Writer(1)
        now = datetime.now(UTC)
        made_up = sizes.articles or (0 if AWB.exists() else 574)
        bill = make_bill(self.folder / "wet.md", writer, made_up) if made_up else AWB
        with db.write.begin() as session:
            for number in range(sizes.consultations - 3):
                _small(session, number, writer, now.date())
        with db.write.begin() as session:
            _small(session, -1, writer, now.date(), slug=SENDING)
        for slug in (LARGE, SECOND):
            with db.write.begin() as session:
                self._large(session, slug, bill, now)
            with db.write.begin() as session:
                eids = hot_articles(session, slug)
                lines = writer.response_lines(sizes.responses, eids, until=now)
                response_import.import_lines(
                    session, _get(session, slug), lines, limits=Limits(20_000, 200_000), now=now
                )
        self.command("search", "rebuild")
        with db.write.begin() as session:
            cookie = _drafter_cookie(session, self.settings, now)
        with db.read() as session:
            articles = len(hot_articles(session, LARGE))
            db.engine.dispose()
        return Known(eids[0], articles, bill.name, cookie, 2 * sizes.responses)

    def _large(self, session: Session, slug: str, bill: Path, now: datetime) -> None:
        ports = connect(self.settings)
        consultation = factories.make_consultation(
            session, slug, bill=None, title=f"Wet met veel artikelen ({slug})", **_open_term(now.date())
        )
        recognised = ports.read_bill(bill.read_bytes(), name=bill.name)
        bills.import_bill(session, consultation, recognised, source=None, markup=ports.markup, now=now)


def _open_term(today: date) -> dict[str, date]:
    return {"opens": today - timedelta(days=10), "closes": today + timedelta(days=40)}


def _small(session: Session, number: int, writer: Writer, today: date, slug: str = "") -> None:
    """Make one of many consultations: two of three are over."""
    shift = timedelta(days=-60 * (number % 3) - number // 10) if number >= 0 else timedelta()
    term = {name: day + shift for name, day in _open_term(today).items()}
    department = factories.make_department(session, f"Ministerie {max(number, 0) % 12 + 1}")
    title = f"Wet {number}: {writer.sentence().rstrip('.').lower()}"
    consultation = factories.make_consultation(
        session, slug or f"consultatie-{number}", department=department, title=title, **term
    )
    for text in consultation.texts:
        text.markdown = writer.text(3)
        text.html = f"<p>{text.markdown}</p>"


def _get(session: Session, slug: str) -> Consultation:
    return session.scalars(select(Consultation).where(Consultation.slug == slug)).one()


def hot_articles(session: Session, slug: str) -> list[str]:
    """Return the eIds of a consultation's articles, from the middle on, so that the first is an ordinary one."""
    version = bills.current_version(session, _get(session, slug))
    query = select(ProvisionRow.eid).where(
        ProvisionRow.version_id == version.id, ProvisionRow.kind == "article"
    )
    eids = list(session.scalars(query.order_by(ProvisionRow.place)))
    middle = len(eids) // 2
    return eids[middle:] + eids[:middle]


def _drafter_cookie(session: Session, settings: Settings, now: datetime) -> str:
    """Sign somebody of the staff in as the site does, and return the cookie header of that browser."""
    user = factories.make_user(session, Role.DRAFTER, email="bench@example.nl")
    token = accounts.sign_in(session, user, lifetime=timedelta(hours=12), second_factor=True, now=now)
    return cookie_header(signing_app(settings), {"staff": token})


def signing_app(settings: Settings) -> Flask:
    """Return an application that signs as the site does."""
    app = Flask("bench")
    configuration.register(app, settings)
    return app


def cookie_header(app: Flask, values: dict[str, Any]) -> str:
    """Return the cookie header that holds these values, signed as the site does."""
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer is not None
    return f"{app.config['SESSION_COOKIE_NAME']}={serializer.dumps(values)}"


def make_bill(path: Path, writer: Writer, articles: int) -> Path:
    """Write a bill in Markdown of about the Awb's size, for where the Awb is not at hand."""
    parts = ["# Wet van de proef"]
    for number in range(1, articles + 1):
        if number % 25 == 1:
            parts.append(f"## Hoofdstuk {number // 25 + 1}. {writer.sentence().rstrip('.')}")
        leden = "\n".join(f"{lid}. {writer.text(2)}" for lid in range(1, writer.random.randint(2, 5)))
        parts.append(f"### Artikel {number}. Onderwerp {number}\n\n{leden}")
    path.write_text("\n\n".join(parts), "utf-8")
    return path


def queue_jobs(db: Database, *jobs: tuple[str, dict[str, str]]) -> None:
    """Queue jobs for the worker."""
    with db.write.begin() as session:
        for kind, payload in jobs:
            queue.enqueue(session, kind, payload, now=datetime.now(UTC))
