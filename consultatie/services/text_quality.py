"""What makes a drafter's text hard to read or to use: long sentences, skipped headings, links that say nothing.

Belongs here: codes with the piece of text they are about, for the desk and for the publication gate; nothing is
refused here. The rules are B.2.2 and B.2.4 of ATAG 2.0 and the limits of docs/accessibility (12 and 20 words, 150 in
"In het kort", 8 in easy language). How hard the words are is counted and graded in analysis/plain_language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from consultatie.analysis.link_texts import asks_to_click, says_nothing
from consultatie.analysis.plain_language import Level, grade
from consultatie.analysis.plain_text import from_html, shortened
from consultatie.analysis.readability import lengths
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
_PIECE: Final = re.compile(r"(?<=[?.!])\s+|\n+")
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
    """One thing that can be better: a code, a piece of the text, and a number that goes with it.

    The number is that of words or characters; with `summary-questions` the place of the question in QUESTIONS.
    """

    code: str
    quote: str = ""
    number: int = 0


def of_text(field: TextField, markdown: str, html: str, language: str) -> list[Finding]:
    """Return what can be better in one of the texts around a bill."""
    if field in (TextField.TITLE, TextField.SUMMARY_REASON) or not markdown.strip():
        return []
    found = list(_structure(markdown, html))
    if field is TextField.EASY:
        return [*easy(html, language), *found]
    if field is TextField.SUMMARY:
        return [*found, *summary(html, language), *_words(html, language)]
    return [*_sentences(html, language), *_words(html, language), *found]


def of_explanation(markdown: str, html: str, language: str) -> list[Finding]:
    """Return what can be better in the explanation of a provision."""
    if not markdown.strip():
        return []
    return [*_sentences(html, language), *_words(html, language), *_structure(markdown, html)]


def summary(html: str, language: str) -> list[Finding]:
    """Return why an "In het kort" is too long or too hard, or which of its five questions have no answer."""
    words = lengths(from_html(html), language).words
    too_long = [Finding("summary-long", number=words)] if words > SUMMARY_WORDS else []
    open_questions = [Finding("summary-questions", number=place) for place in unanswered(html, language)]
    return [*too_long, *_sentences(html, language), *open_questions]


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
    """Return what keeps people from using a document, and that a PDF needs the same text as a web page beside it."""
    found = [Finding(code, document.title) for code in document.lacks or ()]
    if document.file.media_type == "application/pdf" and not document.web_address:
        found.append(Finding("pdf-only", document.title))
    return found


def _sentences(html: str, language: str) -> Iterator[Finding]:
    measured = lengths(from_html(html), language)
    if measured.longest_words > LONGEST_SENTENCE:
        yield Finding("sentence-long", _short(measured.longest), measured.longest_words)
    if measured.per_sentence > MEAN_WORDS:
        yield Finding("sentences-long", number=round(measured.per_sentence))


def _words(html: str, language: str) -> Iterator[Finding]:
    found = grade(from_html(html)) if language == "nl" else None
    if found is not None and found.level is Level.HARD:
        yield Finding("too-hard")


def easy(html: str, language: str) -> list[Finding]:
    """Return why a text in easy language is not easy: long sentences, or two ideas on one line."""
    text = from_html(html)
    measured, found = lengths(text, language), []
    if measured.longest_words > EASY_LONGEST:
        found.append(Finding("easy-sentence-long", _short(measured.longest), measured.longest_words))
    if measured.per_sentence > EASY_MEAN_WORDS:
        found.append(Finding("easy-sentences-long", number=round(measured.per_sentence)))
    crowded = [line for line in text.splitlines() if lengths(line, language).sentences > 1]
    return [*found, *(Finding("easy-line", _short(line)) for line in crowded[:1])]


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


def unanswered(html: str, language: str) -> list[int]:
    """Return which of the five questions (0 to 4, the order of QUESTIONS) an "In het kort" does not ask and answer."""
    pieces = [piece.strip().lower() for piece in _PIECE.split(from_html(html)) if piece.strip()]
    asked = [_asks(piece, language) for piece in pieces]
    answered = {question for question, after in pairwise(asked) if after is None}
    return [place for place in range(len(QUESTIONS.get(language, ()))) if place not in answered]


def _asks(sentence: str, language: str) -> int | None:
    """Return which of the five questions a sentence in small letters asks."""
    if not sentence.endswith("?"):
        return None
    return next((n for n, one in enumerate(QUESTIONS.get(language, ())) if re.search(one, sentence)), None)


def _short(text: str) -> str:
    return shortened(text, SHOWN)
