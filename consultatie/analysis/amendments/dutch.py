"""The Dutch dialect: what one sentence of an amending bill tells us to do.

Source of the wordings: Aanwijzingen voor de regelgeving, 6.2 to 6.24. A sentence that is not read to its last word gives
None: it is shown as text, and nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from consultatie.analysis.amendments.dutch_clauses import (
    RENUMBERED,
    SIGN,
    Clauses,
    cut_clauses,
    endings,
    renumbering,
    renumberings,
    sign,
)
from consultatie.analysis.amendments.dutch_main import Front, main_operations
from consultatie.analysis.amendments.dutch_places import joined_place, places
from consultatie.analysis.amendments.quoted_words import HOLE, MARK, words_in
from consultatie.analysis.amendments.reading import LONGEST, Opening, Operations, Reading
from consultatie.domain.amendments import Action, Operation, Target
from consultatie.domain.provisions import ProvisionKind as K

_AMENDS: Final = re.compile(
    r"gewijzigd|vervangen|verval|ingevoegd|toegevoegd|ingelast|luid|vernummer|verletter|geschrapt|geplaatst",
    re.I,
)
_VERB: Final = r"(?:wordt|worden|vervalt|vervallen|komt|komen|luidt|luiden)"
_CLAUSE: Final = re.compile(rf"^(?P<front>.*?)\b(?P<verb>{_VERB})\b\s*(?P<rest>.*)$", re.I | re.S)
_NEXT_CLAUSE: Final = re.compile(
    rf"\s*(?:,|;)?\s*(?:\ben\b)?\s*(?=\b{_VERB}\b)|(?:,|\s+en|,\s+en)\s+(?=in\s+[^{MARK}]+{HOLE})", re.I
)
_VERB_AT: Final = re.compile(rf"({_VERB})\b\s*", re.I)
_ENDS_FRONT: Final = re.compile(
    r"^(?P<sign>.+?)\s+aan\s+het\s+(?:slot|einde|eind)(?:\s+van\s+(?P<where>.+))?$", re.I
)
_NUMBERS_TEXT: Final = re.compile(
    rf"voor\s+de\s+(?:huidige\s+|bestaande\s+)?tekst(?:\s+van\s+(?P<where>.+?))?\s+wordt\s+de\s+aanduiding\s+(?P<mark>{HOLE})\s+geplaatst",
    re.I,
)
_UNNUMBERS_TEXT: Final = re.compile(
    rf"(?:in\s+(?P<where>.+?)\s+vervalt\s+)?de\s+aanduiding\s+{HOLE}\s+voor\s+(?:het\s+eerste\s+lid|de\s+tekst)(?P<lapses>\s+vervalt)?",
    re.I,
)
_CHANGED: Final = re.compile(r"(?:als\s+volgt|verder|voorts)?\s*gewijzigd", re.I)
_LAWLIKE: Final = re.compile(
    r"(?:^|\s)(?:[\w-]*(?:wet|wetboek|besluit|regeling|verordening|reglement|statuut|wetten)\b|Grondwet)|^[A-Z]\w*[A-Z]\w*$",
    re.I,
)
_LAW_AFTER: Final = re.compile(r",?\s+(?:van|bij|uit)\s+(?=(?:(?:de|het)\s+)?[A-Z])")


def read_dutch(sentence: str, words: Sequence[str], outer: Target) -> Reading:
    """Read one masked sentence; `outer` is where the opening above it works."""
    if len(sentence) > LONGEST or not _AMENDS.search(sentence) or re.search(r"\(oud\)", sentence, re.I):
        return None
    plain = re.sub(r"\s*\(nieuw\)", "", re.sub(r"\s+", " ", sentence)).strip(" .;:,")
    renumbers = RENUMBERED.fullmatch(plain)
    if renumbers:
        return _only_renumbers(renumbers, outer)
    numbers = _NUMBERS_TEXT.fullmatch(plain) or _UNNUMBERS_TEXT.fullmatch(plain)
    if numbers:
        return _only_first_number(numbers, words, outer)
    clauses = cut_clauses(plain, words)
    found = _CLAUSE.match(clauses.main)
    if found is None or clauses.is_unclear:
        return None
    front = _front(found["front"], words, outer)
    if _CHANGED.fullmatch(found["rest"].strip(" ,")):
        return _opening(found["front"], front, outer)
    return _whole(clauses, found, front, words, outer)


def _only_renumbers(found: re.Match[str], outer: Target) -> Reading:
    numbers = renumbering(found["old"], found["new"], found["verb"])
    if numbers is None:
        return None
    return Operations(tuple(renumberings(Clauses("", renumbered=[numbers]), outer)))


def _only_first_number(found: re.Match[str], words: Sequence[str], outer: Target) -> Reading:
    at = _front(found["where"] or "", words, outer)
    mark = found.groupdict().get("mark")
    if at is None or not (mark or found["where"] or found["lapses"]):
        return None
    action = Action.NUMBER_TEXT if mark else Action.UNNUMBER_TEXT
    number = words_in(mark, words)[0].rstrip(".") if mark else ""
    return Operations(tuple(Operation(action, one, number=number) for one in at.places), at.law)


def _opening(text: str, front: Front | None, outer: Target) -> Opening | None:
    if front is not None and len(front.places) == 1 and not front.preposition:
        return Opening(front.law, front.places[0])
    name = text.strip(" ,")
    return Opening(name) if front is None and not outer.steps and _LAWLIKE.search(name) else None


def _whole(
    clauses: Clauses, found: re.Match[str], front: Front | None, words: Sequence[str], outer: Target
) -> Operations | None:
    """Put the main clause and the subordinate ones together, in the order in which they work."""
    at = front or _sign_front(found["front"], words, outer)
    if at is None:
        return None
    main = _clauses(at, found["verb"], found["rest"].strip(" ,"), words)
    if not main:
        return None
    beside = main[0].place
    ends = endings(clauses, beside, words)
    if ends is None:
        return None
    article = Target(
        tuple(step for step in beside.steps if step.kind is not K.PARAGRAPH and step.kind is not K.POINT)
    )
    numbering = [replace(one, place=article) for one in clauses.before]
    unnumbering = [replace(one, place=article) for one in clauses.after]
    renumber = renumberings(clauses, beside)
    repeals = [one for one in main if one.action is Action.REPEAL]
    rest = [one for one in main if one.action is not Action.REPEAL]
    return Operations((*numbering, *ends, *repeals, *renumber, *rest, *unnumbering), at.law)


def _front(text: str, words: Sequence[str], outer: Target) -> Front | None:
    """Read what stands before the verb; None where it is not a place to its last word."""
    plain = text.strip(" ,")
    found = re.match(r"(?P<word>in|na|voor|aan|er)\b\s*(?P<rest>.*)$", plain, re.I | re.S)
    preposition, rest = (found["word"].lower(), found["rest"]) if found else ("", plain)
    if preposition == "aan":
        rest = re.sub(r"^het\s+(?:slot|einde|eind)(?:\s+van)?\s*", "", rest, flags=re.I)
    if not rest:
        return Front("" if preposition == "er" else preposition, (outer,))
    named, law = _named(rest, words)
    inside = [joined_place(outer, one) for one in named]
    if not inside or any(one is None for one in inside):
        return None
    return Front(preposition, tuple(one for one in inside if one is not None), law)


def _named(text: str, words: Sequence[str]) -> tuple[list[Target], str]:
    """Return the places that a text names, and the law that it says they are of."""
    found = places(text, words)
    if found:
        return found, ""
    for cut in _LAW_AFTER.finditer(text):
        inside, law = places(text[: cut.start()], words), text[cut.end() :].strip(" ,")
        if inside and _LAWLIKE.search(law):
            return inside, law
    return [], ""


def _sign_front(text: str, words: Sequence[str], outer: Target) -> Front | None:
    """Read "De punt aan het slot van onderdeel c" before the verb: the mark goes back into the clause."""
    found = _ENDS_FRONT.match(text.strip(" ,"))
    if found is None or not re.fullmatch(SIGN, found["sign"].strip(), re.I):
        return None
    at = _front(found["where"] or "", words, outer)
    return None if at is None else Front(f"sign {sign(found['sign'], words)}", at.places, at.law)


def _clauses(front: Front, verb: str, rest: str, words: Sequence[str]) -> list[Operation]:
    """Read the coordinated clauses of a sentence; [] where one is not understood."""
    done: list[Operation] = []
    for piece in _pieces(verb, rest):
        everywhere = bool(re.search(r"\btelkens\b", piece[1], re.I))
        plain = re.sub(r"\s*\btelkens\b", "", piece[1], flags=re.I).strip(" ,")
        found = main_operations(front, piece[0].lower(), plain, words)
        if not found:
            return []
        done += [replace(one, everywhere=True) for one in found] if everywhere else found
    return done


def _pieces(verb: str, rest: str) -> list[tuple[str, str]]:
    starts = [(verb, 0, 0)]
    for found in _NEXT_CLAUSE.finditer(rest):
        word = _VERB_AT.match(rest, found.end())
        if found[0].strip(" "):
            starts.append(
                (word[1] if word else starts[-1][0], found.start(), word.end() if word else found.end())
            )
    ends = [start for _, start, _ in starts[1:]] + [len(rest)]
    return [(word, rest[begin:end]) for (word, _, begin), end in zip(starts, ends, strict=True)]
