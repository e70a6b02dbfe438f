"""Bills from files: BWB and official-publication XML, Markdown; each format a room of its own.

Here are the few names that others use. Nothing is imported before it is asked for, as the child process and the
start of the site both want to be quick.
"""

from __future__ import annotations

from collections.abc import Iterable

from consultatie.domain.provisions import ImportWarning, MemorandumPart, Provision, RecognisedBill


def read_bill(data: bytes, *, name: str, format: str = "auto") -> RecognisedBill:
    """Read a bill in this process, for files we trust; raise UnreadableBill."""
    from consultatie.adapters.bill_formats.reading import read_bill as read

    return read(data, name=name, format=format)


def read_memorandum(data: bytes, *, name: str) -> tuple[MemorandumPart, ...]:
    """Read a memorandum of its own in this process, for files we trust; raise UnreadableBill."""
    from consultatie.adapters.bill_formats.reading import read_memorandum as read

    return read(data, name=name)


def read_bill_limited(data: bytes, *, name: str, format: str = "auto") -> RecognisedBill:
    """Read a stranger's bill in a limited child process; raise UnreadableBill. Fulfils domain.ports.BillReader."""
    from consultatie.adapters.bill_formats.limited import read_bill_limited as read

    return read(data, name=name, format=format)


def read_memorandum_limited(data: bytes, *, name: str) -> tuple[MemorandumPart, ...]:
    """Read a stranger's memorandum in a limited child process; raise UnreadableBill."""
    from consultatie.adapters.bill_formats.limited import read_memorandum_limited as read

    return read(data, name=name)


def attach_memorandum(
    parts: Iterable[MemorandumPart], provisions: Iterable[Provision]
) -> tuple[tuple[MemorandumPart, ...], tuple[ImportWarning, ...]]:
    """Tie the parts of a memorandum to the articles of a bill that has its eIds; also return warnings."""
    from consultatie.adapters.bill_formats.memorandum import attach_memorandum as attach

    return attach(parts, provisions)
