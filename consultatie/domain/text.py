"""The one normaliser for everything people type, the same for both databases."""

from __future__ import annotations

import re
import unicodedata

# Controls but tab and newline; bidi embeddings, overrides and isolates (Unicode TR 36, 3.6); lone surrogates; noncharacters.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def normalise(text: str) -> str:
    """Return text in NFC with Unix newlines and no NUL, control, bidi or surrogate characters.

    Nothing a person can see is removed; trailing white space goes from each line and from the end.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = unicodedata.normalize("NFC", _UNWANTED.sub("", text))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip("\n")


def normalise_line(text: str) -> str:
    """Return text as one line: normalised, every run of white space a single space."""
    return " ".join(normalise(text).split())


def canonical_email(address: str) -> str:
    """Return the address by which brakes and duplicates are counted: lower case, without a `+tag`.

    Mail itself goes to the address as typed; this is only for comparing.
    """
    local, _, domain = normalise_line(address).replace(" ", "").casefold().rpartition("@")
    return f"{local.split('+', 1)[0]}@{domain}"


def slugify(text: str, *, limit: int = 80) -> str:
    """Return an address part: lower-case ASCII letters, digits and single hyphens, at most `limit` characters."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:limit].strip("-")


_LINKED = re.compile(r"://|@|\w\.[^\W\d_]{2}")


def reads_as_link(text: str) -> bool:
    """Say whether a mail program may make a link of something in a text; generous, "leuk.Maar" counts too."""
    return _LINKED.search(text) is not None
