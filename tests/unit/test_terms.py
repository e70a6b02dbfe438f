"""The explained words: plain, found where they stand, and never where they would do harm."""

from __future__ import annotations

import re

import pytest

from consultatie.web.terms import Words, terms, word_meaning

FIELDS = {"nl": "Dutch", "en": "English"}


def marked(html: str, language: str = "nl", *, in_law: bool = False) -> tuple[str, list[str]]:
    words = Words("proef")
    return str(words.mark(html, language, in_law)), [one.word for one in words.found]


def test_there_are_at_least_forty_words_each_explained_in_short_sentences_in_both_languages() -> None:
    assert len(terms()) >= 40
    for term in terms():
        for language in FIELDS:
            sentences = [part for part in re.split(r"(?<=[.])\s+", term.meanings[language]) if part]
            assert sentences, term.key
            assert all(sentence.endswith((".", ").")) for sentence in sentences), term.key
            assert max(len(sentence.split()) for sentence in sentences) <= 16, term.key


def test_no_form_belongs_to_two_words() -> None:
    for language in FIELDS:
        forms = [form.lower() for term in terms() for form in term.forms.get(language, ())]
        assert len(forms) == len(set(forms))


def test_the_first_occurrence_of_a_word_is_a_link_to_its_explanation() -> None:
    html, found = marked("<p>Een bestuursorgaan is geen ander bestuursorgaan.</p>")
    assert html.count("<a ") == 1
    assert html.startswith('<p>Een <a class="term" href="#woord-proef-bestuursorgaan"')
    assert 'id="bij-proef-bestuursorgaan">bestuursorgaan</a> is geen ander bestuursorgaan' in html
    assert found == ["bestuursorgaan"]


@pytest.mark.parametrize(
    "html",
    [
        "<p><a href='/x'>een bestuursorgaan</a></p>",
        "<h3>Bestuursorgaan</h3>",
        "<p>bestuursorgaantje, wijkbestuursorgaan en bestuursorgaan-light</p>",
        '<p title="bestuursorgaan > x">niets</p>',
        "<p>De raad van state van de vereniging.</p>",
        "<p><code>bestuursorgaan</code></p>",
    ],
)
def test_links_headings_attributes_and_other_words_are_left_alone(html: str) -> None:
    assert marked(html) == (html, [])


def test_after_a_link_the_text_counts_again() -> None:
    assert marked("<p><a href='/x'>bestuursorgaan</a> en <em>bestuursorgaan</em></p>")[1] == [
        "bestuursorgaan"
    ]


def test_the_longest_form_wins_and_capitals_at_the_start_of_a_sentence_do_not_matter() -> None:
    assert marked("<p>Bezwaarschrift. Last onder dwangsom. AMvB's.</p>")[1] == [
        "Bezwaarschrift",
        "Last onder dwangsom",
        "AMvB",
    ]


def test_words_with_an_everyday_meaning_are_explained_in_law_text_only() -> None:
    sentence = "<p>Het tweede lid van de club.</p>"
    assert marked(sentence)[1] == []
    assert marked(sentence, in_law=True)[1] == ["lid"]


def test_english_texts_have_english_words() -> None:
    assert marked("<p>A permit of an administrative body.</p>", "en")[1] == ["permit", "administrative body"]
    assert marked("<p>Zezwolenie.</p>", "pl")[1] == []


def test_sections_of_one_page_explain_a_word_once() -> None:
    page = Words("tekst")
    first, second = page.of("art_1"), page.of("art_2")
    first.mark("<p>Een vergunning.</p>", "nl")
    second.mark("<p>Een vergunning en een ontheffing.</p>", "nl")
    assert [one.word for one in first.found] == ["vergunning"]
    assert [(one.word, one.place) for one in second.found] == [("ontheffing", "bij-art_2-ontheffing")]


def test_the_kinds_of_bill_and_other_lone_facts_have_their_meaning_beside_them() -> None:
    for word in ("Algemene maatregel van bestuur", "Ministeriële regeling", "Beleidsnota", "KetenID"):
        assert word_meaning(word), word
    assert word_meaning("Wet") == ""


def test_what_looks_like_a_tag_in_a_text_stays_text() -> None:
    html = "<p>1 &lt; 2 &amp; een <b>vergunning</b> &quot;x&quot;</p>"
    assert re.sub(r"</?a[^>]*>", "", marked(html)[0]) == html
