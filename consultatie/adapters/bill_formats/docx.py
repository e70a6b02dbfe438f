"""Bills in Word: styled, numbered or plain documents as the same tree as the other formats. See docs/formats.md."""

from __future__ import annotations

import re
from collections.abc import Sequence

from consultatie.adapters.bill_formats.building import Block, Draft, Warnings
from consultatie.adapters.bill_formats.docx_ahead import articles_have_a_word, find_plain_headings
from consultatie.adapters.bill_formats.docx_body import Body, blocks_of
from consultatie.adapters.bill_formats.docx_marks import head_in_words, marks_of
from consultatie.adapters.bill_formats.docx_memorandum import parts_of, split_notes
from consultatie.adapters.bill_formats.docx_package import W, opened
from consultatie.adapters.bill_formats.docx_roles import (
    has_heading_style,
    is_cross_heading,
    looks_like_heading,
    number_in_heading,
    without_contents,
)
from consultatie.adapters.bill_formats.docx_tree import Tree
from consultatie.adapters.bill_formats.docx_words import Line
from consultatie.adapters.bill_formats.finishing import finished_bill
from consultatie.adapters.bill_formats.headings import bill_kind
from consultatie.domain.errors import UnreadableBill
from consultatie.domain.provisions import BillKind, MemorandumPart, RecognisedBill
from consultatie.domain.provisions import ProvisionKind as K

_TITLE_STYLE = re.compile(r"shorttitle|^title$|^titel$|citeertitel|billtitle|documenttitel")
_TITLE = re.compile(
    r"\b(?:bill|act|regulations|order|rules|measure|scheme|wet|wetboek|besluit|regeling|wijziging|wetsvoorstel"
    r"|rheoliadau|gorchymyn|bil|deddf)\b|(?:wet|besluit|regeling)\b",
    re.I,
)
_NO_TITLE = re.compile(
    r"(?:draft )?(?:\w+ )?statutory .*|(?:a )?bill|a|to|(?:final )?draft|concept\w*|ontwerp|voorstel van wet|\W+|accompanying documents"
    r"|offerynnau .*|\d{4} (?:no|rhif).*",
    re.I,
)
_ENACTS = re.compile(
    r"\ban act (?:of|to)\b|\bbe it enacted\b|\bit is enacted\b|\ba bill to\b|\bmakes? (?:the following|these) \w+"
    r"|\bis made in exercise\b|\bwij willem-alexander\b|\ballen, die deze zullen zien\b|\bgelet op\b|gwneud y rheoliadau",
    re.I,
)
_COMMON = {
    "nl": re.compile(r"\b(?:de|het|een|van|wordt|en|niet)\b", re.I),
    "en": re.compile(r"\b(?:the|of|and|to|or|by|this|means|for|all|act|section)\b", re.I),
    "cy": re.compile(r"\b(?:yr|yn|mae|neu|ac|gan|hyn)\b", re.I),
}


def read_docx(data: bytes, name: str) -> RecognisedBill:
    """Read a bill; raise UnreadableBill: what `opened` refuses, or `not-a-bill`."""
    warnings = Warnings()
    everything = _lines(data, warnings)
    language = _language(everything)
    lines, notes = split_notes(without_contents(everything))
    in_words = language == "nl" or articles_have_a_word(lines)
    find_plain_headings(lines, in_words=in_words)
    start = _start(lines, in_words=in_words)
    title = _title_by_style(everything) or _title_by_look(lines[:start])
    if not title:
        title = name.rsplit(".", 1)[0]
        warnings.add("no-title", "alinea 1")
    tree = Tree(Draft(K.PREAMBLE), lines[start:], warnings, in_words=in_words)
    tree.read()
    cover = [line for line in lines[:start] if line.plain != title]
    preamble = Draft(K.PREAMBLE, items=list(blocks_of(cover)), place="alinea 1")
    enacts = any(_ENACTS.search(block.text) for block in preamble.items if isinstance(block, Block))
    if start == len(lines) and enacts:
        warnings.add("no-articles", "alinea 1")
    return finished_bill(
        title=title,
        kind=_kind(title),
        drafts=[*([preamble] if preamble.items else []), *_trees(tree.root)],
        memorandum=parts_of(notes),
        warnings=warnings,
        source_format="docx",
        language=language,
        may_lack_articles=enacts,
    )


def read_docx_memorandum(data: bytes) -> tuple[MemorandumPart, ...]:
    """Read a memorandum that is a Word file of its own; raise UnreadableBill `not-a-memorandum` where it has no headings."""
    lines = without_contents(_lines(data, Warnings()))
    parts = tuple(parts_of(lines))
    if not any(part.heading for part in parts):
        raise UnreadableBill("not-a-memorandum", detail="docx")
    return parts


def _lines(data: bytes, warnings: Warnings) -> list[Line]:
    package = opened(data)
    body = package.main.find(f"{W}body")
    lines = Body(package, warnings).lines(body) if body is not None else []
    if not lines:
        raise UnreadableBill("not-a-bill", detail="docx")
    return lines


def _trees(root: Draft) -> list[Draft]:
    """Return the provisions; text between them stands in a group before, so what is loose here opens the bill."""
    loose = [item for item in root.items if not isinstance(item, Draft)]
    drafts = [item for item in root.items if isinstance(item, Draft)]
    return [Draft(K.PREAMBLE, items=list(loose)), *drafts] if loose else drafts


def _title_by_style(lines: Sequence[Line]) -> str:
    for line in lines[:200]:
        if _TITLE_STYLE.search(line.style.name) and not _NO_TITLE.fullmatch(line.plain):
            return line.plain
    return ""


def _title_by_look(cover: Sequence[Line]) -> str:
    """Return a heading above the provisions that names a sort of law; else the first heading there."""
    headings = [line for line in cover if looks_like_heading(line) and not _NO_TITLE.fullmatch(line.plain)]
    short = [
        line for line in cover if len(line.plain) < 300 and not line.plain.endswith((".", ":", ";", ","))
    ]
    named = [
        line
        for line in [*headings, *short]
        if _TITLE.search(line.plain) and not _NO_TITLE.fullmatch(line.plain)
    ]
    found = next(iter([*named, *headings]), None)
    return found.plain if found is not None else ""


def _start(lines: Sequence[Line], *, in_words: bool) -> int:
    """Return where the provisions begin; the end where there are none."""
    numbered = not in_words and _numbers_articles(lines)
    for at, line in enumerate(lines):
        if head_in_words(line.text, sure=looks_like_heading(line)) is not None and not _is_reference(line):
            return _with_headings_above(lines, at) if in_words else at
        marks = marks_of(line.text)
        if numbered and ((marks and marks[0].form == "n.") or number_in_heading(line)):
            return _with_headings_above(lines, at)
    if not numbered:
        return next((at for at, line in enumerate(lines) if line.level is not None), len(lines))
    return len(lines)


def _is_reference(line: Line) -> bool:
    return line.table is not None or line.is_bullet


def _with_headings_above(lines: Sequence[Line], at: int) -> int:
    """Return where the headings directly above the first article begin: its own, and one for a group."""
    begin = at
    while begin > 0 and at - begin < 2 and looks_like_heading(lines[begin - 1]):
        above = lines[begin - 1]
        if begin < at and not is_cross_heading(above):
            break
        if _TITLE_STYLE.search(above.style.name) or not _may_stand_above(above):
            break
        begin -= 1
    return begin


def _may_stand_above(line: Line) -> bool:
    return has_heading_style(line) or line.bold or line.italic or line.by_place


def _numbers_articles(lines: Sequence[Line]) -> bool:
    """Say whether numbers at the margin are those of articles: some have a heading above or beside them, or "—(1)" after."""
    for at, line in enumerate(lines):
        marks = marks_of(line.text)
        if marks and marks[0].form == "n.":
            if len(marks) > 1 or (at > 0 and looks_like_heading(lines[at - 1])):
                return True
            if looks_like_heading(line):
                return True
        elif number_in_heading(line):
            return True
    return False


def _kind(title: str) -> BillKind | None:
    if re.search(r"\b(?:bill|act|bil|deddf)\b(?:\s*\d{4})?\W*$", title, re.I):
        return BillKind.ACT
    return bill_kind(title)


def _language(lines: Sequence[Line]) -> str:
    words = " ".join(line.plain for line in lines)
    counts = {language: len(pattern.findall(words)) for language, pattern in _COMMON.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else "nl"
