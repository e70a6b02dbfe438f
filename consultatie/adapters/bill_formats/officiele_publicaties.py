"""Official publications: Kamerstuk, Staatsblad and Staatscourant XML, with the memorandum that stands in the same file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from consultatie.adapters.bill_formats.building import Block, Draft, Warnings, cleaned
from consultatie.adapters.bill_formats.finishing import finished_bill
from consultatie.adapters.bill_formats.headings import bill_kind
from consultatie.adapters.bill_formats.inline import plain
from consultatie.adapters.bill_formats.memorandum_xml import is_memorandum, parts_of
from consultatie.adapters.bill_formats.safe_xml import child, first, local_name, place_of, words_of
from consultatie.adapters.bill_formats.structure import forest
from consultatie.domain.errors import UnreadableBill
from consultatie.domain.provisions import BillKind, MemorandumPart, ProvisionKind, RecognisedBill

_BODIES = ("voorstel-wet", "wet-besluit", "regeling", "besluit")
_FREE_TEXT = ("algemeen", "vrije-tekst", "bijlage")
_EXPLAINS = re.compile(r"toelichting", re.I)
_KINDS = {
    "wet": BillKind.ACT,
    "rijkswet": BillKind.ACT,
    "amvb": BillKind.ORDER_IN_COUNCIL,
    "kb": BillKind.ORDER_IN_COUNCIL,
    "klein koninklijk besluit": BillKind.ORDER_IN_COUNCIL,
    "ministeriële regeling": BillKind.MINISTERIAL_REGULATION,
}


def read_publication(root: etree._Element) -> RecognisedBill:
    """Read a publication that holds a bill.

    Raises UnreadableBill: `only-memorandum` for a memorandum without its bill, `not-a-bill` for anything else.
    """
    warnings = Warnings()
    body = first(root, *_BODIES)
    if body is None:
        raise UnreadableBill(
            "only-memorandum" if _memorandum_roots(root) else "not-a-bill", detail=local_name(root)
        )
    _warn_of_a_second_bill(root, body, warnings)
    notes = [node for node in root.iter() if is_memorandum(node)]
    notes.extend(_other_papers(root, body, warnings))
    memorandum = [part for note in notes for part in parts_of(note, warnings)]
    for note in notes:
        parent = note.getparent()
        if parent is not None:
            parent.remove(note)
    more, annexes = _after(body, warnings)
    title = _title(root, warnings)
    return finished_bill(
        title=title,
        kind=_kind(root, body, title),
        drafts=[*forest([body], warnings), *annexes],
        memorandum=[*memorandum, *more],
        warnings=warnings,
        source_format="op",
        language=_language(root),
    )


def read_publication_memorandum(root: etree._Element) -> tuple[MemorandumPart, ...]:
    """Read a memorandum or note of explanation that is a publication of its own; raise UnreadableBill `not-a-memorandum`."""
    roots = _memorandum_roots(root)
    warnings = Warnings()
    parts = tuple(part for node in roots for part in parts_of(node, warnings))
    if not parts:
        raise UnreadableBill("not-a-memorandum", detail=local_name(root))
    return parts


def _memorandum_roots(root: etree._Element) -> list[etree._Element]:
    notes = [node for node in root.iter() if is_memorandum(node)]
    if notes:
        return notes
    explaining = [
        paper
        for paper in root.iter()
        if local_name(paper) == "stuk" and _EXPLAINS.search(_paper_title(paper))
    ]
    return [node for paper in explaining for node in paper if local_name(node) in _FREE_TEXT]


def _paper_title(paper: etree._Element) -> str:
    title = child(paper, "titel")
    return "" if title is None else cleaned(words_of(title))


def _warn_of_a_second_bill(root: etree._Element, body: etree._Element, warnings: Warnings) -> None:
    for other in root.iter():
        if local_name(other) in _BODIES and other is not body and body not in other.iterancestors():
            warnings.add("second-bill-left-out", place_of(other), local_name(other))


def _other_papers(root: etree._Element, body: etree._Element, warnings: Warnings) -> list[etree._Element]:
    """Return the papers beside the bill's own that explain it; any other gives a warning."""
    found: list[etree._Element] = []
    for paper in (
        node for node in root.iter() if local_name(node) == "stuk" and node not in body.iterancestors()
    ):
        if _EXPLAINS.search(_paper_title(paper)):
            found.extend(node for node in paper if local_name(node) in _FREE_TEXT)
        else:
            warnings.add("paper-left-out", place_of(paper), _paper_title(paper))
    return found


def _after(body: etree._Element, warnings: Warnings) -> tuple[list[MemorandumPart], list[Draft]]:
    """Read what follows the bill in the same paper: its memorandum, or annexes such as the budget tables."""
    memorandum: list[MemorandumPart] = []
    annexes: list[Draft] = []
    for node in _following(body):
        if local_name(node) == "bijlage":
            annexes.extend(forest([node], warnings))
            continue
        if local_name(node) not in _FREE_TEXT:
            warnings.add("unknown-element", place_of(node), local_name(node))
        parts = parts_of(node, warnings)
        if any(_EXPLAINS.search(part.heading) for part in parts[:1]):
            memorandum.extend(parts)
        else:
            annexes.extend(_annex(part, place_of(node)) for part in parts)
    return memorandum, annexes


def _following(body: etree._Element) -> Iterator[etree._Element]:
    return (node for node in body.itersiblings() if local_name(node) and local_name(node) not in _BODIES)


def _annex(part: MemorandumPart, place: str) -> Draft:
    return Draft(ProvisionKind.ANNEX, heading=part.heading, items=[Block(part.text, part.html)], place=place)


def _title(root: etree._Element, warnings: Warnings) -> str:
    heading = first(root, "intitule")
    if heading is None:
        dossier = first(root, "dossier")
        heading = child(dossier, "titel") if dossier is not None else None
    return plain(heading, warnings) or _meta(root, "DC.title") or _meta(root, "DCTERMS.title")


def _kind(root: etree._Element, body: etree._Element, title: str) -> BillKind | None:
    if local_name(body) == "voorstel-wet":
        return BillKind.ACT
    if first(root, "staatscourant") is not None:
        return BillKind.MINISTERIAL_REGULATION
    return _KINDS.get(_meta(root, "DC.type").lower()) or bill_kind(title)


def _language(root: etree._Element) -> str:
    return (_meta(root, "DCTERMS.language") or "nl")[:2].lower()


def _meta(root: etree._Element, name: str) -> str:
    found = (node for node in root.iter() if local_name(node) == "meta" and node.get("name") == name)
    meta = next(found, None)
    return "" if meta is None else cleaned(meta.get("content", "")).strip()
