"""The demonstration's consultations: read from consultatie/cli/demo/<slug>/ and lived through in the order of time.

Dates in the files are moved so that each consultation is where it should be today; then every step (made,
published, responses, report) is taken at its own instant, so that the log reads as it would have in real life.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from consultatie.cli.bill import with_memorandum
from consultatie.cli.consultation import reader
from consultatie.domain.lifecycle import AMSTERDAM, closing_instant, opening_instant
from consultatie.domain.permissions import Viewer
from consultatie.domain.ports import Ports
from consultatie.domain.respondents import Limits
from consultatie.models.consultations import Consultation
from consultatie.models.reports import Disposition
from consultatie.services import (
    amended_laws,
    bills,
    consultation_file,
    consultations,
    publishing,
    queue,
    reports,
    response_import,
    uploads,
)

FOLDER = Path(__file__).parent / "demo"
BEFORE_OPENING = {"made": timedelta(days=20), "published": timedelta(days=3)}
REPORTED_AFTER = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Cast:
    """Who acts in the demonstration and with what: a drafter, a second person, machines, limits."""

    drafter: Viewer
    second: Viewer
    ports: Ports
    limits: Limits


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happens at a UTC instant; `act(session, now)`."""

    at: datetime
    act: Callable[[Session, datetime], None]


@dataclass(frozen=True, slots=True)
class Story:
    """One consultation of the demonstration with its dates as they are today."""

    slug: str
    data: dict[str, Any]
    moved: timedelta
    reported: bool

    @property
    def folder(self) -> Path:
        """Return where its files are."""
        return FOLDER / self.slug

    @property
    def opens_at(self) -> datetime:
        """Return when it opened (UTC)."""
        return opening_instant(self.data["opens"])

    @property
    def closes_at(self) -> datetime:
        """Return when it closes (UTC)."""
        return closing_instant(self.data["closes"])


def stories(now: datetime) -> list[Story]:
    """Return every consultation of the demonstration, its dates moved to suit today."""
    return [_story(path.parent, now) for path in sorted(FOLDER.glob("*/consultatie.toml"))]


def _story(folder: Path, now: datetime) -> Story:
    data = tomllib.loads((folder / "consultatie.toml").read_text("utf-8"))
    today = now.astimezone(AMSTERDAM).date()
    opens = today + timedelta(days=data["demo_opens_in_days"])
    moved = opens - data["opens"]
    data["opens"], data["closes"] = opens, today + timedelta(days=data["demo_closes_in_days"])
    return Story(folder.name, data, moved, data["demo_stage"] == "reported")


def steps(story: Story, cast: Cast, now: datetime) -> Iterator[Step]:
    """Yield what happened to a consultation up to now."""
    yield Step(story.opens_at - BEFORE_OPENING["made"], lambda s, at: _make(s, story, cast, at))
    yield Step(story.opens_at - BEFORE_OPENING["published"], lambda s, at: _publish(s, story, cast, at))
    yield Step(min(story.closes_at, now), lambda s, at: _respond(s, story, cast, at))
    if story.reported:
        yield Step(min(story.closes_at + REPORTED_AFTER, now), lambda s, at: _report(s, story, cast, at))


def _make(session: Session, story: Story, cast: Cast, now: datetime) -> None:
    ports = cast.ports
    made = consultation_file.load(
        session, story.slug, story.data, reader(story.folder), ports=ports, by=cast.drafter, now=now
    )
    _import(session, made, story, cast, "", now)


def _import(
    session: Session, made: Consultation, story: Story, cast: Cast, version: str, now: datetime
) -> None:
    """Take in the bill with its memorandum; `version` is what stands behind the names of the files ("-2")."""
    ports = cast.ports
    by = None if version else cast.drafter  # the operator puts a version after the first online
    path = story.folder / f"voorstel{version}.md"
    data = path.read_bytes()
    memorandum = story.folder / f"toelichting{version}.md"
    recognised = with_memorandum(ports.read_bill(data, name=path.name), memorandum)
    source = uploads.keep(session, ports.files, data, name=path.name, media_type="text/markdown", now=now)
    bills.import_bill(session, made, recognised, source=source, markup=ports.markup, by=by, now=now)
    law = story.folder / "bestaande-wet.md"
    if law.exists() and not version:
        existing = ports.read_bill(law.read_bytes(), name=law.name)
        amended_laws.add(session, made, existing, source=None, markup=ports.markup, by=cast.drafter, now=now)


def _publish(session: Session, story: Story, cast: Cast, now: datetime) -> None:
    publishing.publish(session, consultations.get(session, story.slug), by=cast.second, now=now)


def _respond(session: Session, story: Story, cast: Cast, now: datetime) -> None:
    made = consultations.get(session, story.slug)
    response_import.import_lines(session, made, _moved_lines(story, now), limits=cast.limits, now=now)
    queue.enqueue(session, "analyse", {"slug": story.slug}, now=now, key=f"analyse:{story.slug}")


def _moved_lines(story: Story, now: datetime) -> Iterator[str]:
    for line in (story.folder / "reacties.jsonl").read_text("utf-8").splitlines():
        record = json.loads(line)
        received = datetime.fromisoformat(record["received_at"]) + story.moved
        record["received_at"] = min(received, now).isoformat()
        yield json.dumps(record)


def _report(session: Session, story: Story, cast: Cast, now: datetime) -> None:
    made = consultations.get(session, story.slug)
    markup, by = cast.ports.markup, cast.drafter
    for language, name in (("nl", "verslag.md"), ("en", "verslag-en.md")):
        text = (story.folder / name).read_text("utf-8")
        reports.save_report(session, made, language=language, markdown=text, markup=markup, by=by, now=now)
    for item in tomllib.loads((story.folder / "verwerking.toml").read_text("utf-8"))["items"]:
        reports.save_item(
            session,
            made,
            eid=item["provision"],
            disposition=Disposition(item["disposition"]),
            texts={"nl": item["nl"], "en": item["en"]},
            markup=markup,
            by=by,
            now=now,
        )
    if (story.folder / "voorstel-2.md").is_file():
        _import(session, made, story, cast, "-2", now)
    reports.publish(session, made, by=by, now=now)
