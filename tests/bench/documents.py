"""Time and memory of the files that people keep: the demonstration's, and the whole of the Awb: `make bench-documents`."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

from consultatie import create_app
from consultatie.domain.editions import FORMATS, Work
from consultatie.http.editions import making
from consultatie.http.editions.sources import Source
from consultatie.http.site import site
from consultatie.services import bills, consultations, editions
from consultatie.settings import load

AWB = (
    Path(__file__).resolve().parents[3] / "shared" / "data" / "bills" / "bwb" / "BWBR0005537_2024-05-01_0.xml"
)
CLI = "from consultatie.cli import main; main()"


def run(instance: Path, *arguments: str) -> None:
    """Run a command of the terminal on the instance."""
    environ = {**os.environ, "CONSULTATIE_INSTANCE": str(instance)}
    subprocess.run([sys.executable, "-c", CLI, *arguments], env=environ, check=True, capture_output=True)


def measure(slug: str, works: tuple[Work, ...] | None = None) -> Iterator[str]:
    """Yield a line per file: seconds to compose, seconds to write, bytes."""
    with site().db.read() as session:
        row = consultations.get(session, slug)
        version = bills.find_current(session, row)
        for work in works or editions.works(session, row):
            for format_ in FORMATS[work]:
                begun = perf_counter()
                composed = making.prepare(Source(session, row, version, "nl"), work, format_)
                between = perf_counter()
                size = len(making.make(composed, format_))
                yield f"{slug:24} {work.value:7} {format_:10} {between - begun:7.2f} {perf_counter() - between:7.2f} {size:10}"


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def main() -> None:
    """Print the figures, and the most memory that a child process took."""
    with tempfile.TemporaryDirectory() as folder:
        instance = Path(folder)
        run(instance, "init")
        run(instance, "demo", "load")
        if AWB.exists():
            run(instance, "bill", "import", str(AWB), "--consultation", "awb", "--create")
        with create_app(load({}, instance=folder)).app_context():
            _say(f"{'consultation':24} {'work':7} {'format':10} {'compose':>7} {'write':>7} {'bytes':>10}")
            with site().db.read() as session:
                slugs = [one.slug for one in consultations.list_all(session) if one.slug != "awb"]
            for slug in slugs:
                _say(*measure(slug))
            peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
            _say(f"most memory of a child process, demonstration: {peak} MB")
            if AWB.exists():
                _say(*measure("awb", (Work.BILL,)))
                peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
                _say(f"most memory of a child process, Awb: {peak} MB")


if __name__ == "__main__":
    main()
