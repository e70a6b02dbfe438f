"""Lines of a Word document as a tree: parts, articles, leden, points, quoted law, annexes, closing words.

Two sorts of bills: where articles have a word ("Artikel 3"), "1." is a lid; where they have none, "1." is the article itself
and the heading above it is its heading (sections and regulations of the United Kingdom).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from consultatie.adapters.bill_formats.building import Block, Draft, Warnings, escaped
from consultatie.adapters.bill_formats.docx_ahead import Ahead
from consultatie.adapters.bill_formats.docx_body import blocks_of
from consultatie.adapters.bill_formats.docx_groups import Groups
from consultatie.adapters.bill_formats.docx_marks import (
    GroupHead,
    Mark,
    follows,
    head_in_words,
    is_reference,
    marks_of,
)
from consultatie.adapters.bill_formats.docx_quotes import is_amending, quote_at
from consultatie.adapters.bill_formats.docx_roles import (
    has_heading_style,
    heads_group,
    is_caption,
    is_cross_heading,
    is_definition,
    is_signature,
    is_term,
    looks_like_heading,
)
from consultatie.adapters.bill_formats.docx_words import Line
from consultatie.domain.provisions import ProvisionKind as K

MAX_QUOTES = 4  # quotes in quotes
_BY_LEVEL = (K.CHAPTER, K.SECTION, K.SUBSECTION)  # of heading styles in a text without articles
_IN_HEADINGS = frozenset({"n.", "n)", "a.", "A."})
_OUTLINE_NUMBER = re.compile(r"(\d+(?:\.\d+)*|[A-Z])\.?\s+(?=\S)")


class Tree:
    """Builds the provisions of a bill, or of quoted law, below a root."""

    def __init__(
        self, root: Draft, lines: Sequence[Line], warnings: Warnings, *, in_words: bool, depth: int = 0
    ) -> None:
        self.root = root
        self._lines = lines
        self._ahead = Ahead(lines, in_words=in_words, quoted=depth > 0)
        self._warnings = warnings
        self._in_words = in_words
        self._depth = depth
        self._groups = Groups(root)
        self._group_line: Line | None = None  # of a group that still waits for its title
        self._heading = ""  # waits for the article below it
        self._caption: Line | None = None
        self._before = ""  # the text last read, for what announces a quotation
        self._bullets: list[Line] = []

    def read(self) -> None:
        """Take in all lines."""
        at = 0
        while at < len(self._lines):
            line = self._lines[at]
            if not line.is_bullet:
                self._end_of_list()
            at += self._line(at, line)
        self._end_of_list()
        if self._heading:
            self._text_heading(self._lines[-1], self._heading)
        self._groups.settle()

    def _line(self, at: int, line: Line) -> int:
        """Take in a line; return how many were used."""
        if line.is_bullet:
            self._bullets.append(line)
            return 1
        taken = self._quote(at)
        if taken:
            return taken
        if line.table is not None:
            self._table(line)
        elif self._depth == 0 and is_signature(line) and self._may_close(line):
            self._sign(line)
        else:
            self._heading_or_text(at, line)
        return 1

    def _heading_or_text(self, at: int, line: Line) -> None:
        sure = looks_like_heading(line)
        head = self._ahead.head(line)
        marks = [] if head else self._ahead.marks(line)
        if head is not None:
            self._open_head(head, line)
        elif self._group_line is not None and self._groups.in_annex and is_reference(line.plain):
            self._groups.levels.said(line.whole.block())  # the title may still follow
        elif self._groups.in_closing:
            self._text(line, at)
        elif self._ahead.numbers_article(marks) and not (
            self._groups.in_annex and self._groups.levels.defines
        ):
            self._number_article(marks, line)
        elif self._is_onderdeel(marks, line):
            self._open_amendment(marks[0], line)
        elif marks and not (sure and self._is_outline(line) and marks[0].form in _IN_HEADINGS):
            self._numbered(at, marks, line)
        elif not sure or not self._takes_heading(at, line):
            self._text(line, at)

    def _open_head(self, head: GroupHead, line: Line) -> None:
        draft = Draft(head.kind, head.number, head.heading, place=line.place)
        if head.kind is K.ARTICLE:
            self._open_article(draft)
            return
        self._open_group(draft)
        self._group_line = None if head.heading else line
        if head.reference:
            self._groups.levels.said(Block(head.reference, f"<p>{escaped(head.reference)}</p>"))

    def _open_group(self, draft: Draft) -> None:
        self._flush_heading(draft.place)
        self._groups.open_group(draft)
        self._before = ""

    def _open_article(self, draft: Draft) -> None:
        draft.heading = draft.heading or self._heading
        self._heading = self._before = ""
        self._group_line = None
        self._groups.open_article(draft)

    def _number_article(self, marks: list[Mark], line: Line) -> None:
        kind = K.PARAGRAPH if self._groups.in_annex else K.ARTICLE
        draft = Draft(kind, marks[0].sign, place=line.place)
        titled = self._ahead.is_titled(marks, line)
        if titled:
            self._flush_heading(line.place)
            draft.heading = line.whole.cut(marks[0].end).plain
        self._open_article(draft)
        if not titled:
            self._marked(marks[1:], line, marks[0].end, alone=False)

    def _is_onderdeel(self, marks: list[Mark], line: Line) -> bool:
        """Say whether a capital opens an onderdeel of an amending article: alone on its line, or next in order."""
        if not self._in_words or self._groups.article is None or self._groups.article.kind is not K.ARTICLE:
            return False
        if not marks or marks[0].form != "A.":
            return False
        last = [
            i.number for i in self._groups.article.items if isinstance(i, Draft) and i.kind is K.AMENDMENT
        ]
        letter = marks[0].sign
        return follows(letter, last[-1]) or letter.startswith(last[-1]) if last else letter == "A"

    def _open_amendment(self, mark: Mark, line: Line) -> None:
        article = self._groups.article
        if article is None:
            return
        draft = Draft(K.AMENDMENT, mark.sign, place=line.place)
        article.items.append(draft)
        self._groups.start_levels(draft)
        self._marked([], line, mark.end, alone=False)

    def _numbered(self, at: int, marks: list[Mark], line: Line) -> None:
        self._flush_heading(line.place)
        self._group_line = None
        self._marked(marks, line, 0, alone=len(marks) == 1, following=self._ahead.next_mark(at))

    def _marked(
        self, marks: list[Mark], line: Line, end: int, *, alone: bool, following: Mark | None = None
    ) -> None:
        for mark in marks:
            self._groups.levels.number(mark, line, following if mark is marks[-1] else None, alone=alone)
            end = mark.end
        words = line.whole.cut(end)
        self._groups.levels.said(words.block())
        self._before = words.plain

    def _text(self, line: Line, at: int) -> None:
        self._flush_heading(line.place)
        self._group_line = None
        if is_caption(line) and self._ahead.table_follows(at):
            self._caption = line
            return
        if self._defines(line):
            self._groups.levels.define(line)
            self._groups.levels.said(line.whole.block())
        else:
            self._groups.levels.add(line.whole.block(), line)
        self._before = line.plain

    def _defines(self, line: Line) -> bool:
        no_home = self._groups.article is None and self._groups.innermost is None and self._depth == 0
        if self._groups.in_closing or no_home:
            return False
        return is_definition(line) or (self._groups.levels.lists_terms and is_term(line))

    def _table(self, line: Line) -> None:
        self._flush_heading(line.place)
        block = line.table or Block("", "")
        if self._caption is not None:
            caption = self._caption.whole
            html = block.html.replace("<table>", f"<table><caption>{caption.html}</caption>", 1)
            block, self._caption = Block(f"{caption.plain}\n{block.text}", html), None
        self._groups.levels.add(block, line)

    def _end_of_list(self) -> None:
        for block in blocks_of(self._bullets):
            self._groups.levels.add(block, self._bullets[0])
        self._bullets = []

    def _quote(self, at: int) -> int:
        if self._groups.article is None and not self._groups.in_annex and self._depth == 0:
            return 0
        quote = quote_at(self._lines, at, self._before, self._groups.levels.innermost.number)
        if quote is None:
            return 0
        self._flush_heading(self._lines[at].place)
        draft = Draft(K.QUOTE, place=self._lines[at].place)
        self._groups.levels.innermost.items.append(draft)
        if not quote.closed:
            self._warnings.add("quote-not-closed", draft.place, quote.lines[0].plain)
        if self._depth >= MAX_QUOTES:
            self._warnings.add("too-deep", draft.place)
            draft.items.extend(blocks_of(quote.lines))
        else:
            in_words = any(_is_article_in_words(line) for line in quote.lines) or self._in_words
            Tree(draft, quote.lines, self._warnings, in_words=in_words, depth=self._depth + 1).read()
        if quote.after:
            self._groups.levels.said(Block(quote.after, f"<p>{escaped(quote.after)}</p>"))
        self._before = ""
        return quote.taken

    def _takes_heading(self, at: int, line: Line) -> bool:
        """Find out what a heading is for; say whether it found a place."""
        title = line.whole.plain
        waiting = self._waits_for_title(at, line)
        if waiting is not None:
            waiting.heading, self._group_line = title, None
            return True
        if self._ahead.untitled_article_follows(at) and not is_cross_heading(line):
            self._flush_heading(line.place)
            self._heading = title
            return True
        if is_cross_heading(line) or self._ahead.head_follows(at) or self._is_outline(line):
            kind = (
                K.SECTION if is_cross_heading(line) or line.level is None else _BY_LEVEL[min(line.level, 2)]
            )
            number = _OUTLINE_NUMBER.match(title) if self._is_outline(line) else None
            shown, title = (number.group(1), title[number.end() :]) if number else ("", title)
            self._open_group(Draft(kind, shown, title, place=line.place))
            return True
        return False

    def _waits_for_title(self, at: int, line: Line) -> Draft | None:
        """Return the group or article of which a line before gave the number, and this one the title."""
        group, article = self._groups.innermost, self._groups.article
        if self._group_line is not None and group is not None and not group.heading:
            own = self._ahead.untitled_article_follows(at) or is_cross_heading(line)
            return group if heads_group(line, self._group_line) or not own else None
        untitled = article is not None and not (article.heading or article.has_text)
        return article if self._in_words and untitled else None

    def _is_outline(self, line: Line) -> bool:
        """Say whether a heading style stands in a text without articles here: a policy paper, an annex."""
        return has_heading_style(line) and self._groups.article is None and self._depth == 0

    def _flush_heading(self, place: str) -> None:
        """Make a heading that found no article a group of its own, so that it is not lost."""
        if self._heading:
            heading, self._heading = self._heading, ""
            self._warnings.add("unknown-heading", place, heading)
            self._text_heading(Line(self._lines[0].words, place), heading)

    def _text_heading(self, line: Line, heading: str) -> None:
        self._groups.levels.innermost.items.append(
            Block(heading, f"<p><strong>{escaped(heading)}</strong></p>")
        )
        self._before = heading

    def _may_close(self, line: Line) -> bool:
        return bool(self.root.items) and not marks_of(line.text) and not is_amending(self._before)

    def _sign(self, line: Line) -> None:
        if not self._groups.in_closing:
            self._open_group(Draft(K.CONCLUSION, place=line.place))
        self._groups.levels.add(line.whole.block(), line)


def _is_article_in_words(line: Line) -> bool:
    head = head_in_words(line.text, sure=looks_like_heading(line))
    return head is not None and head.kind is K.ARTICLE
