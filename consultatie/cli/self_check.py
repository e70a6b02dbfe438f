"""The self-check: what works, what is broken, and what works but is unsafe in production."""

from __future__ import annotations

import os
import smtplib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from consultatie.adapters.theme import weaknesses
from consultatie.cli.terminal import Installation
from consultatie.domain.errors import ConsultatieError, Unavailable
from consultatie.domain.ports import SearchQuery
from consultatie.models import schema
from consultatie.models.log import LogEntry
from consultatie.models.queue import Job, JobState
from consultatie.services import demonstration, queue
from consultatie.settings import ROOT

SLOW_MAIL_SECONDS = 5
LONG_WAIT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. `level` is ok, unsafe (works, but not fit for production) or broken."""

    subject: str
    level: str
    text: str

    def as_json(self) -> dict[str, str]:
        """Return it as a JSON object."""
        return asdict(self)


def findings(place: Installation) -> list[Finding]:
    """Look at everything; a check that fails never stops the others."""
    found: list[Finding] = []
    for check in CHECKS:
        try:
            found += check(place)
        except (OSError, SQLAlchemyError, ConsultatieError) as error:
            subject = check.__name__.removeprefix("_")
            found.append(Finding(subject, "broken", f"{type(error).__name__}: {error}".splitlines()[0]))
    return found


def _settings(place: Installation) -> Iterator[Finding]:
    settings = place.settings
    address = urlsplit(settings.base_url)
    if address.scheme == "https":
        yield Finding("settings", "ok", f"base_url {settings.base_url}")
    else:
        yield Finding("settings", "unsafe", "base_url is not https: cookies and texts can be read on the way")
    if address.hostname not in {host.lstrip(".") for host in settings.trusted_hosts}:
        yield Finding("settings", "broken", f"base_url's host {address.hostname} is not in trusted_hosts")
    if any(host in ("*", ".", "") for host in settings.trusted_hosts):
        yield Finding("settings", "unsafe", "trusted_hosts trusts every host")
    if settings.second_factor == "off":
        yield Finding("settings", "unsafe", "second_factor is off: a password alone opens the workspace")
    if settings.show_demo_accounts:
        yield Finding(
            "settings", "unsafe", "show_demo_accounts is on: passwords are shown on the sign-in page"
        )
    if settings.development:
        yield Finding("settings", "unsafe", "development is on")
    if settings.search == "memory":
        yield Finding("settings", "unsafe", "search is kept in memory: each process has its own index")


def _database(place: Installation) -> Iterator[Finding]:
    with place.db.engine.connect() as connection:
        found, wanted = schema.current(connection), schema.newest()
    if found != wanted:
        yield Finding("database", "broken", f"at revision {found or 'none'}, this release needs {wanted}")
        return
    with place.db.write() as session:  # a writing transaction that is rolled back: may we write at all?
        queue.enqueue(session, "mail", {}, now=place.ports.now(), key="self-check")
        session.flush()
        session.rollback()
    yield Finding("database", "ok", f"{place.db.engine.dialect.name}, revision {found}, writable")
    with place.db.read() as session:
        if demonstration.accounts_present(session):
            yield Finding("accounts", "unsafe", "accounts of the demonstration can sign in")


def _jobs(place: Installation) -> Iterator[Finding]:
    now = place.ports.now()
    with place.db.read() as session:
        dead = queue.counts(session).get(JobState.DEAD.value, 0)
        late = select(Job.id).where(Job.state == JobState.READY, Job.run_at < now - LONG_WAIT)
        waits = session.scalar(late.limit(1)) is not None
    if dead:
        yield Finding("jobs", "unsafe", f"{dead} jobs failed for good and wait for a person")
    if waits:
        yield Finding("jobs", "unsafe", "a job waits for over 15 minutes: does a worker run?")
    if not dead and not waits:
        yield Finding("jobs", "ok", "none dead, none late")


def _index(place: Installation) -> Iterator[Finding]:
    answer = place.ports.search.search(SearchQuery(text="", now=place.ports.now(), per_page=1))
    yield Finding("index", "ok", f"{place.settings.search}, {answer.total} documents")


def _mail(place: Installation) -> Iterator[Finding]:
    url = place.settings.smtp_url
    if not url:
        yield Finding("mail", "unsafe", "smtp_url is empty: mails are files in the instance and reach nobody")
        return
    parts = urlsplit(url)
    with smtplib.SMTP(parts.hostname or "", parts.port or 25, timeout=SLOW_MAIL_SECONDS) as server:
        server.noop()
    yield Finding("mail", "ok", f"{parts.hostname}:{parts.port or 25} answers")


def _files(place: Installation) -> Iterator[Finding]:
    folder = place.settings.instance_path
    with tempfile.NamedTemporaryFile(dir=folder) as file:
        file.write(b"x")
    yield Finding("files", "ok", f"{folder} is writable")
    if folder.stat().st_mode & 0o007:
        yield Finding("files", "unsafe", f"{folder} is open to every user of this machine: chmod o-rwx")


def _documents(place: Installation) -> Iterator[Finding]:
    missing = place.ports.documents.missing()
    if missing:
        packages = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core"
        yield Finding("documents", "broken", f"no PDF can be made, {', '.join(missing)} missing: {packages}")
    else:
        yield Finding("documents", "ok", "PDF, EPUB, DOCX and ODT can be made")


def _clock(place: Installation) -> Iterator[Finding]:
    """Compare the clock with the newest thing that was written, and with the age of this very code."""
    now = datetime.now(UTC)
    with place.db.read() as session:
        newest = session.scalar(select(LogEntry.at).order_by(LogEntry.position.desc()).limit(1))
    if newest is not None and newest > now + timedelta(minutes=1):
        yield Finding("clock", "broken", f"the log is ahead of the clock: {newest.isoformat()}")
    elif Path(__file__).stat().st_mtime > now.timestamp() + 60:
        yield Finding("clock", "broken", "the clock is behind the installation of this release")
    else:
        yield Finding("clock", "ok", now.isoformat(timespec="seconds"))


def _keys(place: Installation) -> Iterator[Finding]:
    path = place.settings.secret_key_path
    mode = path.stat().st_mode & 0o777
    if mode & 0o077:
        yield Finding("keys", "unsafe", f"{path} can be read by others (mode {mode:o}): chmod 600")
    elif path.stat().st_uid != os.getuid() and os.getuid() != 0:
        yield Finding("keys", "unsafe", f"{path} belongs to another user")
    elif len(path.read_bytes().strip()) < 32:
        yield Finding("keys", "broken", f"{path} holds fewer than 32 characters")
    else:
        yield Finding("keys", "ok", str(path))


def _identity_provider(place: Installation) -> Iterator[Finding]:
    provider, path = place.ports.identity_provider, place.settings.oidc_client_secret_file
    if provider is None:
        return
    try:
        provider.check()
        yield Finding("identity provider", "ok", place.settings.oidc_issuer)
    except Unavailable as refusal:
        yield Finding("identity provider", "broken", f"{refusal.facts.get('reason')}")
    if path and Path(path).exists() and Path(path).stat().st_mode & 0o077:
        yield Finding("identity provider", "unsafe", f"{path} can be read by others: chmod 600")


def _theme(place: Installation) -> Iterator[Finding]:
    path = Path(place.settings.theme_file) if place.settings.theme_file else None
    weak = weaknesses(path, ROOT / "static")
    for scheme, one in weak:
        found = "no readable colour" if one.ratio is None else f"{one.ratio:.2f}:1"
        needed = f"needs {one.needed:g}:1"
        yield Finding("theme", "unsafe", f"{scheme}: --{one.text} on --{one.sheet} is {found}, {needed}")
    if not weak:
        yield Finding("theme", "ok", f"{path or 'our own'}: text 7:1, edges 3:1 in every colour scheme")


CHECKS: tuple[Callable[[Installation], Iterator[Finding]], ...] = (
    _settings,
    _database,
    _jobs,
    _index,
    _mail,
    _files,
    _documents,
    _clock,
    _keys,
    _identity_provider,
    _theme,
)
