"""Documents without a printing press, for tests: the HTML itself, with its kind before it."""

from __future__ import annotations

from collections.abc import Mapping

from consultatie.domain.errors import Unavailable


class PlainDocuments:
    """Fulfils domain.ports.DocumentMaker; `lacks` is what this machine is said to lack for PDF."""

    def __init__(self, *lacks: str) -> None:
        self.lacks = lacks
        self.made: list[str] = []

    def missing(self) -> tuple[str, ...]:
        """Return what is lacking."""
        return self.lacks

    def make(self, kind: str, html: str, pictures: Mapping[str, tuple[bytes, str]]) -> bytes:
        """Return the HTML with the names of its pictures."""
        if kind == "pdf" and self.lacks:
            raise Unavailable("pdf-unavailable", libraries=", ".join(self.lacks))
        self.made.append(kind)
        return f"{kind} {' '.join(sorted(pictures))}\n{html}".encode()
