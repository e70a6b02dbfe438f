"""The German dialect: what one sentence of an Änderungsgesetz tells us to do.

Source of the wordings: Handbuch der Rechtsförmlichkeit, part D (Änderungsgesetze). A sentence that is not read to its
last word gives None. Absatz is a lid (PARAGRAPH), Nummer and Buchstabe are onderdelen (POINT), § is an article.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from consultatie.analysis.amendments.quoted_words import HOLE, words_in
from consultatie.analysis.amendments.reading import LONGEST, Opening, Operations, Reading
from consultatie.domain.amendments import Action, Operation, Part, Step, Target, rank
from consultatie.domain.provisions import ProvisionKind as K

_NUMBER: Final = r"\d+[a-z]?|[IVXL]+"
_PARTS: Final = (
    (re.compile(rf"(?:§|Artikels?)\s*(?P<number>{_NUMBER})(?!\w)"), K.ARTICLE),
    (re.compile(rf"(?:Absatz(?:es)?|Abs\.)\s+(?P<number>{_NUMBER})(?!\w)"), K.PARAGRAPH),
    (re.compile(rf"(?:Nummer|Nr\.)\s+(?P<number>{_NUMBER})(?!\w)"), K.POINT),
    (re.compile(r"Buchstaben?\s+(?P<number>[a-z]{1,2})(?!\w)"), K.POINT),
    (re.compile(rf"Kapitels?\s+(?P<number>{_NUMBER})(?!\w)"), K.CHAPTER),
    (re.compile(rf"Abschnitt(?:s|es)?\s+(?P<number>{_NUMBER})(?!\w)"), K.DIVISION),
    (re.compile(rf"Anlage\s+(?P<number>{_NUMBER})(?!\w)"), K.ANNEX),
)
_SENTENCE: Final = re.compile(r"Satz\s+(?P<number>\d+)(?!\w)")
_HEADING: Final = re.compile(r"^(?:(?:Die|Der|In der)\s+)?Überschrift(?:\s+(?:zu|des|der|von))?\s*", re.I)
_LEAD: Final = re.compile(r"^(?:der|die|das|dem|des|den)\s+", re.I)
_WORD: Final = rf"(?:(?:jeweils\s+)?(?:die|das|der|dem|den|nach)?\s*(?:Angaben?|Wörter|Worte|Wort|Wörtern|Worten|Zahl|Komma|Datum)\s+)?(?={HOLE})"
_PAIRS: Final = re.compile(
    rf"{_WORD}{HOLE}\s+(?:jeweils\s+)?durch\s+{_WORD}{HOLE}(?:(?:,|\s+und|\s+sowie)\s+{_WORD}{HOLE}\s+durch\s+{_WORD}{HOLE})*\s+ersetzt"
)
_DELETED: Final = re.compile(rf"{_WORD}{HOLE}(?:(?:,|\s+und)\s+{_WORD}{HOLE})*\s+gestrichen")
_INSERTED: Final = re.compile(
    rf"(?P<side>nach|vor)\s+(?:der|dem|den)\s+(?:Angabe|Wort|Wörtern|Worten|Zahl)\s+(?P<old>{HOLE})\s+{_WORD}(?P<new>{HOLE})\s+eingefügt"
)
_NEW: Final = (
    rf"(?:folgende[rsn]?|die\s+folgenden)\s+(?:neue[rn]?\s+)?(?P<noun>§§?|Absatz|Absätze|Nummern?|Buchstaben?|Satz|Sätze)"
    rf"(?:\s*(?:{_NUMBER}|[a-z])(?:\s+(?:und|bis)\s+(?:{_NUMBER}|[a-z]))?)?\s+(?P<verb>eingefügt|angefügt|vorangestellt):?\s*(?P<new>{HOLE})?"
)
_NEWS: Final = re.compile(_NEW)
_NEWS_FIRST: Final = re.compile(
    rf"(?P<noun_>Folgende[rs]?)\s+(?P<noun>§|Absatz|Nummer|Buchstabe|Satz)\s*(?:{_NUMBER}|[a-z])?\s+wird\s+(?P<verb>angefügt):?\s*(?P<new>{HOLE})?"
)
_READS: Final = re.compile(rf"wie\s+folgt\s+(?:neu\s+)?gefasst:?\s*(?P<new>{HOLE})?")
_FORMER: Final = re.compile(
    rf"(?:Der|Die|Das)\s+bisherige[nr]?\s+(?P<noun>Absatz|Nummer|Buchstabe|§|Absätze|Nummern)\s*(?P<old>{_NUMBER}|[a-z])"
    rf"(?:\s+(?P<join>und|bis)\s+(?P<old2>{_NUMBER}|[a-z]))?\s+(?:wird|werden)\s+(?:(?:der|die|zu|das)\s+)?(?:Absatz|Absätze|Nummern?|Buchstabe|§)\s*"
    rf"(?P<new>{_NUMBER}|[a-z])(?:\s+(?:und|bis)\s+(?P<new2>{_NUMBER}|[a-z]))?"
)
_CLAUSE: Final = re.compile(r"^(?P<front>.*?)\b(?P<verb>wird|werden)\b\s*(?P<rest>.*)$", re.S)
_KINDS: Final = (
    ("§", K.ARTICLE),
    ("abs", K.PARAGRAPH),
    ("num", K.POINT),
    ("buch", K.POINT),
)


def read_german(sentence: str, words: Sequence[str], outer: Target) -> Reading:
    """Read one masked sentence; `outer` is where the opening above it works."""
    if len(sentence) > LONGEST:
        return None
    plain = re.sub(r"\s+", " ", sentence).strip(" .;:,")
    former = _FORMER.fullmatch(plain)
    if former:
        return _renumbered(former, outer)
    first = _NEWS_FIRST.fullmatch(plain)
    if first:
        return _operations(_added("an", [outer], first, words))
    found = _CLAUSE.match(plain)
    if found is None:
        return None
    front, rest = found["front"].strip(" ,"), found["rest"].strip(" ,")
    if rest in ("wie folgt geändert", "geändert"):
        return _opening(front, outer)
    return _operations(_main(front, rest, words, outer))


def _operations(done: Sequence[Operation]) -> Operations | None:
    return Operations(tuple(done)) if done else None


def _opening(front: str, outer: Target) -> Opening | None:
    at = place_in(front, outer)
    if at is not None and at.part is Part.WHOLE:
        return Opening("", at)
    if outer.steps or not re.search(r"(?:gesetz|ordnung|buch)\w*\b", front, re.I):
        return None
    return Opening(re.split(r"\s+vom\s+|\s+in\s+der\s+Fassung|\s*\(|,", front)[0])


def place_in(text: str, outer: Target) -> Target | None:
    """Return the place that words like "§ 20 Absatz 1 Satz 2" name within another, None for other words."""
    rest = _HEADING.sub("", text.strip(), count=1)
    is_heading = rest != text.strip()
    steps, at, sentence = list(outer.steps), 0, 0
    rest = _LEAD.sub("", rest)
    while at < len(rest):
        step = _step(rest, at)
        if step is None:
            counted = _SENTENCE.match(rest, at)
            if counted is None or counted.end() != len(rest):
                return None
            sentence, at = int(counted["number"]), counted.end()
            continue
        if steps and (
            rank(step[0].kind) < rank(steps[-1].kind) or step[0].kind is steps[-1].kind is not K.POINT
        ):
            return None
        steps.append(step[0])
        at = step[1] + len(rest[step[1] :]) - len(rest[step[1] :].lstrip(" ,"))
    part = Part.SENTENCE if sentence else Part.HEADING if is_heading else Part.WHOLE
    return Target(tuple(steps), part, sentence)


def _step(text: str, at: int) -> tuple[Step, int] | None:
    for pattern, kind in _PARTS:
        found = pattern.match(text, at)
        if found:
            return Step(kind, found["number"]), found.end()
    return None


def _main(front: str, rest: str, words: Sequence[str], outer: Target) -> list[Operation]:
    found = re.match(r"(?P<word>In|Im|Nach|Vor|Dem|Der|An)\s+(?P<rest>.*)$", front, re.S)
    preposition = found["word"].lower() if found else ""
    at = place_in(found["rest"] if found else front, outer)
    if at is None:
        return []
    everywhere = "jeweils" in rest
    plain = re.sub(r"\bjeweils\s+", "", rest)
    for read in _READERS:
        done = read(preposition, at, plain, words)
        if done:
            return [replace(one, everywhere=True) for one in done] if everywhere else done
    return []


def _reworded(preposition: str, at: Target, rest: str, words: Sequence[str]) -> list[Operation]:
    if preposition not in ("in", "im"):
        return []
    if _PAIRS.fullmatch(rest):
        quoted = words_in(rest, words)
        pairs = zip(quoted[::2], quoted[1::2], strict=True)
        return [Operation(Action.REPLACE_WORDS, at, old=old, new=new) for old, new in pairs]
    if _DELETED.fullmatch(rest):
        return [Operation(Action.DELETE_WORDS, at, old=old) for old in words_in(rest, words)]
    found = _INSERTED.fullmatch(rest)
    if found is None:
        return []
    old, new = words_in(found["old"], words)[0], words_in(found["new"], words)[0]
    return [Operation(Action.INSERT_WORDS, at, old=old, new=new, before=found["side"] == "vor")]


def _repealed(preposition: str, at: Target, rest: str, words: Sequence[str]) -> list[Operation]:
    return [Operation(Action.REPEAL, at)] if not preposition and rest in ("aufgehoben", "gestrichen") else []


def _read_anew(preposition: str, at: Target, rest: str, words: Sequence[str]) -> list[Operation]:
    found = _READS.fullmatch(rest)
    if found is None or preposition not in ("", "der"):
        return []
    return [Operation(Action.REPLACE, at, new=words_in(found["new"], words)[0] if found["new"] else "")]


def _new(preposition: str, at: Target, rest: str, words: Sequence[str]) -> list[Operation]:
    found = _NEWS.fullmatch(rest)
    return _added(preposition, [at], found, words) if found else []


def _added(
    preposition: str, places: Sequence[Target], found: re.Match[str], words: Sequence[str]
) -> list[Operation]:
    noun = found["noun"].lower()
    kind = next((kind for word, kind in _KINDS if noun.startswith(word)), None)
    new = words_in(found["new"], words)[0] if found["new"] else ""
    if preposition in ("nach", "vor") and found["verb"] == "eingefügt":
        before = preposition == "vor"
        return [Operation(Action.INSERT, at, new=new, kind=kind, before=before) for at in places]
    if preposition not in ("dem", "der", "an") or found["verb"] != "angefügt":
        return []
    if kind is None:
        return [Operation(Action.APPEND_WORDS, at, new=new) for at in places]
    return [Operation(Action.APPEND, at, new=new, kind=kind) for at in places]


def _renumbered(found: re.Match[str], outer: Target) -> Operations | None:
    kind = next(kind for word, kind in _KINDS if found["noun"].lower().startswith(word))
    steps = tuple(step for step in outer.steps if rank(step.kind) < rank(kind))
    if not found["old2"]:
        numbers, through = found["new"], ""
    elif not found["new2"]:
        return None
    else:
        numbers, through = _counted(found["new"], found["new2"]), found["old2"]
    return Operations(
        (Operation(Action.RENUMBER, Target((*steps, Step(kind, found["old"], through))), number=numbers),)
    )


def _counted(first: str, last: str) -> str:
    if first.isdigit() and last.isdigit():
        return " ".join(str(number) for number in range(int(first), int(last) + 1))
    return " ".join(chr(code) for code in range(ord(first[0]), ord(last[0]) + 1))


_Reader = Callable[[str, Target, str, Sequence[str]], list[Operation]]
_READERS: Final[tuple[_Reader, ...]] = (_reworded, _repealed, _read_anew, _new)
