"""The places that make a text hard, each with what is wrong there. Belongs here: finding them; words for people are the desk's.

Sentences and abbreviations are found in Dutch and English, the rest in Dutch only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from consultatie.analysis.lemmas import lemma
from consultatie.analysis.plain_language import is_passive, longest_part, officialese, zipf
from consultatie.analysis.sentences import Sentence, sentences
from consultatie.analysis.tokens import word_spans

LONGEST_SENTENCE: Final = 20  # words, a11y criterion D1
_RARE: Final = 3.0  # Zipf: once in a million words
_LONG: Final = ((5, 5.0), (4, 3.5))  # syllables of the longest part, in a word less common than this (Zipf)
_ABBREVIATION: Final = re.compile(
    r"\b(?:[A-Z]\w{0,3}[A-Z]\w*|[A-Z]{2,}|Awb|Wmo|Woo|Avg|Stb)\b|\b(?:[a-z]\.){2,}"
)
_KNOWN: Final = frozenset(["EU", "PDF", "NL", "TV", "AOW", "DigiD"])  # better known short than in full


@dataclass(frozen=True, slots=True)
class Place:
    """One hard place: start and end in characters, a code, and a plainer word or a number of words where there is one."""

    start: int
    end: int
    code: str  # sentence-long passive officialese abbreviation long-word rare-word
    plainer: str = ""
    words: int = 0


def of_sentences(text: str, language: str, longest: int = LONGEST_SENTENCE) -> list[Place]:
    """Return sentences of over `longest` words, and the other Dutch ones that are passive."""
    return [place for one in sentences(text, language) if (place := _of_sentence(one, language, longest))]


def _of_sentence(sentence: Sentence, language: str, longest: int) -> Place | None:
    words = [sentence.text[start:end].casefold() for start, end in word_spans(sentence.text)]
    if len(words) > longest:
        return Place(sentence.start, sentence.end, "sentence-long", words=len(words))
    if language == "nl" and is_passive(words):
        return Place(sentence.start, sentence.end, "passive")
    return None


def of_words(text: str, language: str) -> list[Place]:
    """Return hard words in order, none over another; each word once, and what is officialese is not called rare too."""
    found = [Place(*span, "abbreviation") for span in _undefined(text)]
    if language == "nl":
        found = [
            *(Place(start, end, "officialese", plain) for start, end, plain in officialese(text)),
            *found,
        ]
        found += _hard_words(text)
    kept: list[Place] = []
    seen: set[tuple[str, str]] = set()
    for one in found:
        key = (one.code, text[one.start : one.end].casefold())
        if key not in seen and all(one.end <= other.start or one.start >= other.end for other in kept):
            seen.add(key)
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _undefined(text: str) -> Iterator[tuple[int, int]]:
    """Yield abbreviations that the text never writes in full beside them: "Algemene wet bestuursrecht (Awb)"."""
    for match in _ABBREVIATION.finditer(text):
        short = re.escape(match.group())
        explained = re.search(rf"\({short}\)|\b{short} \(", text)
        if match.group() not in _KNOWN and not explained:
            yield match.span()


def _hard_words(text: str) -> Iterator[Place]:
    begins = {one.start for one in sentences(text, "nl")}
    for start, end in word_spans(text):
        word = text[start:end].casefold()
        if not word.isalpha() or (text[start].isupper() and start not in begins):  # a name
            continue
        common = max(zipf(word), zipf(lemma(word, "nl")))
        if any(longest_part(word) >= size and common < limit for size, limit in _LONG):
            yield Place(start, end, "long-word")
        elif common < _RARE:
            yield Place(start, end, "rare-word")
