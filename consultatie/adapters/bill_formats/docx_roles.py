"""What a line of a Word document is: a heading, a line of contents, a note, a signature, a definition.

Style names are asked first, then how a line looks, then its words: documents name their styles well, badly or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from consultatie.adapters.bill_formats.docx_marks import Mark
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
_ENDED = re.compile(r"[.;:,—–―)\]]\W*$|(?:^|\s)(?:and|or|en|of|dan wel|a|ac|neu)\s*$|[”\"]\W*$")
_PAGE = re.compile(r"[\s.\t…]*\d*\s*$")
_LEADING = re.compile(r"^[\W\d_]*")
_NUMBER_IN_HEADING = re.compile(
    r"\s*(?P<number>\d{1,4}[A-Z]{0,3})(?:[^\S\t]*(?P<tab>\t)\s*|\s+)(?=[^\W\d]|[“\"‘(])"
)
MAX_HEADING = 250  # characters


def is_contents(line: Line) -> bool:
    """Say whether the style says that this is a table of contents, or its heading."""
    return bool(_CONTENTS_STYLE.search(line.style.name))


def is_note(line: Line) -> bool:
    """Say whether the line heads an explanatory note or memorandum."""
    by_style = bool(_NOTE_STYLE.search(line.style.name))
    named = bool(_NOTE.fullmatch(line.plain.rstrip(".:")))
    return named and (by_style or looks_like_heading(line) or line.plain.isupper())


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
    return has_heading_style(line) or (
        (line.bold or line.italic or line.centred) and not _ends_like_text(line)
    )


def _is_short(line: Line) -> bool:
    return 0 < len(line.plain) <= MAX_HEADING and any(char.isalpha() for char in line.plain)


def _ends_like_text(line: Line) -> bool:
    return line.plain.endswith((".", ";", ":", ",", "—", "–"))


def is_cross_heading(line: Line) -> bool:
    """Say whether the style names a heading between articles."""
    return bool(_CROSS_STYLE.search(line.style.name))


def number_in_heading(line: Line) -> Mark | None:
    """Return the number before the words of a heading style: "4 Fixed penalty notices"; a number with a dot is no case for this."""
    match = _NUMBER_IN_HEADING.match(line.text) if has_heading_style(line) else None
    if match is None or (not match.group("tab") and line.level is None):
        return None
    return Mark(match.group("number"), "n.", match.end())


def heads_group(line: Line, group: Line) -> bool:
    """Say whether a heading is the title of the group whose number the line before gave."""
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


def is_caption(line: Line) -> bool:
    """Say whether the line names the table after it."""
    return bool(
        _CAPTION_STYLE.search(line.style.name) or re.fullmatch(r"tab(?:le|el)\s+\d+\w*\.?", line.plain, re.I)
    )


def is_unfinished(text: str) -> bool:
    """Say whether a text breaks off in the middle of a sentence, as lines of a converted page do."""
    return bool(text) and not _ENDED.search(text)


def without_contents(lines: Sequence[Line]) -> list[Line]:
    """Return the lines without tables of contents: by style, or lines below "Contents" that come back later on."""
    kept = [line for line in lines if not is_contents(line)]
    start = next((at for at, line in enumerate(kept) if _CONTENTS.fullmatch(line.plain.rstrip(".:"))), None)
    if start is None:
        return kept
    seen: dict[str, list[int]] = {}
    for at, line in enumerate(kept):
        seen.setdefault(_entry(line), []).append(at)
    first = _entry(kept[start + 1]) if start + 1 < len(kept) else ""
    again = next((at for at in seen.get(first, ()) if at > start + 1), None)
    if not first or again is None:
        return [*kept[:start], *kept[start + 1 :]]
    end = start + 1
    while end < again and (_comes_back(kept[end], seen, again) or _page_number(kept[end])):
        end += 1
    return [*kept[:start], *kept[end:]]


def _comes_back(line: Line, seen: dict[str, list[int]], again: int) -> bool:
    return any(at >= again for at in seen.get(_entry(line), ()))


def _page_number(line: Line) -> bool:
    return bool(re.search(r"(?:\t|\.{3,}|…)\s*\d+\s*$", line.text))


def _entry(line: Line) -> str:
    words = _LEADING.sub("", _PAGE.sub("", line.plain)).casefold()
    return words or line.plain.casefold()
