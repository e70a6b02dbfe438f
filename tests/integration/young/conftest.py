"""A consultation of a department that lets who is under 16 respond."""

from __future__ import annotations

from typing import Any

import pytest

from consultatie.services import young
from tests.factories import make_consultation


@pytest.fixture
def asked(session: Any, clock: Any) -> Any:
    """Return an open consultation of a department that lets who is under 16 respond."""
    made = make_consultation(session)
    young.let_respond(session, made.department, True, now=clock())
    return made
