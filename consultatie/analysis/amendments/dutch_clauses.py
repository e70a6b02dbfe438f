"""Subordinate phrases of Dutch instructions: "onder vernummering van …", "onder vervanging van de punt …", "onder plaatsing van …".

They are cut out of a sentence first, so that what is left is the main clause.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from consultatie.analysis.amendments.dutch_places import (
    ITEMS_LISTED,
    ORDINALS_LISTED,
    joined_place,
    listed,
    places,
)
from consultatie.analysis.amendments.quoted_words import HOLE, words_in
from consultatie.domain.amendments import Action, Operation, Part, Step, Target, rank
from consultatie.domain.provisions import ProvisionKind as K

PUNCTUATION: Final = {
    "punt": ".",
    "komma": ",",
    "puntkomma": ";",
    "dubbele punt": ":",
    "dubbelepunt": ":",
}
SIGN: Final = rf"(?:{HOLE}|(?:de\s+|een\s+)?(?:dubbele\s?punt|puntkomma|punt|komma))"
_NOUN: Final = r"(?:artikelen|artikel|onderdelen|onderdeel|subonderdelen|subonderdeel|leden|lid|hoofdstuk|paragraaf|afdeling)"
_NUMBERS: Final = rf"(?:(?:het|de)\s+)?(?:{_NOUN}\s+)?(?:{ORDINALS_LISTED}|{ITEMS_LISTED})(?:\s+(?:lid|leden))?(?:\s*\((?:nieuw|oud)\))?"
_RENUMBER: Final = re.compile(
    rf",?\s*\b(?:en\s+)?onder\s+(?:gelijktijdige\s+)?(?P<verb>vernummering|verlettering)\s+van\s+(?P<old>{_NUMBERS})\s+"
    rf"(?:tot|in)\s+(?P<new>{_NUMBERS}),?",
    re.I,
)
RENUMBERED: Final = re.compile(
    rf"(?P<old>{_NUMBERS})\s+(?:wordt|worden)\s+(?P<verb>vernummerd|verletterd)\s+tot\s+(?P<new>{_NUMBERS})",
    re.I,
)
_ENDING: Final = re.compile(
    rf",?\s*\b(?:en\s+)?onder\s+vervanging\s+van\s+(?P<old>{SIGN})(?:\s+aan\s+het\s+(?:slot|einde|eind)(?:\s+van\s+(?P<where>.+?))?)?"
    rf"\s+door\s+(?P<new>{SIGN}),?",
    re.I,
)
_PLACED: Final = re.compile(
    rf",?\s*\b(?:en\s+)?(?:onder|met)\s+(?:plaatsing\s+van\s+)?(?:de\s+)?aanduiding\s+(?P<mark>{HOLE})\s+voor\s+"
    rf"(?:de\s+(?:huidige\s+|bestaande\s+)?tekst(?:\s+van\s+het\s+artikel)?|het\s+(?:eerste|enige)\s+lid),?",
    re.I,
)
_UNMARKED: Final = re.compile(
    rf",?\s*\b(?:alsmede|en|evenals)\s+(?:vervalt\s+)?de\s+aanduiding\s+(?P<mark>{HOLE})\s+voor\s+(?:het\s+eerste\s+lid|de\s+tekst)",
    re.I,
)


@dataclass
class Clauses:
    """A sentence without its subordinate phrases, and the operations of those; `ending_unclear`: a mark without its place."""

    main: str
    before: list[Operation] = field(default_factory=list)
    after: list[Operation] = field(default_factory=list)
    endings: list[tuple[str, str, str | None]] = field(default_factory=list)
    renumbered: list[tuple[list[Step], list[str]]] = field(default_factory=list)
    is_unclear: bool = False


def cut_clauses(sentence: str, words: Sequence[str]) -> Clauses:
    """Cut the subordinate phrases out of a masked sentence."""
    found = Clauses(sentence)
    while phrase := _RENUMBER.search(found.main):
        numbers = renumbering(phrase["old"], phrase["new"], phrase["verb"])
        found.is_unclear = found.is_unclear or numbers is None
        found.renumbered.extend([numbers] if numbers else [])
        _cut(found, phrase)
    while phrase := _ENDING.search(found.main):
        found.endings.append((sign(phrase["old"], words), sign(phrase["new"], words), phrase["where"]))
        _cut(found, phrase)
    if phrase := _PLACED.search(found.main):
        found.before.append(
            Operation(Action.NUMBER_TEXT, number=words_in(phrase["mark"], words)[0].rstrip("."))
        )
        _cut(found, phrase)
    if phrase := _UNMARKED.search(found.main):
        found.after.append(Operation(Action.UNNUMBER_TEXT))
        _cut(found, phrase)
    return found


def _cut(found: Clauses, phrase: re.Match[str]) -> None:
    left = f"{found.main[: phrase.start()].rstrip(' ,')} {found.main[phrase.end() :].lstrip(' ,')}"
    found.main = left.strip(" ,")


def sign(text: str, words: Sequence[str]) -> str:
    """Return the mark that "een puntkomma" or quoted words stand for."""
    quoted = words_in(text, words)
    return quoted[0] if quoted else PUNCTUATION[re.sub(r"^(?:de|een)\s+", "", text.strip().lower())]


def renumbering(old: str, new: str, verb: str) -> tuple[list[Step], list[str]] | None:
    """Return what "het derde en vierde lid" and "vierde en vijfde lid" say: steps, and as many new numbers."""
    kind = _kind(old) or _kind(new) or (K.POINT if verb.lower().startswith("verletter") else K.PARAGRAPH)
    before, after = listed(_bare(old), kind), listed(_bare(new), kind)
    numbers = [number for step in after for number in expanded(step)]
    if not all(numbers) or not before or len(before) not in (1, len(numbers)):
        return None
    return before, numbers


def _kind(text: str) -> K | None:
    for word, kind in (
        ("artikel", K.ARTICLE),
        ("onderde", K.POINT),
        ("lid", K.PARAGRAPH),
        ("leden", K.PARAGRAPH),
        ("hoofdstuk", K.CHAPTER),
        ("paragraaf", K.SECTION),
        ("afdeling", K.DIVISION),
    ):
        if re.search(rf"\b(?:sub)?{word}", text, re.I):
            return kind
    return None


def _bare(text: str) -> str:
    plain = re.sub(rf"\b(?:sub)?{_NOUN}\b|\((?:nieuw|oud)\)", " ", text, flags=re.I)
    return re.sub(r"^\s*(?:het|de)\s+", "", plain, flags=re.I).strip()


def expanded(step: Step) -> list[str]:
    """Return the numbers of a step with its range written out; [""] where the range cannot be counted."""
    if not step.through:
        return [step.number]
    first, last = step.number.rstrip("°º"), step.through.rstrip("°º")
    tail = step.number[len(first) :]
    if first.isdigit() and last.isdigit() and int(first) < int(last) < int(first) + 500:
        return [f"{number}{tail}" for number in range(int(first), int(last) + 1)]
    if len(first) == len(last) == 1 and first.isalpha() and last.isalpha() and first < last:
        return [chr(code) for code in range(ord(first), ord(last) + 1)]
    return [""]


def endings(found: Clauses, beside: Target, words: Sequence[str]) -> list[Operation] | None:
    """Return the changed marks at the end; without a place of their own they are those of the last item in `beside`."""
    done: list[Operation] = []
    for old, new, where in found.endings:
        named = places(where, words) if where else [Target()]
        inside = [
            joined_place(within(beside, one.steps[0].kind) if one.steps else beside, one)
            for one in named or []
        ]
        if not inside or any(one is None for one in inside):
            return None
        done += [Operation(Action.REPLACE_ENDING, one, old=old, new=new) for one in inside if one is not None]
    return done


def renumberings(found: Clauses, beside: Target) -> list[Operation]:
    """Return the renumberings, of provisions that stand in `beside` or beside it."""
    done: list[Operation] = []
    for before, numbers in found.renumbered:
        around = within(beside, before[0].kind)
        done += [
            Operation(
                Action.RENUMBER,
                replace(around, steps=(*around.steps, step)),
                number=" ".join(numbers) if len(before) == 1 else number,
            )
            for step, number in zip(before, numbers if len(before) > 1 else [""], strict=False)
        ]
    return done


def within(place: Target, kind: K) -> Target:
    """Return the part of a place in which a provision of this kind can stand."""
    steps = tuple(step for step in place.steps if rank(step.kind) < rank(kind))
    if kind is K.POINT:
        points = [step for step in place.steps if step.kind is K.POINT]
        steps = (*steps, *points[:-1])
    return Target(steps, Part.WHOLE)
