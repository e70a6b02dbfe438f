"""Ten key pages: the ones that are measured on a slow phone and pictured in docs/screenshots."""

from __future__ import annotations

from dataclasses import dataclass

from tests.e2e import examples
from tests.e2e.scene import ARTICLE, CLOSED, OPEN, REPORTED


@dataclass(frozen=True, slots=True)
class KeyPage:
    """A page: a short name for files, what it is in words, its address, and who opens it."""

    name: str
    words: str
    path: str
    who: str = examples.READER


KEY_PAGES = (
    KeyPage("front", "front page", "/"),
    KeyPage("list", "list of consultations", "/consultaties"),
    KeyPage("consultation", "consultation", f"/consultaties/{OPEN}"),
    KeyPage("text", "whole text of a bill", f"/consultaties/{OPEN}/tekst"),
    KeyPage("article", "article", f"/consultaties/{OPEN}/artikelen/{ARTICLE}"),
    KeyPage("respond", "responding to an article", f"/reageren/{OPEN}/artikel/{ARTICLE}", examples.GUEST),
    KeyPage("responses", "responses", f"/consultaties/{CLOSED}/reacties"),
    KeyPage("report", "report", f"/consultaties/{REPORTED}/verslag"),
    KeyPage("search", "search results", "/zoeken?q=brief"),
    KeyPage("desk", "desk of an article", f"/werkplek/{CLOSED}/artikelen/art_I__mod_B", examples.DRAFTER),
)
