"""Words with their emphasis, and the paragraphs and tables of a Word document made of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from html import escape

from consultatie.adapters.bill_formats.building import Block, cleaned
from consultatie.adapters.bill_formats.docx_styles import Style

NOTE = "\ue000"  # stands where a footnote is referred to, until the paragraph is complete
_NOTES = re.compile(rf"\s?[(\[]\s*(?:{NOTE}\s*)+[)\]]|{NOTE}")
_BREAK = re.compile(r"\s*\n\s*")

Part = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Words:
    """Text in parts, each with the HTML tags around it; tabs and line breaks are kept as they are."""

    parts: tuple[Part, ...] = ()

    @cached_property
    def text(self) -> str:
        """Return the text as it stands, tabs and breaks included."""
        return "".join(text for text, _tags in self.parts)

    @cached_property
    def plain(self) -> str:
        """Return the text on one line, white space made single."""
        return cleaned(self.text).strip()

    @property
    def html(self) -> str:
        """Return inline HTML, all text escaped; breaks inside become `br`."""
        made: list[str] = []
        for text, tags in _stripped(self.parts):
            inner = _BREAK.sub("<br>", escape(text, quote=False))
            opening = "".join(f"<{tag}>" for tag in tags)
            made.append(opening + inner + "".join(f"</{tag.split()[0]}>" for tag in reversed(tags)))
        return cleaned("".join(made)).strip()

    def cut(self, start: int, end: int | None = None) -> Words:
        """Return the words from one place in the text to another."""
        end = len(self.text) if end is None else end
        found: list[Part] = []
        at = 0
        for text, tags in self.parts:
            piece = text[max(0, start - at) : max(0, end - at)]
            if piece:
                found.append((piece, tags))
            at += len(text)
        return Words(tuple(found))

    def without(self, pattern: re.Pattern[str]) -> Words:
        """Return the words without what a pattern finds."""
        kept: list[Part] = []
        at = 0
        for match in pattern.finditer(self.text):
            kept.extend(self.cut(at, match.start()).parts)
            at = match.end()
        return Words((*kept, *self.cut(at).parts)) if at else self

    def without_notes(self) -> Words:
        """Return the words without the marks of footnotes, and without the brackets around nothing but such marks."""
        return self.without(_NOTES) if NOTE in self.text else self

    def block(self) -> Block:
        """Return one paragraph."""
        return Block(self.plain, f"<p>{self.html}</p>")


def _stripped(parts: tuple[Part, ...]) -> list[Part]:
    """Join neighbours with the same tags; take white space at both ends away; leave tags around nothing out."""
    joined: list[Part] = []
    for text, tags in parts:
        if not text.strip():
            tags = ()
        if joined and joined[-1][1] == tags:
            joined[-1] = (joined[-1][0] + text, tags)
        else:
            joined.append((text, tags))
    while joined and not joined[0][0].strip():
        joined.pop(0)
    while joined and not joined[-1][0].strip():
        joined.pop()
    if joined:
        joined[0] = (joined[0][0].lstrip(), joined[0][1])
        joined[-1] = (joined[-1][0].rstrip(), joined[-1][1])
    return joined


def plain_words(text: str) -> Words:
    """Return text without emphasis as words."""
    return Words(((text, ()),)) if text else Words()


@dataclass
class Line:
    """A paragraph, or a table, with what its place on the page says about it.

    `label` is the automatic number, without which `words` come. `key` is the same for paragraphs of one level of a list or
    of one meaningful style, else empty. `by_place` says that what stands around it makes it a heading. `left` and `first` are in twentieths of a point; `level` counts headings from 0.
    Words and label do not change once they are there: `text` and `plain` are kept.
    """

    words: Words
    place: str
    style: Style = field(default_factory=Style)
    label: str = ""
    is_bullet: bool = False
    key: tuple[str, int] | None = None
    left: int = 0
    first: int = 0
    bold: bool = False
    italic: bool = False
    centred: bool = False
    by_place: bool = False
    table: Block | None = None
    table_cells: tuple[str, str] = ("", "")  # of a table: the text of its first and of its last cell

    @cached_property
    def text(self) -> str:
        """Return the number and the words, as printed; tabs kept."""
        between = "" if self.words.text.startswith(("\t", "—", "–")) else "\t"  # as Word does by itself
        return f"{self.label}{between}{self.words.text}" if self.label else self.words.text

    @cached_property
    def plain(self) -> str:
        """Return number and words on one line."""
        return cleaned(self.text).strip()

    @property
    def whole(self) -> Words:
        """Return the words with the automatic number before them."""
        extra = self.text[: len(self.text) - len(self.words.text)]
        return Words(((extra, ()), *self.words.parts)) if extra else self.words

    @property
    def level(self) -> int | None:
        """Return the level of a heading style, from 0; None for other styles."""
        return self.style.outline
