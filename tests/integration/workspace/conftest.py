"""The people of the workspace: two colleagues, a stranger, a reviewer and a moderator."""

from __future__ import annotations

from typing import Any

import pytest

from consultatie.db import Database
from consultatie.domain.permissions import Role
from tests import factories
from tests.integration.workspace.drafter_browser import Browser


@pytest.fixture
def people(db: Database) -> dict[str, Any]:
    with db.write.begin() as session:
        department = factories.make_department(session)
        other = factories.make_department(session, "Ministerie van Anders")
        return {
            "department": department,
            "anna": factories.make_user(session, department=department, name="Anna"),
            "bram": factories.make_user(session, department=department, name="Bram"),
            "vreemd": factories.make_user(session, department=other, name="Vreemd"),
            "lezer": factories.make_user(session, Role.REVIEWER, department=department, name="Lezer"),
            "moderator": factories.make_user(session, Role.MODERATOR, name="Mila"),
        }


@pytest.fixture
def anna(app: Any, people: dict[str, Any]) -> Browser:
    return Browser(app, people["anna"])
