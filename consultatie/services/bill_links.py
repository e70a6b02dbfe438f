"""Put the references in a bill, its memorandum and its explanations in as links, once, when they are stored.

What they refer to is worked out by analysis/bill_references. `html` stays as it was written; `linked` is what pages show.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace

from consultatie.analysis.bill_references import LANGUAGE, BillReferences
from consultatie.analysis.definitions import definitions
from consultatie.domain.provisions import MemorandumPart, Provision, RecognisedBill
from consultatie.models.base import Json
from consultatie.models.bills import BillVersion, MemorandumRow, ProvisionRow
from consultatie.models.consultations import Explanation


def add_links(
    version: BillVersion, recognised: RecognisedBill, provisions: Sequence[Json], memorandum: Sequence[Json]
) -> None:
    """Fill `linked` of rows that are about to be stored; keep what refers to nothing, and definitions, with the version."""
    if recognised.language != LANGUAGE:
        return
    by_eid = {row["eid"]: row for row in provisions}
    references = BillReferences(_cleaned(node, by_eid) for node in recognised.provisions)
    dangling: list[Json] = []
    for read in references.in_law():
        row = by_eid[read.eid]
        row["linked"] = read.html if read.html != row["html"] else ""
        dangling.extend({"eid": read.eid, "words": words} for words in read.dangling)
    version.dangling = dangling
    found = definitions(recognised.provisions, (part.text for part in recognised.memorandum))
    version.definitions = [asdict(one) for one in found]
    for row in memorandum:
        linked = references.beside(row["html"], row["eid"])
        row["linked"] = linked if linked != row["html"] else ""


def link_again(version: BillVersion, provisions: Sequence[Provision], parts: Sequence[MemorandumPart]) -> int:
    """Work out the links of a stored version anew, from its own tree and memorandum; return how many texts got others.

    For what was stored before there were links, or before references were read better; a second time nothing changes.
    """
    recognised = RecognisedBill(
        version.title, version.kind, tuple(provisions), tuple(parts), language=version.language
    )
    kept: list[ProvisionRow | MemorandumRow] = [*version.provisions, *version.memorandum]
    rows: list[Json] = [{"eid": one.eid, "html": one.html, "linked": ""} for one in kept]
    number = len(version.provisions)
    add_links(version, recognised, rows[:number], rows[number:])
    for one, row in zip(kept, rows, strict=True):
        row["differs"] = one.linked != row["linked"]
        one.linked = row["linked"]
    return sum(row["differs"] for row in rows)


def _cleaned(node: Provision, by_eid: dict[str, Json]) -> Provision:
    """Return a provision with the HTML of its row, which is clean."""
    children = tuple(_cleaned(child, by_eid) for child in node.children)
    return replace(node, html=by_eid[node.eid]["html"], children=children)


def link_explanations(
    explanations: Iterable[Explanation], provisions: Iterable[Provision], language: str
) -> None:
    """Fill `linked` of explanations in the language of the bill, by what the bill is now."""
    written = [one for one in explanations if one.language == LANGUAGE]
    references = BillReferences(provisions) if written and language == LANGUAGE else None
    for one in written:
        linked = references.beside(one.html, one.eid) if references else one.html
        one.linked = linked if linked != one.html else ""
