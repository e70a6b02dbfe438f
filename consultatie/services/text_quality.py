"""What makes a drafter's text hard to read or to use: long sentences, skipped headings, links that say nothing.

Belongs here: codes with the piece of text they are about, for the desk and for the publication gate; nothing is
refused here. The rules are B.2.2 and B.2.4 of ATAG 2.0 and the limits of docs/accessibility (12 and 20 words, 150 in
"In het kort", 8 in easy language).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from consultatie.analysis.link_texts import asks_to_click, says_nothing
from consultatie.analysis.plain_text import from_html, shortened
from consultatie.analysis.readability import measure
from consultatie.models.consultations import Document, Figure, TextField
from consultatie.models.pictures import Picture

SUMMARY_WORDS: Final = 150
MEAN_WORDS, LONGEST_SENTENCE = 12, 20
EASY_MEAN_WORDS, EASY_LONGEST = 8, 12
ALT_CHARACTERS: Final = 160
SMALLEST_LETTERS: Final = 12  # CSS pixels on a phone of 320
SHOWN: Final = 80  # characters of the text that a finding quotes

_HEADING: Final = re.compile(r"^ {0,3}(#{1,6})\s+(.+?)\s*#*$", re.MULTILINE)
_PICTURE: Final = re.compile(r"!\[[^\]]*\](?:\(|\[)")
_LINK: Final = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL)
_TABLE: Final = re.compile(r"<table\b.*?</table>", re.DOTALL)
_HEAD_CELL: Final = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_FILE_NAME: Final = re.compile(
    r"\S+\.(?:svg|png|jpe?g|webp|gif)|(?:img|image|dsc|afbeelding)[\s_-]*\d*", re.IGNORECASE
)
_PICTURE_OF: Final = re.compile(
    r"(?:een )?(?:plaatje|foto|afbeelding|illustratie|tekening) van\b|(?:a |an )?(?:picture|image|photo) of\b",
    re.IGNORECASE,
)
QUESTIONS: Final = {  # the five fixed questions of "In het kort", each by a word that its heading needs
    "nl": (r"wat verandert", r"voor wie", r"wanneer", r"waarom", r"wat vragen"),
    "en": (r"what (?:will )?changes?", r"for whom|who is", r"when", r"why", r"what (?:do )?we ask"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that can be better: a code, a piece of the text, and a number that goes with it (words, characters)."""

    code: str
    quote: str = ""
    number: int = 0


def of_text(field: TextField, markdown: str, html: str, language: str) -> list[Finding]:
    """Return what can be better in one of the texts around a bill."""
    if field in (TextField.TITLE, TextField.SUMMARY_REASON) or not markdown.strip():
        return []
    found = list(_structure(markdown, html))
    if field is TextField.EASY:
        return [*_easy(html), *found]
    if field is TextField.SUMMARY:
        found += summary(html)
        found += [Finding("summary-questions")] if not _asks_all(html, language) else []
        return found
    return [*_sentences(html), *found]


def of_explanation(markdown: str, html: str) -> list[Finding]:
    """Return what can be better in the explanation of a provision."""
    return [*_sentences(html), *_structure(markdown, html)] if markdown.strip() else []


def summary(html: str) -> list[Finding]:
    """Return why an "In het kort" is too long or too hard; empty when it is neither."""
    words = measure(from_html(html)).words
    too_long = [Finding("summary-long", number=words)] if words > SUMMARY_WORDS else []
    return [*too_long, *_sentences(html)]


def of_picture(picture: Picture, languages: Iterable[str] = ()) -> list[Finding]:
    """Return what can be better in a picture and its alternatives; whether they may be left out is up to the gate."""
    found = [*_alternatives(picture, languages)] if not picture.decorative else []
    if picture.smallest_text is not None and picture.smallest_text < SMALLEST_LETTERS:
        found.append(Finding("picture-small-text", number=picture.smallest_text))
    if not picture.licence:
        found.append(Finding("licence-missing"))
    return found


def _alternatives(picture: Picture, languages: Iterable[str]) -> Iterator[Finding]:
    for text in picture.alt.values():
        alternative = str(text).strip()
        if _FILE_NAME.fullmatch(alternative):
            yield Finding("alt-file-name", alternative)
        elif _PICTURE_OF.match(alternative):
            yield Finding("alt-picture-of", _short(alternative))
        if len(alternative) > ALT_CHARACTERS:
            yield Finding("alt-long", _short(alternative), len(alternative))
    if not picture.description.get("nl"):
        yield Finding("description-missing")
    for language in languages:
        if picture.alt.get("nl") and not picture.alt.get(language):
            yield Finding("alt-language-missing", language)


def of_figure(figure: Figure, languages: Iterable[str]) -> list[Finding]:
    """Return the languages that a figure is not yet wholly in: it is shown in Dutch there."""
    return [
        Finding("figure-language-missing", code)
        for code in languages
        if not figure.title.get(code) or any(not row["label"].get(code) for row in figure.rows)
    ]


def of_document(document: Document) -> list[Finding]:
    """Return that a PDF needs a text on a page beside it."""
    is_pdf = document.file.media_type == "application/pdf"
    return [Finding("pdf-only", document.title)] if is_pdf else []


def _sentences(html: str) -> Iterator[Finding]:
    measured = measure(from_html(html))
    if measured.longest_words > LONGEST_SENTENCE:
        yield Finding("sentence-long", _short(measured.longest), measured.longest_words)
    if measured.words_per_sentence > MEAN_WORDS:
        yield Finding("sentences-long", number=round(measured.words_per_sentence))


def _easy(html: str) -> Iterator[Finding]:
    measured = measure(from_html(html))
    if measured.longest_words > EASY_LONGEST:
        yield Finding("easy-sentence-long", _short(measured.longest), measured.longest_words)
    if measured.words_per_sentence > EASY_MEAN_WORDS:
        yield Finding("easy-sentences-long", number=round(measured.words_per_sentence))


def _structure(markdown: str, html: str) -> Iterator[Finding]:
    yield from _skipped_headings(markdown)
    if _PICTURE.search(markdown):
        yield Finding("picture-in-text")
    for inner in _LINK.findall(html):
        text = from_html(inner)
        if says_nothing(text):
            yield Finding("link-says-nothing", _short(text))
    if asks_to_click(from_html(_LINK.sub("", html))):
        yield Finding("click-here")
    if any(
        not any(_TAG.sub("", cell).strip() for cell in _HEAD_CELL.findall(table))
        for table in _TABLE.findall(html)
    ):
        yield Finding("table-without-header")


def _skipped_headings(markdown: str) -> Iterator[Finding]:
    before = 0
    for marks, words in _HEADING.findall(markdown):
        if before and len(marks) > before + 1:
            yield Finding("heading-skipped", _short(words))
        before = len(marks)


def _asks_all(html: str, language: str) -> bool:
    text = from_html(html).lower()
    questions = [line for line in re.split(r"(?<=[?.!\n])", text) if line.rstrip().endswith("?")]
    return all(any(re.search(one, line) for line in questions) for one in QUESTIONS.get(language, ()))


def _short(text: str) -> str:
    return shortened(text, SHOWN)
