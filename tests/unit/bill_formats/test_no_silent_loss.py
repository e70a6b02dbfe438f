"""Whatever the elements and their order, every word of the source comes back somewhere."""

from __future__ import annotations

import re
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from consultatie.adapters.bill_formats import read_bill
from consultatie.domain.provisions import RecognisedBill, walk

_CONTAINERS = [
    "hoofdstuk", "paragraaf", "divisie", "artikel", "lid", "wijzig-artikel", "wijzig-lid", "wijziging", "bijlage", "groep",
    "vrije-tekst", "wijzig-divisie", "vreemd", "tekst", "wetsluiting", "slotformulering",
]  # fmt: skip
_LEAVES = [
    "<al>{}</al>", "<tussenkop>{}</tussenkop>", "<wat>{}</wat>", "<kop><label>Artikel</label><nr>{}</nr><titel>{}</titel></kop>",
    "<al>{} <nadruk>{}</nadruk><noot><noot.nr>1</noot.nr><noot.al>{}</noot.al></noot></al>", "<onbekend>{}<diep>{}</diep></onbekend>",
    "<lijst><li><li.nr>a.</li.nr><al>{}</al></li><li><li.nr>b.</li.nr><al>{}</al><lijst><li><li.nr>–</li.nr><al>{}</al></li></lijst>"
    "</li></lijst>", "<lijst><li><al>{}</al></li></lijst>", "los {} woord", "<lidnr>{}</lidnr>", "<naam><achternaam>{}</achternaam></naam>",
    "<table><title>{}</title><tgroup><thead><row><entry><al>{}</al></entry></row></thead><tbody><row><entry>{}</entry><entry><al>{}</al>"
    "<lijst><li><li.nr>1.</li.nr><al>{}</al></li></lijst></entry></row></tbody></tgroup></table>",
]  # fmt: skip

_trees = st.recursive(
    st.sampled_from(_LEAVES),
    lambda below: st.tuples(st.sampled_from(_CONTAINERS), st.lists(below, max_size=5)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
    ),
    max_leaves=15,
)


def numbered(pattern: str) -> tuple[str, list[str]]:
    """Put a word of its own in every opening, and return the words."""
    numbers = count(1)
    words: list[str] = []

    def word(_: re.Match[str]) -> str:
        words.append(f"w{next(numbers)}x")
        return words[-1]

    return re.sub(r"\{\}", word, pattern), words


def everything(bill: RecognisedBill) -> str:
    parts = [f"{n.number} {n.heading} {n.text}" for n in walk(bill.provisions)]
    return " ".join([bill.title, *parts, *(f"{part.heading} {part.text}" for part in bill.memorandum)])


def shown(bill: RecognisedBill) -> str:
    parts = [f"{n.number} {n.heading} {n.html}" for n in walk(bill.provisions)]
    return " ".join([bill.title, *parts, *(f"{part.heading} {part.html}" for part in bill.memorandum)])


FIRST = "<artikel><kop><label>Artikel</label><nr>1</nr></kop><al>Een.</al></artikel>"


@settings(max_examples=300, deadline=None)
@given(st.lists(_trees, max_size=4))
def test_a_bwb_file_loses_no_word(trees: list[str]) -> None:
    body, words = numbered("".join(trees))
    source = f"<toestand><wetgeving><wet-besluit><wettekst>{FIRST}{body}</wettekst></wet-besluit></wetgeving></toestand>"
    bill = read_bill(source.encode(), name="x")
    assert [word for word in words if word not in everything(bill)] == []
    assert [word for word in words if word not in shown(bill)] == []


@settings(max_examples=300, deadline=None)
@given(st.lists(_trees, max_size=3), st.lists(_trees, max_size=3))
def test_a_publication_loses_no_word(inside: list[str], after: list[str]) -> None:
    body, words = numbered(
        f"{FIRST}{''.join(inside)}</wettekst></voorstel-wet><algemeen><vrije-tekst>{''.join(after)}</vrije-tekst></algemeen>"
    )
    source = f"<officiele-publicatie><kamerstuk><stuk><voorstel-wet><wettekst>{body}</stuk></kamerstuk></officiele-publicatie>"
    bill = read_bill(source.encode(), name="x")
    assert [word for word in words if word not in everything(bill)] == []
    assert [word for word in words if word not in shown(bill)] == []
