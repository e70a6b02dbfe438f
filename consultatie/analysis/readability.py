"""How hard a Dutch text is to read, by counting. It measures length, not meaning; the desk shows it as a hint."""

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
class Readability:
    """Counts of a text. `flesch_douma` runs from about 0 (hard) to 100 (easy) and is None without words.

    `longest` is the sentence with most words, `longest_words` how many it has.
    """

    sentences: int
    words: int
    words_per_sentence: float
    syllables_per_100_words: float
    flesch_douma: float | None
    longest: str
    longest_words: int


def measure(text: str) -> Readability:
    """Return the readability of a Dutch text by the formula of Douma (1960) for Flesch's reading ease.

    206.84 - 0.77 * syllables per 100 words - 0.93 * words per sentence.
    """
    counted = [(_words(sentence.text), sentence.text) for sentence in sentences(text, "nl")]
    counted = [(words, sentence) for words, sentence in counted if words]
    if not counted:
        return Readability(0, 0, 0.0, 0.0, None, "", 0)
    words = sum(len(found) for found, _ in counted)
    per_sentence = words / len(counted)
    per_hundred = 100 * sum(syllables(word) for found, _ in counted for word in found) / words
    ease = 206.84 - 0.77 * per_hundred - 0.93 * per_sentence
    found, longest = max(counted, key=lambda item: len(item[0]))
    return Readability(
        len(counted),
        words,
        round(per_sentence, 2),
        round(per_hundred, 2),
        round(ease, 2),
        longest,
        len(found),
    )


def syllables(word: str) -> int:
    """Return the number of syllables of a Dutch word, by its vowels; at least one."""
    return max(1, len(_NUCLEUS.findall(unicodedata.normalize("NFC", word).casefold())))


def _words(sentence: str) -> list[str]:
    return [sentence[start:end] for start, end in word_spans(sentence)]
