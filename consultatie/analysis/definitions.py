"""Find what a bill says that its words mean, and the forms in which those words stand in its texts.

Source of the forms: Aanwijzingen voor de regelgeving, 5.7 to 5.10 ("In deze wet wordt verstaan onder: a. x: …"), and "(hierna:
het college)". What an amendment quotes defines words of another law, and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final

from consultatie.analysis.lemmas import known_lemma, lemma
from consultatie.domain.provisions import Provision, ProvisionKind

LONGEST_MEANING: Final = 600
_LONGEST_TERM: Final = 6  # words
_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")
_BLOCK: Final = re.compile(r"</?(?:p|li|ul|ol|tr|td|br)\b[^>]*>")
_TAG: Final = re.compile(r"<[^>]*>")
_LIST: Final = re.compile(r"\bverstaan\s+onder\s*:\s*$|\bverstaan\s+onder\s*:\s*\n", re.IGNORECASE)
_ITEM: Final = re.compile(
    r"\s*(?:[–-]\s+|[a-z]{1,2}[.)]\s+)?(?P<term>[^\W\d_][^:;()]{1,80}?)\s*:\s+(?P<meaning>\S.*)", re.DOTALL
)
_UNDER: Final = re.compile(
    r"\b(?:Onder\s+(?:een\s+|de\s+|het\s+)?(?P<before>[^.:;,]{2,80}?)\s+wordt\s+(?:[^.:;]{0,60}\s)?verstaan\s*:"
    r"|verstaan\s+onder\s+(?P<after>[^.:;,]{2,80}?)\s*:)\s*(?P<meaning>[^\n]*)",
    re.IGNORECASE,
)
_FROM_HERE: Final = re.compile(
    r"\(\s*hierna(?:\s+te\s+noemen)?\s*:?\s+(?P<term>[^()]{2,80}?)\s*\)", re.IGNORECASE
)
_ARTICLE_WORD: Final = re.compile(r"[‘’“”\"]*(?:(?:de|het|een)\s+)?", re.IGNORECASE)
_ENDINGS: Final = ("s", "en", "n", "’s", "'s")


@dataclass(frozen=True, slots=True)
class Definition:
    """A word of a bill, what it means there as plain text, the provision that says so, and its forms word by word."""

    term: str
    meaning: str
    eid: str
    words: tuple[tuple[str, ...], ...] = ()


def definitions(provisions: Iterable[Provision], texts: Iterable[str] = ()) -> list[Definition]:
    """Return the definitions of a bill in order, the first of each word, with the forms that it and `texts` use."""
    forest = tuple(provisions)
    found: dict[str, Definition] = {}
    for node in _outside_quotes(forest):
        for one in (*_listed(node), *_under(node), *_from_here(node)):
            found.setdefault(one.term.lower(), one)
    known = _Vocabulary(found, (*(node.text for node in _outside_quotes(forest)), *texts))
    return [Definition(one.term, one.meaning, one.eid, known.forms(one.term)) for one in found.values()]


def _outside_quotes(provisions: Iterable[Provision]) -> Iterator[Provision]:
    for node in provisions:
        if node.kind is not ProvisionKind.QUOTE:
            yield node
            yield from _outside_quotes(node.children)


def _listed(node: Provision) -> Iterator[Definition]:
    """Yield the items of a list that "wordt verstaan onder:" begins, its own provisions or mere text."""
    blocks = [unescape(_TAG.sub("", block)).strip() for block in _BLOCK.split(node.html)]
    begins = next((at for at, block in enumerate(blocks) if _LIST.search(block)), None)
    if begins is None:
        return
    for child in node.children:
        whole = child.text.split("\n") if child.kind is ProvisionKind.LIST else [child.text]
        for text in whole[:-1]:
            yield from _item(text, child)
        yield from _item(whole[-1], child, child.children)
    for block in blocks[begins + 1 :]:
        yield from _item(block, node)


def _item(text: str, node: Provision, points: Iterable[Provision] = ()) -> Iterator[Definition]:
    found = _ITEM.match(text)
    if found and (term := _term(found["term"])):
        yield Definition(term, _meaning(found["meaning"], points), node.eid)


def _under(node: Provision) -> Iterator[Definition]:
    """Yield "Onder besluit wordt verstaan: …"."""
    for found in _UNDER.finditer(node.text):
        term = _term(found["before"] or found["after"])
        meaning = _meaning(found["meaning"], node.children)
        if term and meaning:
            yield Definition(term, meaning, node.eid)


def _from_here(node: Provision) -> Iterator[Definition]:
    """Yield "(hierna: het college)": the word means what stands before it in its sentence."""
    for found in _FROM_HERE.finditer(node.text):
        before = re.split(r"(?<=[.;:])\s+", node.text[: found.start()].strip())[-1]
        if (term := _term(found["term"])) and before:
            yield Definition(term, _meaning(before, ()), node.eid)


def _term(words: str) -> str:
    """Return a term without its article and quotes, "" for what is none."""
    bare = _ARTICLE_WORD.sub("", words.strip(), count=1).strip(" ‘’“”\"'")
    parts = bare.split()
    return bare if 0 < len(parts) <= _LONGEST_TERM and all(_WORD.fullmatch(part) for part in parts) else ""


def _meaning(words: str, children: Iterable[Provision]) -> str:
    """Return a meaning with the points that belong to it, cut where it is long."""
    points = " ".join(f"{child.number}. {child.text}" for child in children if child.number and child.text)
    whole = " ".join(f"{words} {points}".split()).rstrip(" ;,")
    if len(whole) <= LONGEST_MEANING:
        return whole
    return whole[:LONGEST_MEANING].rpartition(" ")[0].rstrip(" ;,") + " …"


class _Vocabulary:
    """The words that texts use, by their lemma, as far as a term needs them."""

    def __init__(self, terms: Iterable[str], texts: Iterable[str]) -> None:
        wanted = {word.lower() for term in terms for word in term.split()}
        beginnings = {word[:3] for word in wanted}
        self._used = {
            word for text in texts for word in _WORD.findall(text.lower()) if word[:3] in beginnings
        }
        guessed = {word + ending for word in wanted for ending in _ENDINGS}
        known = {word for word in guessed if known_lemma(word, "nl") is not None}
        self._by_lemma: dict[str, set[str]] = {}
        for word in self._used | known:
            self._by_lemma.setdefault(lemma(word, "nl"), set()).add(word)

    def forms(self, term: str) -> tuple[tuple[str, ...], ...]:
        """Return for each word of a term all forms of it, itself first; a word with a capital keeps to itself."""
        return tuple((word, *self._others(word)) if word.islower() else (word,) for word in term.split())

    def _others(self, word: str) -> list[str]:
        same_lemma = self._by_lemma.get(lemma(word, "nl"), set())
        longer = {word + ending for ending in _ENDINGS} & self._used
        return sorted((same_lemma | longer) - {word})
