"""Who looks at what organisations hand in."""

from __future__ import annotations

from typing import Any

import pytest

from consultatie.db import Database
from consultatie.domain.permissions import Role
from tests.factories import make_user, sign_in


@pytest.fixture
def staff(app: Any, db: Database) -> Any:
    """A client with a moderator of all departments."""
    with db.write.begin() as session:
        moderator = make_user(session, Role.MODERATOR)
    client = app.test_client()
    sign_in(client, moderator)
    return client
