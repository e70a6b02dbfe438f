"""Every fact about searching is tested on both indexes."""

from __future__ import annotations

from pathlib import Path

import pytest

from consultatie.adapters.search.memory import MemoryIndex
from consultatie.adapters.search.whoosh import WhooshIndex
from consultatie.domain.ports import SearchIndex


@pytest.fixture(params=["memory", "whoosh"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> SearchIndex:
    """Return an empty index, once of each kind."""
    made: SearchIndex = (
        MemoryIndex() if request.param == "memory" else WhooshIndex(tmp_path / "index", timeout=0.2)
    )
    made.rebuild([])
    return made
