"""TOML that people can read and edit: texts of several lines as such, tables in the order in which they are given.

Only the values that a consultation file has: texts, numbers, days, yes and no, lists and tables. Source: TOML 1.0.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Final

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


def document(data: Mapping[str, Any]) -> str:
    """Return a document: plain values first, then tables, then lists of tables."""
    tables = {key: value for key, value in data.items() if isinstance(value, Mapping)}
    lists = {key: value for key, value in data.items() if _is_list_of_tables(value)}
    lines = [line for key, value in data.items() if key not in tables | lists for line in _pair(key, value)]
    for key, table in tables.items():
        lines += ["", f"[{_key(key)}]", *_pairs(table)]
    for key, found in lists.items():
        for table in found:
            lines += ["", f"[[{_key(key)}]]", *_pairs(table)]
    return "\n".join(lines).lstrip("\n") + "\n"


def _is_list_of_tables(value: Any) -> bool:
    return isinstance(value, Sequence) and bool(value) and all(isinstance(one, Mapping) for one in value)


def _pairs(table: Mapping[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        yield from _pair(key, value)


def _pair(key: str, value: Any) -> Iterator[str]:
    if _is_list_of_tables(value):
        yield f"{_key(key)} = ["
        yield from (f"  {_inline(one)}," for one in value)
        yield "]"
    elif isinstance(value, str) and "\n" in value:
        yield f"{_key(key)} = {_lines(value)}"
    else:
        yield f"{_key(key)} = {_inline(value)}"


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _inline(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{_key(key)} = {_inline(one)}' for key, one in value.items())} }}"
    if isinstance(value, Sequence):
        return f"[{', '.join(map(_inline, value))}]"
    return value.isoformat() if isinstance(value, date) else str(value)


def _text(value: str) -> str:
    """Return a text on one line; the escapes of JSON are those of TOML, DEL aside."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _lines(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"""', '""\\"')
    escaped = re.sub(r'"$', r"\"", _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", escaped))
    return f'"""\n{escaped}"""'
