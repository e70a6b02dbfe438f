"""Files on disk, by content: `<folder>/<first two characters>/<SHA-256>`."""

from __future__ import annotations

import hashlib
import io
import os
import re
import tempfile
from pathlib import Path
from typing import BinaryIO

from consultatie.domain.errors import NotFound

PIECE = 1_000_000  # bytes


class DiskFiles:
    """Keeps bytes under a folder; writing is atomic, and the same bytes are kept once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        """Store bytes and return their key."""
        return self.put_stream(io.BytesIO(data))

    def put_stream(self, stream: BinaryIO) -> str:
        """Store what a stream holds, a piece at a time, and return its key."""
        self._folder.mkdir(parents=True, exist_ok=True)
        hashed = hashlib.sha256()
        with tempfile.NamedTemporaryFile(dir=self._folder, prefix="part-", delete=False) as part:
            try:
                while piece := stream.read(PIECE):
                    hashed.update(piece)
                    part.write(piece)
                part.flush()
                os.fsync(part.fileno())
                path = self._path(hashed.hexdigest())
                path.parent.mkdir(exist_ok=True)
                Path(part.name).replace(path)  # the same bytes again change nothing
            finally:
                Path(part.name).unlink(missing_ok=True)
        return hashed.hexdigest()

    def open(self, key: str) -> BinaryIO:
        """Return the bytes as a stream; raise NotFound."""
        try:
            return self._path(key).open("rb")
        except FileNotFoundError:
            raise NotFound("no-such-file") from None

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
