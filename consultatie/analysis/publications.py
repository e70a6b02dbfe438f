"""Find judgments and official publications that a text cites by number, with their official addresses.

Belongs here: ECLI, Staatsblad, Staatscourant, Tractatenblad, Kamerstukken, European regulations and directives. Source of
the forms: Leidraad voor juridische auteurs; of the addresses: officielebekendmakingen.nl, rechtspraak.nl and the European
Legislation Identifier. What the official sites hold only as images, or under another kind of number, gets no address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_JOURNALS: Final = "https://zoek.officielebekendmakingen.nl"
_FIRST_YEARS: Final = {"stb": 1995, "trb": 1995, "stcrt": 2010}
_CASE: Final = re.compile(r"\bECLI:[A-Z]{2}:[A-Z0-9]{1,7}:\d{4}:[A-Z0-9.]*[A-Z0-9]")
_NAMES: Final = {"staatsblad": "stb", "staatscourant": "stcrt", "tractatenblad": "trb"}
_JOURNAL: Final = re.compile(
    r"\b(Stb|Stcrt|Trb|Staatsblad|Staatscourant|Tractatenblad)\.?\s+(\d{4}),?\s+(?:nr\.?\s*)?(\d+)\b"
)
_PAPERS: Final = re.compile(
    r"\bKamerstukken\s+II?,?\s+(?P<year>\d{4})[/–-]\d{2,4},\s*(?P<file>\d{2}\s?\d{3})"
    r"(?:[\s-]*\(?(?P<part>[IVXL]+)\)?)?(?:,\s*(?:nr\.?\s*)?(?P<paper>\d+|[A-Z]{1,2}))?\b"
)
_EUROPEAN: Final = re.compile(
    r"\b(?P<kind>(?:[Uu]itvoerings|[Gg]edelegeerde\s+)?[Vv]erordening|[Rr]ichtlijn)\s+"
    r"(?:\((?:EU|EG|EEG)\)\s+(?:(?P<year>\d{4})/(?P<serial>\d+)|nr\.\s*(?P<old>\d+)/(?P<old_year>\d{4}))"
    r"|(?P<dir_year>\d{4}|\d{2})/(?P<dir_serial>\d+)/(?:EU|EG|EEG))\b"
)
_ELI: Final = {"verordening": "reg", "uitvoerings": "reg_impl", "gedelegeerde": "reg_del", "richtlijn": "dir"}


def cited_publications(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start and end (characters) of each citation with its address, kind by kind."""
    for find in (_cases, _journals, _papers, _european):
        yield from find(text)


def _cases(text: str) -> Iterator[tuple[int, int, str]]:
    bases = {
        "NL": "https://deeplink.rechtspraak.nl/uitspraak?id=",
        "EU": "https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=ecli:",
    }
    for found in _CASE.finditer(text):
        base = bases.get(found[0][5:7], "https://e-justice.europa.eu/ecli/")
        yield found.start(), found.end(), base + found[0]


def _journals(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _JOURNAL.finditer(text):
        journal = _NAMES.get(found[1].lower(), found[1].lower())
        if int(found[2]) >= _FIRST_YEARS[journal]:
            yield found.start(), found.end(), f"{_JOURNALS}/{journal}-{found[2]}-{found[3]}.html"


def _papers(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _PAPERS.finditer(text):
        if int(found["year"]) < _FIRST_YEARS["stb"]:
            continue
        parts = (found["file"].replace(" ", ""), found["part"], found["paper"])
        name = "-".join(part for part in parts if part)
        yield (
            found.start(),
            found.end(),
            f"{_JOURNALS}/kst-{name}.html" if found["paper"] else f"{_JOURNALS}/dossier/{name}",
        )


def _european(text: str) -> Iterator[tuple[int, int, str]]:
    for found in _EUROPEAN.finditer(text):
        kind = next(eli for word, eli in reversed(_ELI.items()) if found["kind"].lower().startswith(word))
        year = found["year"] or found["old_year"] or found["dir_year"]
        serial = found["serial"] or found["old"] or found["dir_serial"]
        full_year = f"19{year}" if len(year) == 2 else year  # "95/46/EG" leaves the century out
        yield found.start(), found.end(), f"https://eur-lex.europa.eu/eli/{kind}/{full_year}/{serial}/oj/nld"
