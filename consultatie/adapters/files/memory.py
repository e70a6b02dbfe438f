"""Files in a dictionary, for tests."""

from __future__ import annotations

import hashlib
import io
from typing import BinaryIO

from consultatie.domain.errors import NotFound


class MemoryFiles:
    """Keeps bytes by their SHA-256."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        """Store bytes and return their key."""
        key = hashlib.sha256(data).hexdigest()
        self._kept[key] = data
        return key

    def put_stream(self, stream: BinaryIO) -> str:
        """Store what a stream holds and return its key."""
        return self.put(stream.read())

    def open(self, key: str) -> BinaryIO:
        """Return the bytes as a stream; raise NotFound."""
        return io.BytesIO(self.get(key))

    def get(self, key: str) -> bytes:
        """Return the bytes; raise NotFound."""
        if key not in self._kept:
            raise NotFound("no-such-file")
        return self._kept[key]

    def delete(self, key: str) -> None:
        """Remove the bytes."""
        self._kept.pop(key, None)
