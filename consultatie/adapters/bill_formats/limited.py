"""Reading a stranger's file in a child process with limits on memory, processor and time, and without our secrets."""

from __future__ import annotations

import json
import signal
import subprocess
from typing import Any

from consultatie.adapters import child_process
from consultatie.adapters.bill_formats.detection import refuse_sizes
from consultatie.adapters.bill_formats.wire import bill_from_json, memorandum_from_json
from consultatie.domain.errors import UnreadableBill
from consultatie.domain.provisions import MemorandumPart, RecognisedBill

WALL_SECONDS = 30.0
_CHILD = "consultatie.adapters.bill_formats.child"


def read_bill_limited(data: bytes, *, name: str, format: str = "auto") -> RecognisedBill:
    """Read a bill as `read_bill` does, in a child process: 1 GB of memory, 20 s of processor, 30 s in all.

    Raises UnreadableBill as `read_bill`, and with `took-too-long` or `reader-crashed`. Fulfils domain.ports.BillReader.
    """
    return bill_from_json(_ask("bill", data, name, format)["bill"])


def read_memorandum_limited(data: bytes, *, name: str) -> tuple[MemorandumPart, ...]:
    """Read a memorandum as `read_memorandum` does, in the same child process and with the same refusals."""
    return memorandum_from_json(_ask("memorandum", data, name, "auto")["memorandum"])


def _ask(task: str, data: bytes, name: str, format: str) -> dict[str, Any]:
    refuse_sizes(data)
    found = _run([task, _safe_argument(name), _safe_argument(format)], data)
    if "refusal" in found:
        raise UnreadableBill(str(found["refusal"]), **found["facts"])
    return found


def _safe_argument(words: str) -> str:
    """Return words that an argument of a process can hold: no NUL, no lone surrogate, at most 200 characters."""
    return words.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")[:200]


def _run(arguments: list[str], data: bytes) -> dict[str, Any]:
    try:
        return _understood(child_process.run(_CHILD, arguments, data, seconds=WALL_SECONDS))
    except subprocess.TimeoutExpired:
        raise UnreadableBill("took-too-long", seconds=WALL_SECONDS) from None


def _understood(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise UnreadableBill("took-too-long")
    if done.returncode != 0:
        raise UnreadableBill("reader-crashed", detail=child_process.last_line(done))
    found: dict[str, Any] = json.loads(done.stdout)
    return found
