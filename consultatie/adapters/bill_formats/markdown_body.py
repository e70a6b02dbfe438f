"""What stands below one Markdown heading: paragraphs, leden, onderdelen, lists, tables, quoted text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from consultatie.adapters.bill_formats.building import Draft
from consultatie.adapters.bill_formats.lists import new_list
from consultatie.adapters.bill_formats.markdown_inline import list_block, paragraph_block, table_block
from consultatie.domain.provisions import ProvisionKind as K

_LID = re.compile(r"(\d{1,3}[a-z]{0,2})\.(?=\s|$|[A-Z])\s*(.*)", re.S)
_DEGREE = re.compile(r"(\d{1,3}[°º])\.?\s*(.*)", re.S)
_LETTER = re.compile(r"([a-zĳ]{1,2}|[ivx]{3,5})\.(?![a-z]{1,2}\.)(?=\s|$|[A-Za-z])\s*(.*)", re.S)
_CAPITAL = re.compile(r"([A-Z]{1,2})\.\s*((?![A-Z]\.)\S.*)?$", re.S)
_LIST = re.compile(r"(\+)(?:\s+(.*))?$", re.S)
_BULLET = re.compile(r"[-*•–]\s+(.*)", re.S)
_NUMBERING = frozenset({K.ARTICLE, K.AMENDMENT, K.QUOTE, K.ANNEX})
_LISTED = 1  # the rank of a list
_INDENT = 2  # from here on a line stands below the one before it


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source: its number, its indent in spaces, and its words."""

    number: int
    indent: int
    words: str


@dataclass(slots=True)
class _Open:
    """A lid, list or onderdeel that is being read, the indent of its marker, and its rank (0 lid, 1 list, 2 a., 3 1°.)."""

    draft: Draft
    indent: int
    rank: int


QuoteReader = Callable[[Draft, list[Line]], None]


def lines_of(source: str) -> list[Line]:
    """Split a text into lines; a tab counts as four spaces."""
    found = []
    for number, raw in enumerate(source.split("\n"), start=1):
        line = raw.rstrip().expandtabs(4)
        words = line.lstrip()
        found.append(Line(number, len(line) - len(words), words))
    return found


class Body:
    """Reads the lines below one heading into its provision."""

    def __init__(self, draft: Draft, read_quote: QuoteReader, *, amending: bool = False) -> None:
        self.draft = draft
        self.read_quote = read_quote
        self.amending = amending
        self.open: list[_Open] = []
        self.words: list[str] = []  # of the paragraph or item that is being read
        self.items: list[str] = []  # of the unnumbered list that is being read
        self.target = draft
        self.lists: frozenset[int] = frozenset()  # the numbers of the lines that begin a list of onderdelen

    def read(self, lines: list[Line]) -> None:
        """Take in all lines."""
        self.lists = frozenset(line.number for at, line in enumerate(lines) if _begins_list(lines, at))
        at = 0
        while at < len(lines):
            line = lines[at]
            end = at + 1
            if line.words.startswith(("|", ">")):
                sign = line.words[0]
                while end < len(lines) and lines[end].words.startswith(sign):
                    end += 1
                self._table_or_quote(sign, lines[at:end])
            else:
                self._line(line)
            at = end
        self._close()

    def _table_or_quote(self, sign: str, lines: list[Line]) -> None:
        self._close()
        target = self._owner(lines[0].indent)
        if sign == "|":
            target.items.append(table_block([line.words for line in lines]))
            return
        quote = Draft(K.QUOTE, place=f"regel {lines[0].number}")
        self.read_quote(quote, [_unquoted(line) for line in lines])
        target.items.append(quote)

    def _line(self, line: Line) -> None:
        if not line.words:
            self._close_paragraph()
            return
        bullet = _BULLET.match(line.words)
        if bullet:
            self._close_paragraph()
            if not self.items:
                self.target = self._owner(line.indent)
            self.words = [bullet.group(1)]
            self.items.append("")
        elif self._opens(line):
            return
        elif self.words:
            self.words.append(line.words)
        else:
            self._close()
            self.target = self._owner(line.indent)
            self.words = [line.words]

    def _opens(self, line: Line) -> bool:
        """Open a lid or onderdeel where the line begins with its marker."""
        if self.draft.kind not in _NUMBERING:
            return False
        for rank, pattern in ((0, _LID), (_LISTED, _LIST), (2, _LETTER), (3, _DEGREE), (-1, _CAPITAL)):
            match = pattern.match(line.words)
            if match and self._may_open(rank, match, line):
                self._close()
                self._open(rank, match.group(1), line)
                self.words = [match.group(2)] if match.group(2) else []
                return True
        return False

    def _may_open(self, rank: int, match: re.Match[str], line: Line) -> bool:
        if rank == _LISTED:
            return line.number in self.lists
        return rank >= 0 or self._continues(match.group(1), match.group(2))

    def _continues(self, letter: str, words: str | None) -> bool:
        """Say whether a capital begins an onderdeel: it stands alone, or follows the one before ("A. M. Jansen" is a name)."""
        before = [
            item.number for item in self.draft.items if isinstance(item, Draft) and item.kind is K.AMENDMENT
        ]
        expected = chr(ord(before[-1][-1]) + 1) if before else "A"
        alone = not words or f" {chr(ord(letter[-1]) + 1)}. " not in words  # "A. … B. …" on one line is text
        return self.draft.kind is K.ARTICLE and alone and (not words or letter == expected)

    def _open(self, rank: int, number: str, line: Line) -> None:
        nested = line.indent >= _INDENT
        while self.open and (line.indent <= self.open[-1].indent if nested else self.open[-1].rank >= rank):
            self.open.pop()
        parent = self.open[-1].draft if self.open else self.draft
        draft = (
            new_list(parent) if rank == _LISTED else Draft(self._kind(rank, parent, nested=nested), number)
        )
        if rank != _LISTED:
            parent.items.append(draft)
        draft.place = f"regel {line.number}"
        self.open.append(_Open(draft, line.indent, rank))
        self.target = draft

    def _kind(self, rank: int, parent: Draft, *, nested: bool) -> K:
        if rank < 0:
            return K.AMENDMENT
        if rank == 0 and not (nested and parent is not self.draft):
            return K.AMENDMENT if self.amending else K.PARAGRAPH
        return K.POINT

    def _owner(self, indent: int) -> Draft:
        """Return where an unmarked line belongs: by its indent, else to the lid that is being read, else to the whole."""
        if indent >= _INDENT:
            while self.open and self.open[-1].indent >= indent:
                self.open.pop()
        else:
            while self.open and self.open[-1].rank > 0:
                self.open.pop()
        return self.open[-1].draft if self.open else self.draft

    def _close_paragraph(self) -> None:
        if self.words and self.items:
            self.items[-1] = " ".join(self.words)
        elif self.words:
            self.target.items.append(paragraph_block(" ".join(self.words)))
        self.words = []

    def _close(self) -> None:
        self._close_paragraph()
        if self.items:
            self.target.items.append(list_block(self.items))
        self.items = []


def _begins_list(lines: list[Line], at: int) -> bool:
    """Say whether a line begins with "+" and numbered lines stand below it, further in; else it is mere text."""
    if not _LIST.match(lines[at].words):
        return False
    for line in lines[at + 1 :]:
        if line.words and line.indent <= lines[at].indent:
            return False
        if any(pattern.match(line.words) for pattern in (_LID, _LETTER, _DEGREE)):
            return True
    return False


def _unquoted(line: Line) -> Line:
    words = line.words[1:].removeprefix(" ")
    return Line(line.number, len(words) - len(words.lstrip()), words.lstrip())
