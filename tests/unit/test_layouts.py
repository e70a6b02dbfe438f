"""The layouts and error pages: language, title, skip link and columns of a whole page."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from lxml import html

from tests.unit.component_harness import Response, empty_form, environment


def site_page(block: str = "", **values: Any) -> html.HtmlElement:
    """Render a page on the public layout."""
    source = '{% extends "layouts/site.html" %}{% block title %}Zoeken{% endblock %}{% block content %}<h1>Z</h1>{% endblock %}'
    rendered = environment(values.pop("language", "nl"), values.pop("viewer", None)).from_string(
        source + block
    )
    return html.fromstring(rendered.render(**values))


def test_a_page_has_its_language_its_title_and_the_skip_link_first() -> None:
    page = site_page(language="en")
    assert page.get("lang") == "en"
    assert page.xpath("string(//title)") == "Zoeken – Internetconsultatie"
    assert page.xpath("//body//a/@href")[0] == "#inhoud"
    assert page.xpath("//main/@id") == ["inhoud"]


def test_there_are_at_most_twelve_stops_before_the_content() -> None:
    page = site_page(viewer=SimpleNamespace(name="S. de Wit", role="administrator"))
    assert len(page.xpath("//main/preceding::a | //main/preceding::button")) <= 12


def test_the_other_language_is_named_in_its_own_words() -> None:
    [link] = site_page().xpath("//header//a[@hreflang]")
    assert (link.text, link.get("lang"), link.get("hreflang")) == ("English", "en", "en")
    [link] = site_page(language="en").xpath("//header//a[@hreflang]")
    assert (link.text, link.get("lang")) == ("Nederlands", "nl")


def test_the_title_of_a_page_with_errors_begins_with_the_word_error() -> None:
    assert site_page(form=empty_form()).xpath("string(//title)").startswith("Fout: Zoeken")
    assert site_page(has_errors=True).xpath("string(//title)").startswith("Fout: ")
    assert site_page(form=Response()).xpath("string(//title)").startswith("Zoeken")


def test_a_second_column_exists_only_for_who_fills_it() -> None:
    assert site_page().xpath("//aside") == []
    page = site_page("{% block aside %}<p>Zie ook.</p>{% endblock %}")
    assert page.xpath("string(//aside)").strip() == "Zie ook."
    assert len(page.xpath("//h1")) == 1


def test_an_error_page_gives_back_what_was_typed() -> None:
    values = {
        "heading": "Er ging iets mis",
        "message": "Probeer het later.",
        "typed": [("text", "Mijn lange tekst.")],
    }
    rendered = (
        environment()
        .get_template("errors/error.html")
        .render(**values, resend=True, limit_bytes=None, status=500)
    )
    page = html.fromstring(rendered)
    assert "Mijn lange tekst." in page.xpath("string(//main)")
    assert page.xpath("//main//input[@name='text']/@value") == ["Mijn lange tekst."]
