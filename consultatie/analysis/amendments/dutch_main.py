"""The main clause of a Dutch instruction: what follows its verb, at the places that stand before it.

Each reader takes one wording to its last word, or gives nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from consultatie.analysis.amendments.dutch_clauses import SIGN, sign, within
from consultatie.analysis.amendments.dutch_places import joined_place, places
from consultatie.analysis.amendments.quoted_words import HOLE, MARK, words_in
from consultatie.domain.amendments import Action, Operation, Part, Target
from consultatie.domain.provisions import ProvisionKind as K

_NOUN: Final = rf"(?:telkens\s+)?(?:(?:de|het|een)\s+)?(?:\w+\s+){{0,2}}?(?={HOLE})"
_HOLES: Final = rf"{_NOUN}{HOLE}(?:(?:,\s*|\s+en\s+|,\s+en\s+){_NOUN}{HOLE})*"
_PAIR: Final = rf"{_NOUN}(?P<old>{HOLE})\s+(?:telkens\s+)?(?:vervangen\s+)?door:?\s+{_NOUN}(?P<new>{HOLE})"
_PAIRS: Final = re.compile(
    rf"{_PAIR}(?P<more>(?:(?:,|\s+en|,\s+en)\s+{_NOUN}{HOLE}\s+door:?\s+{_NOUN}{HOLE})*)", re.I
)
_INSERTED: Final = re.compile(
    rf"(?P<side>na|voor)\s+{_NOUN}(?P<old>{HOLE})\s+(?:telkens\s+)?(?:ingevoegd|toegevoegd|ingelast):?\s*{_NOUN}(?P<new>{HOLE})"
    rf"|{_NOUN}(?P<new2>{HOLE})\s+(?:ingevoegd|toegevoegd)\s+(?P<side2>na|voor)\s+{_NOUN}(?P<old2>{HOLE})",
    re.I,
)
_ADDED: Final = re.compile(
    rf"(?:aan\s+het\s+(?:slot|einde|eind)\s+)?(?:toegevoegd:?\s+{_NOUN}(?P<new>{HOLE})|{_NOUN}(?P<new2>{HOLE})\s+toegevoegd)",
    re.I,
)
_ENDS: Final = re.compile(
    rf"(?P<old>{SIGN})\s+aan\s+het\s+(?:slot|einde|eind)(?:\s+van\s+(?P<where>.+?))?\s+vervangen\s+door\s+(?P<new>{SIGN})",
    re.I,
)
_LAPSES_AT_END: Final = re.compile(
    rf"{_NOUN}(?P<old>{HOLE})\s+aan\s+het\s+(?:slot|einde|eind)(?:\s+van\s+(?P<where>.+))?", re.I
)
_LUIDENDE: Final = r"(?:,?\s*(?:luidende(?:\s+als\s+volgt)?|die\s+(?:als\s+volgt\s+)?luid(?:t|en)(?:\s+als\s+volgt)?|te\s+weten))?:?"
_COUNT: Final = r"(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|de\s+volgende|\d+)"
_NEW: Final = (
    rf"(?:{_COUNT}\s+)?(?:nieuwe?\s+)?(?P<noun>artikel(?:en)?|lid|leden|(?:sub)?onderde(?:el|len)|begripsbepaling(?:en)?|begrip(?:pen)?|definities?|"
    r"begripsomschrijving(?:en)?|(?:vol)?zin(?:nen)?|hoofdstuk(?:ken)?|paragra(?:af|fen)|afdeling(?:en)?|titels?|bijlagen?)"
)
_ALPHABET: Final = r"(?:(?:in|op)\s+(?:de\s+)?alfabetische\s+(?:rang)?(?:schikking|volgorde|orde)|op\s+alfabetische\s+wijze|op\s+de\s+juiste\s+alfabetische\s+plaats)"
_NEWS: Final = re.compile(
    rf"(?:(?:er\s+)?(?P<alphabet>{_ALPHABET})\s+)?(?:(?P<prep>na|voor|aan|in)\s+(?P<where>(?!het\s+(?:slot|einde)).+?)\s+)?"
    rf"(?:(?P<alphabet2>{_ALPHABET})\s+)?(?:aan\s+het\s+(?:slot|einde)\s+)?{_NEW}\s+(?:(?P<alphabet3>{_ALPHABET})\s+)?"
    rf"(?:ingevoegd|toegevoegd){_LUIDENDE}\s*(?P<new>{HOLE})?",
    re.I,
)
_REPLACED: Final = re.compile(
    rf"vervangen\s+door(?::|\s+(?P<new>{HOLE})|\s+(?:het\s+volgende|{_NEW}){_LUIDENDE}:?\s*(?P<new2>{HOLE})?)?",
    re.I,
)
_READS: Final = re.compile(
    rf"(?:(?P<where>(?!te\s|als\s).+?)\s+)?(?:als\s+volgt\s+)?te\s+luiden(?:\s+als\s+volgt)?:?\s*(?P<new>{HOLE})?",
    re.I,
)
_READS_NOW: Final = re.compile(rf"(?P<where>)(?:als\s+volgt|voortaan)?:?\s*(?P<new>{HOLE})?", re.I)
_KINDS: Final = (
    ("artikel", K.ARTICLE),
    ("lid", K.PARAGRAPH),
    ("leden", K.PARAGRAPH),
    ("hoofdstuk", K.CHAPTER),
    ("paragra", K.SECTION),
    ("afdeling", K.DIVISION),
    ("titel", K.TITLE),
    ("bijlage", K.ANNEX),
)


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the verb: its preposition, the places, and the law where it is named."""

    preposition: str
    places: tuple[Target, ...]
    law: str = ""


def main_operations(front: Front, verb: str, rest: str, words: Sequence[str]) -> list[Operation]:
    """Return what one clause tells us to do at the places before its verb; [] where its wording is not known."""
    if verb in ("vervalt", "vervallen"):
        return _lapses(front, rest, words)
    if verb in ("komt", "komen", "luidt", "luiden"):
        return _reads(front, (_READS if verb.startswith("kom") else _READS_NOW).fullmatch(rest), words)
    for read in _READERS:
        found = read(front, rest, words)
        if found:
            return found
    return []


def _inner(front: Front, text: str, words: Sequence[str]) -> list[Target]:
    """Return places that are named after the verb, within those before it."""
    named = places(text, words) or []
    joined = [joined_place(outer, one) for outer in front.places for one in named]
    return [one for one in joined if one is not None] if all(joined) else []


def _lapses(front: Front, rest: str, words: Sequence[str]) -> list[Operation]:
    if not rest:
        return [Operation(Action.REPEAL, one) for one in front.places] if not front.preposition else []
    at_end = _LAPSES_AT_END.fullmatch(rest)
    if at_end and front.preposition in ("in", ""):
        at = _inner(front, at_end["where"], words) if at_end["where"] else list(front.places)
        return [Operation(Action.REPLACE_ENDING, one, old=words_in(at_end["old"], words)[0]) for one in at]
    inner = _inner(front, rest, words) if front.preposition == "in" else []
    if inner:
        return [Operation(Action.REPEAL, one) for one in inner]
    front, rest = _local(front, rest, words)
    if front.preposition != "in" or not re.fullmatch(_HOLES, rest, re.I):
        return []
    return [
        Operation(Action.DELETE_WORDS, at, old=old) for at in front.places for old in words_in(rest, words)
    ]


def _reads(front: Front, found: re.Match[str] | None, words: Sequence[str]) -> list[Operation]:
    if found is None:
        return []
    where = list(front.places) if not found["where"] else _inner(front, found["where"], words)
    if front.preposition != ("in" if found["where"] else ""):
        return []
    new = words_in(found["new"], words)[0] if found["new"] else ""
    return [Operation(Action.REPLACE, one, new=new) for one in where]


def _replaced_words(front: Front, rest: str, words: Sequence[str]) -> list[Operation]:
    front, rest = _local(front, rest, words)
    found = _PAIRS.fullmatch(rest)
    if found is None or front.preposition != "in":
        return []
    quoted = words_in(rest, words)
    return [
        Operation(Action.REPLACE_WORDS, at, old=old, new=new)
        for at in front.places
        for old, new in zip(quoted[::2], quoted[1::2], strict=True)
    ]


def _local(front: Front, rest: str, words: Sequence[str]) -> tuple[Front, str]:
    """Take "in het eerste lid" from the beginning of what follows the verb."""
    found = re.match(
        rf"in\s+(?P<where>(?:de|het)\s+[^{MARK}]*?beg[^{MARK}]*{HOLE}|[^{MARK}]+?)\s+(?P<rest>(?:(?:de|het)\s+\w+\s+)?{HOLE}.*|(?:na|voor)\s.*)$",
        rest,
        re.I | re.S,
    )
    if found is None:
        return front, rest
    at = [
        joined_place(within(outer, one.steps[0].kind) if one.steps else outer, one)
        for outer in front.places
        for one in places(found["where"], words) or []
    ]
    inside = tuple(one for one in at if one is not None)
    return (
        (Front("in", inside, front.law), found["rest"])
        if inside and len(inside) == len(at)
        else (front, rest)
    )


def _inserted_words(front: Front, rest: str, words: Sequence[str]) -> list[Operation]:
    front, rest = _local(front, rest, words)
    found = _INSERTED.fullmatch(rest)
    if found is None or front.preposition != "in":
        return []
    old, new = (words_in(found[name] or found[f"{name}2"], words)[0] for name in ("old", "new"))
    before = (found["side"] or found["side2"]).lower() == "voor"
    return [Operation(Action.INSERT_WORDS, at, old=old, new=new, before=before) for at in front.places]


def _added_words(front: Front, rest: str, words: Sequence[str]) -> list[Operation]:
    found = _ADDED.fullmatch(rest)
    if found is None or front.preposition not in ("aan", "in"):
        return []
    new = words_in(found["new"] or found["new2"], words)[0]
    return [Operation(Action.APPEND_WORDS, at, new=new) for at in front.places]


def _ended(front: Front, rest: str, words: Sequence[str]) -> list[Operation]:
    if front.preposition.startswith("sign "):
        found = re.fullmatch(rf"vervangen\s+door\s+(?P<new>{SIGN})", rest, re.I)
        old, at = front.preposition.removeprefix("sign "), list(front.places)
    else:
        found = _ENDS.fullmatch(rest)
        old = sign(found["old"], words) if found else ""
        at = (
            list(front.places)
            if found is None or not found["where"]
            else _inner(front, found["where"], words)
        )
    if found is None:
        return []
    return [Operation(Action.REPLACE_ENDING, one, old=old, new=sign(found["new"], words)) for one in at]


def _deleted_words(front: Front, rest: str, words: Sequence[str]) -> list[Operation]:
    found = re.fullmatch(rf"(?P<holes>{_HOLES})\s+geschrapt", rest, re.I)
    return _lapses(front, found["holes"], words) if found else []


def _replaced(front: Front, rest: str, words: Sequence[str]) -> list[Operation]:
    found = _REPLACED.fullmatch(rest)
    if found is None or front.preposition or len(front.places) != 1:
        return []
    holes = words_in(found["new"] or found["new2"] or "", words)
    return [Operation(Action.REPLACE, front.places[0], new=holes[0] if holes else "")]


def _new_provisions(front: Front, rest: str, words: Sequence[str]) -> list[Operation]:
    found = _NEWS.fullmatch(rest)
    if found is None:
        return []
    where = _inner(front, found["where"], words) if found["where"] else list(front.places)
    preposition = (found["prep"] or front.preposition).lower()
    if len(where) != 1:
        return []
    new = words_in(found["new"], words)[0] if found["new"] else ""
    alphabet = bool(found["alphabet"] or found["alphabet2"] or found["alphabet3"])
    return _placed(where[0], preposition, found["noun"].lower(), new, alphabet=alphabet)


def _placed(at: Target, preposition: str, noun: str, new: str, *, alphabet: bool) -> list[Operation]:
    kind = next((kind for word, kind in _KINDS if noun.startswith(word)), None if "zin" in noun else K.POINT)
    if alphabet:
        return [Operation(Action.INSERT_SORTED, at, new=new, kind=K.POINT)] if preposition != "na" else []
    if preposition in ("na", "voor"):
        return [Operation(Action.INSERT, at, new=new, kind=kind, before=preposition == "voor")]
    if kind is None:
        return [Operation(Action.APPEND_WORDS, at, new=new)]
    return [Operation(Action.APPEND, at, new=new, kind=kind)] if at.part is Part.WHOLE else []


_Reader = Callable[[Front, str, Sequence[str]], list[Operation]]
_READERS: Final[tuple[_Reader, ...]] = (
    _replaced_words,
    _inserted_words,
    _ended,
    _deleted_words,
    _new_provisions,
    _added_words,
    _replaced,
)
