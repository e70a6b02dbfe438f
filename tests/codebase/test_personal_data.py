"""Nothing is asked that is not in the inventory, and nothing is in it that is not asked (CRITERIA.md, E6)."""

from __future__ import annotations

import re
from typing import Any

from wtforms import Field

from consultatie.settings import ROOT
from consultatie.web.respond import (
    consenting,
    forms,
    identity_forms,
    joining,
    quoting,
    recording,
    teaching,
)

INVENTORY = (ROOT / "docs" / "personal-data.md").read_text("utf-8")
ASKED = INVENTORY.partition("## Asked of who responds")[2].partition("## Kept")[0]


def _fields(form: type[Any]) -> set[str]:
    return {name for name in dir(form) if getattr(getattr(form, name), "field_class", None)}


def test_the_inventory_names_every_field_that_a_respondent_fills_in(the_app: Any) -> None:
    with the_app.test_request_context():
        asked = {
            field.name
            for module in (forms, identity_forms, consenting, joining, teaching, quoting, recording)
            for form in vars(module).values()
            if isinstance(form, type) and issubclass(form, forms.FlaskForm) and form is not forms.FlaskForm
            for field in form()
            if isinstance(field, Field) and field.name != "csrf_token"
        }
    named = set(re.findall(r"^\| `(\w+)`", ASKED, re.MULTILINE))
    assert named == asked


def test_the_inventory_says_of_each_field_what_it_is_used_for_and_when_it_goes() -> None:
    rows = [line.strip("|").split("|") for line in ASKED.splitlines() if line.startswith("| `")]
    assert len(rows) > 10
    assert all(len(row) == 5 and all(cell.strip() for cell in row) for row in rows)


def test_no_column_about_a_respondent_is_left_out_of_the_inventory() -> None:
    from consultatie.models.responses import Respondent, Response, ResponseToken

    ours = {
        "id",
        "response_id",
        "consultation_id",
        "version_id",
        "reference",
        "external_id",
        "state",
        "channel",
    }
    ours |= {"language", "log_position", "held_code", "reason_code", "purpose", "expires_at", "used_at"}
    for model in (Respondent, Response, ResponseToken):
        for column in model.__table__.columns.keys():  # noqa: SIM118
            known = column in ours or f"`{column}`" in INVENTORY or f".{column}`" in INVENTORY
            assert known or column == "helped", column
