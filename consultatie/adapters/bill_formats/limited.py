"""Reading a stranger's file in a child process with limits on memory, processor and time, and without our secrets."""

from __future__ import annotations

import json
import signal
import subprocess  # the child is our own module, started without a shell
import sys
from pathlib import Path
from typing import Any

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
    root = str(Path(__file__).resolve().parents[3])
    environment = {"PYTHONPATH": root, "LANG": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-P", "-s", "-m", _CHILD, *arguments],
            input=data,
            capture_output=True,
            env=environment,
            cwd="/",
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise UnreadableBill("took-too-long", seconds=WALL_SECONDS) from None
    return _understood(done)


def _understood(done: subprocess.CompletedProcess[bytes]) -> dict[str, Any]:
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise UnreadableBill("took-too-long")
    if done.returncode != 0:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise UnreadableBill("reader-crashed", detail=last[:200])
    found: dict[str, Any] = json.loads(done.stdout)
    return found
