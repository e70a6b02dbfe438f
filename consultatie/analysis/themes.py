"""First, simple themes: the words by which the texts on one provision differ from those on the others (c-TF-IDF).

A theme is a proposal of the machine and no judgement: a person names it, merges it or throws it away.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from consultatie.analysis.sentences import sentences
from consultatie.analysis.tokens import index_tokens

_SHORTEST_TERM: Final = 4
_SAME_MEMBERS: Final = 0.6  # Jaccard of the members of two words that then are one theme
_MOST_WORDS: Final = 3
_QUOTES: Final = 3
_POOL: Final = 30  # best words that are looked at
_FEWEST_QUOTE_WORDS: Final = 5


@dataclass(frozen=True, slots=True)
class Quote:
    """A literal quote: the text of `source_id` from `start` to `end` (characters, end exclusive)."""

    source_id: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Theme:
    """A group of texts by the words in them; `label` is those words, `members` the ids in the order given."""

    label: str
    size: int
    members: tuple[str, ...]
    quotes: tuple[Quote, ...]


@dataclass(slots=True)
class _Words:
    """What is known of the texts on one provision, per lemma."""

    counts: Counter[str]
    members: dict[str, dict[str, None]]
    printed: dict[str, Counter[str]]


def keyword_themes(
    texts: Mapping[str, Sequence[tuple[str, str]]], *, minimum: int = 5, limit: int = 5, language: str = "nl"
) -> dict[str, list[Theme]]:
    """Return at most `limit` themes per provision, from lists of (id, text) per provision.

    A provision with fewer than `minimum` texts gets none. A theme has at least two members and a tenth of the texts.
    """
    known = {key: _read(group, language) for key, group in texts.items()}
    overall: Counter[str] = Counter()
    for words in known.values():
        overall.update(words.counts)
    average = sum(overall.values()) / max(len(known), 1)
    return {
        key: _themes(texts[key], words, overall, average, limit, language)
        if len({text_id for text_id, _ in texts[key]}) >= minimum
        else []
        for key, words in known.items()
    }


def _read(group: Sequence[tuple[str, str]], language: str) -> _Words:
    words = _Words(Counter(), {}, {})
    for text_id, text in group:
        seen: set[str] = set()
        for token in index_tokens(text, language):
            if token.stop or len(token.lemma) < _SHORTEST_TERM or token.lemma[0].isdigit():
                continue
            if token.lemma not in seen:  # once a text: nobody becomes a theme by repeating himself
                seen.add(token.lemma)
                words.counts[token.lemma] += 1
                words.members.setdefault(token.lemma, {})[text_id] = None
            words.printed.setdefault(token.lemma, Counter())[text[token.start : token.end].casefold()] += 1
    _drop_rare(words, _needed(group))
    return words


def _needed(group: Sequence[tuple[str, str]]) -> int:
    return max(2, math.ceil(len(group) / 10))


def _drop_rare(words: _Words, needed: int) -> None:
    """Forget who used a word that too few used for a theme: most words of a language are rare, and each costs 500 bytes."""
    words.members = {term: ids for term, ids in words.members.items() if len(ids) >= needed}
    words.printed = {term: words.printed[term] for term in words.members}


def _themes(
    group: Sequence[tuple[str, str]],
    words: _Words,
    overall: Counter[str],
    average: float,
    limit: int,
    language: str,
) -> list[Theme]:
    total = max(sum(words.counts.values()), 1)
    scored = sorted(
        (
            (-(words.counts[term] / total) * math.log(1 + average / overall[term]), term)
            for term in words.members
        ),
    )[:_POOL]
    bundles: list[list[str]] = []
    for _, term in scored:
        home = next((bundle for bundle in bundles if _alike(words, bundle[0], term)), None)
        if home is None:
            bundles.append([term])
        elif len(home) < _MOST_WORDS:
            home.append(term)
    return [_theme(group, words, bundle, language) for bundle in bundles[:limit]]


def _alike(words: _Words, first: str, second: str) -> bool:
    one, two = words.members[first].keys(), words.members[second].keys()
    return len(one & two) >= _SAME_MEMBERS * len(one | two)


def _theme(group: Sequence[tuple[str, str]], words: _Words, bundle: list[str], language: str) -> Theme:
    chosen = {text_id for term in bundle for text_id in words.members[term]}
    members = tuple(dict.fromkeys(text_id for text_id, _ in group if text_id in chosen))
    label = ", ".join(_printed(words, term) for term in bundle)
    return Theme(label, len(members), members, _quotes(group, chosen, set(bundle), language))


def _printed(words: _Words, term: str) -> str:
    forms = words.printed[term]
    return min(forms, key=lambda form: (-forms[form], form))


def _quotes(
    group: Sequence[tuple[str, str]], members: set[str], terms: set[str], language: str
) -> tuple[Quote, ...]:
    found: list[Quote] = []
    seen: set[str] = set()
    for text_id, text in group:
        if len(found) == _QUOTES:
            break
        quote = _quote(text_id, text, terms, language) if text_id in members else None
        if quote is not None and quote.text not in seen:
            seen.add(quote.text)
            found.append(quote)
    return tuple(found)


def _quote(text_id: str, text: str, terms: set[str], language: str) -> Quote | None:
    for sentence in sentences(text, language):
        tokens = index_tokens(sentence.text, language)
        if len(tokens) >= _FEWEST_QUOTE_WORDS and any(token.lemma in terms for token in tokens):
            return Quote(text_id, sentence.text, sentence.start, sentence.end)
    return None
