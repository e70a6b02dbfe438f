"""Near-identical texts, as in an organised action. Belongs here: finding who sent the same text, and own words in it.

Exact copies (same words, whatever the punctuation) are one text. Candidates for the rest come from MinHash with
banding; whoever is taken in has been compared with the campaign's text itself, so that no chain of small changes
can join two different texts. Nothing is random: the same texts in the same order give the same campaigns.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from rensa import RMinHash, RMinHashLSH

from consultatie.analysis.lemmas import fold
from consultatie.analysis.sentences import sentences
from consultatie.analysis.tokens import word_spans

_PERMUTATIONS: Final = 64
_BANDS: Final = (
    16  # of four rows: half of the pairs that share 45 % are compared, all but 2 in 10,000 at 80 %
)
_SEED: Final = 20_260_301
_WHOLE_TEXT: Final = 0.9  # part of the campaign's shingles in a text that took it over and added a story
_WHOLE_TEXT_WORDS: Final = 20
_PROBES: Final = 8  # word pairs of which half must occur before a text is looked at in full
_SHORTEST: Final = 5  # words; "Nee." a hundred times is no campaign

Shingles = frozenset[str]


@dataclass(frozen=True, slots=True)
class Campaign:
    """Who sent the same text. `representative` is the id of the member whose text it is: the one most sent.

    `members` are ids in the order given, the representative's included. `own_words` holds, for each member that
    added or changed something, the sentences that are not in the text, in their order.
    """

    representative: str
    text: str
    members: tuple[str, ...]
    own_words: Mapping[str, tuple[str, ...]]

    @property
    def size(self) -> int:
        """Return how many sent it."""
        return len(self.members)


@dataclass(frozen=True, slots=True)
class _Group:
    """Texts of the same words: ids in order, and those words with one space between."""

    ids: tuple[str, ...]
    key: str


def find_campaigns(
    texts: Mapping[str, str], *, minimum: int = 3, threshold: float = 0.8, language: str = "nl"
) -> list[Campaign]:
    """Return the campaigns in texts by id, largest first, then in the order of their first member.

    A text belongs when the Jaccard similarity of its words and word pairs with the campaign's text is at least
    `threshold`, or when it holds nine tenths of a campaign's text of twenty words or more. Texts of fewer than
    five words and campaigns of fewer than `minimum` members are left out. A text belongs to one campaign.
    """
    groups = _exact_groups(texts)
    candidates = _Candidates(groups, threshold)
    taken: set[int] = set()
    found: list[Campaign] = []
    order = {text_id: place for place, text_id in enumerate(texts)}
    for leader in sorted(range(len(groups)), key=lambda n: (-len(groups[n].ids), -candidates.crowd(n), n)):
        if leader in taken:
            continue
        chosen = {leader, *candidates.like(leader, taken)}
        if sum(len(groups[number].ids) for number in chosen) < minimum:
            continue
        chosen.update(_holders(groups, leader, taken))
        taken.update(chosen)
        members = sorted((text_id for n in chosen for text_id in groups[n].ids), key=order.__getitem__)
        found.append(_campaign(texts, groups[leader].ids[0], members, language))
    return sorted(found, key=lambda campaign: (-campaign.size, order[campaign.members[0]]))


def normalised(text: str) -> str:
    """Return the folded words of a text with one space between: what two copies of a text have in common."""
    return " ".join(fold(text[start:end]) for start, end in word_spans(text))


def _exact_groups(texts: Mapping[str, str]) -> list[_Group]:
    ids: dict[str, list[str]] = {}
    for text_id, text in texts.items():
        ids.setdefault(normalised(text), []).append(text_id)
    return [_Group(tuple(members), key) for key, members in ids.items() if key.count(" ") >= _SHORTEST - 1]


@lru_cache(maxsize=256)  # not kept with the groups: 5,000 letters would take 60 MB
def _shingles(key: str) -> Shingles:
    words = key.split(" ")
    pairs = (f"{first} {second}" for first, second in pairwise(words))
    return frozenset((*words, *pairs))


class _Candidates:
    """Who may resemble whom, by MinHash; and who does, by comparison."""

    def __init__(self, groups: Sequence[_Group], threshold: float) -> None:
        self._groups = groups
        self._threshold = threshold
        self._index = RMinHashLSH(threshold=min(threshold, 0.9), num_perm=_PERMUTATIONS, num_bands=_BANDS)
        self._hashes = []
        for number, group in enumerate(groups):
            minhash = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
            minhash.update(sorted(_shingles(group.key)))
            self._index.insert(number, minhash)
            self._hashes.append(minhash)

    def crowd(self, number: int) -> int:
        """Return how many may resemble it."""
        return len(set(self._index.query(self._hashes[number])))

    def like(self, number: int, taken: set[int]) -> list[int]:
        """Return the others that resemble it and are still free."""
        own = _shingles(self._groups[number].key)
        free = set(self._index.query(self._hashes[number])) - taken - {number}
        return sorted(n for n in free if jaccard(own, _shingles(self._groups[n].key)) >= self._threshold)


def alike(first: str, second: str, *, threshold: float = 0.8) -> bool:
    """Say whether two texts are one, but for punctuation and a few words."""
    return jaccard(_shingles(normalised(first)), _shingles(normalised(second))) >= threshold


def jaccard(first: Shingles, second: Shingles) -> float:
    """Return the part of two sets that they share, 0 to 1; two empty sets share all."""
    shared = len(first & second)
    total = len(first) + len(second) - shared
    return shared / total if total else 1.0


def _holders(groups: Sequence[_Group], leader: int, taken: set[int]) -> Iterator[int]:
    words = groups[leader].key.split(" ")
    if len(words) < _WHOLE_TEXT_WORDS:
        return
    wanted = _shingles(groups[leader].key)
    probes = [" ".join(pair) for pair in list(pairwise(words))[:: max(1, len(words) // _PROBES)]]
    for number, group in enumerate(groups):
        if number in taken or 2 * sum(probe in group.key for probe in probes) < len(probes):
            continue
        if len(wanted & _shingles(group.key)) >= _WHOLE_TEXT * len(wanted):
            yield number


def _campaign(texts: Mapping[str, str], leader: str, members: Iterable[str], language: str) -> Campaign:
    common = {normalised(sentence.text) for sentence in sentences(texts[leader], language)}
    own: dict[str, tuple[str, ...]] = {}
    listed = tuple(members)
    for member in listed:
        if texts[member] == texts[leader]:
            continue
        added = tuple(
            sentence.text
            for sentence in sentences(texts[member], language)
            if (key := normalised(sentence.text)) and key not in common
        )
        if added:
            own[member] = added
    return Campaign(leader, texts[leader], listed, own)
