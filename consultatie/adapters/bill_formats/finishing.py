"""From drafts to a recognised bill: the steps every importer ends with."""

from __future__ import annotations

from collections.abc import Iterable

from consultatie.adapters.bill_formats.building import Draft, Warnings
from consultatie.adapters.bill_formats.memorandum import attach_memorandum
from consultatie.domain.errors import UnreadableBill
from consultatie.domain.provisions import (
    GROUPING,
    BillKind,
    MemorandumPart,
    ProvisionKind,
    RecognisedBill,
    walk,
    with_eids,
)


def finished_bill(
    *,
    title: str,
    kind: BillKind | None,
    drafts: Iterable[Draft],
    memorandum: Iterable[MemorandumPart],
    warnings: Warnings,
    source_format: str,
    long_title: str = "",
    language: str = "nl",
) -> RecognisedBill:
    """Name the provisions, tie the memorandum to them and gather the warnings.

    Raises UnreadableBill `not-a-bill` when there is neither an article nor a chapter.
    """
    trees = [draft.finished(warnings) for draft in drafts]
    if not any(node.kind is ProvisionKind.ARTICLE or node.kind in GROUPING for node in walk(trees)):
        raise UnreadableBill("not-a-bill", detail=source_format)
    provisions, repeated = with_eids(trees)
    parts, unplaced = attach_memorandum(tuple(memorandum), provisions)
    return RecognisedBill(
        title=title,
        kind=kind,
        provisions=provisions,
        memorandum=parts,
        warnings=(*warnings.found, *repeated, *unplaced),
        language=language,
        source_format=source_format,
        long_title=long_title,
    )
