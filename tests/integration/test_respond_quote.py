"""Pointing at words of a provision: by choosing or typing, without a pointer or a script; and everyone who reads it."""

from __future__ import annotations

from typing import Any

import pytest

from consultatie.jobs.worker import Worker
from tests.integration.respond_browser import (
    LONG,
    Browser,
    a_visitor,
    asked_consultation,
    link_in,
    only,
    site_db,
    to_check_again,
    write_comment,
)

__all__ = ["a_visitor", "asked_consultation", "site_db"]  # fixtures

PAGE = "/reageren/proef/artikel/art_2/woorden"
SECOND = "Een vergunning wordt per brief verleend."
LAW = f"1. Een brief is duidelijk.\n2. {SECOND}"


@pytest.fixture(name="writer")
def who_wrote_a_comment(visitor: Browser) -> Browser:
    write_comment(visitor)
    visitor.get(PAGE)
    return visitor


def kept(db: Any) -> tuple[str, int | None]:
    [comment] = only(db).comments
    return comment.quote, comment.quote_start


def options(browser: Browser) -> dict[str, str]:
    """Return the value of each passage by its words."""
    found = browser.page.xpath("//input[@name='passage']")
    label = "//label[@for=$of]"
    return {
        " ".join(browser.page.xpath(label, of=one.get("id"))[0].text_content().split()): one.get("value")
        for one in found
    }


def quotes_on(browser: Browser) -> list[str]:
    found = browser.page.xpath("//main//blockquote[contains(@class, 'law')]")
    return [" ".join(one.text_content().split()) for one in found]


def test_the_words_of_the_law_are_the_choices(writer: Browser) -> None:
    assert list(options(writer)) == ["1. Een brief is duidelijk.", f"2. {SECOND}"]
    assert writer.title.startswith("Vraag 2 van 8: Artikel 2: Over welke woorden gaat het?")


def test_a_chosen_sentence_is_kept_with_its_place(writer: Browser, db: Any) -> None:
    writer.submit(passage=options(writer)[f"2. {SECOND}"])
    assert kept(db) == (SECOND, LAW.index(SECOND))
    assert writer.heading == "Artikel 2: Wat wilt u erover zeggen? (niet verplicht)"
    assert quotes_on(writer) == [SECOND]
    writer.get(PAGE)
    [checked] = writer.page.xpath("//input[@name='passage'][@checked]/@value")
    assert checked == options(writer)[f"2. {SECOND}"]


@pytest.mark.parametrize("typed", ["per brief verleend", "PER\n brief  ‘verleend’"])
def test_typed_words_are_found_and_kept_as_the_law_has_them(writer: Browser, db: Any, typed: str) -> None:
    writer.submit(words=typed)
    assert kept(db)[0].rstrip(".") == "per brief verleend"
    writer.get(PAGE)
    writer.submit()
    assert kept(db)[0].rstrip(".") == "per brief verleend"


def test_words_that_are_not_there_are_kept_asked_about_once_and_the_nearest_is_offered(
    writer: Browser, db: Any
) -> None:
    answer = writer.submit(words="een vergunning wordt per mail verleend")
    assert answer.status_code == 422
    assert writer.errors() == ["Deze woorden staan zo niet in de tekst. Verander ze, of bewaar ze toch."]
    assert kept(db) == ("een vergunning wordt per mail verleend", None)
    assert quotes_on(writer) == [SECOND]
    assert writer.page.xpath("//textarea[@name='words']")[0].text.strip() == kept(db)[0]
    writer.submit(-2)
    assert writer.answer.status_code == 200
    assert kept(db) == ("een vergunning wordt per mail verleend", None)
    assert quotes_on(writer) == []
    assert "Deze woorden staan zo niet in de wettekst." in writer.text


def test_the_nearest_passage_is_taken_by_one_press(writer: Browser, db: Any) -> None:
    writer.submit(words="vergunning per mail verleend")
    [near] = writer.page.xpath("//button[@name='dichtbij']/@value")
    writer.submit(dichtbij=near)
    assert kept(db) == (SECOND, LAW.index(SECOND))


def test_the_quote_can_be_taken_back(writer: Browser, db: Any) -> None:
    writer.submit(words="per brief")
    writer.get(PAGE)
    writer.submit(geen="ja")
    assert kept(db) == ("", None)


def test_the_button_keeps_what_was_typed_before_it_goes_to_the_words(visitor: Browser, db: Any) -> None:
    visitor.get("/reageren/proef/artikel/art_2")
    visitor.submit(position="oppose")
    visitor.submit(text=LONG, eerst="quote")
    assert visitor.path == PAGE
    assert only(db).comments[0].text == LONG.replace("\r\n", "\n")


def test_who_has_no_opinion_yet_is_asked_that_first(visitor: Browser) -> None:
    visitor.get(PAGE)
    visitor.follow()
    assert visitor.heading == "Artikel 2: wat vindt u ervan?"


@pytest.mark.parametrize("value", ["0-3", "-", "9-9999999", "٣-٤", "0-" + "9" * 30])
def test_a_passage_that_is_not_offered_is_no_choice(writer: Browser, db: Any, value: str) -> None:
    writer.submit(passage=value)
    assert kept(db) == ("", None)


def test_words_are_shown_to_everyone_who_reads_the_response(
    writer: Browser, db: Any, app: Any, ports: Any
) -> None:
    writer.submit(words="per brief")
    writer.get("/reageren/proef/overzicht")
    assert quotes_on(writer) == ["per brief"]
    to_check_again(writer)
    assert quotes_on(writer) == ["per brief"] * 2  # the answers, and what everyone will read
    writer.get("/reageren/proef/openbaar")
    assert quotes_on(writer) == ["per brief"] * 2  # with and without name
    writer.get("/reageren/proef/controle")
    writer.submit()
    writer.get(link_in(app, ports, "confirm"))
    writer.submit()
    assert quotes_on(writer) == ["per brief"]
    Worker(app).run(once=True)
    [mail] = [one for one in ports.mail.sent if one.type == "received"]
    assert "per brief" in mail.text.split("Over deze woorden:")[1]
    writer.get(f"/reacties/{only(db).reference}")
    assert quotes_on(writer) == ["per brief"]
    [comment] = writer.client.get("/api/v1/consultations/proef/responses").json["items"][0]["comments"]
    assert (comment["quote"], comment["quote_start"]) == ("per brief", LAW.index("per brief"))
