"""Tying the parts of an explanatory memorandum to the articles they explain, by their headings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from consultatie.domain.provisions import (
    ImportWarning,
    MemorandumPart,
    Provision,
    ProvisionKind,
    number_part,
)

_NUMBER = r"(?:\d[0-9A-Za-z:.]*|[IVXLCDM]+[a-zA-Z]{0,2})"
_SEVERAL = rf"{_NUMBER}(?:(?:\s*,\s*|\s+en\s+|\s+tot en met\s+|\s*t/m\s*){_NUMBER})*"
_LETTER = r"[A-Z]{1,3}"
_ONDERDEEL = (
    rf"onderde(?:el|len)\s+(?P<parts>{_LETTER}(?:(?:\s*,\s*|\s+en\s+|\s+tot en met\s+|\s*t/m\s*){_LETTER})*)"
)
_END = r"(?=[\s.:,;()–-]|$)"
_ARTICLE = re.compile(
    rf"^artikel(?:en)?\s+(?P<articles>(?-i:{_SEVERAL})){_END}(?:\s*,?\s*(?-i:{_ONDERDEEL}){_END})?", re.I
)
_PARTS_ONLY = re.compile(
    rf"^(?-i:[Oo]nderde(?:el|len)\s+(?P<parts>{_LETTER}(?:(?:\s*,\s*|\s+en\s+|\s+tot en met\s+){_LETTER})*)){_END}"
)
_BY_ARTICLE = re.compile(r"artikelsgewij[sz]", re.I)
_THROUGH = re.compile(r"\s+tot en met\s+|\s*t/m\s*")
_AND = re.compile(r"\s*,\s*|\s+en\s+(?!met\b)")


@dataclass(slots=True)
class _Place:
    """Where the reader is: the section about articles, and the article and onderdeel last named."""

    by_article: bool
    section_level: int = 0
    article: str = ""
    found: tuple[str, ...] = ()
    level: int = 99


@dataclass(slots=True)
class _Index:
    """The articles of a bill by number, in order, and those in quoted text; amendments by article and letter."""

    articles: dict[str, str] = field(default_factory=dict)
    quoted: dict[str, str] = field(default_factory=dict)
    eids: set[str] = field(default_factory=set)

    def add(self, provisions: Iterable[Provision], *, in_quote: bool = False) -> None:
        for node in provisions:
            self.eids.add(node.eid)
            if node.kind is ProvisionKind.ARTICLE:
                (self.quoted if in_quote else self.articles).setdefault(number_part(node.number), node.eid)
            self.add(node.children, in_quote=in_quote or node.kind is ProvisionKind.QUOTE)

    def find(self, number: str) -> str:
        part = number_part(number)
        return self.articles.get(part) or self.quoted.get(part, "")

    def between(self, first: str, last: str) -> list[str]:
        """Return the eIds from one article to another, both included."""
        order = list(self.articles)
        start, end = number_part(first), number_part(last)
        if start not in order or end not in order:
            return [eid for eid in (self.find(first), self.find(last)) if eid]
        return [self.articles[number] for number in order[order.index(start) : order.index(end) + 1]]


def attach_memorandum(
    parts: Iterable[MemorandumPart], provisions: Iterable[Provision]
) -> tuple[tuple[MemorandumPart, ...], tuple[ImportWarning, ...]]:
    """Give each part the eId of the article or amendment its heading names, and warn of names that are not there.

    Knows "Artikel 3. …", "Artikelen 3 en 4", "Artikelen 3 tot en met 6", "Artikel I, onderdeel A" and a bare
    "Onderdeel A" below an article. Where the memorandum has a part by article, only headings in it count.
    A part below an article's heading belongs to that article too.
    """
    listed = tuple(parts)
    index = _Index()
    index.add(provisions)
    place = _Place(by_article=not any(_BY_ARTICLE.search(part.heading) for part in listed))
    warnings: list[ImportWarning] = []
    tied = tuple(_tied(part, place, index, warnings) for part in listed)
    return tied, tuple(warnings)


def _tied(
    part: MemorandumPart, place: _Place, index: _Index, warnings: list[ImportWarning]
) -> MemorandumPart:
    if _BY_ARTICLE.search(part.heading):
        place.by_article, place.section_level, place.found, place.level = True, part.level, (), 99
        return part
    named = _ARTICLE.match(part.heading) or (_PARTS_ONLY.match(part.heading) if place.article else None)
    if place.by_article and named:
        place.found, place.level = _eids(named, place, index), part.level
        if not place.found:
            warnings.append(ImportWarning("memorandum-article-unknown", part.heading, part.heading))
    elif part.level <= place.level:
        place.found, place.level = (), 99
        place.by_article = place.by_article and part.level > place.section_level
        place.article = place.article if place.by_article else ""
    if not place.found:
        return part
    return replace(part, eid=place.found[0], also=place.found[1:])


def _eids(named: re.Match[str], place: _Place, index: _Index) -> tuple[str, ...]:
    facts = named.groupdict()
    found = _articles(facts.get("articles") or "", index)
    if found:
        place.article = found[0]
    letters = facts.get("parts")
    if not letters:
        return tuple(found)
    if facts.get("articles") and not found:
        return ()
    amended = [f"{place.article}__mod_{letter}" for letter in _letters(letters)]
    return tuple(eid for eid in amended if eid in index.eids) or (place.article,)


def _articles(words: str, index: _Index) -> list[str]:
    found: list[str] = []
    for group in _AND.split(words):
        ends = [number.rstrip(".:") for number in _THROUGH.split(group)]
        found.extend(index.between(ends[0], ends[1]) if len(ends) == 2 else [index.find(ends[0])])
    return list(dict.fromkeys(eid for eid in found if eid))


def _letters(words: str) -> list[str]:
    found: list[str] = []
    for group in _AND.split(words):
        ends = _THROUGH.split(group)
        if len(ends) == 2 and len(ends[0]) == len(ends[1]) == 1:
            found.extend(chr(code) for code in range(ord(ends[0]), ord(ends[1]) + 1))
        else:
            found.extend(ends)
    return found
