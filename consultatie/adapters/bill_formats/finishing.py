"""From drafts to a recognised bill: the steps every importer ends with."""

from __future__ import annotations

from collections.abc import Iterable

from consultatie.adapters.bill_formats.building import Draft, Warnings
from consultatie.adapters.bill_formats.lists import begin_again, gather_lists
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

MAX_PROVISIONS = 50_000  # the Awb has 2,300, the whole Burgerlijk Wetboek some 20,000
MAX_DEPTH = 40  # provisions in each other; real bills stay below 12


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
    may_lack_articles: bool = False,
) -> RecognisedBill:
    """Name the provisions, tie the memorandum to them and gather the warnings.

    Raises UnreadableBill: `not-a-bill` when there is neither an article nor a chapter (unless that is allowed: a bill of which
    only the cover is there), `too-deep`, `too-large`.
    """
    roots = list(drafts)
    _refuse_the_endless(roots)
    for draft in roots:
        _list_what_begins_again(draft)
    trees = [draft.finished(warnings) for draft in roots]
    if not may_lack_articles and not any(
        node.kind is ProvisionKind.ARTICLE or node.kind in GROUPING for node in walk(trees)
    ):
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


def _list_what_begins_again(draft: Draft) -> None:
    if begin_again(draft):
        gather_lists(draft)
    for item in draft.items:
        if isinstance(item, Draft):
            _list_what_begins_again(item)


def _refuse_the_endless(roots: list[Draft]) -> None:
    """Raise UnreadableBill for more provisions, or more of them in each other, than any bill has."""
    waiting = [(root, 1) for root in roots]
    count = 0
    while waiting:
        draft, depth = waiting.pop()
        count += 1
        if depth > MAX_DEPTH:
            raise UnreadableBill("too-deep", place=draft.place, limit=MAX_DEPTH)
        if count > MAX_PROVISIONS:
            raise UnreadableBill("too-large", place=draft.place, limit=MAX_PROVISIONS)
        waiting.extend((item, depth + 1) for item in draft.items if isinstance(item, Draft))
