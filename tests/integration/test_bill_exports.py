"""What we write as Markdown, our own importer reads back."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from consultatie.adapters.bill_formats import read_bill
from consultatie.domain.provisions import walk
from consultatie.services import bill_markdown, bills
from tests import factories

DEMO = Path(__file__).parents[2] / "consultatie" / "cli" / "demo"
AWKWARD = """# Wet met *sterren* en [haken]

## Aanhef

Wij, bij de gratie Gods:

### Artikel 1. Tabel

| Soort | Maat |
| --- | --- |
| Kind \\| jong | 20 |

### Artikel 2. Lijst

Het gaat om:

- brood;
- boter.

### Artikel 3. Leden

1. Het eerste lid, bestaande uit:

   a. een onderdeel:

      1°. een klein deel;
      2°. nog een deel;

   b. een ander onderdeel,

   tenzij het anders is.
2. Zie [de site](https://example.nl/a) en H<sub>2</sub>O.

   1\\. is hier geen lid.

## Memorie van toelichting

### 1. Inleiding

Tekst met **nadruk**.

### Artikel 3

- een;
- twee.
"""


def round_trip(session: Session, ports, clock, text: str):
    consultation = factories.make_consultation(session, bill=None)
    read = read_bill(text.encode(), name="voorstel.md")
    version = bills.import_bill(session, consultation, read, source=None, markup=ports.markup, now=clock())
    return read, read_bill(bill_markdown.export(session, version).encode(), name="uit.md")


@pytest.mark.parametrize("path", sorted(DEMO.glob("*/voorstel.md")), ids=lambda path: path.parent.name)
def test_demo_bills_survive_the_round_trip(session: Session, ports, clock, path) -> None:
    read, again = round_trip(session, ports, clock, path.read_text("utf-8"))
    assert again.provisions == read.provisions
    assert (again.title, again.kind, again.memorandum) == (read.title, read.kind, read.memorandum)


def test_tables_lists_links_tails_and_the_memorandum_survive(session: Session, ports, clock) -> None:
    read, again = round_trip(session, ports, clock, AWKWARD)
    assert again.provisions == read.provisions
    assert again.memorandum == read.memorandum
    assert len(read.memorandum) == 2


def test_a_real_act_survives_the_round_trip(session: Session, ports, clock, shared_data) -> None:
    [file] = shared_data.glob("bills/**/BWBR0018451_zorgtoeslag_content.xml")
    consultation = factories.make_consultation(session, bill=None)
    read = read_bill(file.read_bytes(), name=file.name)
    version = bills.import_bill(session, consultation, read, source=None, markup=ports.markup, now=clock())
    again = read_bill(bill_markdown.export(session, version).encode(), name="uit.md")
    assert [(n.eid, n.text) for n in walk(again.provisions)] == [
        (n.eid, n.text) for n in walk(read.provisions)
    ]


def law(text: str) -> bytes:
    return (
        '<toestand><wetgeving soort="wet"><intitule>Weerwet</intitule><wet-besluit><wettekst>'
        f"{text}</wettekst></wet-besluit></wetgeving></toestand>"
    ).encode()


def test_lists_that_begin_again_survive_the_round_trip(session: Session, ports, clock) -> None:
    def one(*items: str) -> str:
        return (
            "<lijst>"
            + "".join(f"<li><li.nr>{item[0]}.</li.nr><al>{item}</al></li>" for item in items)
            + "</lijst>"
        )

    lists = f"<al>Begin.</al><al>Eerst:</al>{one('a nat', 'b koud')}<al>Tussen.</al><al>+ Dan:</al>{one('a')}{one('a zo')}"
    nested = f"<lijst><li><li.nr>a.</li.nr>{lists}</li></lijst>"
    text = (
        f"<artikel><kop><label>Artikel</label><nr>1</nr></kop>{lists}<al>Eind.</al></artikel>"
        f"<artikel><kop><label>Artikel</label><nr>2</nr></kop><lid><lidnr>1</lidnr>{lists}<al>Eind.</al></lid>"
        f"<lid><lidnr>2</lidnr><al>Zie:</al>{nested}</lid></artikel>"
        f"<bijlage><kop><label>Bijlage</label><nr>1</nr></kop>{lists}</bijlage>"
    )
    consultation = factories.make_consultation(session, bill=None)
    read = read_bill(law(text), name="weer.xml")
    version = bills.import_bill(session, consultation, read, source=None, markup=ports.markup, now=clock())
    assert "art_2__para_2__point_a__list_3__point_a" in {node.eid for node in walk(read.provisions)}
    assert bills.tree(session, version) == read.provisions
    assert (
        read_bill(bill_markdown.export(session, version).encode(), name="uit.md").provisions
        == read.provisions
    )


@pytest.mark.parametrize("name", ["BWBR0002458_2015-01-01_0.xml", "BWBR0005537_2024-05-01_0.xml"])
def test_the_lists_of_real_acts_survive_the_round_trip(
    session: Session, ports, clock, shared_data, name: str
) -> None:
    read = read_bill((shared_data / "bills" / "bwb" / name).read_bytes(), name=name)
    consultation = factories.make_consultation(session, bill=None)
    version = bills.import_bill(session, consultation, read, source=None, markup=ports.markup, now=clock())
    again = read_bill(bill_markdown.export(session, version).encode(), name="uit.md")

    def in_lists(bill) -> list[tuple[str, str]]:
        return [(node.eid, node.text) for node in walk(bill.provisions) if "list_" in node.eid]

    assert in_lists(again) == in_lists(read) != []
