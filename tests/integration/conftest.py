"""The demonstration, loaded once for every test that reads all of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from click.testing import CliRunner

from consultatie import create_app
from consultatie.cli import cli
from consultatie.settings import load


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """An application with the demonstration, within its context; tests only read."""
    instance = tmp_path_factory.mktemp("demonstration")
    for command in (["init"], ["demo", "load"]):
        environment = {**os.environ, "CONSULTATIE_INSTANCE": str(instance)}
        result = CliRunner(env=environment).invoke(cli, command, catch_exceptions=False)
        assert result.exit_code == 0, result.output
    app = create_app(load({}, instance=str(instance)))
    yield app
    app.extensions["consultatie"].db.engine.dispose()
