"""Changes in law text are said in words, whatever the text, and the text itself stays whole."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from consultatie.analysis.diff import word_diff
from tests.unit.component_harness import call

WORDS = st.lists(st.sampled_from(["de", "zes", "acht", "weken", "<b>", "&", "\n"]), max_size=8).map(" ".join)
OURS = "change-word", "visually-hidden"


def text_without(page: html.HtmlElement, dropped: str) -> str:
    """Return the law text without our own words and without one kind of change."""
    for one in page.xpath(f"//{dropped}|" + "|".join(f"//*[@class='{name}']" for name in OURS)):
        one.drop_tree()
    return re.sub(r"\s+", " ", page.text_content()).strip()


@given(WORDS, WORDS)
def test_the_text_before_and_the_text_after_can_both_be_read_from_the_marks(old: str, new: str) -> None:
    for text, dropped in ((old, "ins"), (new, "del")):
        page = call("change_marks", "pieces=pieces", pieces=word_diff(old, new))
        assert text_without(page, dropped) == re.sub(r"\s+", " ", text).strip()


def test_a_change_begins_and_ends_in_words_outside_the_language_of_the_text() -> None:
    page = call("change_marks", "pieces=pieces, lang='fr'", pieces=word_diff("six jours", "huit jours"))
    assert page.xpath("//del")[0].text_content() == "vervalt six (einde vervalt) "
    assert page.xpath("//ins")[0].text_content() == "nieuw huit (einde nieuw) "
    assert not page.xpath("//*[@lang]//*[contains(@class, 'change-word')]")
    assert [one.text for one in page.xpath("//*[@lang='fr']")] == ["six", "huit", " jours"]


def test_three_views_show_what_was_and_what_comes_and_say_when_there_is_nothing() -> None:
    rows = [
        {"name": "Lid 1", "pieces": word_diff("zes weken", "acht weken")},
        {"name": "Lid 2", "pieces": word_diff("", "een nieuw lid")},
    ]
    page = call("change_views", "caption='Artikel 4', rows=rows", rows=rows)
    cells = [" ".join(one.text_content().split()) for one in page.xpath("//tbody//td")]
    assert cells[0] == "Was: zes weken"
    assert cells[2] == "Wordt: acht weken"
    assert cells[3] == "Was: Dit stond er nog niet."
    assert cells[5] == "Wordt: een nieuw lid"
