"""The last hours before closing: 35 responses a second for five minutes beside the worker, and whole flows by many at once.

`python -m tests.bench.deadline [--minutes 5] [--browsers 6] [--no-write]`; ten minutes or so. It writes its own part of
docs/performance.md. The flow is the one of a citizen who writes about one article: every page, the sending, the letter
that the worker writes, and the button behind its link.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlencode

from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import func, select

from consultatie.models.queue import Job
from consultatie.models.responses import Response
from tests.bench import background, pages, report
from tests.bench.bursts import Target, burst, post
from tests.bench.figures import Figure, Goal
from tests.bench.instance import SENDING, Instance, Sizes, cookie_header, signing_app
from tests.bench.processes import ROOT, Running
from tests.bench.submissions import prepare_drafts

BEGIN = "<!-- measured: python -m tests.bench.deadline -->"
DOCUMENT = ROOT / "docs" / "performance.md"
PACE, LINES = 35, 64  # responses a second; connections, so that a slow answer keeps nobody else waiting
SLOWEST = Goal(1000)
SIZES = Sizes(20, 300, articles=20)  # little to make documents of: these are not what is measured
SETTLING = 15  # seconds in which the worker has begun
CATCHING_UP = 900  # seconds in which the worker must have done what was left


@dataclass(frozen=True, slots=True)
class Cost:
    """Processor seconds of site and worker between two moments, and the seconds that passed."""

    site: float
    worker: float
    seconds: float

    def busy(self, cores: int) -> float:
        """Return which part of all cores both took."""
        return (self.site + self.worker) / (self.seconds * cores)


class Watch:
    """Looks at what site and worker take from its making on."""

    def __init__(self, site: Running, worker: Running) -> None:
        self._parts = site, worker
        self._at = monotonic()
        self._before = [one.cpu_seconds() for one in self._parts]

    def cost(self) -> Cost:
        """Return what was taken until now."""
        site, worker = (
            one.cpu_seconds() - before for one, before in zip(self._parts, self._before, strict=True)
        )
        return Cost(site, worker, monotonic() - self._at)


def sending_requests(instance: Instance, site: Target, number: int) -> list[str]:
    """Return the POST that sends each of so many complete drafts, each in a browser of its own."""
    app = signing_app(instance.settings)
    secret = secrets.token_hex(16)
    form_token = URLSafeTimedSerializer(app.secret_key or "", salt="wtf-csrf-token").dumps(secret)
    db = instance.database()
    tokens = prepare_drafts(db, number)
    db.engine.dispose()
    return [
        post(
            site,
            f"/reageren/{SENDING}/controle",
            urlencode({"csrf_token": form_token, "idempotency_key": token[:40]}),
            Cookie=cookie_header(app, {"csrf_token": secret, "drafts": {SENDING: token}}),
        )
        for token in tokens
    ]


def steady(instance: Instance, site: Target, worker: Running, minutes: float) -> list[Figure]:
    """Send at the pace of the last hour; an answer that is not a redirect to the next page stops the measurement."""
    number = round(PACE * 60 * minutes)
    requests = sending_requests(instance, site, number)
    watch = Watch(site.running, worker)
    load = burst(site, requests, number, expected=303, connections=LINES, per_second=PACE)
    cost = watch.cost()
    behind = _jobs_left(instance)
    caught_up = _catch_up(instance)
    name = f"sending at {PACE} a second for {minutes:g} minutes beside the worker"
    return [
        Figure(f"{name}: answers, all of them 303", "responses", [float(number)]),
        Figure(f"{name}: 95th percentile, from the moment each was due", "ms", [load.p95_ms], SLOWEST),
        Figure(f"{name}: median", "ms", [load.p50_ms]),
        Figure(f"{name}: processor taken by site and worker, of all cores", "%", [100 * cost.busy(_cores())]),
        Figure(f"{name}: jobs that still waited at the end", "jobs", [float(behind)]),
        Figure(f"{name}: until the worker had done them", "seconds", [caught_up]),
    ]


def whole_flows(
    instance: Instance, site: Target, worker: Running, browsers: int, minutes: float
) -> list[Figure]:
    """Let so many people at once go the whole way again and again, and count who arrived."""
    watch = Watch(site.running, worker)
    before = _confirmed(instance)
    people = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.bench.citizen",
                str(site.port),
                str(instance.folder / "mail"),
                str(number),
                str(60 * minutes),
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(browsers)
    ]
    told = [json.loads(one.communicate()[0]) for one in people]
    cost = watch.cost()
    flows, requests = sum(one["flows"] for one in told), sum(one["requests"] for one in told)
    if not flows or _confirmed(instance) - before != flows:
        raise RuntimeError(f"{flows} flows, but {_confirmed(instance) - before} confirmed responses")
    clients = sum(one["cpu"] for one in told)
    name = f"whole flows, {browsers} people at once"
    return [
        Figure(
            f"{name}: read, write, send, letter, confirm", "per second", [flows / cost.seconds], decimals=2
        ),
        Figure(f"{name}: requests of one flow", "requests", [requests / flows], decimals=1),
        Figure(f"{name}: processor of the site", "ms each", [1000 * cost.site / flows]),
        Figure(f"{name}: processor of the worker", "ms each", [1000 * cost.worker / flows]),
        Figure(f"{name}: processor of the people's own programs", "ms each", [1000 * clients / flows]),
        Figure(f"{name}: processor taken by site and worker, of all cores", "%", [100 * cost.busy(_cores())]),
    ]


def _cores() -> int:
    return os.cpu_count() or 1


def _count(instance: Instance, question: Callable[[], object]) -> int:
    db = instance.database()
    with db.read() as session:
        found = session.scalar(question()) or 0  # type: ignore[call-overload]  # a select that counts
    db.engine.dispose()
    return int(found)


def _jobs_left(instance: Instance) -> int:
    return _count(
        instance, lambda: select(func.count()).select_from(Job).where(Job.state.not_in(background.ENDED))
    )


def _confirmed(instance: Instance) -> int:
    return _count(
        instance, lambda: select(func.count()).select_from(Response).where(Response.confirmed_at.is_not(None))
    )


def _catch_up(instance: Instance) -> float:
    begun = monotonic()
    while _jobs_left(instance):
        if monotonic() - begun > CATCHING_UP:
            raise TimeoutError("the worker did not catch up")
        sleep(1)
    return monotonic() - begun


def measure(folder: Path, minutes: float, browsers: int) -> Iterator[Figure]:
    """Yield the figures, measured on a new installation in this folder."""
    instance = Instance(folder)
    instance.prepare(SIZES)
    site = pages.start_site(instance)
    worker = background.start_worker(instance)
    try:
        sleep(SETTLING)
        background.forget_jobs(
            instance
        )  # the documents of every consultation, which a new worker asks for once
        yield from steady(instance, site, worker, minutes)
        yield from whole_flows(instance, site, worker, browsers, min(minutes, 2))
    finally:
        worker.stop()
        site.running.stop()


def rendered(figures: list[Figure]) -> str:
    """Return the part of the document that this measures."""
    rows = report.table(
        ("what", "median", "lowest – highest", "goal"), (report.figure_row(one) for one in figures)
    )
    when = f"Measured {datetime.now(UTC):%Y-%m-%d %H:%M} UTC on {report.machine()}"
    return "\n".join([BEGIN, when, "", "## The last hour before closing", "", *rows, report.END])


def main() -> None:
    """Read the arguments, measure, print and write."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.deadline", description="Measure the last hour."
    )
    parser.add_argument("--minutes", type=float, default=5)
    parser.add_argument("--browsers", type=int, default=6)
    parser.add_argument("--no-write", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="consultatie-deadline-") as folder:
        figures = []
        for figure in measure(Path(folder), arguments.minutes, arguments.browsers):
            print(" | ".join(report.figure_row(figure)), flush=True)  # noqa: T201
            figures.append(figure)
    measured = rendered(figures)
    print(measured)  # noqa: T201
    if not arguments.no_write:
        DOCUMENT.write_text(
            report.replace_measured(DOCUMENT.read_text("utf-8"), measured, begin=BEGIN), "utf-8"
        )


if __name__ == "__main__":
    main()
