"""Dutch compounds cut into the words they are made of. Belongs here: the splitter and its word list.

The list is wordfreq's frequency list (CC BY-SA 4.0), read straight from its file down to about one word in
1.5 million: 6 MB, where importing wordfreq and its dictionary takes 41 MB. Its format ("cB", version 1) is a
list of lists of words; the place in it is the frequency in hundredths of a bel below 1.
"""

from __future__ import annotations

import gzip
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

_RAREST: Final = 600  # centibels below 1
_SHORTEST_WORD: Final = 7
_SHORTEST_PART: Final = 4
_LINK_COST: Final = 20
_LINKS: Final = ("s", "en", "e", "n")

_SHORT_PARTS_LIST: Final = """
bos bus dag eis gas hof lid pad wet weg zee
"""
_SHORT_PARTS: Final = frozenset(_SHORT_PARTS_LIST.split())

# Endings that look like words of their own.
_NEVER_LIST: Final = """
aan aard achtig agnes ander anten aren aris aten atie atien baar baarheid baren ding eden eeld eerd eert
egen eind elen elijk ellen enden ende enen enten erde eren ergekomen erin ering eraan eraf eruit esen eten
even ezen gers graaf heden heel heid iden ieder iets ineren ingen innen isch ische issen isten iven king
kingen komst komt laar lend lende lijk lijke lijker lijks lijkse line ling lingen logische loog loos loze
maal matig matige ment ments ming naar natie naties niek ogen onen open oren oten pers rekken rend rende
riek ring ringen roken sche schen schap schappen sing sten stelling stellingen ster sters tant teit tenen
tens tief tien tieve tine ting tingen tische ties uren usen voud zaam zame
"""
_NEVER: Final = frozenset(_NEVER_LIST.split())

# Beginnings of verbs and of words that are no compounds.
_NEVER_FIRST_LIST: Final = """
aan acht achter alex alle ande anti bela belas beha bele best besta beste bijeen binnen boven buit buiten
camp cate chris combi comm comp conc cons cont daar deze door erge even ever fact fran gebr gege gema gemi
gene genen gere gesp godver hele hier hoof hoogte infor inge inst inter kant laten maar mana mede meer mest
mini mono neder onaf onde onder onge over overeen para part parti pers poli poly pres proc proce prod prof
prop prote rega rege rela reli repo rest same samen sche secret semi slechts stan stil tegen tele tentoon
terug trans tussen twee vast vera veri verg verk verl verm vern vers vert voer vol voor voort voorst waar
want weder weer wees zelf zich
"""
_NEVER_FIRST: Final = frozenset(_NEVER_FIRST_LIST.split())

# Words that only look like compounds, or that nobody feels to be one any more.
_WHOLE_LIST: Final = """
belangrijk belangrijke belangrijker belangrijkste burgemeester burgemeesters hoofdstuk hoofdstukken
kandidaat kandidaten maatregel maatregelen minister ministers nederland nederlands nederlandse president
presidenten standaard standaarden welterusten
"""
_WHOLE: Final = frozenset(_WHOLE_LIST.split())


@cache
def _costs() -> dict[str, int]:
    import msgpack  # type: ignore[import-untyped]  # comes with wordfreq; late: not everybody splits words

    spec = find_spec("wordfreq")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("wordfreq")  # silence would make search worse without a word
    path = Path(spec.submodule_search_locations[0]) / "data" / "large_nl.msgpack.gz"
    costs: dict[str, int] = {}
    with gzip.open(path) as stream:
        unpacker = msgpack.Unpacker(stream, raw=False)
        buckets = unpacker.read_array_header()
        unpacker.unpack()  # the header
        for cost in range(min(buckets - 1, _RAREST)):
            for word in unpacker.unpack():
                if _may_be_part(word):
                    costs[word] = cost
    return costs


def _may_be_part(word: str) -> bool:
    if len(word) < _SHORTEST_PART:
        return word in _SHORT_PARTS
    return word.isalpha() and len(word) <= 24 and word not in _NEVER


def split(word: str) -> tuple[str, ...]:
    """Return the parts of a casefolded Dutch compound, outermost first, or nothing when it is none.

    Parts that are compounds themselves stand before their own parts: "gemeenteraadsverkiezingen" gives
    gemeenteraad, gemeente, raad, verkiezingen. The last of the outermost two is the head; see `head`.
    """
    pair = _cut(word)
    if pair is None:
        return ()
    parts: list[str] = []
    for part in pair:
        parts.append(part)
        parts.extend(split(part))
    return tuple(parts)


def head(word: str) -> str:
    """Return the last word of a compound, the one that is inflected, or an empty string."""
    pair = _cut(word)
    return "" if pair is None else pair[1]


@lru_cache(maxsize=4_000)
def _cut(word: str) -> tuple[str, str] | None:
    if len(word) < _SHORTEST_WORD or len(word) > 60 or word in _WHOLE or not word.isalpha():
        return None
    best: tuple[int, str, str] | None = None
    for place in range(3, len(word) - 2):
        tail = word[place:]
        tail_cost = _part_cost(tail)
        if tail_cost is None:
            continue
        for first, link_cost in _firsts(word[:place]):
            first_cost = _part_cost(first, leading=True)
            if first_cost is not None:
                total = tail_cost + first_cost + link_cost
                if best is None or total < best[0]:
                    best = (total, first, tail)
    return None if best is None else (best[1], best[2])


def _firsts(text: str) -> list[tuple[str, int]]:
    found = [(text, 0)]
    found.extend((text.removesuffix(link), _LINK_COST) for link in _LINKS if text.endswith(link))
    return found


def _part_cost(part: str, *, leading: bool = False) -> int | None:
    if leading and part in _NEVER_FIRST:
        return None
    known = _costs().get(part)
    if known is not None:
        return known
    if len(part) < 2 * _SHORTEST_PART:
        return None
    inner = _cut(part)
    if inner is None:
        return None
    costs = (_part_cost(inner[0], leading=True), _part_cost(inner[1]))
    return None if None in costs else sum(cost for cost in costs if cost is not None)
