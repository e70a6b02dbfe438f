"""What a machine looks for in a response before it becomes public: personal data and abuse. A person decides.

Belongs here: finding signs in plain text. Not here: what happens then (services/confirmation).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

PERSONAL_DATA = "personal-data"
HOUSE_RULES = "house-rules"

_EMAIL = re.compile(r"[\w.+-]{1,64}\s?@\s?[\w-]{1,63}(?:\.[\w-]{2,63})+")
_PHONE = re.compile(r"(?<![\d.,])(?:\+31|0031|0)[\s./()-]{0,3}[1-9](?:[\s./-]?\d){8}(?!\d)")
_IBAN = re.compile(r"\b[A-Za-z]{2}\d{2}(?:[ ]?[A-Za-z0-9]){11,30}\b")
_NINE_DIGITS = re.compile(r"(?<![\d.,])\d(?:[ .]?\d){8}(?![\d,])")
_RUDE = re.compile(
    r"\b(?:kanker|tering|tyfus|hoer|kut|klootzak|lul|eikel|mongool|flikker|nikker|kutmarokkaan|debiel|"
    r"achterlijke|teringlijer|kankerlijer|hoerenjong|fuck)(?:en|s|e)?\b",
    re.IGNORECASE,
)


def screen(texts: Iterable[str]) -> str:
    """Return `personal-data` or `house-rules` when these texts show signs of it, or an empty string."""
    text = "\n".join(texts)
    if any(found_in(text) for found_in in (_has_email, _has_iban, _has_bsn, _has_phone)):
        return PERSONAL_DATA
    return HOUSE_RULES if _is_rude(text) else ""


def _has_email(text: str) -> bool:
    return "@" in text and _EMAIL.search(text) is not None


def _has_phone(text: str) -> bool:
    return _PHONE.search(text) is not None


def _is_rude(text: str) -> bool:
    return _RUDE.search(text) is not None


def _has_iban(text: str) -> bool:
    return any(is_iban(found.group()) for found in _IBAN.finditer(text))


def _has_bsn(text: str) -> bool:
    return any(is_bsn(found.group()) for found in _NINE_DIGITS.finditer(text))


def is_iban(text: str) -> bool:
    """Say whether some leading part of this is an account number (ISO 13616: remainder 1 modulo 97)."""
    letters = re.sub(r"\s", "", text).upper()
    return any(_remainder(letters[:length]) == 1 for length in range(15, min(34, len(letters)) + 1))


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
