"""Asking the child process for the text of a file, and what its end means when it does not answer."""

from __future__ import annotations

import json
import signal
import subprocess

from consultatie.adapters import child_process
from consultatie.domain.file_texts import FAILED_CODES, FileReading

WALL_SECONDS = 300.0
_CHILD = "consultatie.adapters.file_texts.child"


def read_file_limited(data: bytes, media_type: str) -> FileReading:
    """Return the text of a file: 1 GB of memory, 60 s of processor, 300 s in all, no network, no other programs.

    Whatever a file does to the process that reads it, the answer is a reading with a code. Fulfils domain.ports.FileReader.
    """
    try:
        done = child_process.run(_CHILD, [media_type], data, seconds=WALL_SECONDS)
    except subprocess.TimeoutExpired:
        return FileReading(code="took-too-long")
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        return FileReading(code="took-too-long")
    if done.returncode != 0:
        return FileReading(code="too-large" if b"MemoryError" in done.stderr[-2000:] else "broken-file")
    return _understood(done.stdout)


def _understood(answer: bytes) -> FileReading:
    found = json.loads(answer)
    if found["code"]:
        known = found["code"] in FAILED_CODES or FileReading(code=found["code"]).state != "failed"
        return FileReading(code=found["code"] if known else "broken-file")
    return FileReading(found["html"], tuple(found["notes"]), found["language"], found["is_cut"])
