"""The demo's own texts keep the promises the portal makes: plain, complete, and pointing at what exists."""

from __future__ import annotations

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from defusedxml import ElementTree

from consultatie.adapters.bill_formats.reading import read_bill, read_memorandum
from consultatie.analysis.plain_language import is_passive, officialese
from consultatie.analysis.sentences import sentences
from consultatie.analysis.tokens import word_spans
from consultatie.domain.provisions import articles, walk

DEMO = Path(__file__).parents[2] / "consultatie" / "cli" / "demo"
SLUGS = ("begrijpelijke-brief", "huisnummer-woonboot", "samen-spelen")
FIELDS = ("summary", "changes", "audience", "goal", "effects")
POSITIONS = {"support", "support_with_changes", "oppose", "neutral", "none"}
DISPOSITIONS = {"adopted", "partly", "not_adopted", "noted"}
MAX_MEAN_WORDS, MAX_WORDS = 12, 20  # a sentence, a11y/CRITERIA.md D1
SVG = "{http://www.w3.org/2000/svg}"

each = pytest.mark.parametrize("slug", SLUGS)


def meta(slug: str) -> dict[str, Any]:
    return tomllib.loads((DEMO / slug / "consultatie.toml").read_text())


def responses(slug: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DEMO / slug / "reacties.jsonl").read_text().splitlines()]


def bill(slug: str) -> Any:
    return read_bill((DEMO / slug / "voorstel.md").read_bytes(), name="voorstel.md")


def eids(slug: str) -> set[str]:
    return {provision.eid for provision in walk(bill(slug).provisions)}


def outcome(slug: str) -> list[dict[str, str]]:
    file = DEMO / slug / "verwerking.toml"
    found: list[dict[str, str]] = tomllib.loads(file.read_text())["items"] if file.exists() else []
    return found


def citizen_texts(slug: str, language: str) -> Iterator[tuple[str, str]]:
    found = meta(slug)
    for field in FIELDS:
        yield field, found[language][field]
    for row in chain(found["explanations"], found["questions"], outcome(slug)):
        yield row.get("id") or row["provision"], row[language]
    for row in found["illustrations"]:
        yield row["file"], (row if language == "nl" else row["en"])["description"]
    report = DEMO / slug / ("verslag.md" if language == "nl" else "verslag-en.md")
    if report.exists():
        yield report.name, report.read_text()


def sentence_lengths(markdown: str) -> list[tuple[int, str]]:
    plain = re.sub(r"(?m)^(#.*|- )", "", markdown).replace("*", "")
    found = (part.strip() for part in re.split(r"(?<=[.!?:])\s+|\n", plain))
    return [(len(part.split()), part) for part in found if part]


@each
def test_the_bill_and_its_memorandum_are_read_without_a_warning(slug: str) -> None:
    found, facts = bill(slug), meta(slug)
    assert found.warnings == ()
    assert found.kind == facts["kind"]
    memorandum = read_memorandum((DEMO / slug / "toelichting.md").read_bytes(), name="toelichting.md")
    assert any(part.heading.startswith("Artikel") for part in memorandum)


def test_the_bills_have_the_size_and_the_parts_that_the_demo_promises() -> None:
    sizes = {slug: len(list(articles(bill(slug).provisions))) for slug in SLUGS}
    assert 25 <= sizes["begrijpelijke-brief"] <= 40
    assert 8 <= sizes["huisnummer-woonboot"] <= 14
    assert {f"art_I__mod_{letter}" for letter in "ABCDEF"} <= eids("samen-spelen")
    assert "<table" in next(p.html for p in walk(bill("huisnummer-woonboot").provisions) if p.eid == "art_5")


@each
def test_everything_that_names_a_provision_names_one_that_exists(slug: str) -> None:
    found = meta(slug)
    rows = chain(found["explanations"], found["illustrations"], found["questions"], outcome(slug))
    named = {row["provision"] for row in rows} | {
        comment["provision"] or "" for response in responses(slug) for comment in response["comments"]
    }
    assert named - {""} <= eids(slug)


@each
def test_every_article_has_one_plain_explanation(slug: str) -> None:
    explained = Counter(row["provision"] for row in meta(slug)["explanations"])
    assert {provision.eid for provision in articles(bill(slug).provisions)} <= set(explained)
    assert set(explained.values()) == {1}


@each
@pytest.mark.parametrize("language", ["nl", "en"])
def test_plain_texts_have_short_sentences(slug: str, language: str) -> None:
    for place, text in citizen_texts(slug, language):
        lengths = sentence_lengths(text)
        assert lengths, place
        assert max(lengths)[0] <= MAX_WORDS, (place, max(lengths))
        assert sum(n for n, _ in lengths) / len(lengths) <= MAX_MEAN_WORDS, place
        assert not re.search(r"\b(helaas|gelieve|dient u|klik hier|ongeldige?)\b", text, re.I), place


@each
@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_easy_text_has_one_short_idea_a_line_and_a_picture_for_its_first_steps(
    slug: str, language: str
) -> None:
    lines = [line for line in meta(slug)[language]["easy"].splitlines() if line]
    headings = [line for line in lines if line.startswith("## ")]
    sentences = [line for line in lines if not line.startswith("#")]
    assert lines[0] == headings[0]
    assert len(headings) >= len(meta(slug)["illustrations"]) >= 3
    assert all(line.endswith((".", "?")) and not re.search(r"[.?!] ", line) for line in sentences)
    lengths = [len(line.split()) for line in sentences]
    assert sum(lengths) / len(lengths) <= 8
    assert max(lengths) <= 10


@each
def test_the_summary_is_short_and_answers_five_questions(slug: str) -> None:
    found = meta(slug)
    for language in ("nl", "en"):
        assert len(found[language]["summary"].split()) <= 150
        assert found[language]["summary"].count("?**") == 5


@each
def test_the_dates_suit_the_stage_and_move_with_today(slug: str) -> None:
    found = meta(slug)
    opens, closes = found["opens"], found["closes"]
    assert isinstance(opens, date)
    assert (closes - opens).days == found["demo_closes_in_days"] - found["demo_opens_in_days"] >= 28
    today = opens - timedelta(days=found["demo_opens_in_days"])
    for response in responses(slug):
        received = datetime.fromisoformat(response["received_at"]).date()
        assert opens <= received <= closes, response["id"]
        assert received < today, response["id"]


@each
def test_pictures_say_in_words_what_they_show(slug: str) -> None:
    pictures = meta(slug)["illustrations"]
    assert len(pictures) >= 2
    for row in pictures:
        for texts in (row, row["en"]):
            assert 20 <= len(texts["alt"]) <= 160
            assert len(texts["description"]) > len(texts["alt"])
        root = ElementTree.fromstring((DEMO / slug / row["file"]).read_text())
        assert root.findtext(f"{SVG}title")
        assert root.findtext(f"{SVG}desc")
        assert float(root.get("viewBox", "").split()[2]) <= 400
        assert all(float(node.get("font-size", "17")) >= 17 for node in root.iter())
        assert {node.tag for node in root.iter()}.isdisjoint({f"{SVG}style", f"{SVG}script"})


@each
def test_all_four_kinds_of_question_are_asked_in_both_languages(slug: str) -> None:
    questions = meta(slug)["questions"]
    assert {row["kind"] for row in questions} == {"open", "one", "several", "scale"}
    assert any(row["provision"] for row in questions)
    for row in questions:
        assert bool(row["options"]) == (row["kind"] in ("one", "several"))
        assert all(option["nl"] and option["en"] for option in row["options"])


@each
def test_answers_fit_their_questions(slug: str) -> None:
    questions = {row["id"]: row for row in meta(slug)["questions"]}
    for response in responses(slug):
        for answer in response["answers"]:
            question, value = questions[answer["question"]], answer["value"]
            options = {option["nl"] for option in question["options"]}
            fits = {
                "open": lambda v: isinstance(v, str) and bool(v),
                "one": lambda v, o=options: v in o,
                "several": lambda v, o=options: set(v) <= o and len(v) == len(set(v)) > 0,
                "scale": lambda v: v in range(1, 6),
            }
            assert fits[question["kind"]](value), (response["id"], answer)


def test_there_are_two_hundred_responses_from_many_sorts_of_people() -> None:
    found = [response for slug in SLUGS for response in responses(slug)]
    assert len(found) == len({response["id"] for response in found}) == 200
    assert sum(response["respondent"]["kind"] == "organisation" for response in found) == 25
    assert Counter(response["language"] for response in found).keys() == {"nl", "en", "pl", "ar"}
    assert {response["publication"] for response in found} == {"named", "unnamed", "not"}
    assert {response["channel"] for response in found} == {"web", "post", "email", "phone"}
    comments = [comment for response in found for comment in response["comments"]]
    assert {comment["position"] for comment in comments} == POSITIONS
    assert sum(comment["proposal"] is not None for comment in comments) >= 50
    assert all(len(comment["text"]) >= 20 for comment in comments)


def test_only_the_campaign_repeats_itself() -> None:
    texts = Counter(c["text"] for slug in SLUGS for r in responses(slug) for c in r["comments"])
    repeated = [text for text, times in texts.items() if times > 1]
    assert len(repeated) == 1
    base = repeated[0].removesuffix("Laat ze spelen!").strip()
    assert sum(times for text, times in texts.items() if base in text) == 19


def test_what_moderators_have_to_hold_is_marked_and_nothing_else_is_personal() -> None:
    found = [response for slug in SLUGS for response in responses(slug)]
    held = Counter(response.get("demo_hold") for response in found)
    assert held["personal-data"] == held["house-rules"] == 1
    for response in found:
        email = response["respondent"]["email"]
        assert email is None or email.endswith(".example.nl")
        said = " ".join(comment["text"] for comment in response["comments"])
        if "demo_hold" not in response:
            assert not re.search(r"\b0\d[\d -]{7,}|\bNL\d\d|\b\d{8,9}\b|@", said), response["id"]


def test_the_reported_consultation_has_an_answer_per_provision_in_both_languages() -> None:
    items = outcome("huisnummer-woonboot")
    assert {item["disposition"] for item in items} == DISPOSITIONS
    assert len({item["provision"] for item in items}) == len(items)
    answered = {item["provision"] for item in items}
    commented = {
        (comment["provision"] or "").split("__")[0]
        for response in responses("huisnummer-woonboot")
        for comment in response["comments"]
    }
    assert commented <= answered


def figure_words(slug: str) -> list[str]:
    """Return every Dutch text in the figures of a consultation."""
    found = []
    for figure in meta(slug).get("figures", []):
        found.append(figure["nl"])
        found += [one for row in figure["rows"] for one in row["nl"].values()]
    return [one for one in found if one]


@each
def test_the_words_of_figures_are_short_and_plain(slug: str) -> None:
    """Criterion D1, as the site's own words are held to it (test_own_words)."""
    words = figure_words(slug)
    assert len(words) >= 6
    every = [one.text for text in words for one in sentences(text, "nl")]
    spans = [list(word_spans(one)) for one in every]
    counts = [len(one) for one in spans]
    assert max(counts) <= MAX_WORDS
    assert sum(counts) / len(counts) <= MAX_MEAN_WORDS
    assert [one for one in every if officialese(one)] == []
    lowered = [
        [one[start:end].casefold() for start, end in found] for one, found in zip(every, spans, strict=True)
    ]
    assert [one for one in lowered if is_passive(one)] == []
