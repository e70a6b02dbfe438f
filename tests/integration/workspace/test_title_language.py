"""The name of a consultation is Dutch, also in the English workspace, and says so."""

from __future__ import annotations

from lxml import html

from tests.integration.workspace.drafter_browser import EDIT, make_draft


def test_the_english_workspace_marks_the_names_of_consultations_as_dutch(db, people, anna) -> None:
    make_draft(db, people)
    page = html.fromstring(anna.get(f"/en{EDIT}"))
    name = page.xpath("//h1/span[@lang='nl']/text()")
    assert name
    assert page.xpath("//nav[contains(@class, 'breadcrumb')]//li[last()]//span[@lang='nl']/text()") == name
    start = html.fromstring(anna.get("/en/werkplek"))
    assert start.xpath("//table//a/span[@lang='nl']/text()") == name
