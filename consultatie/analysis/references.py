"""Find what a Dutch law text refers to: provisions of itself or of other laws, judgments, official publications.

Belongs here: what the words say. What a reference to the own bill leads to is known only beside its tree
(bill_places.py). Nothing is guessed: an article "van die wet", or of a law that known_laws.toml does not hold, gets no
link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from consultatie.analysis import reference_forms as forms
from consultatie.analysis.known_laws import LAW, number_named_at, number_of
from consultatie.analysis.ordinals import ORDINALS
from consultatie.analysis.publications import cited_publications

_JCI: Final = "https://wetten.overheid.nl/jci1.3:c:"
_JCI_PARTS: Final = {"titel": "titeldeel"}
_NAMED_BY_ITSELF: Final = frozenset(("boek", "hoofdstuk", "bijlage"))


@dataclass(frozen=True, slots=True)
class Place:
    """A provision as words name it: numbers as printed, "" where the words do not say.

    `part` is the label of what is not an article ("hoofdstuk"). A lid or points without an article are counted from the
    provision that the words stand in; its `paragraph` may be "vorige" or "volgende".
    """

    article: str = ""
    paragraph: str = ""
    points: tuple[str, ...] = ()
    part: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """Words from `start` to `end` (characters) that refer to something.

    With `address`: elsewhere, at its official address. With `place`: in the bill itself; `says_own` when the words say so
    ("van deze wet").
    """

    start: int
    end: int
    place: Place | None = None
    address: str = ""
    says_own: bool = False


@dataclass(frozen=True, slots=True)
class _Law:
    """Whose provisions words name: of our own bill, of a law by its number, or ("") of one that we do not know."""

    number: str = ""
    is_own: bool = False
    said: bool = True  # by the words themselves, rather than that nothing else was said


def find_references(text: str, under: str | None = None) -> list[Reference]:
    """Return the references in a text in order, none within another.

    `under` is the law that the text is about because of what it stands below ("De Gemeentewet wordt als volgt
    gewijzigd"): its number, "" for one that we do not know, None for the bill itself.
    """
    found = [Reference(start, end, None, address) for start, end, address in cited_publications(text)]
    found.extend(_laws(text))
    found.extend(_provisions(text, under))
    found.extend(_here(text, under))
    return _apart(found)


def listed_law(text: str) -> str | None:
    """Return the law whose provisions a text goes on to list ("Gemeentewet: …"), "" if unknown, None if it is no list."""
    bare = text.lstrip()
    if (found := LAW.match(bare)) and (not bare[found.end() :].strip() or bare[found.end()] in ":,"):
        return number_of(found[0])
    return "" if forms.BEGINS_WITH_A_LAW.match(bare) else None


def _apart(found: list[Reference]) -> list[Reference]:
    """Return references in order; of two that overlap the one that begins first, then the longest."""
    kept: list[Reference] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return [one for one in kept if one.address or one.place is not None]


def _provisions(text: str, under: str | None) -> Iterator[Reference]:
    """Yield "artikelen 3, tweede lid, 4 en 5 van de Awb" item by item, and chapters and the like."""
    at = 0
    while head := forms.HEAD.search(text, at):
        items = list(_items(text, head))
        at = items[-1].end if items else head.end()
        law = _law_of(text, head.start(), at, under) if items else _Law()
        if law.is_own and not law.said and _is_of_another(text, head.start(), at):
            law = _Law()
        for one in items:
            if law.is_own:
                yield replace(one, says_own=law.said)
            else:
                yield replace(one, place=None, address=in_law(law.number, one.place) if law.number else "")


def _is_of_another(text: str, start: int, end: int) -> bool:
    """Say whether the words around a list make its law uncertain: it goes on with another law's, or is of another time."""
    if forms.OF_ANOTHER_TIME.search(text, max(0, start - 40), start):
        return True
    while more := forms.NEXT_HEAD.match(text, end):
        items = list(_items(text, more))
        if not items:
            return False
        end = items[-1].end
        if not _law_of(text, more.start(), end, None).is_own:
            return True
    return False


def _items(text: str, head: re.Match[str]) -> Iterator[Reference]:
    """Yield the items of a list that a label begins; one label for one ("artikel") takes no comma before the next."""
    pattern = forms.ARTICLE if head["article"] else forms.PART
    is_plural = (head["article"] or head["part"]).lower().endswith(("en", "s", "."))
    start, found = head.start(), pattern.match(text, head.end())
    while found is not None:
        yield Reference(start, found.end(), _place(found, head["part"]))
        more = forms.NEXT.match(text, found.end())
        if more is None or not (is_plural or more[0].strip(" ,")):
            return
        start = more.end()
        found = pattern.match(text, start)
        if found is not None and forms.A_QUANTITY.match(text, found.end()):
            return


def _place(found: re.Match[str], part: str | None) -> Place:
    if part:
        return Place(part=forms.SINGULAR.get(part.lower(), part.lower()), number=found["number"])
    return Place(found["number"], _paragraph(found), _points(found))


def _paragraph(found: re.Match[str]) -> str:
    if found["ordinal"]:
        return str(ORDINALS[found["ordinal"].lower()])
    return found["lid"] or (found["beside"] or "").lower()


def _points(found: re.Match[str]) -> tuple[str, ...]:
    said = (found["point"] or found["count"] or "", found["below"] or "")
    return tuple(point.rstrip("°º") for point in said if point)


def _law_of(text: str, start: int, end: int, under: str | None) -> _Law:
    """Return the law that provisions between two places are of, by what follows them, or what the text began with."""
    if forms.OWN.match(text, end):
        return _Law(is_own=True)
    if forms.THAT_LAW.match(text, end):
        return _Law(_law_before(text, start))
    if number := number_named_at(text, end):
        return _Law(number)
    if forms.OTHER_LAW.match(text, end):
        return _Law()
    listed = listed_law(text) if start > 0 else None
    number_above = under if listed is None else listed
    return _Law(is_own=True, said=False) if number_above is None else _Law(number_above)


def _law_before(text: str, at: int) -> str:
    """Return the law that was last named before a place, for "van die wet"."""
    named = list(LAW.finditer(text, 0, at))
    return number_of(named[-1][0]) if named else ""


def in_law(number: str, place: Place | None) -> str:
    """Return the official address of a law, or of a provision in it (juriconnect standard 1.3).

    "" for a part that only its place in the law tells apart ("afdeling 2"); a European law has one address.
    """
    if not number.startswith("BWBR"):
        return number
    address = f"{_JCI}{number}"
    if place is None:
        return address
    if place.part and place.part not in _NAMED_BY_ITSELF and not re.search("[.:]", place.number):
        return ""
    parts = [("artikel", place.article), ("lid", place.paragraph), *(("o", point) for point in place.points)]
    parts.append((_JCI_PARTS.get(place.part, place.part), place.number))
    return address + "".join(f"&{name}={value}" for name, value in parts if value)


def _laws(text: str) -> Iterator[Reference]:
    for found in LAW.finditer(text):
        yield Reference(found.start(), found.end(), None, in_law(number_of(found[0]), None))


def _here(text: str, under: str | None) -> Iterator[Reference]:
    """Yield "het eerste lid" and "onderdeel b", where no article, law or committee is named with it."""
    if under is not None or listed_law(text) is not None:
        return
    for found in forms.HERE.finditer(text):
        if _stands_alone(text, found):
            own = found["own_point"] or found["own_count"]
            points = (own.rstrip("°º"),) if own else _points(found)
            yield Reference(found.start(), found.end(), Place("", _paragraph(found), points))


def _stands_alone(text: str, found: re.Match[str]) -> bool:
    after_number = forms.AFTER_A_NUMBER.search(text, max(0, found.start() - 20), found.start())
    if after_number and not found[0].lower().startswith(("het ", "de ")):
        return False
    if forms.OF_AN_ARTICLE.match(text, found.end()) or forms.OF_MEMBERS.match(text, found.end()):
        return False
    return _law_of(text, found.start(), found.end(), None).is_own
