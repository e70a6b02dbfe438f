"""Files on disk, by content: `<folder>/<first two characters>/<SHA-256>`."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from pathlib import Path

from consultatie.domain.errors import NotFound


class DiskFiles:
    """Keeps bytes under a folder; writing is atomic, and the same bytes are kept once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Store bytes and return their key."""
        key = hashlib.sha256(data).hexdigest()
        path = self._path(key)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as part:
                part.write(data)
                part.flush()
                os.fsync(part.fileno())
            Path(part.name).replace(path)
        return key

    def get(self, key: str) -> bytes:
        """Return the bytes; raise NotFound."""
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError:
            raise NotFound("no-such-file") from None

    def delete(self, key: str) -> None:
        """Remove the bytes."""
        self._path(key).unlink(missing_ok=True)

    def _path(self, key: str) -> Path:
        if not re.fullmatch(r"[0-9a-f]{64}", key):
            raise NotFound("no-such-file")
        return self._folder / key[:2] / key
