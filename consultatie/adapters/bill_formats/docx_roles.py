"""What a line of a Word document is: a heading, a line of contents, a note, a signature, a definition.

Style names are asked first, then how a line looks, then its words: documents name their styles well, badly or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from consultatie.adapters.bill_formats.docx_marks import Mark, head_in_words, marks_of
from consultatie.adapters.bill_formats.docx_words import Line

_HEADING_STYLE = re.compile(
    r"heading|kop\d?$|kop[a-z]|title|titel|opschrift|crosshead|rubric|head$|^(?:lq)?h\d$"
)
_NO_HEADING_STYLE = re.compile(r"toc|note|table|column|header|tabel|caption")
_CONTENTS_STYLE = re.compile(r"^toc|^daltoc|^inhopg|^arrhead|contents|inhoudsopgave|^toa|tableof|^index\d")
_NOTE_STYLE = re.compile(r"^xnote$|^eanote$|explanatorynote$|^notehead")
_SIGN_STYLE = re.compile(r"sigblock|signat|ondertek|^sig[a-z]?\d?$|slotformul")
_CROSS_STYLE = re.compile(r"crosshead|italichead|subhead|tussenkop")
_GROUP_STYLE = re.compile(r"part|chap|sched|group|annex|hoofdstuk|afdeling|bijlage|atodlen|rhan|pennod")
_QUOTE_STYLE = re.compile(r"^lq|^insert|quot|citaat|amendedtext|wijzigtekst")
_DEFINITION_STYLE = re.compile(r"def(?:para|inition|list)?\d?$|definition|begrip")
_CAPTION_STYLE = re.compile(r"caption|bijschrift|tabeltitel|tabletitle|tablenumber")

_CONTENTS = re.compile(
    r"(?:table of )?contents|arrangement of (?:sections|regulations|articles|clauses|rules)|inhoud(?:sopgave)?|cynnwys"
    r"|inhoudstafel",
    re.I,
)
_NOTE = re.compile(
    r"explanatory (?:notes?|memorandum)|note as to earlier commencement .{3,40}|nodyn esboniadol|nodyn am y .{3,60}"
    r"|(?:memorie|nota) van toelichting|(?:algemene )?toelichting|artikelsgewijze toelichting",
    re.I,
)
_SIGNED = re.compile(
    r"signed (?:by|on behalf)|sealed with the|given under|we consent|dated this|authorised to sign|llofnodwyd"
    r"|lasten en bevelen|gegeven te|(?:dit besluit|deze regeling) zal met de (?:nota van )?toelichting|wij consent",
    re.I,
)
_MINISTER = re.compile(r"(?:de|het|the|onze)\s+(?:minister|staatssecretaris|first secretary)\b.{0,120}", re.I)
_DEFINITION = re.compile(
    r"[“\"‘][^”\"’]{1,160}[”\"’]\s*(?:\([^)]{0,160}\)\s*)?[,—:]?\s*(?:and\s+[“\"]|means?\b|ha(?:s|ve)\b|includes?\b|is\b|are\b"
    r"|in relation\b|does\b|do\b|must\b|ystyr|—|for the\b|in\b|when\b|as\b|[,:])",
    re.I,
)
_TERM = re.compile(r"(?:[–-]\s*)?[^.;:\s][^.;:]{0,120}:(?:\s|$)")
_TERMS = re.compile(r"\b(?:verstaan onder|bedoeld met|verstaan dan wel bedoeld)\b.{0,40}:\s*$", re.I)
_ENDED = re.compile(r"[.;:,—–―)\]]\W*$|(?:^|\s)(?:and|or|en|of|dan wel|a|ac|neu)\s*$|[”\"]\W*$")
_PAGE = re.compile(r"(?:\t|\.{3,}|…)[\s.…]*\d+\s*$")
_NUMBER_IN_HEADING = re.compile(
    r"\s*(?P<number>\d{1,4}[A-Z]{0,3})(?:[^\S\t]*(?P<tab>\t)\s*|\s+)(?=[^\W\d]|[“\"‘(])"
)
_TAIL = 120  # characters in which the end of a text shows itself
MAX_HEADING = 250  # characters


def is_contents(line: Line) -> bool:
    """Say whether the style says that this is a table of contents, or its heading."""
    return bool(_CONTENTS_STYLE.search(line.style.name))


def is_note(line: Line) -> bool:
    """Say whether the line heads an explanatory note or memorandum."""
    by_style = bool(_NOTE_STYLE.search(line.style.name))
    return is_named_note(line) and (by_style or looks_like_heading(line) or line.plain.isupper())


def is_named_note(line: Line) -> bool:
    """Say whether the words are those that head an explanation, whatever they look like."""
    return bool(_NOTE.fullmatch(line.plain.rstrip(".:")))


def is_signature(line: Line) -> bool:
    """Say whether the line begins or continues the signatures and closing words."""
    if _SIGN_STYLE.search(line.style.name) or _SIGNED.match(line.plain):
        return True
    short = len(line.plain) < 130 and not line.plain.endswith((".", ":", ";"))
    return (
        bool(_MINISTER.fullmatch(line.plain)) and short and (line.plain.endswith(",") or line.plain.isupper())
    )


def has_heading_style(line: Line) -> bool:
    """Say whether the style is named or made for headings."""
    name = line.style.name
    if _NO_HEADING_STYLE.search(name):
        return False
    return line.level is not None or bool(_HEADING_STYLE.search(name))


def looks_like_heading(line: Line) -> bool:
    """Say whether style or look make the line a heading; its words may still say otherwise."""
    if line.table is not None or line.is_bullet or not _is_short(line):
        return False
    return (
        line.by_place
        or has_heading_style(line)
        or ((line.bold or line.italic or line.centred) and not _ends_like_text(line))
    )


def may_be_heading(line: Line) -> bool:
    """Say whether a line without any sign of being a heading could be one by its words: short, a capital, no full stop."""
    words = line.plain
    if line.table is not None or line.is_bullet or line.label or not 0 < len(words) <= 150:
        return False
    begins = words[0].isupper() or words[0] in "“‘\"'"
    return (
        begins
        and not _ends_like_text(line)
        and not (marks_of(line.text) or is_definition(line) or is_signature(line))
    )


def _is_short(line: Line) -> bool:
    return 0 < len(line.plain) <= MAX_HEADING and any(char.isalpha() for char in line.plain)


def _ends_like_text(line: Line) -> bool:
    return line.plain.endswith((".", ";", ":", ",", "—", "–"))


def is_cross_heading(line: Line) -> bool:
    """Say whether the line is a heading between articles: by style, or centred in italics as is usual in Britain."""
    if _CROSS_STYLE.search(line.style.name):
        return True
    return line.italic and line.centred and not line.bold and not _GROUP_STYLE.search(line.style.name)


def number_in_heading(line: Line) -> Mark | None:
    """Return the number before the words of a heading without a dot between them: "4 Fixed penalty notices"."""
    match = _NUMBER_IN_HEADING.match(line.text)
    if not looks_like_heading(line) and not may_be_heading(
        replace(line, words=line.words.cut(_end_of(match)))
    ):
        return None
    if match is None or not (match.group("tab") or (has_heading_style(line) and line.level is not None)):
        return None
    return Mark(match.group("number"), "n.", match.end())


def _end_of(match: re.Match[str] | None) -> int:
    return match.end() if match else 0


def heads_group(line: Line, group: Line) -> bool:
    """Say whether a heading is the title of the group whose number the line before gave."""
    if _CROSS_STYLE.search(line.style.name):
        return False
    if line.style.name and line.style.name == group.style.name and not line.style.is_plain:
        return True
    if _GROUP_STYLE.search(line.style.name):
        return True
    return line.centred and group.centred and (line.style.is_plain or group.style.is_plain)


def is_quote_style(line: Line) -> bool:
    """Say whether the style is one for quoted law."""
    return bool(_QUOTE_STYLE.search(line.style.name))


def is_definition(line: Line) -> bool:
    """Say whether the line defines a term."""
    return bool(_DEFINITION_STYLE.search(line.style.name) or _DEFINITION.match(line.plain))


def is_term(line: Line) -> bool:
    """Say whether a line could define a term in a Dutch list: "fiets: voertuig met twee wielen;"."""
    return bool(_TERM.match(line.plain))


def announces_terms(text: str) -> bool:
    """Say whether a text announces a Dutch list of definitions."""
    return bool(_TERMS.search(text[-_TAIL:]))


def is_caption(line: Line) -> bool:
    """Say whether the line names the table after it."""
    return bool(
        _CAPTION_STYLE.search(line.style.name) or re.fullmatch(r"tab(?:le|el)\s+\d+\w*\.?", line.plain, re.I)
    )


def is_unfinished(text: str) -> bool:
    """Say whether a text breaks off in the middle of a sentence, as lines of a converted page do."""
    return bool(text) and not _ENDED.search(text[-_TAIL:])


def without_contents(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without tables of contents: by style, or lines below "Contents" that come back later on."""
    kept = [line for line in lines if not is_contents(line)]
    start = next((at for at, line in enumerate(kept) if _CONTENTS.fullmatch(line.plain.rstrip(".:"))), None)
    if start is None:
        return kept
    rest = kept[start + 1 :]
    entries = [_entry(line) for line in rest]
    again = next((at for at, entry in enumerate(entries) if at and entry == entries[0]), 0)
    later = set(entries[again:])
    listed = [at for at in range(again) if entries[at] in later or _is_listed(rest[at])]
    return [*kept[:start], *rest[listed[-1] + 1 if listed else 0 :]]


def _is_listed(line: Line) -> bool:
    """Say whether a line is one of a table of contents: a page number at its end, or a number and a title."""
    if _PAGE.search(line.text[-_TAIL:]):
        return True
    numbered = marks_of(line.text) or head_in_words(line.text, sure=True)
    return bool(numbered) and len(line.plain) <= MAX_HEADING and not _ends_like_text(line)


def _entry(line: Line) -> str:
    """Return what a heading and its line in the contents have in common: a word and number, or else the title."""
    head = head_in_words(line.text, sure=True)
    if head is not None and head.number:
        return f"{head.kind} {head.number}"
    words = line.text[:-_TAIL] + _PAGE.sub("", line.text[-_TAIL:])
    marks = marks_of(words)
    return " ".join(re.findall(r"\w+", words[marks[0].end if marks else 0 :].casefold()))
