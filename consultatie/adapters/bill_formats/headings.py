"""Dutch headings in words: which kind, which number, which title ("Artikel 3a. Opschrift")."""

from __future__ import annotations

import re

from consultatie.adapters.bill_formats.building import cleaned
from consultatie.domain.provisions import BillKind
from consultatie.domain.provisions import ProvisionKind as K

_WORDS = {
    "boek": K.BOOK,
    "deel": K.PART,
    "titel": K.TITLE,
    "hoofdstuk": K.CHAPTER,
    "afdeling": K.DIVISION,
    "paragraaf": K.SECTION,
    "§": K.SECTION,
    "subparagraaf": K.SUBSECTION,
    "sub-paragraaf": K.SUBSECTION,
    "artikel": K.ARTICLE,
    "artikelen": K.ARTICLE,
    "bijlage": K.ANNEX,
    "aanhef": K.PREAMBLE,
    "considerans": K.PREAMBLE,
    "slotformulier": K.CONCLUSION,
    "ondertekening": K.CONCLUSION,
}
_NUMBER = r"(?:\d[0-9A-Za-z:.\-]*|[IVXLCDM]+[A-Za-z]{0,2}(?:-[A-Z0-9]{1,3})?|[A-Z]{1,2}\d{0,3})"
_HEADING = re.compile(
    rf"(?P<word>[^\W\d]+(?:-[^\W\d]+)?|§)\s*(?P<number>(?<![^\W\d]){_NUMBER}(?![^\W]))?[.:]?(?P<rest>.*)",
    re.S,
)
_SEVERAL = re.compile(rf"{_NUMBER}(?:(?:\s*,\s*|\s+en\s+|\s+tot en met\s+|\s+t/m\s+){_NUMBER})+", re.I)
_KIND_BY_LAST_LETTERS = (
    ("wet", BillKind.ACT),
    ("wetboek", BillKind.ACT),
    ("besluit", BillKind.ORDER_IN_COUNCIL),
    ("regeling", BillKind.MINISTERIAL_REGULATION),
    ("nota", BillKind.POLICY_PAPER),
)


def kind_of_word(text: str) -> K | None:
    """Return the kind that the first word of a heading names, or None."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return _WORDS.get(first.rstrip(".:,0123456789").lower())


def split_heading(text: str) -> tuple[K | None, str, str]:
    """Return the kind, the number as printed and the title of a heading; (None, "", text) where it is no provision's."""
    words = cleaned(text).strip()
    match = _HEADING.match(words)
    kind = _WORDS.get(match.group("word").lower()) if match else None
    if match is None or kind is None:
        return None, "", words
    number, rest = (match.group("number") or "").rstrip(".:-"), match.group("rest")
    if match.group("word").lower() == "artikelen":
        several = _SEVERAL.match(words[len("artikelen") :].lstrip())
        if several:
            number = several.group().rstrip(".:-")
            rest = words[len("artikelen") :].lstrip()[several.end() :]
    return kind, number, rest.strip().lstrip(".:–-").strip()


def bill_kind(title: str) -> BillKind | None:
    """Return what sort of text a title announces, or None where it does not say."""
    lowered = cleaned(title).strip().lower()
    if lowered.startswith("voorstel van wet"):
        return BillKind.ACT
    short = re.search(r"\(([^()]{3,120})\)\s*$", lowered)
    return (_kind_of_words(short.group(1)) if short else None) or _kind_of_words(lowered)


def _kind_of_words(lowered: str) -> BillKind | None:
    words = re.findall(r"[^\W\d_]+", lowered)
    for word in [*words[:2], *words[-1:]]:
        for ending, kind in _KIND_BY_LAST_LETTERS:
            if word.endswith(ending):
                return kind
    return None
