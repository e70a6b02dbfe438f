"""The table of laws: no name twice, and its numbers as the editors of wetten.overheid.nl use them."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Final

from consultatie.analysis.known_laws import LAW, names_by_number, number_of

_REFERENCE: Final = re.compile(r"<(extref|intref)\b([^>]*)>(.*?)</\1>", re.DOTALL)
_FROM_PUBLIC_SOURCES: Final = {
    "BWBR0002761", "BWBR0005034", "BWBR0005288", "BWBR0005290",
    "BWBR0023466", "BWBR0033715", "BWBR0035303", "BWBR0040940",
    "https://eur-lex.europa.eu/eli/reg/2016/679/oj/nld",
}  # fmt: skip


def test_a_name_belongs_to_one_law() -> None:
    names = [name for several in names_by_number().values() for name in several]
    assert len(names) == len(set(names))


def test_the_longest_name_is_taken() -> None:
    found = LAW.search("de Wet bekostiging financieel toezicht 2019")
    assert found is not None
    assert number_of(found[0]) == "BWBR0041548"


def test_editors_use_these_numbers_for_these_laws(shared_data: Path) -> None:
    cited: defaultdict[str, str] = defaultdict(str)
    for file in sorted((shared_data / "bills").rglob("*.xml")):
        text = file.read_text("utf-8", errors="replace")
        if (own := re.search(r'bwb-id="(\w+)"', text)) and (
            title := re.search(r"<citeertitel[^>]*>([^<]+)", text)
        ):
            cited[own[1]] += f"{title[1].lower()}\n"
        for found in _REFERENCE.finditer(text):
            for number in re.findall(r"BWBR\d{7}", found[2]):
                cited[number] += re.sub(r"\s+", " ", re.sub("<[^>]+>", "", found[3])).lower() + "\n"
    unproven = {
        number
        for number, names in names_by_number().items()
        if not any(name.lower() in cited[number] for name in names)
    }
    assert unproven == _FROM_PUBLIC_SOURCES
