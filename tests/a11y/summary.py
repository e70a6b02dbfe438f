"""What came out: reads the audit's reports and writes docs/a11y-report.json, from which /toegankelijkheid is made.

Belongs here: counting. Not here: what to measure (targets), how (tool), words for people (the page).
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from tests.a11y.targets import Target

REPORT = Path(__file__).resolve().parents[2] / "docs" / "a11y-report.json"
OF_EACH_PAGE = "languages", "modules"
ERROR_STATE = re.compile(r" \[errors .*\]$")


def read(work: Path, names: list[str]) -> list[dict[str, Any]]:
    """Return the audit's reports, one per visitor, each with the visitor's name in `who`."""
    found = []
    for name in names:
        path = work / f"{name}.json"
        if path.exists():
            found.append({**json.loads(path.read_text("utf-8")), "who": name})
    return found


def summarise(
    reports: list[dict[str, Any]], targets: list[Target], *, day: str, facts: dict[str, Any]
) -> dict[str, Any]:
    """Return the summary: `facts` about the measurement, and per page how it was measured, its states and the rules it breaks.

    A rule comes with its severity and the number of the page's states in which it was broken; `info` is left out.
    """
    page_of = {(target.who, target.label): target.endpoint for target in targets}
    states: Counter[str] = Counter()
    broken: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for report in reports:
        for label in report["pages"]:
            states[_endpoint(page_of, report["who"], label)] += 1
        for finding in report["findings"]:
            if finding["severity"] != "info":
                name = _endpoint(page_of, report["who"], finding["page"])
                broken[name][finding["rule"], finding["severity"]] += 1
    pages = {
        name: {
            "measured_on": day,
            "commit": facts["commit"],
            **{fact: ",".join(facts[fact]) for fact in OF_EACH_PAGE},
            "states": n,
            "rules": {rule: [severity, times] for (rule, severity), times in sorted(broken[name].items())},
        }
        for name, n in sorted(states.items())
    }
    return {"measured_on": day, **facts, "pages": pages}


def merged(old: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """Return the old summary with the pages of a partial measurement in place of what it said about them.

    Its head holds no more than every page was measured with, however many parts it was put together from.
    """
    pages = dict(sorted({**old["pages"], **part["pages"]}.items()))
    everywhere = {
        fact: [one for one in part[fact] if all(one in page[fact].split(",") for page in pages.values())]
        for fact in OF_EACH_PAGE
    }
    day = min(page["measured_on"] for page in pages.values())
    return {**old, "engines": part["engines"], "measured_on": day, **everywhere, "pages": pages}


def totals(summary: dict[str, Any]) -> Counter[tuple[str, str]]:
    """Return how many states break each rule, by severity and rule."""
    found: Counter[tuple[str, str]] = Counter()
    for page in summary["pages"].values():
        for rule, (severity, times) in page["rules"].items():
            found[severity, rule] += times
    return found


def _endpoint(page_of: dict[tuple[str, str], str], who: str, label: str) -> str:
    return page_of.get((who, ERROR_STATE.sub("", label))) or "states"


def last() -> dict[str, Any] | None:
    """Return the summary that is kept, if there is one."""
    return json.loads(REPORT.read_text("utf-8")) if REPORT.exists() else None


def write(summary: dict[str, Any]) -> None:
    """Write docs/a11y-report.json."""
    REPORT.write_text(json.dumps(summary, indent=2, ensure_ascii=False) + "\n", "utf-8")
