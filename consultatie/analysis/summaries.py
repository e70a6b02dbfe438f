"""A summary that only quotes and counts: the sentences that stand for most of what was said, each with its sources.

Sentences are ranked as LexRank does (Erkan and Radev, 2004): who resembles many that resemble many is central.
Similarity is the cosine of TF-IDF over lemmas. It never decides what somebody is for or against: sentences are
merged only when they share nearly all words and every word that can turn the meaning round.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from consultatie.analysis.ranking import central, similarities
from consultatie.analysis.sentences import Sentence, sentences
from consultatie.analysis.tokens import index_tokens

MOST_CANDIDATES: Final = 1_200
_FEWEST_WORDS, _MOST_WORDS = 5, 60
_SAME: Final = 0.75  # Jaccard over all word forms
_TOO_ALIKE: Final = 0.5  # cosine with a passage already chosen
_CAMPAIGN: Final = 3  # texts
_SAME_SENDERS: Final = 0.8  # Jaccard of the sources of two passages
_LONGEST_TEXT: Final = 100_000  # characters of one text that are read

_TURNING_LIST: Final = """
niet geen nooit niemand niets zonder tegen voor meer minder hoger lager eens oneens wel juist alleen weinig
veel not no never none without against for more less higher lower agree disagree only hardly
"""
_TURNING: Final = frozenset(_TURNING_LIST.split())


@dataclass(frozen=True, slots=True)
class Passage:
    """A literal quote: `text` is the text of `source_id` from `start` to `end` (characters, end exclusive).

    `sources` are the ids of all texts that say the same in nearly the same words, its own first; `count` is how many.
    """

    text: str
    source_id: str
    start: int
    end: int
    sources: tuple[str, ...]
    count: int


@dataclass(slots=True)
class _Found:
    """A sentence where it stands first, and all texts that hold it."""

    sentence: Sentence
    source_id: str
    sources: list[str]


class _Candidate:
    """A sentence that takes part in the comparison."""

    def __init__(self, found: _Found, language: str) -> None:
        tokens = index_tokens(found.sentence.text, language)
        self.sentence = found.sentence
        self.source_id = found.source_id
        self.sources = dict.fromkeys(found.sources)
        self.forms = frozenset(token.form for token in tokens)
        self.turning = self.forms & _TURNING
        self.lemmas = tuple(token.lemma for token in tokens if not token.stop)


def representative_passages(
    texts: Sequence[tuple[str, str]], *, limit: int = 5, language: str = "nl"
) -> list[Passage]:
    """Return at most `limit` passages, the most representative first, no two of them alike.

    Of sentences that the same senders share, as in a campaign, one comes first; the others fill what is left.

    Sentences of 5 to 60 words take part, of the first 100,000 characters of each text. When more than 1,200 differ,
    those said most often and, of the rest, an even spread over the texts are compared; `sources` are then counted
    among exact repetitions in all texts and near ones among the compared.
    """
    chosen = _spread(_sentences(texts, language), MOST_CANDIDATES)
    candidates = [_Candidate(found, language) for found in chosen]
    if not candidates:
        return []
    matrix = similarities([candidate.lemmas for candidate in candidates])
    leaders = _merge(candidates, matrix)
    weights = np.array([float(len(candidate.sources)) for candidate in candidates])
    scores = central(matrix, weights)
    order = sorted(leaders, key=lambda number: (-round(float(scores[number]), 9), number))
    return [_passage(candidates[number]) for number in _diverse(order, candidates, matrix, limit)]


def _sentences(texts: Sequence[tuple[str, str]], language: str) -> list[_Found]:
    found: dict[bytes, _Found] = {}
    for source_id, text in texts:
        for sentence in sentences(text[:_LONGEST_TEXT], language):
            tokens = index_tokens(sentence.text, language)
            if not _FEWEST_WORDS <= len(tokens) <= _MOST_WORDS or all(token.stop for token in tokens):
                continue
            forms = " ".join(token.form for token in tokens)
            key = blake2b(forms.encode("utf-8", "replace"), digest_size=16).digest()
            known = found.setdefault(key, _Found(sentence, source_id, []))
            if not known.sources or known.sources[-1] != source_id:
                known.sources.append(source_id)
    return list(found.values())


def _spread(found: list[_Found], most: int) -> list[_Found]:
    if len(found) <= most:
        return found
    order = sorted(range(len(found)), key=lambda number: (-len(found[number].sources), number))
    repeated = [number for number in order if len(found[number].sources) > 1][: most // 2]
    taken = set(repeated)
    rest = [number for number in range(len(found)) if number not in taken]
    room = min(most - len(repeated), len(rest))
    spread = [rest[step * len(rest) // room] for step in range(room)]
    return [found[number] for number in sorted({*repeated, *spread})]


def _merge(candidates: list[_Candidate], matrix: NDArray[np.float32]) -> list[int]:
    order = sorted(range(len(candidates)), key=lambda number: (-len(candidates[number].sources), number))
    merged: set[int] = set()
    leaders: dict[int, None] = {}
    for number in order:
        if number in merged:
            continue
        leaders[number] = None
        for other in np.flatnonzero(matrix[number] >= _TOO_ALIKE).tolist():
            free = other not in merged and other not in leaders
            if free and _says_the_same(candidates[number], candidates[other]):
                merged.add(other)
                candidates[number].sources.update(candidates[other].sources)
    return list(leaders)


def _says_the_same(first: _Candidate, second: _Candidate) -> bool:
    if first.turning != second.turning:
        return False
    shared = len(first.forms & second.forms)
    return shared >= _SAME * (len(first.forms) + len(second.forms) - shared)


def _diverse(
    order: Sequence[int], candidates: Sequence[_Candidate], matrix: NDArray[np.float32], limit: int
) -> list[int]:
    chosen: list[int] = []
    for same_senders_too in (False, True):  # sentences of one campaign only fill what is left
        for number in order:
            if len(chosen) >= limit:
                return chosen
            alike = any(matrix[number, other] > _TOO_ALIKE for other in chosen)
            if number in chosen or alike:
                continue
            if same_senders_too or not any(_same_senders(candidates[number], candidates[n]) for n in chosen):
                chosen.append(number)
    return chosen


def _same_senders(first: _Candidate, second: _Candidate) -> bool:
    shared = len(first.sources.keys() & second.sources.keys())
    total = len(first.sources) + len(second.sources) - shared
    return shared >= _CAMPAIGN and shared >= _SAME_SENDERS * total


def _passage(candidate: _Candidate) -> Passage:
    sentence = candidate.sentence
    sources = tuple(dict.fromkeys((candidate.source_id, *candidate.sources)))
    return Passage(sentence.text, candidate.source_id, sentence.start, sentence.end, sources, len(sources))
