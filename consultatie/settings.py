"""Settings: frozen, read once from config/*.toml, instance/settings.toml and CONSULTATIE_*; an unknown key refuses to start."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, get_type_hints
from urllib.parse import urlsplit

from consultatie.domain.recordings import TYPES

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "CONSULTATIE_"


class SettingsError(Exception):
    """A setting that is unknown or cannot be read; the message names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What differs per installation. docs/operating.md describes each field, its unit and why it is there."""

    environment: str
    database_url: str
    instance: str
    base_url: str
    trusted_hosts: tuple[str, ...]
    trusted_proxies: int
    secret_key_file: str
    languages: tuple[str, ...]
    site_name: str
    site_contact: str
    theme_file: str
    barrier_mail: str
    search: str
    files: str
    smtp_url: str
    mail_from: str
    second_factor: str
    oidc_issuer: str
    oidc_name: str
    oidc_client_id: str
    oidc_client_secret_file: str
    oidc_verified_claim: str
    oidc_second_factor: tuple[str, ...]
    oidc_staff: bool
    oidc_clock_skew_seconds: int
    show_demo_accounts: bool
    development: bool
    session_hours: int
    draft_days: int
    ended_days: int
    address_days: int
    confirm_hours: int
    sign_in_link_minutes: int
    invitation_days: int
    sign_in_attempts: int
    sign_in_rest_minutes: int
    mails_per_hour: int
    mails_per_day: int
    network_mails_per_hour: int
    network_barriers_per_hour: int
    max_request_bytes: int
    max_upload_bytes: int
    max_recording_bytes: int
    recording_types: tuple[str, ...]
    network_recordings_per_hour: int
    max_comment_chars: int
    max_response_chars: int
    max_query_chars: int
    max_markdown_chars: int
    page_cache_bytes: int
    page_cache_check_seconds: float
    worker_poll_seconds: float
    job_attempts: int
    argon2_time_cost: int
    argon2_memory_kib: int

    @property
    def instance_path(self) -> Path:
        """Return the instance folder as an absolute path."""
        return Path(self.instance).absolute()

    @property
    def database(self) -> str:
        """Return the SQLAlchemy URL; SQLite in the instance folder when none is set."""
        return self.database_url or f"sqlite:///{self.instance_path / 'consultatie.db'}"

    @property
    def secret_key_path(self) -> Path:
        """Return where the key for signing cookies is kept."""
        return Path(self.secret_key_file) if self.secret_key_file else self.instance_path / "secret.key"


def load(environ: Mapping[str, str] | None = None, **overrides: Any) -> Settings:
    """Read the settings. Later sources win: default, environment file, instance file, CONSULTATIE_*, overrides.

    Raise SettingsError naming the key that is unknown or cannot be read.
    """
    environ = os.environ if environ is None else environ
    environment = str(overrides.pop("environment", environ.get(PREFIX + "ENVIRONMENT", "production")))
    found = _read_toml(ROOT / "config" / "default.toml") | _read_toml(ROOT / "config" / f"{environment}.toml")
    from_environ = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environ.items()
        if name.startswith(PREFIX) and name != PREFIX + "ENVIRONMENT"
    }
    instance = Path(str(overrides.get("instance", from_environ.get("instance", found["instance"]))))
    if (instance / "settings.toml").exists():
        found |= _read_toml(instance / "settings.toml")
    return _checked(
        found | from_environ | overrides | {"instance": str(instance), "environment": environment}
    )


def _read_toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        raise SettingsError(f"no such settings file: {path}") from None
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: {error}") from None


def _checked(found: dict[str, Any]) -> Settings:
    types = get_type_hints(Settings)
    unknown = sorted(set(found) - {field.name for field in fields(Settings)})
    if unknown:
        raise SettingsError(f"unknown setting: {', '.join(unknown)}")
    settings = Settings(**{name: _as(types[name], name, value) for name, value in found.items()})
    for name, allowed in (
        ("search", ("whoosh", "memory")),
        ("files", ("disk",)),
        ("second_factor", ("required", "off")),
    ):
        if getattr(settings, name) not in allowed:
            raise SettingsError(f"{name} must be one of: {', '.join(allowed)}")
    unknown_types = sorted(set(settings.recording_types) - set(TYPES))
    if unknown_types:
        raise SettingsError(f"recording_types holds what we cannot tell apart: {', '.join(unknown_types)}")
    if settings.oidc_issuer:
        _check_provider(settings)
    return settings


def _check_provider(settings: Settings) -> None:
    """Raise SettingsError unless the provider can be used: over TLS, by its name, as a client that it knows."""
    address = urlsplit(settings.oidc_issuer)
    loopback = address.hostname in ("127.0.0.1", "::1", "localhost")
    if not address.hostname or not (address.scheme == "https" or (address.scheme == "http" and loopback)):
        raise SettingsError("oidc_issuer must be an https address")
    for name in ("oidc_name", "oidc_client_id", "oidc_verified_claim"):
        if not getattr(settings, name):
            raise SettingsError(f"{name} must be set with oidc_issuer")


def _as(kind: Any, name: str, value: Any) -> Any:
    if kind == tuple[str, ...]:
        items = value.split(",") if isinstance(value, str) else value
        return tuple(str(item).strip() for item in items if str(item).strip())
    if kind is bool and isinstance(value, str):
        if value.lower() not in ("true", "false", "1", "0"):
            raise SettingsError(f"{name} must be true or false")
        return value.lower() in ("true", "1")
    try:
        return kind(value)
    except (TypeError, ValueError):
        raise SettingsError(f"{name} must be {kind.__name__}: {value!r}") from None
