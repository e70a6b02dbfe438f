"""A signed-in browser for the workspace, and the draft that its tests work on."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser
from typing import Any

from consultatie.db import Database
from consultatie.domain.lifecycle import Stage
from consultatie.models.consultations import Consultation
from consultatie.services import consultations
from tests import factories

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
FIVE = "Wat verandert er? Veel. Voor wie? U. Wanneer? Nu. Waarom? Beter. Wat vragen we u? Alles."
EDIT = "/werkplek/wet-op-de-proef/bewerken"


class Ids(HTMLParser):
    """Collects ids and labels of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.fors: list[str] = []
        self.hrefs: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag == "label" and found.get("for"):
            self.fors.append(str(found["for"]))
        if tag == "a" and found.get("href"):
            self.hrefs.append(str(found["href"]))


class Browser:
    """A signed-in person: gets pages, fills their forms and sends them with the page's own token."""

    def __init__(self, app: Any, user: Any) -> None:
        self.client = app.test_client()
        factories.sign_in(self.client, user)

    def get(self, path: str, status: int = 200) -> str:
        answer = self.client.get(path)
        assert answer.status_code == status, (path, answer.status_code, answer.text[:2000])
        page = Ids(answer.text)
        assert len(page.ids) == len(set(page.ids)), f"an id occurs twice on {path}"
        assert set(page.fors) <= set(page.ids), f"a label without its field on {path}"
        assert answer.text.count("<h1") == 1, path
        return str(answer.text)

    def token(self, path: str) -> str:
        """Return the form token on a page."""
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get(path))
        assert found, f"no form on {path}"
        return found[1]

    def post(self, path: str, data: dict[str, Any], status: int = 303, form_at: str | None = None) -> Any:
        answer = self.client.post(
            path,
            data={"csrf_token": self.token(form_at or path), **data},
            content_type="multipart/form-data" if any(isinstance(v, tuple) for v in data.values()) else None,
        )
        assert answer.status_code == status, (path, answer.status_code, answer.text[:3000])
        return answer


def file(data: bytes, name: str) -> tuple[io.BytesIO, str]:
    """Return bytes under a name, as a form sends a file."""
    return io.BytesIO(data), name


def begin(anna: Browser, people: dict[str, Any]) -> None:
    """Make the draft by its page, with nothing in it."""
    data = {"title": "Wet op de proef", "kind": "act", "department": str(people["department"].id)}
    assert anna.post("/werkplek/nieuw", data).location.startswith(EDIT)


def make_draft(db: Database, people: dict[str, Any], **more: Any) -> None:
    """Put a complete draft in the database."""
    with db.write.begin() as session:
        factories.make_consultation(
            session,
            "wet-op-de-proef",
            **{"stage": Stage.DRAFT, "department": session.merge(people["department"])} | more,
        )


def kept(db: Database, slug: str = "wet-op-de-proef") -> Consultation:
    """Return what the database holds now, with all its parts, and let go of the connection."""
    with db.read() as session:
        found = consultations.get(session, slug)
        _ = (found.texts, found.explanations, found.figures, found.questions)
        _ = [one.picture.file for one in found.illustrations]
        _ = (
            [document.file for document in found.documents],
            [version.memorandum for version in found.versions],
        )
        return found
