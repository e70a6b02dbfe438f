"""Looking ahead in the lines of a Word document: what a line begins with, and what the lines after it are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from consultatie.adapters.bill_formats.docx_marks import (
    GroupHead,
    Mark,
    head_in_words,
    marks_of,
    number_before_tab,
)
from consultatie.adapters.bill_formats.docx_roles import (
    MAX_HEADING,
    has_heading_style,
    is_unfinished,
    looks_like_heading,
    may_be_heading,
    number_in_heading,
)
from consultatie.adapters.bill_formats.docx_words import Line
from consultatie.domain.provisions import ProvisionKind as K

_CLOSING = frozenset({K.CONCLUSION, K.PREAMBLE})
_NEAR = 12  # lines in which the next number of a list is looked for


class Ahead:
    """Answers about lines, in a bill whose articles have a word before their number or have none."""

    def __init__(self, lines: Sequence[Line], *, in_words: bool, quoted: bool) -> None:
        self.lines = lines
        self.in_words = in_words
        self._quoted = quoted

    def head(self, line: Line) -> GroupHead | None:
        """Return the group, annex or article that a line heads in words."""
        sure = looks_like_heading(line)
        head = head_in_words(line.text, sure=sure)
        if head is None or (head.kind is K.ARTICLE and not (self.in_words or self._quoted)):
            return _section_of_articles(head, line) if head is not None and sure else None
        if head == GroupHead(K.ANNEX) and not (self.in_words or line.centred or line.plain.isupper()):
            return None  # "Schedule" heads an article about one
        return None if head.kind in _CLOSING and (self._quoted or not sure) else head

    def marks(self, line: Line) -> list[Mark]:
        """Return the numbers that a line begins with; that of a heading style needs no dot."""
        marks = marks_of(line.text)
        if marks or self.in_words:
            return marks
        found = number_in_heading(line) or number_before_tab(line.text)
        return [found] if found is not None else []

    def numbers_article(self, marks: list[Mark]) -> bool:
        """Say whether the numbers of a line begin an article that has no word."""
        return bool(marks) and not self.in_words and marks[0].form == "n."

    @staticmethod
    def is_titled(marks: list[Mark], line: Line) -> bool:
        """Say whether the words after an article's number are its heading."""
        if not marks_of(line.text):
            return number_in_heading(line) is not None
        return looks_like_heading(line) and len(marks) == 1 and (has_heading_style(line) or line.bold)

    def next_mark(self, at: int) -> Mark | None:
        """Return the first number of the next numbered line nearby."""
        found = (marks_of(line.text) for line in self.lines[at + 1 : at + 1 + _NEAR])
        return next((marks[0] for marks in found if marks), None)

    def untitled_article_follows(self, at: int) -> bool:
        """Say whether the next line is an article with a number but without a heading of its own."""
        line = self._next(at)
        if line is None or self.head(line) is not None:
            return False
        marks = self.marks(line)
        return self.numbers_article(marks) and not self.is_titled(marks, line)

    def head_follows(self, at: int) -> bool:
        """Say whether the next line heads an article or a group, so that this heading stands above them."""
        line = self._next(at)
        if line is None:
            return False
        if self.head(line) is not None or self.numbers_article(self.marks(line)):
            return True
        return looks_like_heading(line) and self.untitled_article_follows(at + 1)

    def table_follows(self, at: int) -> bool:
        """Say whether the next line is a table."""
        line = self._next(at)
        return line is not None and line.table is not None

    def _next(self, at: int) -> Line | None:
        return self.lines[at + 1] if at + 1 < len(self.lines) else None


def _section_of_articles(head: GroupHead, line: Line) -> GroupHead | None:
    """Return "SECTION 2" as a group where articles have no word, so that it cannot be an article."""
    word = line.plain.split(maxsplit=1)[0]
    return replace(head, kind=K.SECTION) if word in ("SECTION", "ADRAN") else None


def articles_have_a_word(lines: Sequence[Line]) -> bool:
    """Say whether the articles of a bill are "Artikel 1", "Article 1", and not "1.—(1)" or "1." below a heading."""
    ahead = Ahead(lines, in_words=True, quoted=False)
    plain = Ahead(lines, in_words=False, quoted=False)
    words = sections = numbers = 0
    for at, line in enumerate(lines):
        head = ahead.head(line)
        if head is not None:
            if head.kind is K.ARTICLE and len(line.plain) <= MAX_HEADING:
                is_section = _section_of_articles(head, line) is not None
                words, sections = words + (not is_section), sections + is_section
            continue
        marks = plain.marks(line)
        below = at > 0 and looks_like_heading(lines[at - 1]) and ahead.head(lines[at - 1]) is None
        numbers += plain.numbers_article(marks) and (len(marks) > 1 or below or plain.is_titled(marks, line))
    return 0 < words >= numbers or (sections > 0 and not words + numbers)


def find_plain_headings(lines: Sequence[Line], *, in_words: bool) -> None:
    """Mark lines that only their place makes headings: below "PART 1" or "Artikel 1", or above an article with a number."""
    ahead = Ahead(lines, in_words=in_words, quoted=False)
    for at, line in enumerate(lines):
        if looks_like_heading(line) or not may_be_heading(line) or ahead.head(line) is not None:
            continue
        before = lines[at - 1] if at else None
        head = ahead.head(before) if before is not None and len(before.plain) < 150 else None
        ended = before is None or looks_like_heading(before) or not is_unfinished(before.plain)
        line.by_place = (head is not None and not head.heading) or (
            (ended or head is not None) and ahead.untitled_article_follows(at)
        )
