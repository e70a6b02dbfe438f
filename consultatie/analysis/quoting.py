"""Words of a provision that somebody points at: its passages to choose from, typed words found in it, and what comes near.

Places are characters in the text of the provision as `analysis.wording` writes it: `passage.text == law[start:end]`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from consultatie.analysis.sentences import sentences
from consultatie.domain.quotes import Quote

_LINE: Final = re.compile(r"[^\n]+")
_MARK: Final = re.compile(r"(?:\d+[a-z]{0,3}|[a-z]{1,2}|[ivxlcIVXLC]+)[°º]?[.)]\s+")
_WORD: Final = re.compile(r"\w+(?:\u00ad\w+)*")
_CLOSING: Final = re.compile(r"[^\w\s]*")
LEAST_ALIKE: Final = 0.5  # of the letters in threes of what somebody typed


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a provision, or a part of a list; `mark` is the number that it begins after ("2."), or empty."""

    start: int
    end: int
    text: str
    mark: str = ""


def passages(law: str, language: str) -> list[Passage]:
    """Return the sentences and list parts of a provision in order, without the numbers before them."""
    return [one for line in _LINE.finditer(law) for one in _of_line(line.group(), line.start(), language)]


def _of_line(line: str, at: int, language: str) -> list[Passage]:
    numbered = _MARK.match(line)
    begins, mark = (numbered.end(), numbered.group().strip()) if numbered else (0, "")
    found = sentences(line[begins:], language)
    return [
        Passage(at + begins + one.start, at + begins + one.end, one.text, "" if rank else mark)
        for rank, one in enumerate(found)
    ]


def covering(found: Iterable[Passage], start: int, end: int) -> list[Passage]:
    """Return the passages in which words from `start` to `end` stand."""
    return [one for one in found if one.start < end and start < one.end]


def find_words(law: str, typed: str) -> tuple[int, int] | None:
    """Return where typed words first stand in a text, or None.

    Only letters and digits count: not white space, capitals, accents, quotation marks or other signs. A part of a word is
    not found. A sign at the end is taken along where it was typed.
    """
    wanted = [word for word, _start, _end in _words(typed)]
    have = _words(law)
    if not wanted or len(wanted) > len(have):
        return None
    joined = f" {' '.join(word for word, _start, _end in have)} "
    at = joined.find(f" {' '.join(wanted)} ")
    if at < 0:
        return None
    begins = list(accumulate((len(word) + 1 for word, _start, _end in have), initial=0))
    first = bisect_right(begins, at) - 1
    start, end = have[first][1], have[first + len(wanted) - 1][2]
    if not typed.rstrip()[-1].isalnum():
        end = _closing_end(law, end)
    return start, end


def _closing_end(law: str, end: int) -> int:
    closing = _CLOSING.match(law, end)
    return closing.end() if closing else end


def _words(text: str) -> list[tuple[str, int, int]]:
    return [(_folded(word.group()), word.start(), word.end()) for word in _WORD.finditer(text)]


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold().replace("\u00ad", ""))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def nearest(law: str, typed: str, language: str) -> Passage | None:
    """Return the passage that is most like what was typed, or None when nothing comes near."""
    wanted = _threes(typed)
    if not wanted:
        return None
    best, likeness = None, LEAST_ALIKE
    for one in passages(law, language):
        alike = len(wanted & _threes(one.text)) / len(wanted)
        if alike >= likeness and (best is None or alike > likeness):
            best, likeness = one, alike
    return best


def _threes(text: str) -> frozenset[str]:
    letters = " ".join(word for word, _start, _end in _words(text))
    return frozenset(letters[at : at + 3] for at in range(max(1, len(letters) - 2)) if letters)


def pointed_at(law: str, words: str, chosen: tuple[int, int] | None, *, is_new: bool) -> Quote:
    """Return what somebody points at: words they typed, a passage they chose, or words within that passage.

    Words that stood there already (not `is_new`) never outweigh a passage. Words that the text does not have are kept as typed.
    """
    if not words:
        return Quote(law[slice(*chosen)], chosen[0]) if chosen else Quote()
    if chosen is not None:
        start, end = chosen
        inside = find_words(law[start:end], words)
        if inside is not None:
            return Quote(law[start + inside[0] : start + inside[1]], start + inside[0])
        if not is_new:
            return Quote(law[start:end], start)
    found = find_words(law, words)
    return Quote(law[slice(*found)], found[0]) if found else Quote(words)


def key_of(text: str) -> str:
    """Return a short name of a passage that holds while only capitals, signs and white space change in it."""
    words = " ".join(word for word, _start, _end in _words(text))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:12]
