"""Where the index stands on disk: versions of it side by side, a pointer to the one in use, one writer at a time.

Whoosh's files are pickles: who can write here can run code in our processes. So the directory is 0700, an index
in a directory that others may write to is refused, and no index may ever come from elsewhere (backups leave it
out; `search rebuild` makes it again).
"""

from __future__ import annotations

import fcntl
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from consultatie.domain.errors import Unavailable

FORMAT: Final = 1  # raise it when schema or tokens change: older indexes are then refused until rebuilt
_NAME: Final = re.compile(rf"index-{FORMAT}-[0-9]+-[0-9a-f]+")
_POLL: Final = 0.02  # seconds


class IndexDirectory:
    """The directory of one installation's index. `timeout` is how long a writer waits for another, in seconds."""

    def __init__(self, root: Path, *, timeout: float) -> None:
        self._root = root
        self._timeout = timeout
        self._pointer = root / "current"

    def current(self) -> Path:
        """Return the version in use; raise Unavailable when there is none or others may write to it."""
        try:
            name = self._pointer.read_text("ascii").strip()
            mode = self._root.stat().st_mode
        except (OSError, ValueError) as error:
            raise Unavailable("search-index-missing") from error
        if mode & 0o022:
            raise Unavailable("search-index-unsafe", path=str(self._root))
        if not _NAME.fullmatch(name):
            raise Unavailable("search-index-outdated")
        return self._root / name

    def create(self) -> Path:
        """Make an empty directory for a next version and return it."""
        path = self._root / f"index-{FORMAT}-{time.time_ns()}-{secrets.token_hex(4)}"
        path.mkdir(mode=0o700)
        return path

    def switch(self, path: Path) -> None:
        """Make a version the one in use, at once for everybody; keep the former for those who still read it."""
        former = self._pointer.read_text("ascii", "replace").strip() if self._pointer.exists() else ""
        fresh = self._root / "current.new"
        fresh.write_text(path.name, "ascii")
        fresh.replace(self._pointer)
        for other in self._root.glob("index-*"):
            if other.name not in (path.name, former):
                shutil.rmtree(other, ignore_errors=True)

    def discard(self, path: Path) -> None:
        """Remove a version that was never finished."""
        shutil.rmtree(path, ignore_errors=True)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the only right to write, over all processes; raise Unavailable when another keeps it too long."""
        self._root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._root.chmod(0o700)
        handle = os.open(self._root / "writer.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            self._wait(handle)
            yield
        finally:
            os.close(handle)  # gives the lock back, as does the end of the process

    def _wait(self, handle: int) -> None:
        deadline = time.monotonic() + self._timeout
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if time.monotonic() > deadline:
                    raise Unavailable("search-index-busy") from error
                time.sleep(_POLL)
            else:
                return
