"""What is open while a bill in Word is read: groups and annexes, the article, and the levels below it."""

from __future__ import annotations

from consultatie.adapters.bill_formats.building import Draft
from consultatie.adapters.bill_formats.docx_levels import Levels
from consultatie.domain.provisions import GROUPING
from consultatie.domain.provisions import ProvisionKind as K

_ORDER = (K.BOOK, K.PART, K.TITLE, K.CHAPTER, K.DIVISION, K.SECTION, K.SUBSECTION)
_CLOSING = frozenset({K.CONCLUSION, K.PREAMBLE})


class Groups:
    """The way from the root to where the next line belongs. Nesting goes by kind."""

    def __init__(self, root: Draft) -> None:
        self.root = root
        self.article: Draft | None = None
        self.levels = Levels(root)
        self._open: list[Draft] = []
        self._every = [self.levels]
        self._ranks = {kind: 2 * rank for rank, kind in enumerate(_ORDER)}

    @property
    def innermost(self) -> Draft | None:
        """Return the group that was opened last and is still open."""
        return self._open[-1] if self._open else None

    @property
    def in_annex(self) -> bool:
        """Say whether an annex is open."""
        return any(group.kind is K.ANNEX for group in self._open)

    @property
    def in_closing(self) -> bool:
        """Say whether the closing words or the opening words are being read."""
        return bool(self._open) and self._open[-1].kind in _CLOSING

    def open_group(self, draft: Draft) -> None:
        """Open a group, an annex or closing words, below what can hold it."""
        if draft.kind is K.ANNEX or draft.kind in _CLOSING:
            self._open.clear()
        else:
            self._settle_titles(draft.kind)
            while self._open and not self._holds(self._open[-1], self._ranks[draft.kind]):
                self._open.pop()
        self._place(draft)
        self._open.append(draft)
        self.article = None

    def open_article(self, draft: Draft) -> None:
        """Open an article in the innermost group."""
        if self.in_closing:
            self._open.clear()
        self._place(draft)
        self.article = draft

    def start_levels(self, home: Draft) -> None:
        """Let what follows belong to a provision."""
        self.levels = Levels(home)
        self._every.append(self.levels)

    def settle(self) -> None:
        """Finish what had to wait for the end."""
        for levels in self._every:
            levels.settle()

    def _place(self, draft: Draft) -> None:
        (self._open[-1] if self._open else self.root).items.append(draft)
        self.start_levels(draft)

    def _holds(self, group: Draft, rank: int) -> bool:
        return group.kind is K.ANNEX or (group.kind in GROUPING and self._ranks[group.kind] < rank)

    def _settle_titles(self, kind: K) -> None:
        """Let titles stand below chapters in a bill that begins with chapters (the Awb), above them in others."""
        if kind is K.CHAPTER and not any(group.kind is K.TITLE for group in self._open):
            self._ranks[K.TITLE] = self._ranks[K.CHAPTER] + 1
