"""Whether an uploaded PDF or Word file can be used by everyone, looked at in a child process with limits."""

from __future__ import annotations

import json
import subprocess  # the child is our own module, started without a shell
import sys
from pathlib import Path

PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNREADABLE = "unreadable"
WALL_SECONDS = 20.0
_CHILD = "consultatie.adapters.documents.inspection_child"


def inspect_document(data: bytes, media_type: str) -> tuple[str, ...]:
    """Return codes of what a PDF or Word file lacks: 512 MB of memory, 10 s of processor, 20 s in all.

    A file that cannot be opened within these limits is `unreadable`; other kinds of files are not looked at.
    Fulfils domain.ports.DocumentInspector.
    """
    if media_type not in (PDF, WORD):
        return ()
    root = str(Path(__file__).resolve().parents[3])
    environment = {"PYTHONPATH": root, "LANG": "C.UTF-8", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(  # noqa: S603
            [sys.executable, "-P", "-s", "-m", _CHILD, "pdf" if media_type == PDF else "docx"],
            input=data,
            capture_output=True,
            env=environment,
            cwd="/",
            timeout=WALL_SECONDS,
            check=False,
        )
        return tuple(json.loads(done.stdout)) if done.returncode == 0 else (UNREADABLE,)
    except (subprocess.TimeoutExpired, ValueError):
        return (UNREADABLE,)
