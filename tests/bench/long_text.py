"""The page with the text of a long bill: bytes, and CPU to make it: `python -m tests.bench.long_text`.

CPU of this process is measured, so that what else the machine does counts little; the first page of all, which compiles
the templates, is left out.
"""

from __future__ import annotations

import random
import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any, Final

from consultatie import connect, create_app
from consultatie.adapters.bill_formats import read_bill
from consultatie.adapters.files.memory import MemoryFiles
from consultatie.adapters.mail.memory import MemoryMailer
from consultatie.adapters.markup import CleanMarkup
from consultatie.adapters.search.memory import MemoryIndex
from consultatie.db import Database
from consultatie.domain.provisions import RecognisedBill
from consultatie.models import schema
from consultatie.services import bills
from consultatie.settings import load
from tests import factories
from tests.bench.instance import AWB

ARTICLES: Final = 875
CHAPTERS: Final = 25
TEXT: Final = "/consultaties/proef/tekst"
_WORDS: Final = [
    "de",
    "het",
    "een",
    "bestuursorgaan",
    "aanvraag",
    "vergunning",
    "besluit",
    "termijn",
    "weken",
    "schriftelijk",
    "burger",
    "gemeente",
    "belanghebbende",
    "voorwaarde",
    "aangewezen",
    "geval",
    "regels",
    "gesteld",
]
_DEFINED: Final = (
    "bestuursorgaan",
    "aanvraag",
    "vergunning",
    "besluit",
    "termijn",
    "belanghebbende",
    "voorwaarde",
)


def made_up() -> str:
    """Return a bill in Markdown: 875 articles of three leden in 26 chapters, with references and defined words."""
    chance = random.Random(1)

    def sentence() -> str:
        return " ".join(chance.choices(_WORDS, k=chance.randint(10, 22))).capitalize() + "."

    lines = ["# Wet op de grote proef", "", "## Hoofdstuk 1. Begrippen", "", "### Artikel 1. Begrippen", ""]
    lines += ["In deze wet wordt verstaan onder:", ""]
    lines += [f"{chr(97 + at)}. {word}: {sentence().lower()[:-1]};" for at, word in enumerate(_DEFINED)]
    for number in range(2, ARTICLES + 1):
        if (number - 2) % (ARTICLES // CHAPTERS) == 0:
            chapter = (number - 2) // (ARTICLES // CHAPTERS) + 2
            lines += ["", f"## Hoofdstuk {chapter}. Deel {chapter}"]
        lines += ["", f"### Artikel {number}. Onderwerp {number}", ""]
        for lid in (1, 2, 3):
            other = f"In afwijking van artikel {chance.randint(1, ARTICLES)} geldt het {'eerste' if lid > 1 else 'tweede'} lid."
            lines.append(f"{lid}. {sentence()} {other} {sentence()}")
    return "\n".join(lines)


def _client(bill: RecognisedBill, folder: Path) -> tuple[Any, float]:
    """Return a client of a site with this bill, and the seconds of CPU that storing it took."""
    settings = load(
        {},
        environment="testing",
        instance=str(folder),
        database_url=f"sqlite:///{folder}/x.db",
        second_factor="off",
    )
    database = Database(settings.database)
    with database.engine.begin() as connection:
        schema.upgrade(connection)
    with database.write.begin() as session:
        consultation = factories.make_consultation(session, bill=None)
        begun = process_time()
        markup = CleanMarkup(1_000_000)
        bills.import_bill(session, consultation, bill, source=None, markup=markup, now=factories.NOW)
        stored = process_time() - begun
    ports = replace(
        connect(settings),
        search=MemoryIndex(),
        mail=MemoryMailer(),
        files=MemoryFiles(),
        now=lambda: factories.NOW,
    )
    return create_app(settings, ports).test_client(), stored


def _asked(client: Any, path: str) -> tuple[int, float, float]:
    """Return the bytes of a page, and the milliseconds of CPU to make it and to give it from the cache."""
    separator = "&" if "?" in path else "?"
    made: list[float] = []
    kept: list[float] = []
    size = 0
    for round_ in range(5):
        address = f"{path}{separator}ronde={round_}"
        for times in (made, kept):
            begun = process_time()
            size = len(client.get(address).data)
            times.append((process_time() - begun) * 1000)
    return size, median(made), median(kept)


def main() -> None:
    """Print one table."""
    print("| bill, page | bytes | CPU ms, not in the cache | CPU ms, from the cache |")  # noqa: T201
    print("| --- | --- | --- | --- |")  # noqa: T201
    found = {f"made up, {ARTICLES} articles": read_bill(made_up().encode(), name="wet.md", format="md")}
    if AWB.exists():
        found["Awb, 574 articles"] = read_bill(AWB.read_bytes(), name=AWB.name)
    for name, bill in found.items():
        with tempfile.TemporaryDirectory() as folder:
            client, stored = _client(bill, Path(folder))
            client.get(TEXT)
            for page in ("", "?deel=chp_8", "?deel=alles"):
                size, made, kept = _asked(client, TEXT + page)
                print(f"| {name}, `/tekst{page}` | {size:,} | {made:.0f} | {kept:.1f} |")  # noqa: T201
            print(f"| {name}, storing it | | {stored * 1000:.0f} | |")  # noqa: T201


if __name__ == "__main__":
    main()
