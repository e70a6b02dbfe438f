"""Importing: the Awb, whole, in seconds; and, as `python -m tests.bench.imports`, how much of Word files arrives in place."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from time import perf_counter

from consultatie import connect
from consultatie.services import bills
from tests import factories
from tests.bench import import_accuracy
from tests.bench.figures import ROUNDS, Figure, Goal
from tests.bench.instance import AWB, Instance

AT_MOST = Goal(3.0)


def measure(instance: Instance, rounds: int = ROUNDS) -> list[Figure]:
    """Return the seconds it takes within the site and as a command; nothing where the Awb is not at hand."""
    if not AWB.exists():
        return []
    inside = Figure(
        "import of the Awb: read in the child process, store, commit", "s", goal=AT_MOST, decimals=2
    )
    command = Figure("import of the Awb: the whole command `bill import`", "s", goal=AT_MOST, decimals=2)
    for number in range(rounds):
        slug = f"awb-{datetime.now(UTC):%H%M%S%f}-{number}"
        inside.values.append(_inside(instance, slug))
        begun = perf_counter()
        instance.command("bill", "import", str(AWB), "--consultation", f"{slug}-c", "--create", "--json")
        command.values.append(perf_counter() - begun)
    return [inside, command]


def _inside(instance: Instance, slug: str) -> float:
    db, ports, now = instance.database(), connect(instance.settings), datetime.now(UTC)
    with db.write.begin() as session:
        consultation_id = factories.make_consultation(session, slug, bill=None).id
    begun = perf_counter()
    recognised = ports.read_bill(AWB.read_bytes(), name=AWB.name)
    with db.write.begin() as session:
        consultation = session.get_one(factories.Consultation, consultation_id)
        bills.import_bill(session, consultation, recognised, source=None, markup=ports.markup, now=now)
    seconds = perf_counter() - begun
    db.engine.dispose()
    return seconds


def main() -> int:
    """Print the table of Word files; return 1 where a share is below the goal, 2 where the files are not at hand."""
    folder = AWB.parents[1] / "docx"
    scores = import_accuracy.measure(folder) if folder.is_dir() else {}
    if not scores:
        sys.stderr.write(f"no Word files with an expected Akoma Ntoso in {folder}\n")
        return 2
    sys.stdout.write(f"{import_accuracy.table(scores)}\n")
    for name, score in scores.items():
        for missed in score.missed[:20]:
            sys.stdout.write(f"{name}: {missed}\n")
    low = [
        name
        for name, s in scores.items()
        if any(s.share(k) < import_accuracy.GOAL for k in import_accuracy.KINDS)
    ]
    return 1 if low else 0


if __name__ == "__main__":
    raise SystemExit(main())
