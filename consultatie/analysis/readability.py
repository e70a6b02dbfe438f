"""Lengths of Dutch and English sentences, and syllables of Dutch words. Belongs here: what the rules of a text count."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from consultatie.analysis.sentences import sentences
from consultatie.analysis.tokens import word_spans

# One match is the core of one syllable; longest spellings first.
_NUCLEUS: Final = re.compile(
    r"[äëïöü]|aai|ooi|oei|eeu|ieu|aa|ee|ie|oo|uu|ui|ij|ei|eu|au|ou|oe|[aeiouyàáâãèéêìíîòóôùúû]"
)


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long a text and its sentences are, in words; `longest` is the sentence with most words."""

    sentences: int
    words: int
    per_sentence: float
    longest: str
    longest_words: int


def lengths(text: str, language: str = "nl") -> Lengths:
    """Return the lengths of a text; a line end always ends a sentence, and lines without words do not count."""
    counted = [(sum(1 for _ in word_spans(one.text)), one.text) for one in sentences(text, language)]
    counted = [one for one in counted if one[0]]
    if not counted:
        return Lengths(0, 0, 0.0, "", 0)
    words = sum(number for number, _sentence in counted)
    longest_words, longest = max(counted, key=lambda one: one[0])
    return Lengths(len(counted), words, words / len(counted), longest, longest_words)


def syllables(word: str) -> int:
    """Return the number of syllables of a Dutch word, by its vowels; at least one."""
    return max(1, len(_NUCLEUS.findall(unicodedata.normalize("NFC", word).casefold())))
