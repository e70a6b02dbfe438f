"""One application for all tests about the code itself: they ask what is there, and change nothing."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from consultatie import connect, create_app
from consultatie.adapters.files.memory import MemoryFiles
from consultatie.adapters.mail.memory import MemoryMailer
from consultatie.adapters.search.memory import MemoryIndex
from consultatie.settings import ROOT, load


@pytest.fixture(scope="package")
def the_app(tmp_path_factory: pytest.TempPathFactory, sqlite_template: bytes) -> Iterator[Any]:
    instance = tmp_path_factory.mktemp("codebase")
    (instance / "consultatie.db").write_bytes(sqlite_template)
    settings = load({}, environment="testing", instance=str(instance), second_factor="off")
    ports = replace(connect(settings), search=MemoryIndex(), mail=MemoryMailer(), files=MemoryFiles())
    app = create_app(settings, ports)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    yield app
    app.extensions["consultatie"].db.engine.dispose()


@pytest.fixture(scope="package")
def modules() -> dict[str, ast.Module]:
    """Every module of ours but migrations, by its path from the root."""
    found = sorted((ROOT / "consultatie").rglob("*.py"))
    return {
        str(path.relative_to(ROOT)): ast.parse(path.read_text("utf-8"))
        for path in found
        if "migrations" not in path.parts
    }


@pytest.fixture(scope="package")
def templates() -> dict[str, str]:
    """Every template's source by its name."""
    folder = ROOT / "templates"
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in paths}


@pytest.fixture(scope="package")
def root() -> Path:
    return ROOT
