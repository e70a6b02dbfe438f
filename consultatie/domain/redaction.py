"""Redaction: reasons with the law they rest on, the mark that stands for hidden words, and hiding them in plain text.

The table here is the one place of these reasons. The mark is part of what is published, in pages, API, exports and the
search index alike, so it is written here in the languages of responses; its words are a reason's short name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Reason:
    """Why words are hidden: its code, the law it rests on, and its short name per language."""

    code: str
    source: str
    names: dict[str, str]


REASONS: Final = {
    one.code: one
    for one in (
        Reason(
            "privacy",
            "Woo, artikel 5.1, tweede lid, onder e",
            {"nl": "persoonsgegevens", "en": "personal data"},
        ),
        Reason(
            "special",
            "AVG, artikel 9 en 10",
            {"nl": "gevoelige persoonsgegevens", "en": "sensitive personal data"},
        ),
        Reason(
            "third-party",
            "AVG, artikel 6",
            {"nl": "gegevens van iemand anders", "en": "details of somebody else"},
        ),
        Reason("insult", "Wetboek van Strafrecht, artikel 266", {"nl": "belediging", "en": "insult"}),
        Reason(
            "discrimination",
            "Wetboek van Strafrecht, artikel 137c en 137d",
            {"nl": "discriminatie", "en": "discrimination"},
        ),
        Reason("threat", "Wetboek van Strafrecht, artikel 285", {"nl": "bedreiging", "en": "threat"}),
        Reason(
            "secret",
            "Woo, artikel 5.1, eerste lid, onder c",
            {"nl": "bedrijfsgeheim", "en": "business secret"},
        ),
        Reason("other", "", {"nl": "andere reden", "en": "another reason"}),
    )
}
_MARK: Final = {"nl": "[weggelakt: {reason}]", "en": "[redacted: {reason}]"}


@dataclass(frozen=True, slots=True)
class Redaction:
    """Words that the public does not see in one part of a response; `part` as in `part_of_comment`, `part_of_answer`."""

    part: str
    words: str
    reason: str


def part_of_comment(eid: str | None, field: str) -> str:
    """Return how a redaction names a text of a comment; `field` is "text", "proposal" or "quote"."""
    return f"{field}:{eid or ''}"


def part_of_answer(question: str) -> str:
    """Return how a redaction names an answer."""
    return f"answer:{question}"


def mark(reason: str, language: str) -> str:
    """Return what stands for hidden words: "[weggelakt: persoonsgegevens]". Dutch for a language without a mark."""
    code = language if language in _MARK else "nl"
    known = REASONS.get(reason) or REASONS["other"]
    return _MARK[code].format(reason=known.names[code])


def find_words(text: str, typed: str) -> set[str]:
    """Return the passages of a text that are what somebody typed, whatever the white space between the words."""
    words = typed.split()
    if not words:
        return set()
    return {found.group() for found in _bounded(r"\s+".join(map(re.escape, words))).finditer(text)}


def redact(text: str, hidden: Iterable[tuple[str, str]], language: str) -> str:
    """Return the text with a mark for each of these words wherever they stand; `hidden` is (words, reason).

    It looks for words and not for places, so that a text that was mended meanwhile still shows none of them.
    """
    reasons = {words: reason for words, reason in hidden if words}
    if not reasons:
        return text
    longest_first = sorted(reasons, key=len, reverse=True)
    pattern = _bounded("|".join(map(re.escape, longest_first)))
    return pattern.sub(lambda found: mark(reasons[found.group()], language), text)


def _bounded(pattern: str) -> re.Pattern[str]:
    """Return a pattern that matches no part of a word: hiding "Jan" leaves "januari"."""
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)")
