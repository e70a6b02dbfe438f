"""Akoma Ntoso, 2.0 and 3.0, whatever the country: the bill or act in a file, with its annexes and memorandum."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from consultatie.adapters.bill_formats.akoma_ntoso_inline import line_of
from consultatie.adapters.bill_formats.akoma_ntoso_memorandum import akn_memorandum
from consultatie.adapters.bill_formats.akoma_ntoso_names import article_level
from consultatie.adapters.bill_formats.akoma_ntoso_own import (
    is_own,
    own_memorandum,
    own_provisions,
    own_title,
)
from consultatie.adapters.bill_formats.akoma_ntoso_structure import Structure, keep_order
from consultatie.adapters.bill_formats.building import Draft, Warnings
from consultatie.adapters.bill_formats.finishing import finished_bill
from consultatie.adapters.bill_formats.headings import bill_kind
from consultatie.adapters.bill_formats.safe_xml import child, first, local_name, place_of
from consultatie.domain.errors import UnreadableBill
from consultatie.domain.provisions import BillKind, RecognisedBill, with_eids
from consultatie.domain.provisions import ProvisionKind as K

_BODIES = ("body", "mainBody", "portionBody", "amendmentBody")
_BILLS = ("bill", "act")
_OTHERS = ("doc", "statement", "portion", "amendment")
_LANGUAGES = {"nld": "nl", "dut": "nl", "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr"} | {
    "ita": "it", "spa": "es", "swa": "sw", "fry": "fy", "por": "pt", "afr": "af"
}  # fmt: skip
_MEMORANDUM = re.compile(r"memorand|toelichting|statement|relazione|motivos|begründung", re.I)


def read_akn(root: etree._Element) -> RecognisedBill:
    """Read an `akomaNtoso`; raise UnreadableBill `not-a-bill` where it holds no bill, act or document with articles."""
    warnings = Warnings()
    bill = _bill(root)
    if is_own(bill):
        return _own(bill)
    _check_eids(bill, warnings)
    body = next(node for node in bill if local_name(node) in _BODIES)
    structure = Structure(warnings, article_level(body))
    drafts = _drafts(bill, body, structure)
    explaining = [doc for doc in _others(root, bill) if _MEMORANDUM.search(_doc_name(doc))]
    for doc in _others(root, bill):
        if doc not in explaining:
            warnings.add("paper-left-out", place_of(doc), _doc_name(doc))
    long_title = line_of(first(bill, "longTitle"), warnings)
    title = _title(bill, warnings) or long_title
    return finished_bill(
        title=title,
        kind=_kind(bill, title),
        drafts=drafts,
        memorandum=[part for doc in explaining for part in akn_memorandum(doc, warnings)],
        warnings=warnings,
        source_format="akn",
        long_title=long_title,
        language=_language(bill),
    )


def _own(bill: etree._Element) -> RecognisedBill:
    title = own_title(bill)
    provisions, repeated = with_eids(own_provisions(bill))
    return RecognisedBill(
        title=title,
        kind=_kind(bill, title),
        provisions=provisions,
        memorandum=tuple(own_memorandum(bill)),
        warnings=repeated,
        language=_language(bill),
        source_format="akn",
    )


def _bill(root: etree._Element) -> etree._Element:
    """Return the bill or act, else a document with provisions, that a file holds."""
    for names in (_BILLS, _OTHERS):
        for node in root.iter():
            if local_name(node) in names and any(local_name(inner) in _BODIES for inner in node):
                return node
    found = next((local_name(node) for node in root if local_name(node)), local_name(root))
    raise UnreadableBill("not-a-bill", detail=found)


def _drafts(bill: etree._Element, body: etree._Element, structure: Structure) -> list[Draft]:
    preamble, closing = Draft(K.PREAMBLE), Draft(K.CONCLUSION)
    for node in bill:
        if local_name(node) == "preamble":
            structure.fill(node, preamble)
    whole = structure.fill(body, Draft(K.PREAMBLE, place=place_of(body)))
    children = [item for item in whole.items if isinstance(item, Draft)]
    at = [index for index, item in enumerate(whole.items) if isinstance(item, Draft)]
    first_at, last_at = (at[0], at[-1]) if at else (len(whole.items), len(whole.items))
    preamble.items.extend(item for item in whole.items[:first_at])
    closing.items.extend(item for item in whole.items[last_at + 1 :])
    for node in bill:
        if local_name(node) == "conclusions":
            structure.fill(node, closing)
    return [
        *([preamble] if preamble.items else []),
        *children,
        *([closing] if closing.items else []),
        *_annexes(bill, structure),
    ]


def _annexes(bill: etree._Element, structure: Structure) -> Iterator[Draft]:
    for holder in bill:
        if local_name(holder) not in ("attachments", "components"):
            continue
        for node in holder:
            body = next((inner for inner in node.iter() if local_name(inner) in _BODIES), None)
            if body is None:
                if local_name(node):
                    structure.warnings.add("annex-elsewhere", place_of(node))
                continue
            yield _annex(node, body, Structure(structure.warnings, structure.level))


def _annex(node: etree._Element, body: etree._Element, structure: Structure) -> Draft:
    headings = [
        line_of(part, structure.warnings) for part in node if local_name(part) in ("heading", "subheading")
    ]
    draft = Draft(K.ANNEX, heading=" ".join(part for part in headings if part), place=place_of(node))
    for part in _parts_of_doc(body):
        structure.fill(part, draft)
    keep_order(draft, structure.warnings)
    return draft


def _parts_of_doc(body: etree._Element) -> Iterator[etree._Element]:
    doc = body.getparent()
    for part in doc if doc is not None else ():
        if local_name(part) in ("preface", "preamble", "conclusions", *_BODIES):
            yield part


def _others(root: etree._Element, bill: etree._Element) -> list[etree._Element]:
    return [
        node
        for node in root.iter()
        if local_name(node) in ("doc", "bill", "act", "statement")
        and node is not bill
        and bill not in node.iterancestors()
        and node not in bill.iterancestors()
    ]


def _doc_name(doc: etree._Element) -> str:
    return f"{doc.get('name', '')} {line_of(child(doc, 'preface'), Warnings())}"[:200]


def _title(bill: etree._Element, warnings: Warnings) -> str:
    for holder in ("preface", "coverPage"):
        place = child(bill, holder)
        for name in ("shortTitle", "docTitle", "longTitle"):
            found = (
                []
                if place is None
                else [line_of(node, warnings) for node in place.iter() if local_name(node) == name]
            )
            if any(found):
                words = " ".join(dict.fromkeys(found)) if name == "docTitle" else next(filter(None, found))
                return words.removeprefix("(").removesuffix(")") if words.startswith("(") else words
    alias = next(
        (n.get("value", "") for n in bill.iter() if local_name(n) == "FRBRalias" and n.get("value")), ""
    )
    return alias or line_of(child(bill, "preface"), warnings)[:300]


def _kind(bill: etree._Element, title: str) -> BillKind | None:
    subtype = next((n.get("value", "") for n in bill.iter() if local_name(n) == "FRBRsubtype"), "")
    known = {kind.value: kind for kind in BillKind}
    return known.get(subtype) or bill_kind(title)


def _language(bill: etree._Element) -> str:
    found = next((n.get("language", "") for n in bill.iter() if local_name(n) == "FRBRlanguage"), "")
    code = found.lower()
    return _LANGUAGES.get(code, code[:2]) or "nl"


def _check_eids(bill: etree._Element, warnings: Warnings) -> None:
    """Report eIds that are missing on provisions or occur twice; ours are made anew, so nothing depends on them."""
    named = [(node, _eid(node)) for node in bill.iter() if local_name(node) in _NAMED]
    for node, eid in named:
        if not eid:
            warnings.add("eid-missing", place_of(node), line_of(child(node, "num"), Warnings()))
    counted = Counter(eid for _, eid in named if eid)
    for node, eid in named:
        if counted[eid] > 1:
            warnings.add("eid-repeated", place_of(node), eid)


def _eid(node: etree._Element) -> str:
    return node.get("eId") or node.get("id") or node.get("{http://www.w3.org/XML/1998/namespace}id") or ""


_NAMED = frozenset(
    {
        "book",
        "part",
        "title",
        "chapter",
        "section",
        "subsection",
        "article",
        "paragraph",
        "point",
        "attachment",
    }
)
