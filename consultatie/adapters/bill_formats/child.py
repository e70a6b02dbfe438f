"""The process that reads a stranger's file: `python -m consultatie.adapters.bill_formats.child bill|memorandum NAME FORMAT`.

It limits itself before anything is imported that reads, and after that opens nothing any more: no file, no connection, no program.
Then it takes the file on standard input, and writes one JSON document.
"""

from __future__ import annotations

import codecs
import json
import sys
from typing import Any, Final

from consultatie.adapters.child_process import limit, open_nothing_more, shut_off

MEMORY_BYTES = 1024**3
CPU_SECONDS = 20
_CODECS: Final = ("cp437", "cp1252", "utf-8-sig", "utf-16")  # of names in a zip, symbols of Word, and texts


def shut_in() -> None:
    """Set the limits, import what reads, and close the way out to files and the network, for good."""
    limit(memory=MEMORY_BYTES, processor=CPU_SECONDS)
    shut_off()
    from consultatie.adapters.bill_formats import reading, wire  # noqa: F401

    for name in _CODECS:
        codecs.lookup(name)
    open_nothing_more()


def _answer(task: str, name: str, format: str, data: bytes) -> dict[str, Any]:
    from consultatie.adapters.bill_formats.reading import read_bill, read_memorandum
    from consultatie.adapters.bill_formats.wire import bill_to_json, memorandum_to_json
    from consultatie.domain.errors import UnreadableBill

    try:
        if task == "memorandum":
            return {"memorandum": memorandum_to_json(read_memorandum(data, name=name))}
        return {"bill": bill_to_json(read_bill(data, name=name, format=format))}
    except UnreadableBill as refusal:
        return {"refusal": refusal.code, "facts": {key: str(value) for key, value in refusal.facts.items()}}


def main() -> int:
    """Read standard input within the limits and print what was recognised, or the refusal."""
    shut_in()
    task, name, format = sys.argv[1:4]
    try:
        answer = _answer(task, name, format, sys.stdin.buffer.read())
    except MemoryError:
        answer = {"refusal": "too-large", "facts": {"limit": str(MEMORY_BYTES)}}
    json.dump(answer, sys.stdout)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
