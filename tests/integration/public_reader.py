"""What a reader asks for: the addresses of one consultation, and the questions that a page costs the database."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event

OPEN = "/consultaties/proef"
PAGES = ("", "/tekst", "/reacties", "/verslag", "/artikelen/art_2")


def questions(app: Any, client: Any, path: str) -> int:
    """Return how many questions a page asks the database; BEGIN and the page cache's own do not count."""
    asked: list[str] = []

    def count(*call: Any) -> None:
        asked.append(call[2])

    engine = app.extensions["consultatie"].db.engine
    event.listen(engine, "before_cursor_execute", count)
    assert client.get(path).status_code == 200
    event.remove(engine, "before_cursor_execute", count)
    return len([line for line in asked if not line.startswith("BEGIN") and "content_version" not in line])
