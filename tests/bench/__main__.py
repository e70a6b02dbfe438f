"""Run the bench: `python -m tests.bench [--quick] [--only pages,…] [--keep FOLDER] [--no-write]`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.bench import background, imports, long_response, pages, report, searching, submissions
from tests.bench.background import Memory
from tests.bench.bursts import Target
from tests.bench.figures import ROUNDS, Figure, Page
from tests.bench.instance import Instance, Known, Sizes
from tests.bench.processes import ROOT

DOCUMENT = ROOT / "docs" / "performance.md"


@dataclass(slots=True)
class Bench:
    """What is measured on, and what was seen."""

    instance: Instance
    known: Known
    site: Target
    memory: Memory
    rounds: int
    effort: pages.Effort
    pages: list[Page] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    def parts(self) -> dict[str, Callable[[], None]]:
        """Return what can be measured, in order: memory comes last, after all load."""
        return {
            "pages": self._pages,
            "submissions": self._submissions,
            "responses": lambda: self.figures.extend(long_response.measure(self.rounds)),
            "imports": lambda: self.figures.extend(imports.measure(self.instance, self.rounds)),
            "search": lambda: self.figures.extend(searching.measure(self.instance, self.site, self.rounds)),
            "analysis": self._analysis,
        }

    def _pages(self) -> None:
        self.pages = pages.measure(self.site, self.known, self.instance.folder, self.effort, self.rounds)

    def _submissions(self) -> None:
        self.figures += submissions.measure(self.instance, self.site, rounds=self.rounds)

    def _analysis(self) -> None:
        background.forget_jobs(self.instance)
        worker = background.start_worker(self.instance)
        self.memory.parts["background worker"] = worker
        try:
            self.figures += background.measure_jobs(self.instance, self.memory, self.rounds)
        finally:
            worker.stop()


def run(arguments: argparse.Namespace, folder: Path) -> str:
    """Measure what was asked for and return the tables."""
    quick = arguments.quick
    instance = Instance(folder)
    say("making an installation with data (a minute or two) …")
    known = instance.prepare(Sizes(60, 300) if quick else Sizes())
    site = pages.start_site(instance)
    memory = Memory({"site": site.running})
    effort = pages.Effort(500, 20, 10) if quick else pages.Effort()
    bench = Bench(instance, known, site, memory, 2 if quick else ROUNDS, effort)
    try:
        for name, part in bench.parts().items():
            if not arguments.only or name in arguments.only.split(","):
                say(f"measuring {name} …")
                part()
                memory.look()
    finally:
        site.running.stop()
    bench.figures += memory.figures()
    return report.render(bench.pages, bench.figures, at=datetime.now(UTC), on=report.machine())


def say(line: str) -> None:
    """Print a message on standard error."""
    print(line, file=sys.stderr, flush=True)  # noqa: T201


def main() -> None:
    """Read the arguments, measure, print, and write the document after a whole run."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure speed and memory.")
    parser.add_argument(
        "--quick", action="store_true", help="little data, two rounds: only to see that it works"
    )
    parser.add_argument(
        "--only",
        default="",
        help="pages, submissions, responses, imports, search, analysis; commas between them",
    )
    parser.add_argument("--keep", type=Path, help="make the installation here and leave it, to use it again")
    parser.add_argument("--no-write", action="store_true", help="do not write docs/performance.md")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="consultatie-bench-") as temporary:
        folder = arguments.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        measured = run(arguments, folder)
    print(measured)  # noqa: T201
    if not (arguments.no_write or arguments.quick or arguments.only):
        written = DOCUMENT.read_text("utf-8") if DOCUMENT.exists() else ""
        DOCUMENT.write_text(report.replace_measured(written, measured), "utf-8")


if __name__ == "__main__":
    main()
