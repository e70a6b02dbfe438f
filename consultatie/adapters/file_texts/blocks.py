"""What all readers of files build with: headings, paragraphs, items of lists and tables, and the same as HTML.

The text of a block is plain; its HTML is made by us, of escaped text. Not here: anything that knows a file format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Literal

from consultatie.adapters.outline import Outline
from consultatie.domain.file_texts import LONGEST_TEXT

_LABEL = re.compile(r"\(?(?:(\d{1,4})|([a-z]))[.):]?\)?\.?")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_].*)?", re.I)

Kind = Literal["heading", "paragraph", "item", "table"]
Ordering = Literal["", "1", "a"]


@dataclass(frozen=True, slots=True)
class Block:
    """`level` counts headings from 1 and items of lists from 0. Of an item: how it is numbered ("" is a bullet) and its number.

    `language` is only there where it is not the file's. The HTML of a table is the whole of it, of others what is in it.
    """

    kind: Kind
    text: str
    html: str
    level: int = 0
    ordering: Ordering = ""
    number: int = 1
    language: str = ""


def numbering(label: str) -> tuple[Ordering, int]:
    """Return how a printed label such as "3." or "b)" numbers a list; ("", 1) when HTML cannot number that way."""
    found = _LABEL.fullmatch(label.strip())
    if found is None:
        return "", 1
    return ("1", int(found[1])) if found[1] else ("a", ord(found[2]) - ord("a") + 1)


def language_of(tag: str) -> str:
    """Return the primary language of a tag ("nl-NL" is "nl"; BCP 47), empty for what is none."""
    found = _LANGUAGE.fullmatch(tag.strip())
    return found[1].lower() if found else ""


def as_html(blocks: Iterable[Block], longest: int = LONGEST_TEXT) -> tuple[str, bool]:
    """Return HTML of so many characters of text, the last block cut to its words, and whether anything was left out."""
    made = _Writer()
    left = longest
    for block in blocks:
        if len(block.text) > left:
            made.add(Block("paragraph", "", escape(block.text[:left], quote=False)))
            return made.finished(), True
        left -= len(block.text)
        made.add(block)
    return made.finished(), False


@dataclass(slots=True)
class _List:
    ordering: Ordering
    following: int  # the number of the item that would come next

    @property
    def tag(self) -> str:
        return "ol" if self.ordering else "ul"


class _Writer:
    def __init__(self) -> None:
        self._made: list[str] = []
        self._outline = Outline()
        self._lists: list[_List] = []

    def add(self, block: Block) -> None:
        """Write one block; lists end where something else begins."""
        if block.kind == "item":
            self._item(block)
            return
        self._close(0)
        language = f' lang="{block.language}"' if block.language else ""
        if block.kind == "table":
            self._made.append(block.html)
        elif block.kind == "paragraph":
            self._made.append(f"<p{language}>{block.html}</p>")
        else:
            tag = f"h{self._outline.place(block.level)}"
            self._made.append(f"<{tag}{language}>{block.html}</{tag}>")

    def _item(self, block: Block) -> None:
        depth = min(block.level, len(self._lists))
        self._close(depth + 1)
        if len(self._lists) == depth + 1:
            now = self._lists[-1]
            if now.ordering == block.ordering and (not now.ordering or now.following == block.number):
                self._made.append("</li>")
            else:
                self._close(depth)
        if len(self._lists) == depth:
            self._open(block)
        self._lists[-1].following = block.number + 1
        self._made.append(f"<li>{block.html}")

    def _open(self, block: Block) -> None:
        self._lists.append(_List(block.ordering, block.number))
        kind = ' type="a"' if block.ordering == "a" else ""
        start = f' start="{block.number}"' if block.ordering and block.number != 1 else ""
        self._made.append(f"<{self._lists[-1].tag}{kind}{start}>")

    def _close(self, depth: int) -> None:
        while len(self._lists) > depth:
            self._made.append(f"</li></{self._lists.pop().tag}>")

    def finished(self) -> str:
        """Return all that was written."""
        self._close(0)
        return "".join(self._made)
