"""Hashes of the public log's Merkle tree (RFC 6962, section 2.1)."""

from __future__ import annotations

import hashlib


def leaf_hash(entry: bytes) -> bytes:
    """Return the 32-byte hash of a leaf: SHA-256 over 0x00 and the entry."""
    return hashlib.sha256(b"\x00" + entry).digest()
