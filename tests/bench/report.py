"""docs/performance.md: the measured tables between two marks; what people wrote around them stays."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median

from tests.bench.figures import Figure, Load, Page

BEGIN, END = "<!-- measured: make bench -->", "<!-- /measured -->"
LIBRARIES = ("granian", "flask", "sqlalchemy", "whoosh")


def machine() -> str:
    """Return a line about this machine: processors, how busy it was, system and versions."""
    model = "unknown processor"
    info = Path("/proc/cpuinfo")
    if info.exists():
        named = [
            line.partition(":")[2].strip()
            for line in info.read_text().splitlines()
            if line.startswith("model name")
        ]
        model = named[0] if named else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    busy = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    return (
        f"{os.cpu_count()} cores ({model}), {memory:.0f} GB, {platform.system()} {platform.release()}, "
        f"CPython {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {versions}. "
        f"Load average at the end (1, 5, 15 minutes): {busy}."
    )


def render(pages: Sequence[Page], figures: Sequence[Figure], *, at: datetime, on: str) -> str:
    """Return the measured part in Markdown."""
    lines = [
        BEGIN,
        f"Measured {at:%Y-%m-%d %H:%M} UTC on {on}",
        "",
        "## Pages",
        "",
        *table(
            (
                "page",
                "bytes",
                "requests/s",
                "p95 ms",
                "CPU ms each",
                "trivial page/s",
                "part of trivial",
                "goal",
            ),
            (_page_row(page) for page in pages if page.loads),
        ),
        "",
        "## Other figures",
        "",
        *table(
            ("what", "median", "lowest – highest", "goal"),
            (figure_row(one) for one in figures if one.values),
        ),
        END,
    ]
    return "\n".join(lines)


def _page_row(page: Page) -> tuple[str, ...]:
    ratios = page.ratios() if page.trivial else []
    return (
        page.name,
        f"{page.loads[0].bytes_each:,}",
        f"{_of(page.loads, 'per_second'):,.0f}",
        f"{_of(page.loads, 'p95_ms'):.1f}",
        f"{_of(page.loads, 'cpu_ms'):.2f}",
        f"{_of(page.trivial, 'per_second'):,.0f}" if ratios else "",
        f"{median(ratios):.2f} ({min(ratios):.2f} – {max(ratios):.2f})" if ratios else "",
        _goal(page.goal and (page.goal.limit, page.goal.at_least), page.met),
    )


def figure_row(figure: Figure) -> tuple[str, ...]:
    """Return the cells of one figure."""
    digits = figure.decimals
    low, high = min(figure.values), max(figure.values)
    return (
        figure.name,
        f"{figure.median:,.{digits}f} {figure.unit}",
        f"{low:,.{digits}f} – {high:,.{digits}f}" if len(figure.values) > 1 else "",
        _goal(figure.goal and (figure.goal.limit, figure.goal.at_least), figure.met),
    )


def _goal(goal: tuple[float, bool] | None, met: bool | None) -> str:
    if goal is None:
        return ""
    limit, at_least = goal
    return f"{'≥' if at_least else '≤'} {limit:g}: {'met' if met else '**missed**'}"


def _of(loads: Sequence[Load], name: str) -> float:
    return median(getattr(load, name) for load in loads)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Return the lines of a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(line)} |" for line in lines]


def replace_measured(document: str, measured: str, *, begin: str = BEGIN) -> str:
    """Return the document with the measured part that begins so replaced, or added at the end where it had none."""
    before, begun, rest = document.partition(begin)
    _, ended, after = rest.partition(END)
    if not begun or not ended:
        return f"{document.rstrip()}\n\n{measured}\n".lstrip()
    return before + measured + after
