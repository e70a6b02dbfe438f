"""Settings: each has a default and a row in docs/operating.md, and nothing else claims to be one."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from pathlib import Path

from consultatie.settings import Settings

NAMES = {field.name for field in fields(Settings)}


def test_every_setting_has_a_default(root: Path) -> None:
    defaults = tomllib.loads((root / "config" / "default.toml").read_text("utf-8"))
    assert set(defaults) | {"environment"} == NAMES


def test_every_setting_is_documented_and_every_documented_setting_exists(root: Path) -> None:
    text = (root / "docs" / "operating.md").read_text("utf-8")
    table = re.findall(r"^\| `([a-z0-9_]+)` \|", text, re.MULTILINE)
    assert len(table) == len(set(table)), "a setting is documented twice"
    assert set(table) == NAMES


def test_the_documented_default_is_the_default(root: Path) -> None:
    defaults = tomllib.loads((root / "config" / "default.toml").read_text("utf-8"))
    text = (root / "docs" / "operating.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `([a-z0-9_]+)` \| `([^`]*)` \|", text, re.MULTILINE))
    wrong = {}
    for name, shown in rows.items():
        if name == "environment":
            continue
        value = defaults[name]
        spelled = (
            ",".join(value)
            if isinstance(value, list)
            else str(value).lower()
            if isinstance(value, bool)
            else str(value)
        )
        if shown != spelled:
            wrong[name] = (shown, spelled)
    assert not wrong


def test_the_example_of_the_environment_names_only_settings(root: Path) -> None:
    text = (root / "config" / "example.env").read_text("utf-8")
    named = {name.lower() for name in re.findall(r"^#?\s?CONSULTATIE_([A-Z0-9_]+)=", text, re.MULTILINE)}
    assert named
    assert named <= NAMES
