"""BWB `toestand` XML: a law as it stands on wetten.overheid.nl."""

from __future__ import annotations

from lxml import etree

from consultatie.adapters.bill_formats.building import Warnings
from consultatie.adapters.bill_formats.finishing import finished_bill
from consultatie.adapters.bill_formats.headings import bill_kind
from consultatie.adapters.bill_formats.inline import plain
from consultatie.adapters.bill_formats.memorandum_xml import is_memorandum, parts_of
from consultatie.adapters.bill_formats.safe_xml import child, first, local_name
from consultatie.adapters.bill_formats.structure import forest
from consultatie.domain.errors import UnreadableBill
from consultatie.domain.provisions import BillKind, RecognisedBill

_KINDS = {
    "wet": BillKind.ACT,
    "rijkswet": BillKind.ACT,
    "amvb": BillKind.ORDER_IN_COUNCIL,
    "rijksamvb": BillKind.ORDER_IN_COUNCIL,
    "kb": BillKind.ORDER_IN_COUNCIL,
    "ministeriele-regeling": BillKind.MINISTERIAL_REGULATION,
    "beleidsregel": BillKind.POLICY_PAPER,
    "circulaire": BillKind.POLICY_PAPER,
}
_NOT_BODY = frozenset({"intitule", "citeertitel", "meta-data", "bwb-wijzigingen"})


def read_bwb(root: etree._Element) -> RecognisedBill:
    """Read a `toestand`; raise UnreadableBill `not-a-bill` where it holds no law."""
    warnings = Warnings()
    law = first(root, "wetgeving")
    if law is None:
        raise UnreadableBill("not-a-bill", detail=local_name(root))
    long_title = plain(child(law, "intitule"), warnings)
    title = plain(child(law, "citeertitel"), warnings) or long_title
    bodies = [node for node in law if local_name(node) and local_name(node) not in _NOT_BODY]
    notes = [node for body in bodies for node in body.iter() if is_memorandum(node)]
    memorandum = [part for note in notes for part in parts_of(note, warnings)]
    for note in notes:
        _taken_out(note)
    return finished_bill(
        title=title,
        kind=_KINDS.get(law.get("soort", "").lower()) or bill_kind(title),
        drafts=forest(bodies, warnings),
        memorandum=memorandum,
        warnings=warnings,
        source_format="bwb",
        long_title=long_title,
    )


def _taken_out(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
