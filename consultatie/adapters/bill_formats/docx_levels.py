"""Where a numbered line, a definition or an unnumbered paragraph belongs below its article.

Asked in this order: what style or list it has, which number it follows, how far it is indented, what form its number has.
"""

from __future__ import annotations

from dataclasses import dataclass

from consultatie.adapters.bill_formats.building import Block, Draft
from consultatie.adapters.bill_formats.docx_marks import Mark, follows, is_roman
from consultatie.adapters.bill_formats.docx_roles import announces_terms, is_unfinished
from consultatie.adapters.bill_formats.docx_words import Line
from consultatie.domain.provisions import GROUPING
from consultatie.domain.provisions import ProvisionKind as K

_RANKS = {"n.": 1.0, "(1)": 1.0, "n)": 1.2, "1o": 3.0}
_DEFINITION = 1.5
_LETTER, _ROMAN, _DEEP = 2.0, 3.0, 4.0
_LIKE_LEDEN = frozenset({"n.", "(1)"})
_HOLDS_PARAGRAPHS = frozenset({K.ARTICLE, K.ANNEX, K.QUOTE, *GROUPING})
_APART = 60  # twentieths of a point: indents nearer to each other than this are the same


@dataclass(slots=True)
class _Open:
    draft: Draft
    rank: float
    left: int
    first: int
    sign: str = ""
    form: str = ""
    key: tuple[str, int] | None = None
    marked: bool = True


class Levels:
    """What is open below one article, annex or quote."""

    def __init__(self, home: Draft) -> None:
        self.home = home
        self._open: list[_Open] = []
        self._definitions: list[tuple[Draft, Draft]] = []
        self._last = ""  # the text last placed
        self.lists_terms = False  # a list of terms has been announced

    @property
    def innermost(self) -> Draft:
        """Return what the next continuation belongs to."""
        return self._open[-1].draft if self._open else self.home

    def number(self, mark: Mark, line: Line, following: Mark | None, *, alone: bool) -> Draft:
        """Open the provision that a number begins. `alone` says that it is the only number of its line.

        `following` is the number of the next line that has one.
        """
        key = line.key if alone else None
        rank = self._make_room(mark, self._rank(mark, following), key, line)
        parent = self.innermost
        draft = Draft(_kind(mark, parent), mark.sign, place=line.place)
        parent.items.append(draft)
        self.lists_terms = self.lists_terms and rank > _DEFINITION
        self._open.append(_Open(draft, rank, line.left, line.first, mark.sign, mark.form, key))
        self._last = ""
        return draft

    def _rank(self, mark: Mark, following: Mark | None) -> float:
        """Return how deep a number usually stands; letters that may be Roman are decided by what is open or follows."""
        if mark.form in _RANKS:
            return _RANKS[mark.form]
        if mark.form == "(A)":
            return _DEEP
        sign = mark.sign
        if len(sign) == 2 and sign[0] == sign[1] and not is_roman(sign):
            return _DEEP if sign == "aa" and self._has(_ROMAN) else self._rank_of_doubled(sign)
        if not is_roman(sign):
            return _LETTER
        letter = next((o for o in reversed(self._open) if o.rank == _LETTER and follows(sign, o.sign)), None)
        if len(sign) > 1:
            return _LETTER if letter is not None and not self._has(_ROMAN) and sign != "ii" else _ROMAN
        if sign == "i":
            return _LETTER if letter is not None and (following is None or following.sign != "ii") else _ROMAN
        roman = any(o.rank == _ROMAN and follows(sign, o.sign) for o in self._open)
        return _ROMAN if roman else _LETTER

    def _rank_of_doubled(self, sign: str) -> float:
        deep = any(o.rank == _DEEP and follows(sign, o.sign) for o in self._open)
        return _DEEP if deep else _LETTER

    def _has(self, rank: float) -> bool:
        return any(item.rank == rank for item in self._open)

    def _make_room(self, mark: Mark, rank: float, key: tuple[str, int] | None, line: Line) -> float:
        """Close what ends where this number begins; return its rank, which is that of what it stands beside."""
        for at in range(len(self._open) - 1, -1, -1):
            item = self._open[at]
            if key is not None and item.key == key and item.form.startswith("(") == mark.form.startswith("("):
                del self._open[at:]
                return item.rank
        for at in range(len(self._open) - 1, -1, -1):
            item = self._open[at]
            keyed = key is not None and item.key is not None
            next_to = item.form == mark.form and follows(mark.sign, item.sign)
            if next_to and (not keyed or item.key == key) and (item.rank == rank or not mark.is_first):
                del self._open[at:]
                return rank
        self._close_by_indent(rank, line, mark.sign, first=mark.is_first)
        return rank

    def _close_by_indent(self, rank: float, line: Line, sign: str, *, first: bool) -> None:
        while self._open:
            top = self._open[-1]
            deeper = _start(line.left, line.first) - _start(top.left, top.first)
            if top.rank < rank and deeper > -_APART:
                return
            other_list = line.key is not None and top.key is not None and line.key != top.key
            other_list = other_list or not (first or (top.marked and follows(sign, top.sign)))
            if deeper > _APART and (other_list or (top.rank != rank and (first or top.rank < _ROMAN))):
                return
            if top.rank < rank and not self._stands_higher(line):
                return
            self._open.pop()

    def _stands_higher(self, line: Line) -> bool:
        """Say whether a line begins further to the left than all that is open but the first."""
        return any(line.left < item.left - _APART for item in self._open[1:])

    def define(self, line: Line) -> Draft:
        """Open a definition: a point without a number, beside the definition before it."""
        at = next((i for i, o in enumerate(self._open) if o.rank == _DEFINITION and not o.marked), None)
        if at is not None:
            inner = self._open[at + 1 :]
            if not (inner and line.left > inner[0].left + _APART):
                del self._open[at:]
        elif not is_unfinished(self._last):
            self._leave(line)
        parent = self.innermost
        draft = Draft(K.POINT, place=line.place)
        parent.items.append(draft)
        self._definitions.append((parent, draft))
        self._open.append(_Open(draft, _DEFINITION, line.left, line.first, marked=False))
        return draft

    @property
    def defines(self) -> bool:
        """Say whether a definition is open."""
        return any(not item.marked for item in self._open)

    def add(self, block: Block, line: Line) -> None:
        """Place an unnumbered paragraph: with what breaks off before it, else by its indent."""
        if line.table is None and not line.is_bullet and not is_unfinished(self._last):
            self._leave(line)
        self.innermost.items.append(block)
        self._last = "" if line.table is not None else block.text
        self.lists_terms = self.lists_terms or announces_terms(block.text)

    def said(self, block: Block) -> None:
        """Add the words that stand after a number."""
        if block.text:
            self.innermost.items.append(block)
            self._last = block.text
            self.lists_terms = self.lists_terms or announces_terms(block.text)

    def _leave(self, line: Line) -> None:
        """Close what a paragraph stands to the left of; without indents, the points of a list that has ended."""
        while self._open:
            top = self._open[-1]
            flat = top.left == line.left and _start(top.left, top.first) == top.left
            if line.left < top.left - _APART or (
                flat and top.rank >= _LETTER and not is_unfinished(self._last)
            ):
                self._open.pop()
            else:
                return

    def settle(self) -> None:
        """Put definitions without points of their own back into the text, unless one beside them has points."""
        rich = {id(parent) for parent, draft in self._definitions if _has_drafts(draft)}
        for parent, draft in self._definitions:
            if id(parent) not in rich:
                at = next(i for i, item in enumerate(parent.items) if item is draft)
                parent.items[at : at + 1] = draft.items


def _has_drafts(draft: Draft) -> bool:
    return any(isinstance(item, Draft) for item in draft.items)


def _start(left: int, first: int) -> int:
    return left + min(first, 0)


def _kind(mark: Mark, parent: Draft) -> K:
    if parent.kind is K.AMENDMENT and mark.form == "n.":
        return K.AMENDMENT
    return K.PARAGRAPH if mark.form in _LIKE_LEDEN and parent.kind in _HOLDS_PARAGRAPHS else K.POINT
