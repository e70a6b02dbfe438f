"""PDF/UA-1 from our own HTML, made by WeasyPrint in a child process that ends: the worker stays small."""

from __future__ import annotations

import base64
import ctypes
import ctypes.util
import json
import subprocess
import tempfile
from collections.abc import Mapping
from functools import cache

from consultatie.adapters import child_process
from consultatie.domain.errors import Unavailable

WALL_SECONDS = 840.0  # a machine that is busy with pages makes it wait
LIBRARIES = (
    "pango-1.0",
    "pangoft2-1.0",
    "harfbuzz",
    "harfbuzz-subset",
)  # of Debian's packages of these names
_CHILD = "consultatie.adapters.documents.pdf_child"


@cache
def missing_libraries() -> tuple[str, ...]:
    """Return the libraries that WeasyPrint needs and this machine lacks; asked once per process."""
    return tuple(name for name in LIBRARIES if not _loads(name))


def _loads(name: str) -> bool:
    for path in (f"lib{name}.so.0", ctypes.util.find_library(name)):
        try:
            if path:
                ctypes.CDLL(path)
                return True
        except OSError:
            continue
    return False


def write(html: str, pictures: Mapping[str, tuple[bytes, str]]) -> bytes:
    """Return a PDF/UA-1 document: at most 2 GB of address space, 400 s of processor, 14 minutes in all, no network.

    Raise Unavailable `pdf-unavailable` where a library is missing, `pdf-failed` where it could not be made.
    """
    if missing_libraries():
        raise Unavailable("pdf-unavailable", libraries=", ".join(missing_libraries()))
    given = {name: (base64.b64encode(data).decode(), kind) for name, (data, kind) in pictures.items()}
    return _run(json.dumps({"html": html, "pictures": given}).encode())


def _run(asked: bytes) -> bytes:
    with tempfile.TemporaryDirectory(prefix="consultatie-pdf-") as folder:
        own = {"HOME": folder, "TMPDIR": folder, "XDG_CACHE_HOME": folder}
        try:
            done = child_process.run(_CHILD, [], asked, seconds=WALL_SECONDS, folder=folder, environment=own)
        except subprocess.TimeoutExpired:
            raise Unavailable("pdf-failed", detail="took too long") from None
    if done.returncode != 0 or not done.stdout.startswith(b"%PDF-"):
        raise Unavailable("pdf-failed", detail=child_process.last_line(done))
    return done.stdout
