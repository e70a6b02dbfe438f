"""Values of a parsed TOML file: each of the kind that is asked for, or refused by the name of its key."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from consultatie.domain.errors import Invalid


def refuse(key: str, code: str = "file-key") -> Invalid:
    """Return the refusal of a consultation file that names this key."""
    return Invalid("consultation-file", {key: code})


def text(data: Mapping[str, Any], key: str, default: str | None = None) -> str:
    """Return a text; without a default it has to be there."""
    value = data.get(key, default)
    if not isinstance(value, str):
        raise refuse(key, "file-key-missing" if value is None else "file-key-unreadable")
    return value


def strings(data: Mapping[str, Any], key: str) -> list[str]:
    """Return a list of texts, empty when it is not there."""
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise refuse(key, "file-key-unreadable")
    return value


def numbers(data: Mapping[str, Any], key: str) -> list[int]:
    """Return a list of whole numbers, empty when it is not there."""
    value = data.get(key, [])
    if not isinstance(value, list) or not all(type(item) is int for item in value):
        raise refuse(key, "file-key-unreadable")
    return value


def tables(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    """Return a list of tables, empty when it is not there."""
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, Mapping) for item in value):
        raise refuse(key, "file-key-unreadable")
    return value


def day(data: Mapping[str, Any], key: str) -> date | None:
    """Return a day (Europe/Amsterdam), None when it is empty or not there."""
    value = data.get(key)
    if isinstance(value, str) and value:
        try:
            value = date.fromisoformat(value)
        except ValueError:
            raise refuse(key, "file-key-unreadable") from None
    if isinstance(value, datetime) or not (value is None or value == "" or isinstance(value, date)):
        raise refuse(key, "file-key-unreadable")
    return value or None


def member(kinds: Any, data: Mapping[str, Any], key: str) -> Any:
    """Return the member of an enumeration that has this value."""
    try:
        return kinds(data.get(key))
    except ValueError:
        raise refuse(key, "file-key-unreadable" if key in data else "file-key-missing") from None
