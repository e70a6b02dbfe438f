"""Texts of drafters inside our pages: their headings begin one level below the heading that they stand under."""

from __future__ import annotations

import re

from flask import Flask

_HEADING = re.compile(r"<(/?)h([1-6])\b")
LOWEST = 6


def headings_from(html: str, level: int) -> str:
    """Return clean HTML with its headings moved so that the highest is at `level`, none skipped at the start."""
    found = {int(number) for _, number in _HEADING.findall(html)}
    if not found:
        return html
    shift = level - min(found)
    return _HEADING.sub(lambda one: f"<{one[1]}h{min(int(one[2]) + shift, LOWEST)}", html)


def register(app: Flask) -> None:
    """Give templates the filter."""
    app.jinja_env.filters["headings_from"] = headings_from
