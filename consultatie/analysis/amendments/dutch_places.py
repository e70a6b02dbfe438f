"""Read where in a law an instruction works: "artikel 3, tweede lid, onderdeel b", "het opschrift van hoofdstuk 3".

A place that is not read to its last word is no place: None comes back, and nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from consultatie.analysis.amendments.quoted_words import HOLE, MARK
from consultatie.analysis.ordinals import ORDINALS
from consultatie.domain.amendments import Part, Step, Target, rank
from consultatie.domain.provisions import ProvisionKind as K

ORDINAL: Final = "|".join(sorted(ORDINALS, key=len, reverse=True))
NUMBER: Final = (
    r"(?:\d+(?:bis|ter|quater|[a-z]{0,3})|[A-Z]{1,3}|[a-z]{1,2})(?:[:.]\d+[a-z]{0,3})*(?:°|º)?(?![\w:])"
)
THROUGH: Final = r"\s+(?:tot\s+en\s+met|t/m)\s+(?:het\s+|de\s+)?"
AND: Final = r"(?:\s*,\s*(?:en\s+|of\s+)?|\s+(?:en|of|alsmede)\s+)(?:het\s+|de\s+)?"
GROUPS: Final = {
    "boek": K.BOOK,
    "deel": K.PART,
    "titel": K.TITLE,
    "hoofdstuk": K.CHAPTER,
    "afdeling": K.DIVISION,
    "paragraaf": K.SECTION,
    "subparagraaf": K.SUBSECTION,
    "bijlage": K.ANNEX,
}
_PLURALS: Final = {
    "hoofdstukken": "hoofdstuk",
    "afdelingen": "afdeling",
    "paragrafen": "paragraaf",
    "titels": "titel",
    "boeken": "boek",
    "bijlagen": "bijlage",
}
_ITEM: Final = rf"(?!(?:en|of|de|in|na|er|te|op|om|is|zo)\b)(?-i:{NUMBER})"
ORDINALS_LISTED: Final = rf"(?:{ORDINAL})(?:(?:{THROUGH}|{AND})(?:{ORDINAL}))*"
ITEMS_LISTED: Final = rf"{_ITEM}(?:(?:{THROUGH}|{AND}){_ITEM})*"
_LEDEN: Final = re.compile(
    rf"(?P<ordinals>{ORDINALS_LISTED})\s+(?:lid|leden)\b|(?:lid|leden)\s+(?P<items>{ITEMS_LISTED})", re.I
)
_LONGEST: Final = 400  # characters; no place is longer, and patterns are slow on long texts
_LAST: Final = "laatste"
_SENTENCES: Final = re.compile(
    rf"(?P<ordinals>(?:{ORDINAL}|{_LAST})(?:{AND}(?:{ORDINAL}|{_LAST}))*)\s+(?:vol)?zin(?:nen)?\b", re.I
)
_POINTS: Final = re.compile(
    rf"(?:(?:sub)?onderdeel|(?:sub)?onderdelen|onder|sub|punt)\s+(?P<items>{ITEMS_LISTED})", re.I
)
_ARTICLES: Final = re.compile(rf"(?:artikel|artikelen)\s+(?P<items>{ITEMS_LISTED})", re.I)
_GROUP: Final = re.compile(
    rf"(?P<word>{'|'.join([*GROUPS, *_PLURALS])})(?:\s+(?P<items>{ITEMS_LISTED}))?", re.I
)
_HEADING: Final = re.compile(r"opschrift(?:en)?\b", re.I)
_OPENING: Final = re.compile(r"aanhef\b", re.I)
_TERM: Final = re.compile(
    rf"(?:(?:begripsbepaling|definitie|begripsomschrijving|omschrijving)(?:\s+van)?(?:\s+het\s+begrip)?|begrip)"
    rf"\s+(?P<term>{HOLE})",
    re.I,
)
_JOIN: Final = re.compile(
    r"\s*,?\s*(?:\((?:nieuw|oud)\)\s*)?(?P<and>,?\s*\b(?:en|of|alsmede)\b)?\s*(?:in\s+)?(?:(?:het|de)\b)?\s*",
    re.I,
)
_OF: Final = re.compile(r",?\s+(?:van|bij|in)\s+(?:het\s+|de\s+)?", re.I)
_LEAD: Final = re.compile(r"^(?:het|de)\s+", re.I)
_BARE: Final = re.compile(rf"(?P<items>{ITEMS_LISTED})")


@dataclass
class _Scan:
    """The places read so far: those that are complete, and the ones that further words narrow down."""

    done: list[Target] = field(default_factory=list)
    open: list[Target] = field(default_factory=list)
    list_kind: K | None = None

    def narrow(self, steps: Sequence[Step], *, joined: bool) -> bool:
        """Go a step deeper, or beside, in every open place; say whether that makes sense."""
        new = steps[0].kind
        deepest = self.open[0].steps[-1].kind if self.open and self.open[0].steps else None
        is_beside = deepest is not None and (
            rank(new) < rank(deepest) or (rank(new) == rank(deepest) and joined)
        )
        if deepest is not None and not is_beside and rank(new) == rank(deepest) and new is not K.POINT:
            return False
        if is_beside or (self.open and self.open[0].part is not Part.WHOLE):
            if not joined:
                return False
            self.done.extend(self.open)
        base = [
            tuple(step for step in one.steps if _holds(step, new, is_beside=is_beside)) for one in self.open
        ]
        unique = list(dict.fromkeys(base)) or [()]
        self.open = [Target((*prefix, step)) for prefix in unique for step in steps]
        return True

    def part(self, places: Callable[[Target], list[Target]]) -> None:
        """Take a part of every open place."""
        self.open = [new for one in self.open or [Target()] for new in places(one)]


def _holds(step: Step, new: K, *, is_beside: bool) -> bool:
    return rank(step.kind) < rank(new) or (step.kind is new is K.POINT and not is_beside)


def places(text: str, words: Sequence[str]) -> list[Target] | None:
    """Return the places that a masked text names, or None when it is not a place to its last word."""
    if len(text) > _LONGEST:
        return None
    return _inside_out(text.strip().rstrip(","), words) or None


def _inside_out(text: str, words: Sequence[str]) -> list[Target]:
    """Read "het opschrift van hoofdstuk 3": what comes after "van" stands around what comes before it."""
    outside_in = _read(text, words)
    if outside_in:
        return outside_in
    for cut in _OF.finditer(text):
        inner = _read(text[: cut.start()], words)
        outer = _inside_out(text[cut.end() :], words) if inner else []
        if outer:
            joined = [joined_place(one, other) for one in outer for other in inner]
            if all(one is not None for one in joined):
                return [one for one in joined if one is not None]
    return []


def joined_place(outer: Target, inner: Target) -> Target | None:
    """Return a place within another, or None where it cannot stand there."""
    if not inner.steps:
        return replace(inner, steps=outer.steps)
    if outer.part not in (Part.WHOLE,):
        return None
    if outer.steps:
        first, last = inner.steps[0].kind, outer.steps[-1].kind
        if rank(first) < rank(last) or (first is last and first is not K.POINT):
            return None
    return replace(inner, steps=(*outer.steps, *inner.steps))


def _read(text: str, words: Sequence[str]) -> list[Target]:
    scan, at, joined = _Scan(), 0, False
    rest = _LEAD.sub("", text)
    while at < len(rest):
        end = _step(rest, at, words, scan, joined=joined)
        if end is None:
            return []
        join = _JOIN.match(rest, end)
        at = join.end() if join else end
        joined = bool(join and join["and"]) or (scan.list_kind is not None and rest[end : end + 1] == ",")
    return [*scan.done, *scan.open]


def _step(rest: str, at: int, words: Sequence[str], scan: _Scan, *, joined: bool) -> int | None:
    """Read one step at a position and return where it ends, None for words that are no step."""
    for pattern, read in _READERS:
        found = pattern.match(rest, at)
        if found and read(found, words, scan, joined):
            return found.end()
    return None


def _articles(found: re.Match[str], words: Sequence[str], scan: _Scan, joined: bool) -> bool:
    scan.list_kind = K.ARTICLE if found[0].lower().startswith("artikelen") else None
    return scan.narrow(listed(found["items"], K.ARTICLE), joined=joined)


def _leden(found: re.Match[str], words: Sequence[str], scan: _Scan, joined: bool) -> bool:
    return scan.narrow(listed(found["ordinals"] or found["items"], K.PARAGRAPH), joined=joined)


def _points(found: re.Match[str], words: Sequence[str], scan: _Scan, joined: bool) -> bool:
    return scan.narrow(listed(found["items"], K.POINT), joined=joined)


def _groups(found: re.Match[str], words: Sequence[str], scan: _Scan, joined: bool) -> bool:
    word = found["word"].lower()
    kind = GROUPS[_PLURALS.get(word, word)]
    if not found["items"] and kind is not K.ANNEX:
        return False
    return scan.narrow(listed(found["items"], kind) if found["items"] else [Step(kind, "")], joined=joined)


def _bare(found: re.Match[str], words: Sequence[str], scan: _Scan, joined: bool) -> bool:
    if scan.list_kind is None or not found[0][0].isdigit():
        return False
    return scan.narrow(listed(found["items"], scan.list_kind), joined=True)


def _heading(found: re.Match[str], words: Sequence[str], scan: _Scan, joined: bool) -> bool:
    scan.part(lambda one: [replace(one, part=Part.HEADING)])
    return True


def _opening(found: re.Match[str], words: Sequence[str], scan: _Scan, joined: bool) -> bool:
    scan.part(lambda one: [replace(one, part=Part.OPENING)])
    return True


def _term(found: re.Match[str], words: Sequence[str], scan: _Scan, joined: bool) -> bool:
    term = words[int(found["term"].strip(MARK))]
    scan.part(lambda one: [replace(one, part=Part.TERM, term=term)])
    return True


def _sentences(found: re.Match[str], words: Sequence[str], scan: _Scan, joined: bool) -> bool:
    numbers = [
        -1 if one == _LAST else ORDINALS[one] for one in re.split(AND, found["ordinals"].lower()) if one
    ]
    scan.part(lambda one: [replace(one, part=Part.SENTENCE, sentence=number) for number in numbers])
    return True


_READERS: Final = (
    (_ARTICLES, _articles),
    (_LEDEN, _leden),
    (_SENTENCES, _sentences),
    (_POINTS, _points),
    (_TERM, _term),
    (_HEADING, _heading),
    (_OPENING, _opening),
    (_GROUP, _groups),
    (_BARE, _bare),
)


def listed(text: str, kind: K) -> list[Step]:
    """Return the steps of "tweede en vierde tot en met zesde" or "b, c en e"; numbers as the law prints them."""
    steps: list[Step] = []
    for item in re.split(AND, re.sub(THROUGH, "…", text.strip(), flags=re.I), flags=re.I):
        first, _, last = item.partition("…")
        steps.append(Step(kind, printed(first), printed(last)))
    return steps


def printed(word: str) -> str:
    """Return a number as the law prints it: an ordinal in figures, the rest as it stands."""
    plain = word.strip()
    return str(ORDINALS[plain.lower()]) if plain.lower() in ORDINALS else plain
