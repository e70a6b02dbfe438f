"""How plain a Dutch text is: thirteen counts, one grade, and what to change first (docs/plain-language.md).

Not here: where in the text it is hard (hard_places).

The weights stand in plain_language.toml; `python -m tests.bench.plain_language` makes and checks them.
"""

from __future__ import annotations

import math
import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from consultatie.analysis.compounds import split
from consultatie.analysis.readability import syllables
from consultatie.analysis.sentences import sentences
from consultatie.analysis.tokens import word_spans

_HERE: Final = Path(__file__).parent
_BE: Final = frozenset(
    ["word", "wordt", "worden", "werd", "werden", "geworden", "is", "zijn", "was", "waren", "ben", "bent"]
)
_PARTICIPLE: Final = re.compile(
    r"(?:(?:aan|af|bij|door|in|mee|na|om|onder|op|over|samen|toe|uit|vast|voor|weg)?ge\w{2,}|(?:be|er|her|ont|ver)\w{3,})"
    r"(?:d|t|en)"
)
_NOUN: Final = re.compile(r"\w{3,}(?:ing|ingen|atie|aties|heid|heden|iteit|ering)")
_SUBORDINATE: Final = frozenset(
    [
        "dat",
        "die",
        "omdat",
        "zodat",
        "waardoor",
        "waarbij",
        "waarmee",
        "waarvan",
        "waarop",
        "waarin",
        "hoewel",
        "terwijl",
        "indien",
        "mits",
        "tenzij",
        "wanneer",
    ]
)
_NEGATION: Final = frozenset(["niet", "geen", "nooit", "niemand", "niets", "zonder"])
_YOU: Final = frozenset(["u", "uw", "je", "jij", "jouw", "we", "wij", "ons", "onze", "ik"])
_RARE: Final = 4.0  # Zipf; a word that stands once in 100,000 words
LONG_WORD: Final = 4  # syllables of a word, or of the longest part of a compound
FEATURES: Final = (
    "sentence_words", "longest_sentence", "syllables", "long_words", "rare_words", "mean_rarity", "passive",
    "officialese", "nominalisations", "subordinate", "marks", "negations", "address",
)  # fmt: skip


@cache
def plain_words() -> dict[str, str]:
    """Return officialese with a plainer word, both in lower case."""
    table: dict[str, str] = tomllib.loads((_HERE / "plain_words.toml").read_text("utf-8"))["nl"]
    return table


_CHANGES: Final = {  # what to change, and the counts that it lowers
    "sentences": ("sentence_words", "longest_sentence", "subordinate", "marks"),
    "long-words": ("syllables", "long_words"),
    "rare-words": ("rare_words", "mean_rarity"),
    "passive": ("passive",),
    "officialese": ("officialese",),
    "nouns": ("nominalisations",),
    "negations": ("negations",),
    "address": ("address",),
}


class Level(StrEnum):
    """A grade in a word: easier than the middle plain text of the pairs, harder than the middle hard one, or between."""

    PLAIN = "plain"
    FAIR = "fair"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Grade:
    """How plain a text is, and what to change first: at most two keys of `_CHANGES`, none when it is plain."""

    level: Level
    first: tuple[str, ...]


@cache
def _calibration() -> dict[str, dict[str, float]]:
    """Return `weights` and `plain` (the mean count of the plain sides) by feature, and `grades` (two scores)."""
    table: dict[str, dict[str, float]] = tomllib.loads((_HERE / "plain_language.toml").read_text("utf-8"))
    return table


@lru_cache(maxsize=16_000)
def zipf(word: str) -> float:
    """Return how common a casefolded Dutch word is, or the rarest part of a compound: 3 is once in a million words."""
    from wordfreq import zipf_frequency  # late: a process that reads no explanation pays nothing

    whole = zipf_frequency(word, "nl")
    parts = split(word) if whole < _RARE else ()
    return max(whole, min(zipf_frequency(part, "nl") for part in parts)) if parts else whole


def is_participle(word: str) -> bool:
    """Tell whether a casefolded Dutch word has the form of a past participle."""
    return _PARTICIPLE.fullmatch(word) is not None


def officialese(text: str) -> list[tuple[int, int, str]]:
    """Return start and end (characters) of each piece of officialese, with the plainer word."""
    return [
        (match.start(), match.end(), plain)
        for match in _officialese_pattern().finditer(text)
        if (plain := plain_words().get(match.group().casefold()))  # "İ" matches an i, and is none
    ]


@cache
def _officialese_pattern() -> re.Pattern[str]:
    longest_first = sorted(plain_words(), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b", re.IGNORECASE)


def features(text: str) -> dict[str, float]:
    """Return the counts of FEATURES, each per sentence or per word; all nothing for a text without words."""
    each = [[s.text[a:b].casefold() for a, b in word_spans(s.text)] for s in sentences(text, "nl")]
    each = [words for words in each if words]
    words = [word for sentence in each for word in sentence]
    if not words:
        return dict.fromkeys(FEATURES, 0.0)
    letters = [word for word in words if word[0].isalpha()] or words
    rarity = [8 - zipf(word) for word in letters]
    parts = [longest_part(word) for word in letters]
    total, count = len(words), len(each)
    return {
        "sentence_words": math.log(total / count),
        "longest_sentence": math.log(max(map(len, each))),
        "syllables": sum(map(syllables, letters)) / len(letters),
        "long_words": sum(size >= LONG_WORD for size in parts) / len(letters),
        "rare_words": sum(value > 8 - _RARE for value in rarity) / len(letters),
        "mean_rarity": sum(rarity) / len(letters),
        "passive": sum(map(is_passive, each)) / count,
        "officialese": len(officialese(text)) / count,
        "nominalisations": sum(bool(_NOUN.fullmatch(word)) for word in words) / total,
        "subordinate": sum(word in _SUBORDINATE for word in words) / count,
        "marks": sum(text.count(mark) for mark in ",;():") / count,
        "negations": sum(word in _NEGATION for word in words) / count,
        "address": sum(word in _YOU for word in words) / count,
    }


def longest_part(word: str) -> int:
    """Return the syllables of a word, or of the longest part of a compound: "gemeenteraad" counts as "gemeente"."""
    return max((syllables(part) for part in split(word)), default=syllables(word))


def is_passive(words: list[str]) -> bool:
    """Tell whether a sentence, as casefolded words, has a form of worden or zijn and a participle."""
    return not _BE.isdisjoint(words) and any(map(is_participle, words))


def difficulty(text: str) -> float:
    """Return how hard a Dutch text is: higher is harder, on the scale of the calibration."""
    return _score(features(text))


def _score(counted: dict[str, float]) -> float:
    return sum(weight * counted[name] for name, weight in _calibration()["weights"].items())


def grade(text: str) -> Grade | None:
    """Return the grade of a Dutch text, None without words."""
    counted = features(text)
    if not any(counted.values()):
        return None
    limits, score = _calibration()["grades"], _score(counted)
    if score <= limits["plain"]:
        return Grade(Level.PLAIN, ())
    return Grade(Level.HARD if score > limits["hard"] else Level.FAIR, _change_first(counted))


def _change_first(counted: dict[str, float]) -> tuple[str, ...]:
    """Return what adds most to the score above a plain text."""
    weights, plain = _calibration()["weights"], _calibration()["plain"]
    added = {
        change: sum(weights[name] * (counted[name] - plain[name]) for name in names)
        for change, names in _CHANGES.items()
    }
    worst = sorted((change for change in added if added[change] > 0), key=lambda one: -added[one])
    return tuple(worst[:2])
