"""What all importers build with: clean text, blocks of text, a draft of a provision, collected warnings.

Not here: anything that knows a file format.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from html import escape

from consultatie.domain.provisions import CHILDREN_STAND_HERE, ImportWarning, Provision, ProvisionKind

MAX_WARNINGS = 500  # the drafter reads them; more says nothing new and costs memory

_INVISIBLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_SPACE = re.compile(r"[\s\u00a0]+")


def cleaned(text: str) -> str:
    """Return text in NFC without control, bidirectional and soft-hyphen characters, each run of white space one space."""
    return _SPACE.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))


def escaped(text: str) -> str:
    """Return cleaned text, escaped for HTML."""
    return escape(cleaned(text), quote=False)


def bare_number(printed: str) -> str:
    """Return a printed number without brackets and its closing dot: "1°." becomes "1°", "a)" becomes "a"."""
    return cleaned(printed).strip().lstrip("(").rstrip(".):;, ").strip()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list or table: its plain text and the same as clean HTML."""

    text: str
    html: str


def paragraph(text: str, html: str) -> Block:
    """Make a block of one paragraph from plain text and inline HTML."""
    return Block(text.strip(), f"<p>{html.strip()}</p>")


def joined(blocks: list[Block]) -> Block:
    """Make one block of several; texts are joined by a line break."""
    return Block("\n".join(b.text for b in blocks if b.text), "".join(b.html for b in blocks))


@dataclass(slots=True)
class Warnings:
    """Collects what was not understood, up to a maximum that is itself reported."""

    found: list[ImportWarning] = field(default_factory=list)

    def add(self, code: str, place: str, detail: str = "") -> None:
        """Note a warning; `detail` is shortened to 200 characters."""
        if len(self.found) < MAX_WARNINGS:
            self.found.append(ImportWarning(code, place, cleaned(detail).strip()[:200]))
        elif len(self.found) == MAX_WARNINGS:
            self.found.append(ImportWarning("more-warnings", place))


@dataclass(slots=True)
class Draft:
    """A provision in the making: blocks and children in the order of the text."""

    kind: ProvisionKind
    number: str = ""
    heading: str = ""
    items: list[Block | Draft] = field(default_factory=list)
    place: str = ""

    @property
    def has_text(self) -> bool:
        """Say whether anything but the heading has been read."""
        return bool(self.items)

    def finished(self, warnings: Warnings) -> Provision:
        """Return the provision. Text between children moves before them, with a warning."""
        before, after, between = self._own_blocks()
        if between:
            warnings.add("text-between-children", self.place, " ".join(b.text for b in between))
        own = joined([*before, *between, *after])
        html = joined([*before, *between]).html
        if after:
            html += CHILDREN_STAND_HERE + joined(after).html
        children = tuple(item.finished(warnings) for item in self.items if isinstance(item, Draft))
        return Provision(self.kind, self.number, self.heading, own.text, html, children)

    def _own_blocks(self) -> tuple[list[Block], list[Block], list[Block]]:
        positions = [at for at, item in enumerate(self.items) if isinstance(item, Draft)]
        first, last = (positions[0], positions[-1]) if positions else (len(self.items), len(self.items))
        before: list[Block] = []
        after: list[Block] = []
        between: list[Block] = []
        for at, item in enumerate(self.items):
            if isinstance(item, Block):
                (before if at < first else after if at > last else between).append(item)
        return before, after, between
