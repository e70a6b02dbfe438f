"""Lists that stand below each other in one lid, article, annex or onderdeel, each as a LIST of its own.

"a" of the first list and "a" of the second then have names that differ, and the words between the lists keep their place.
Source of the name: BWB calls them `Opsomming_1`, `Opsomming_2`; Akoma Ntoso `list`.
"""

from __future__ import annotations

from consultatie.adapters.bill_formats.building import Block, Draft
from consultatie.domain.provisions import ProvisionKind as K


def new_list(holder: Draft) -> Draft:
    """Add an empty LIST to what a draft holds; its number is its rank there."""
    made = Draft(K.LIST, place=holder.place)
    holder.items.append(made)
    _number(holder)
    return made


def _number(holder: Draft) -> None:
    lists = [item for item in holder.items if isinstance(item, Draft) and item.kind is K.LIST]
    for rank, item in enumerate(lists, start=1):
        item.number = str(rank)


def begin_again(draft: Draft) -> bool:
    """Say whether onderdelen directly in a draft begin again, at the number of the first, after words that stand between."""
    first, between = "", False
    for item in draft.items:
        if isinstance(item, Block):
            between = True
        elif item.kind is not K.POINT:
            first = ""
        elif between and first and item.number == first:
            return True
        else:
            first, between = first or item.number, False
    return False


def gather_lists(draft: Draft) -> None:
    """Put the onderdelen directly in a draft in lists, each with the words that lead up to it.

    A list ends where text stands between, or where its first number comes back. Before the first list only the last
    paragraph is its own; what follows the last list stays with the draft.
    """
    items, draft.items = draft.items, []
    current: Draft | None = None
    waiting: list[Block] = []
    for item in items:
        if isinstance(item, Block):
            waiting.append(item)
        elif item.kind is K.POINT:
            if current is None or waiting or (item.number and item.number == _first_number(current)):
                current = _opened(draft, waiting)
                waiting = []
            current.items.append(item)
        else:
            (draft if current is None else current).items.extend(waiting)
            draft.items.append(item)
            current, waiting = None, []
    draft.items.extend(waiting)
    _number(draft)


def _opened(draft: Draft, waiting: list[Block]) -> Draft:
    lead = waiting if any(isinstance(item, Draft) for item in draft.items) else waiting[-1:]
    draft.items.extend(waiting[: len(waiting) - len(lead)])
    made = new_list(draft)
    made.items.extend(lead)
    return made


def _first_number(made: Draft) -> str | None:
    return next((item.number for item in made.items if isinstance(item, Draft)), None)
