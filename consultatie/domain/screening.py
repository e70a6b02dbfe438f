"""What a machine looks for in a response before it becomes public: personal data and abuse. A person decides.

Belongs here: finding signs in plain text, with their place in it. Not here: what is done with them (services/findings,
services/confirmation).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

PERSONAL_DATA = "personal-data"
HOUSE_RULES = "house-rules"

_EMAIL = re.compile(r"[\w.+-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{2,63})+")
_PHONE = re.compile(r"(?<![\d.,])(?:\+31|0031|0)[\s./()-]{0,3}[1-9](?:[\s./-]?\d){8}(?!\d)")
_IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ ]?[A-Za-z0-9]){11,30}\b")
_NINE_DIGITS = re.compile(r"(?<![\d.,])\d(?:[ .]?\d){8}(?![\d,])")
_POSTCODE = r"[1-9]\d{3}(?: ?(?!SA|SD|SS)[A-Z]{2}|[a-z]{2})\b"
_ADDRESS = re.compile(
    rf"\b[A-Z][\w'’.-]*(?: [\w'’.-]+){{0,3}} \d{{1,5}} ?(?:[A-Za-z]{{1,2}}\b)?,?\s{{1,2}}{_POSTCODE}"
    rf"|\b{_POSTCODE}(?:,? (?:huisnummer|nummer|nr\.?))? ?\d{{1,5}}\b"
)
_RUDE = re.compile(
    r"\b(?:kanker|tering|tyfus|hoer|kut|klootzak|lul|eikel|mongool|flikker|nikker|kutmarokkaan|debiel|"
    r"achterlijke|teringlijer|kankerlijer|hoerenjong|fuck)(?:en|s|e)?\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\w)[^.!?\n]*)*")
_HEALTH = re.compile(
    r"\b(?:ziek(?:te|tes|enhuis)?|kanker|tumor|dement(?:ie)?|alzheimer|parkinson|diabetes|suikerziekte|epilepsie|"
    r"autisme|autistisch|adhd|depress(?:ie|ies|ief)|psychose|psychotisch|schizofrenie|burn-?out|angststoornis|"
    r"verslaafd|verslaving|alcoholist|hiv|aids|zwanger|abortus|miskraam|invalide|gehandicapt|beperking|"
    r"verstandelijk|beroerte|hartinfarct|operatie|opgenomen|psychiater|psycholoog|therapie|medicijnen|"
    r"overleden|ill|sick|cancer|dementia|depression|autism|pregnant|addicted|disabled)\b",
    re.IGNORECASE,
)
_CAPITAL = r"[A-ZÀ-Þ][a-zß-ÿ]+"
_BETWEEN = r"(?: (?:van|de|der|den|ten|ter|te|het|la|el|al))*"
_CALLED = (
    r"(?:[Mm]evrouw|[Mm]eneer|[Dd]e heer|[Dd]hr\.?|[Mm]e?vr\.?|[Mm]rs?\.?|"
    r"[Bb]uur(?:man|vrouw)|(?:[Mm]ijn|[Oo]nze|[Hh]aar|[Zz]ijn|[Mm]y) "
    r"(?:moeder|vader|zoon|dochter|man|vrouw|broer|zus|oma|opa|tante|oom|neef|nicht|kind|collega|vriend(?:in)?|"
    r"mother|father|son|daughter|brother|sister|wife|husband))"
)
_NAME = re.compile(
    rf"\b{_CALLED}{_BETWEEN} {_CAPITAL}(?:{_BETWEEN} {_CAPITAL})?|\b{_CAPITAL}{_BETWEEN} {_CAPITAL}"
)
_NO_NAME = re.compile(
    r"(?:De|Het|Een|Dit|Deze|Die|Dat|Ik|Wij|We|Zij|Er|Als|In|Op|Voor|Van|Bij|Met|Na|Om|Aan|Uit|Door|Ook|Maar|Tweede|"
    r"Eerste|Kamer|Raad|Staten|Ministerie|Minister|Wet|Wetboek|Besluit|Artikel|Nederland|Nederlandse|Europese|Unie|"
    r"Rode|Kruis|Hoge|Provincie|Gemeente|The|This|Dutch|Second)"
)
MOST = 100  # passages per text that are shown; nobody reads more


class Sign(StrEnum):
    """What a passage looks like."""

    BSN = "bsn"
    IBAN = "iban"
    EMAIL = "email"
    ADDRESS = "address"
    PHONE = "phone"
    HEALTH = "health"  # a name in one sentence with a word about health


@dataclass(frozen=True, slots=True)
class Finding:
    """A passage that looks like personal data: from `start` to `end` (characters) in the text it was found in."""

    sign: Sign
    start: int
    end: int
    passage: str

    @property
    def key(self) -> str:
        """Return a name for this passage that stays when the words around it change: SHA-256, 16 hex digits."""
        told = "".join(self.passage.casefold().split())
        return hashlib.sha256(f"{self.sign.value}:{told}".encode()).hexdigest()[:16]


def findings(text: str) -> list[Finding]:
    """Return what looks like personal data, in the order of the text, at most MOST; passages do not overlap."""
    found: list[Finding] = []
    for sign, spans in _SIGNS.items():
        for start, end in islice(spans(text), MOST - len(found)):
            if all(end <= other.start or start >= other.end for other in found):
                found.append(Finding(sign, start, end, text[start:end]))
    return sorted(found, key=lambda one: one.start)


def pieces(text: str, found: Iterable[Finding]) -> Iterator[tuple[Sign | None, str]]:
    """Yield the whole text in pieces, each with what it looks like, or None."""
    at = 0
    for one in found:
        yield None, text[at : one.start]
        yield one.sign, one.passage
        at = one.end
    yield None, text[at:]


def screen(texts: Iterable[str]) -> str:
    """Return `personal-data` or `house-rules` when these texts show signs of it, or an empty string."""
    known = list(texts)
    if any(findings(text) for text in known):
        return PERSONAL_DATA
    return HOUSE_RULES if is_rude(known) else ""


def is_rude(texts: Iterable[str]) -> bool:
    """Say whether words stand in these texts that the house rules do not allow."""
    return any(_RUDE.search(text) for text in texts)


def _matches(pattern: re.Pattern[str]) -> Callable[[str], Iterator[tuple[int, int]]]:
    return lambda text: (hit.span() for hit in pattern.finditer(text))


def _emails(text: str) -> Iterator[tuple[int, int]]:
    return (hit.span() for hit in _EMAIL.finditer(text)) if "@" in text else iter(())


def _ibans(text: str) -> Iterator[tuple[int, int]]:
    for hit in _IBAN.finditer(text):
        length = _iban_length(hit.group())
        if length:
            yield hit.start(), hit.start() + length


def _bsns(text: str) -> Iterator[tuple[int, int]]:
    return (hit.span() for hit in _NINE_DIGITS.finditer(text) if is_bsn(hit.group()))


def _names_with_health(text: str) -> Iterator[tuple[int, int]]:
    if not _HEALTH.search(text):
        return
    for sentence in _SENTENCE.finditer(text):
        if not _HEALTH.search(sentence.group()):
            continue
        for name in _NAME.finditer(text, *sentence.span()):
            if not any(_NO_NAME.fullmatch(word) for word in name.group().split()):
                yield name.span()


_SIGNS: dict[Sign, Callable[[str], Iterator[tuple[int, int]]]] = {
    Sign.IBAN: _ibans,
    Sign.EMAIL: _emails,
    Sign.ADDRESS: _matches(_ADDRESS),
    Sign.PHONE: _matches(_PHONE),
    Sign.BSN: _bsns,
    Sign.HEALTH: _names_with_health,
}
"""The surest first: what it found is not found again as something else."""


def _iban_length(text: str) -> int:
    """Return how many characters of this, from the beginning, are an account number (ISO 13616: remainder 1 modulo 97)."""
    ends = [place for place, letter in enumerate(text, start=1) if not letter.isspace()]
    letters = "".join(text.split()).upper()
    for length in range(15, min(34, len(letters)) + 1):
        if _remainder(letters[:length]) == 1:
            return ends[length - 1]
    return 0


def is_iban(text: str) -> bool:
    """Say whether some leading part of this is an account number."""
    return _iban_length(text) > 0


def _remainder(letters: str) -> int:
    moved = letters[4:] + letters[:4]
    return int("".join(str(int(letter, 36)) for letter in moved)) % 97


def is_bsn(text: str) -> bool:
    """Say whether nine digits pass the test of the citizen service number (weights 9 to 2 and -1, modulo 11)."""
    digits = [int(digit) for digit in re.sub(r"\D", "", text)]
    if len(digits) != 9 or not any(digits):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * digit for weight, digit in zip(weights, digits, strict=True)) % 11 == 0
