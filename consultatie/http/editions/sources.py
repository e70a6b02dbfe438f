"""What an edition is made of: a consultation in one language, and what every work says the same way.

Needs an application context, no request: jobs and the terminal compose too. The law's own language is Dutch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask import current_app
from sqlalchemy.orm import Session

from consultatie.models.bills import BillVersion
from consultatie.models.consultations import Consultation
from consultatie.services import reading_law

Pictures = dict[str, tuple[bytes, str]]
"""Bytes and media type by name: `picture:NAME` in the HTML."""

Facts = tuple[dict[str, Any], Pictures]
"""What a template gets, and the pictures that it names."""


@dataclass(frozen=True, slots=True)
class Composed:
    """An edition before it is a file."""

    html: str
    pictures: Pictures

    def digest(self) -> str:
        """Return the SHA-256 (hex) of all that is in it."""
        found = hashlib.sha256(self.html.encode())
        for name, (data, _kind) in sorted(self.pictures.items()):
            found.update(name.encode() + hashlib.sha256(data).digest())
        return found.hexdigest()


@dataclass(frozen=True, slots=True)
class Source:
    """Of what an edition is made: a consultation and a version of its bill (None while there is none)."""

    session: Session
    row: Consultation
    version: BillVersion | None
    language: str


def labels() -> Any:
    """Return the words for our enumerations; pages own them, templates and editions share them."""
    return current_app.jinja_env.globals["labels"]


def citations(source: Source, eids: Iterable[str]) -> Callable[..., str]:
    """Return a function from eId to how a provision is cited; with its own heading when asked for."""
    pieces = {eid: eid.split("__") for eid in eids if eid}
    chains = {
        eid: ["__".join(one[:count]) for count in range(1, len(one) + 1)] for eid, one in pieces.items()
    }
    wanted = {name for chain in chains.values() for name in chain}
    known = reading_law.headings(source.session, source.version, wanted) if source.version and wanted else {}
    words = labels()

    def cited(eid: str | None, with_heading: bool = False) -> str:
        found = known.get(eid or "")
        if eid and found is None:
            return eid
        chain = [
            (one.kind, one.number, one.heading)
            for name in chains.get(eid or "", ())
            if (one := known.get(name))
        ]
        name = str(words.citation(chain))
        return f"{name}. {found.heading}" if with_heading and found and found.heading else name

    return cited
