"""The forms in which Dutch law text refers to provisions, as patterns: what references.py looks for.

Source of the forms: Aanwijzingen voor de regelgeving, 3.27 to 3.42, and what explanatory memoranda make of them
("artikel 3 lid 2"). Belongs here: patterns alone. What they mean is in references.py.
"""

from __future__ import annotations

import re
from typing import Final

from consultatie.analysis.ordinals import ORDINALS

_WORD: Final = "|".join(sorted(ORDINALS, key=len, reverse=True))
_ROMAN: Final = r"(?-i:[IVXL]+[A-Z]?)(?!\w|\s\d)"
_NUMBER: Final = rf"(?:\d+(?:bis|ter|quater|[a-z]{{1,3}})?(?:[:.]\d+[a-z]{{0,3}})*(?!\w)|{_ROMAN})"
_AND: Final = r"(?:\s*,\s*(?:(?:en|of|alsmede|tot\s+en\s+met)\s+)?|\s+(?:en/of|en|of|alsmede|onderscheidenlijk|respectievelijk|tot\s+en\s+met|t/m)\s+)"
_DOUBLED: Final = "|".join(2 * letter for letter in "abcdefghijklmnopqrstuvwxyz")
_LETTER: Final = rf"(?:{_DOUBLED}|(?-i:[A-Z][a-d])|[a-z])(?![\w:°º])"
_COUNT: Final = r"\d{1,2}[°º]?(?![\w:°º]|\.\d)"
_ORDINAL_LEDEN: Final = rf"(?:{_WORD})(?:{_AND}(?:het\s+)?(?:{_WORD}))*\s+(?:lid|leden)\b"
_LEDEN: Final = (
    rf"(?:het\s+(?P<beside>vorige|volgende)\s+lid\b|(?=(?:(?:het|de)\s+)?(?P<ordinal>{_WORD})\b)(?:(?:het|de)\s+)?{_ORDINAL_LEDEN}"
    rf"|(?:de\s+)?(?:lid|leden)\s+(?P<lid>\d+[a-z]?)\b(?:{_AND}\d+[a-z]?\b)*)"
)
_SENTENCES: Final = (
    rf"(?:\s*,?\s*(?:{_WORD}|laatste)(?:{_AND}(?:{_WORD}))*\s+(?:(?:vol)?zin(?:snede)?|alinea)\b)?"
)
_LETTERS: Final = rf"(?P<point>{_LETTER})(?:{_AND}{_LETTER})*(?:\s*,?\s*(?:onder|sub)\s+(?P<below>{_COUNT})(?:{_AND}{_COUNT})*)?"
_COUNTS: Final = rf"(?P<count>{_COUNT})(?:{_AND}{_COUNT})*"
_POINT_WORD: Final = r"(?:onderdeel|onderdelen|onder|sub)"
_POINTS: Final = rf"(?:(?:aanhef\s+en\s+)?{_POINT_WORD}\s+(?:{_LETTERS}|{_COUNTS}))"
_MORE: Final = (
    rf"(?:{_AND}{_ORDINAL_LEDEN}{_SENTENCES}"
    rf"|{_AND}(?:aanhef\s+en\s+)?{_POINT_WORD}\s+(?:{_LETTER}(?:{_AND}{_LETTER})*|{_COUNT})"
    rf"|\s*,?\s*(?:behoudens|uitgezonderd|met\s+uitzondering\s+van)\s+(?:het|de)\s+{_ORDINAL_LEDEN})*"
)
_LABEL: Final = (
    r"(?:(?P<article>artikel(?:en)?|artt?\.)|(?P<part>boek(?:en)?|deel|delen|titels?|hoofdstuk(?:ken)?"
    rf"|afdeling(?:en)?|paragra(?:af|fen)|bijlagen?))\s+(?=\d|{_ROMAN})"
)

ARTICLE: Final = re.compile(
    rf"(?P<number>{_NUMBER})(?:\s*,?\s*{_LEDEN})?{_SENTENCES}(?:\s*,?\s*{_POINTS})?{_MORE}", re.IGNORECASE
)
"""What follows the word "artikel": one number with lid and onderdeel."""

PART: Final = re.compile(rf"(?P<number>{_NUMBER})", re.IGNORECASE)
"""What follows the word "hoofdstuk"."""

HEAD: Final = re.compile(rf"(?<![\w-]){_LABEL}", re.IGNORECASE)
NEXT_HEAD: Final = re.compile(rf"{_AND}(?:de\s+)?{_LABEL}", re.IGNORECASE)
NEXT: Final = re.compile(_AND, re.IGNORECASE)

HERE: Final = re.compile(
    rf"(?<![\w-])(?:{_LEDEN}{_SENTENCES}(?:\s*,?\s*{_POINTS})?{_MORE}"
    rf"|(?:de\s+)?onderde(?:el|len)\s+(?:(?P<own_point>{_LETTER})(?:{_AND}{_LETTER})*|(?P<own_count>{_COUNT})))",
    re.IGNORECASE,
)
"""A lid or onderdeel without its article: "het tweede lid", "onderdeel b"."""

AFTER_A_NUMBER: Final = re.compile(r"(?:\d[\w:.]*|\b[A-Z]{1,2}\s\d+\w*),?\s*$")
"""What stands before a lid whose article has a form that we do not know ("X 4, derde lid")."""

A_QUANTITY: Final = re.compile(
    r"\s*(?:%|procent|promille|euro|kilo|gram|km|m²|dag|werkdag|week|weken|maand|jaar|jaren|uur|uren|minuten|leden|personen"
    r"|andere|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)",
    re.IGNORECASE,
)
"""What follows a number that counts something, so that it is no article ("artikel 3 en 14 dagen")."""

OF_MEMBERS: Final = re.compile(
    r"\s+van\s+(?!(?:overeenkomstige\s+)?toepassing\b|kracht\b|rechtswege\b|belang\b|dit\b|deze\b|artikel)",
    re.IGNORECASE,
)
"""What follows "het eerste lid" where a person is meant: "van de commissie"."""

OF_AN_ARTICLE: Final = re.compile(
    r"\s*,?\s*van\s+(?:de\s+)?(?:artikel|dat\s+artikel|die\s+artikel)", re.IGNORECASE
)

_OWN_TEXTS: Final = r"(?:rijks|ontwerp)?(?:wet|besluit|regeling|wetsvoorstel|voorstel)"
OWN: Final = re.compile(
    rf"\s*,?\s*van\s+(?:(?:deze|dit|(?:de|het)\s+onderhavige|het\s+voorliggende)\s+{_OWN_TEXTS}|het\s+wetsvoorstel"
    r"|dit\s+(?:artikel|hoofdstuk)|deze\s+(?:afdeling|titel|paragraaf))\b",
    re.IGNORECASE,
)
THAT_LAW: Final = re.compile(
    r"\s*,?\s*van\s+(?:die|dat|(?:(?:de|het)\s+)?\w*noemde)\s+(?:wet|besluit|regeling)\b", re.IGNORECASE
)
_LAWLIKE: Final = (
    r"(?:[Ww]et|[Ww]etboek|[Bb]esluit|[Rr]egeling|[Vv]erordening|[Rr]ichtlijn|[Vv]erdrag|[Ss]tatuut|[Rr]eglement"
    r"|[Pp]rotocol|[Oo]vereenkomst|[Aa]kkoord|[Tt]oelichting|[Mm]emorie|[Nn]ota|[Aa]dvies)"
)
_NAMED: Final = rf"(?:[A-Z]|[^.,;:()]{{0,80}}?{_LAWLIKE}\b|[^.,;:()\s]*{_LAWLIKE}\b)"
OTHER_LAW: Final = re.compile(
    rf"(?:\s[a-z])?(?:\s+e\.v\.)?(?:\s*,)?\s+(?:(?:van|uit)\s+(?:(?:de|het|die|dat|een|deze|dit)\s+)?{_NAMED}|(?:bij|in)\s+(?:de|het|die|dat)\s+{_NAMED}"
    r"|[A-Z][A-Za-z]*[A-Z]\b|[A-Z]\w*(?:wet|wetboek|besluit|regeling|verordening|richtlijn)\b)"
)
"""What follows a provision of a law that we do not know by name."""

BEGINS_WITH_A_LAW: Final = re.compile(
    r"\s*(?:(?:Tijdelijke|Algemene)\s+)?(?:Wet|Besluit|Regeling|Rijkswet|Burgerlijk\s+Wetboek|[A-Z][\w-]*(?:wet|besluit|regeling|reglement))\b"
    r"[^:;]{0,300}:"
)
"""A text that lists provisions of one law ("Besluit X: artikel 3")."""

OF_ANOTHER_TIME: Final = re.compile(
    r"\b(?:voorgestelde|nieuwe|nieuw|huidige|bestaande|oude|toenmalige|geldende|gewijzigde)\s+(?:derde\s+)?$",
    re.IGNORECASE,
)
"""What stands before an article of a law that a bill amends."""

SINGULAR: Final = {
    "boeken": "boek",
    "delen": "deel",
    "titels": "titel",
    "hoofdstukken": "hoofdstuk",
    "afdelingen": "afdeling",
    "paragrafen": "paragraaf",
    "bijlagen": "bijlage",
}
