"""Bills in Markdown: our own dialect (docs/formats.md) and the loose one of old conversions of laws."""

from __future__ import annotations

import re
from collections.abc import Callable

from consultatie.adapters.bill_formats.building import Draft, Warnings
from consultatie.adapters.bill_formats.finishing import finished_bill
from consultatie.adapters.bill_formats.headings import bill_kind, split_heading
from consultatie.adapters.bill_formats.markdown_body import Body, Line, lines_of
from consultatie.adapters.bill_formats.markdown_inline import paragraph_block
from consultatie.adapters.bill_formats.markdown_memorandum import parts_from
from consultatie.adapters.bill_formats.markdown_sections import Section, sections_of
from consultatie.domain.provisions import GROUPING, RecognisedBill
from consultatie.domain.provisions import ProvisionKind as K

MAX_QUOTES = 4  # quotes in quotes

_AMENDMENT = re.compile(r"(?:onderdeel\s+)?([A-Z]{1,3})(?:\.\s+(\S.*)|\.?)$", re.S | re.I)
_EXPLAINS = re.compile(r"(memorie|nota) van toelichting", re.I)
_CLOSING_WORDS = "Lasten en bevelen"
_ORDER = (K.BOOK, K.PART, K.TITLE, K.CHAPTER, K.DIVISION, K.SECTION, K.SUBSECTION)
_WITHOUT_NUMBER = frozenset({K.ANNEX, K.PREAMBLE, K.CONCLUSION})
_WITHOUT_TITLE = frozenset({K.PREAMBLE, K.CONCLUSION, K.AMENDMENT})


def read_markdown(source: str, name: str) -> RecognisedBill:
    """Read a bill; raise UnreadableBill `not-a-bill` where it has no article or chapter."""
    warnings = Warnings()
    sections = sections_of(lines_of(source))
    title = _take_title(sections)
    if not title:
        title = name.rsplit(".", 1)[0]
        warnings.add("no-title", "regel 1")
    at = next((i for i, s in enumerate(sections) if _EXPLAINS.match(s.heading)), len(sections))
    outline = Outline(Draft(K.PREAMBLE), warnings)
    outline.read(sections[:at])
    memorandum = parts_from(sections[at + 1 :]) if at < len(sections) else []
    return finished_bill(
        title=title,
        kind=bill_kind(title),
        drafts=outline.trees(),
        memorandum=memorandum,
        warnings=warnings,
        source_format="md",
    )


def _take_title(sections: list[Section]) -> str:
    """Return the first heading when it is no provision's; what follows it becomes text before the first provision."""
    first = next((section for section in sections if section.level), None)
    if first is None or (first.level > 1 and split_heading(first.heading)[0]):
        return ""
    title, first.level, first.heading = first.heading, 0, ""
    return title


class Outline:
    """Builds the tree from headings: nesting goes by kind, not by the number of signs."""

    def __init__(self, root: Draft, warnings: Warnings, depth: int = 0) -> None:
        self.root = root
        self.warnings = warnings
        self.depth = depth
        self.open: list[Draft] = []
        self.levels: dict[int, int] = {}  # of the drafts that are open, by identity: number of signs
        self.ranks = {kind: rank * 2 for rank, kind in enumerate(_ORDER)}

    def trees(self) -> list[Draft]:
        """Return the provisions; text before the first of them is a preamble."""
        loose = [item for item in self.root.items if not isinstance(item, Draft)]
        drafts = [item for item in self.root.items if isinstance(item, Draft)]
        return [Draft(K.PREAMBLE, items=list(loose)), *drafts] if loose else drafts

    def read(self, sections: list[Section]) -> None:
        """Take in all sections."""
        for at, section in enumerate(sections):
            following = sections[at + 1] if at + 1 < len(sections) else None
            if section.level:
                self._heading(section, following)
            self._body(section.lines)

    def _body(self, lines: list[Line]) -> None:
        closing = next((i for i, line in enumerate(lines) if line.words.startswith(_CLOSING_WORDS)), None)
        in_closing = self.open and self.open[-1].kind is K.CONCLUSION
        if closing is None or in_closing or self.depth:
            self._read_lines(lines)
            return
        self._read_lines(lines[:closing])
        self._place(Draft(K.CONCLUSION, place=f"regel {lines[closing].number}"), 1)
        self._read_lines(lines[closing:])

    def _read_lines(self, lines: list[Line]) -> None:
        draft = self.open[-1] if self.open else self.root
        Body(draft, self._quote, amending=draft.kind is K.AMENDMENT).read(lines)

    def _quote(self, quote: Draft, lines: list[Line]) -> None:
        if self.depth >= MAX_QUOTES:
            self.warnings.add("too-deep", quote.place)
            quote.items.append(paragraph_block(" ".join(line.words for line in lines)))
            return
        Outline(quote, self.warnings, self.depth + 1).read(sections_of(lines))

    def _heading(self, section: Section, following: Section | None) -> None:
        kind, number, title = split_heading(section.heading)
        amendment = _AMENDMENT.match(section.heading)
        if kind and (number or kind in _WITHOUT_NUMBER or not title):
            self._place(Draft(kind, number, title, place=f"regel {section.number}"), section.level)
        elif amendment and amendment.group(1).isupper() and self._in_article():
            draft = Draft(
                K.AMENDMENT, amendment.group(1), amendment.group(2) or "", place=f"regel {section.number}"
            )
            self._place(draft, section.level)
        elif self._is_title_of_last():
            self.open[-1].heading = section.heading
        else:
            self._unknown(section, following)

    def _in_article(self) -> bool:
        return any(draft.kind is K.ARTICLE for draft in self.open)

    def _is_title_of_last(self) -> bool:
        """Say whether the provision opened last still waits for its title (the loose dialect gives it a heading)."""
        last = self.open[-1] if self.open else None
        return last is not None and not last.heading and not last.has_text and last.kind not in _WITHOUT_TITLE

    def _unknown(self, section: Section, following: Section | None) -> None:
        """Place a heading that names no kind: text in an article, an annex after the end, else a chapter."""
        place = f"regel {section.number}"
        self.warnings.add("unknown-heading", place, section.heading)
        groups = section.is_empty and following is not None and split_heading(following.heading)[1] != ""
        if self._in_article() and not groups and section.level > self.levels.get(id(self.open[-1]), 0):
            self.open[-1].items.append(paragraph_block(f"**{section.heading}**"))
            return
        ended = any(isinstance(d, Draft) and d.kind in (K.CONCLUSION, K.ANNEX) for d in self.root.items)
        outermost = next((draft.kind for draft in self.open if draft.kind in GROUPING), K.CHAPTER)
        self._place(
            Draft(K.ANNEX if ended else outermost, heading=section.heading, place=place), section.level
        )

    def _place(self, draft: Draft, level: int) -> None:
        self._close_for(draft.kind)
        parent = self.open[-1] if self.open else self.root
        parent.items.append(draft)
        self.open.append(draft)
        self.levels[id(draft)] = level

    def _close_for(self, kind: K) -> None:
        if kind in _WITHOUT_NUMBER:
            self.open.clear()
        elif kind is K.AMENDMENT:
            self._close_until(lambda above: above.kind is K.ARTICLE)
        elif kind is K.ARTICLE:
            self._close_until(lambda above: above.kind in GROUPING or above.kind is K.ANNEX)
        else:
            self._settle_titles(kind)
            rank = self.ranks[kind]
            self._close_until(
                lambda above: (
                    above.kind is K.ANNEX or (above.kind in GROUPING and self.ranks[above.kind] < rank)
                )
            )

    def _close_until(self, holds: Callable[[Draft], bool]) -> None:
        while self.open and not holds(self.open[-1]):
            self.open.pop()

    def _settle_titles(self, kind: K) -> None:
        """Let titles stand below chapters in a bill that begins with chapters (the Awb), above them in others."""
        if kind is K.CHAPTER and not any(draft.kind is K.TITLE for draft in self.open):
            self.ranks[K.TITLE] = self.ranks[K.CHAPTER] + 1
