"""Logs: one JSON object a line on standard error, with the fields below and nothing that names a person.

Fields: `at` (UTC), `level`, `logger`, `event` (what the code says happened), and where they apply `endpoint`
(never the path: it may hold a token), `method`, `status`, `ms`, `job`, `kind`, `attempt`, `count`, and `crash`: the
class of an exception with the places it passed, without its message, which may quote what somebody typed.

Imports nothing but the standard library: the server's first process, which only watches the others, stays small.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

FIELDS = ("endpoint", "method", "status", "ms", "job", "kind", "attempt", "count")
QUIET = {"weasyprint": "ERROR", "fontTools": "ERROR", "alembic": "WARNING", "werkzeug": "WARNING"}


class JsonLines(logging.Formatter):
    """One record as one line of JSON; only FIELDS of what the code gave along."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line. Text of loggers that are not ours is cut to the template, as its arguments may be personal."""
        ours = record.name.split(".")[0] in ("consultatie", "_granian", "granian")
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage() if ours else str(record.msg),
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0] is not None:
            frames = traceback.extract_tb(record.exc_info[2])
            places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
            line["crash"] = {"type": record.exc_info[0].__name__, "places": places}
        return json.dumps(line, ensure_ascii=False, default=str)


def configuration(level: str = "INFO") -> dict[str, Any]:
    """Return the configuration for `logging.config.dictConfig`, for the site, the worker and the server."""
    loggers = {name: {"level": quiet} for name, quiet in QUIET.items()}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "consultatie.http.logging.JsonLines"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json", "stream": sys.stderr}},
        "root": {"level": level, "handlers": ["stderr"]},
        "loggers": loggers,
    }
