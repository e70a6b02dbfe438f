"""Settings are read once, in a fixed order, and what nobody knows refuses to start."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from consultatie.settings import SettingsError, load


def test_the_default_is_fit_for_production(tmp_path: Path) -> None:
    settings = load({}, instance=str(tmp_path))
    assert settings.environment == "production"
    assert settings.second_factor == "required"
    assert not settings.development
    assert not settings.show_demo_accounts
    assert "*" not in settings.trusted_hosts


def test_the_environment_wins_from_the_instance_and_that_from_the_default(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text('site_name = "Van de instantie"\ndraft_days = 7\n')
    environ = {"CONSULTATIE_INSTANCE": str(tmp_path), "CONSULTATIE_DRAFT_DAYS": "9"}
    settings = load(environ)
    assert settings.site_name == "Van de instantie"
    assert settings.draft_days == 9
    assert settings.session_hours == 12


def test_an_unknown_key_refuses_to_start_and_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="drfat_days"):
        load({"CONSULTATIE_DRFAT_DAYS": "9"}, instance=str(tmp_path))
    (tmp_path / "settings.toml").write_text("kleur = 1\n")
    with pytest.raises(SettingsError, match="kleur"):
        load({}, instance=str(tmp_path))


@pytest.mark.parametrize(
    ("name", "value"),
    [("draft_days", "veel"), ("development", "misschien"), ("second_factor", "soms"), ("search", "bing")],
)
def test_a_value_that_cannot_be_read_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=name):
        load({f"CONSULTATIE_{name.upper()}": value}, instance=str(tmp_path))


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("dit is geen toml")
    with pytest.raises(SettingsError, match=r"settings\.toml"):
        load({}, instance=str(tmp_path))


def test_lists_come_from_the_environment_with_commas(tmp_path: Path) -> None:
    environ = {"CONSULTATIE_TRUSTED_HOSTS": "a.example, b.example,", "CONSULTATIE_DEVELOPMENT": "true"}
    settings = load(environ, instance=str(tmp_path))
    assert settings.trusted_hosts == ("a.example", "b.example")
    assert settings.development is True


def test_settings_do_not_change_afterwards(tmp_path: Path) -> None:
    with pytest.raises(FrozenInstanceError):
        load({}, instance=str(tmp_path)).draft_days = 1  # type: ignore[misc]


def test_the_database_and_the_key_are_in_the_instance_unless_said_otherwise(tmp_path: Path) -> None:
    settings = load({}, instance=str(tmp_path))
    assert settings.database == f"sqlite:///{tmp_path}/consultatie.db"
    assert settings.secret_key_path == tmp_path / "secret.key"
    other = load({"CONSULTATIE_DATABASE_URL": "postgresql+psycopg://db/x"}, instance=str(tmp_path))
    assert other.database == "postgresql+psycopg://db/x"
