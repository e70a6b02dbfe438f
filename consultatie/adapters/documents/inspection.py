"""Whether an uploaded PDF or Word file can be used by everyone, looked at in a child process with limits."""

from __future__ import annotations

import json
import subprocess

from consultatie.adapters import child_process

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
    try:
        kind = "pdf" if media_type == PDF else "docx"
        done = child_process.run(_CHILD, [kind], data, seconds=WALL_SECONDS)
        return tuple(json.loads(done.stdout)) if done.returncode == 0 else (UNREADABLE,)
    except (subprocess.TimeoutExpired, ValueError):
        return (UNREADABLE,)
