"""The last measurement: young enough, over every page there is, without errors, and told on /toegankelijkheid as it was."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask

from consultatie.web.public import accessibility, accessibility_words
from tests.a11y import summary
from tests.a11y.targets import COMPONENTS
from tests.e2e import examples

YEAR = 366  # days


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    last = summary.last()
    assert last is not None, "docs/a11y-report.json is missing: run `make a11y`"
    return last


def _pages(app: Flask) -> set[str]:
    found = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    return {name for name in found if not examples.is_machine(name)} - {COMPONENTS}


def test_the_measurement_is_younger_than_a_year(kept: dict[str, Any]) -> None:
    today = datetime.now(UTC).date()
    old = {
        name: page["measured_on"]
        for name, page in kept["pages"].items()
        if (today - date.fromisoformat(page["measured_on"])).days > YEAR
    }
    assert not old, "run `make a11y`"


def test_every_page_was_measured(kept: dict[str, Any], app: Flask) -> None:
    missing = sorted(_pages(app) - set(kept["pages"]))
    assert not missing, 'run `make a11y ARGS="--only /its/address --write"` for the new pages'


def test_no_measured_page_is_gone(kept: dict[str, Any], app: Flask) -> None:
    assert not set(kept["pages"]) - _pages(app) - {accessibility_words.STATES}


def test_no_error_is_left(kept: dict[str, Any]) -> None:
    errors = {rule: n for (severity, rule), n in summary.totals(kept).items() if severity == "error"}
    assert not errors


def test_every_public_page_has_a_name_in_the_statement(app: Flask) -> None:
    with app.test_request_context("/"):
        unnamed = {
            name
            for name in _pages(app)
            if not name.startswith(accessibility.STAFF) and accessibility_words.page(name) == name
        }
    assert not unnamed


def test_the_statement_tells_the_measurement_as_it_was(kept: dict[str, Any], client: Any) -> None:
    page = client.get("/toegankelijkheid").text
    states = sum(one["states"] for one in kept["pages"].values())
    assert f"Wij bekeken {states} pagina" in page
    assert all(one.get("commit", kept["commit"]) in page for one in kept["pages"].values())
    assert "nog niet door mensen onderzocht" in page
    assert "ombudsman" in page
    with client.application.test_request_context("/"):
        for rule, times in accessibility.read(kept).rules:
            assert _plain(accessibility_words.fault(rule, times)) in _plain(page)


def _plain(text: str) -> str:
    return re.sub(r"&#?\w+;|'", "", text)
