"""The statement on accessibility: made from the last full measurement, which `make a11y` keeps in docs/a11y-report.json.

Belongs here: reading that file and putting it in order. Its words are in accessibility_words and the template.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from flask import render_template

from consultatie.http.access import public
from consultatie.settings import ROOT
from consultatie.web.public import accessibility_words as words
from consultatie.web.public import blueprint

REPORT = ROOT / "docs" / "a11y-report.json"
STAFF = ("workspace.", "admin.", "account.home")


@dataclass(frozen=True, slots=True)
class Row:
    """What was found on one page, or on a group of pages, in all its states together."""

    name: str
    states: int
    errors: int
    warnings: int


@dataclass(frozen=True, slots=True)
class Measurement:
    """The last measurement. `modules` are the parts of the audit that ran; `rules` holds how many pages and states each broken rule was found on.

    `commits` are the versions of the code that were measured: one, or more when pages were measured again later.
    """

    day: date
    commits: tuple[str, ...]
    languages: tuple[str, ...]
    modules: frozenset[str]
    pages: dict[str, Counter[str]]
    rules: tuple[tuple[str, int], ...]

    def total(self, name: str) -> int:
        """Return a total over all pages: "states", "errors" or "warnings"."""
        return sum(page[name] for page in self.pages.values())


def read(data: dict[str, Any]) -> Measurement:
    """Return the measurement in a report; its day is that of the page measured longest ago."""
    pages: dict[str, Counter[str]] = {}
    rules = Counter[str]()
    for name, page in data["pages"].items():
        kinds = Counter({"states": page["states"]})
        for rule, (severity, states) in page["rules"].items():
            kinds["errors" if severity == "error" else "warnings"] += states
            rules[rule] += states
        pages[name] = kinds
    day = min(date.fromisoformat(page["measured_on"]) for page in data["pages"].values())
    commits = Counter(page.get("commit", data["commit"]) for page in data["pages"].values())
    languages, modules = tuple(data["languages"]), frozenset(data["modules"])
    in_order = tuple(commit for commit, _pages in commits.most_common())
    return Measurement(day, in_order, languages, modules, pages, tuple(rules.most_common()))


@cache
def last() -> Measurement | None:
    """Return the last measurement, or None where the file does not come with the code."""
    return read(json.loads(REPORT.read_text("utf-8"))) if REPORT.is_file() else None


def _rows(measured: Measurement) -> list[Row]:
    rows = [
        Row(words.page(name), found["states"], found["errors"], found["warnings"])
        for name, found in measured.pages.items()
        if not name.startswith(STAFF) and name != words.STATES
    ]
    rows.sort(key=lambda row: row.name.casefold())
    groups = (
        (words.error_pages(), [found for name, found in measured.pages.items() if name == words.STATES]),
        (words.staff(), [found for name, found in measured.pages.items() if name.startswith(STAFF)]),
    )
    for name, group in groups:
        total = sum(group, Counter[str]())
        rows.append(Row(name, total["states"], total["errors"], total["warnings"]))
    return rows


@blueprint.get("/toegankelijkheid")
@public(cached=True)
def accessibility() -> str:
    """Say how accessible this site is, how that was measured, what is not right yet, and whom to tell."""
    measured = last()
    faults = [words.fault(rule, states) for rule, states in measured.rules] if measured else []
    return render_template(
        "public/accessibility.html",
        measured=measured,
        rows=_rows(measured) if measured else [],
        faults=faults,
    )
