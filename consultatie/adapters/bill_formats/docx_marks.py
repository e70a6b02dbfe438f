"""Numbers at the beginning of a line ("1.—(1)", "(aa)", "1°."), what follows what, and words that head a group ("PART 2").

English, Welsh and Dutch. Headings in Dutch words are read by `headings`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from consultatie.adapters.bill_formats.docx_numbering import letters, roman
from consultatie.adapters.bill_formats.headings import split_heading
from consultatie.domain.provisions import ProvisionKind as K

_GAP = r"[\s\u2060\u200b]*"
_AFTER = r"(?=\s|$|[(“\"‘'\u2060—–]|[A-Z])"
_FORMS = (
    ("n.", re.compile(rf"{_GAP}(\d{{1,4}}[A-Z]{{0,4}}\d?[A-Z]?)\.?{_GAP}[—–―-]{_GAP}(?=\(\w{{1,5}}\))")),
    ("n.", re.compile(rf"{_GAP}(\d{{1,4}}[A-Z]{{0,4}}\d?)\t\s*(?=\(\w{{1,5}}\))")),
    ("1o", re.compile(rf"{_GAP}(\d{{1,3}}\s?[°º])[.)]?(?=\s|$)")),
    ("n.", re.compile(rf"{_GAP}(\d{{1,4}}[A-Za-z]{{0,4}}\d?)\.(?=\s|$|[A-Z“—–])")),
    ("n)", re.compile(rf"{_GAP}(\d{{1,3}}[a-z]?)\)(?=\s|$)")),
    ("(1)", re.compile(rf"{_GAP}\((\d{{1,4}}[A-Za-z]{{0,4}}\d?)\){_AFTER}")),
    ("(a)", re.compile(rf"{_GAP}\(([a-zĳ]{{1,6}}\d{{0,2}}[a-z]?)\)(?=\s|$|\S)")),
    ("(A)", re.compile(rf"{_GAP}\(([A-Z]{{1,5}}\d?)\){_AFTER}")),
    ("a.", re.compile(rf"{_GAP}([a-zĳ]{{1,2}}|[ivxl]{{3,5}})[.)](?=\s|$)(?!\s*[a-z]\.)")),
    ("A.", re.compile(rf"{_GAP}([A-Z]{{1,2}})\.?(?=\t|$)|{_GAP}([A-Z]{{1,2}})\.(?= [A-Z])")),
)
_BEFORE_TAB = re.compile(rf"{_GAP}(\d{{1,4}}[A-Z]{{0,3}})\t\s*(?=[^\W\d]|[“\"‘(])")
_DASH = re.compile(rf"{_GAP}[—–―]{_GAP}")
_ROMAN = {roman(count): count for count in range(1, 100)}
_FIRST = frozenset({"1", "a", "i", "A", "I", "aa", "AA", "1°", "1 °", "1º"})


@dataclass(frozen=True, slots=True)
class Mark:
    """One number: as printed without brackets and dot, its form, and where the words after it begin."""

    sign: str
    form: str
    end: int

    @property
    def is_first(self) -> bool:
        """Say whether a list begins with it."""
        return self.sign in _FIRST


def marks_of(text: str) -> list[Mark]:
    """Return the numbers that a line begins with, outermost first: "1.—(1)" has two."""
    found: list[Mark] = []
    at = 0
    while len(found) < 4:
        mark = _mark_at(text, at)
        if mark is None or (found and not _may_stand_after(mark, found[-1])):
            break
        found.append(mark)
        at = mark.end
    return found


def number_before_tab(text: str) -> Mark | None:
    """Return a number that only a tab divides from its words, as in British bills: "2⇥A bell …"."""
    match = _BEFORE_TAB.match(text)
    return Mark(match.group(1), "n.", match.end()) if match else None


def _may_stand_after(mark: Mark, outer: Mark) -> bool:
    """Say whether a number may follow another on one line: it begins a list below the other."""
    if not mark.is_first or mark.form in ("n.", "A."):
        return False
    return mark.form != outer.form or (mark.sign in ("i", "aa") and outer.sign != mark.sign)


def _mark_at(text: str, at: int) -> Mark | None:
    for form, pattern in _FORMS:
        match = pattern.match(text, at)
        if match:
            sign = next(group for group in match.groups() if group)
            dash = _DASH.match(text, match.end())
            return Mark(sign, form, dash.end() if dash else match.end())
    return None


def follows(sign: str, before: str) -> bool:
    """Say whether a number is the next after another: 2 after 1, b after a, iv after iii, 6A after 6, aa after z."""
    digits, other = re.match(r"(\d+)(.*)", sign), re.match(r"(\d+)(.*)", before)
    if digits and other:
        if digits.group(2).strip("°º ") == other.group(2).strip("°º "):
            return int(digits.group(1)) == int(other.group(1)) + 1
        same = digits.group(1) == other.group(1)
        return (same and follows_letter(digits.group(2), other.group(2))) or _after_inserted(digits, other)
    if sign.isupper() != before.isupper():
        return False
    return follows_letter(sign.lower(), before.lower()) or (
        _ROMAN.get(sign.lower(), -1) == _ROMAN.get(before.lower(), -9) + 1
    )


def _after_inserted(number: re.Match[str], before: re.Match[str]) -> bool:
    return not number.group(2) and int(number.group(1)) == int(before.group(1)) + 1


def follows_letter(sign: str, before: str) -> bool:
    """Say whether letters are the next after others; an empty one comes before "a"."""
    sign, before = sign.lower(), before.lower()
    if not before:
        return sign == "a"
    if before == "z":
        return sign in ("aa", "za")
    if len(sign) == len(before) and sign[:-1] == before[:-1]:
        return ord(sign[-1]) == ord(before[-1]) + 1
    doubled = {letters(count): count for count in (_place(sign), _place(before)) if count}
    return (
        len(doubled) == 2 and doubled[sign] == doubled[before] + 1
        if sign in doubled and before in doubled
        else False
    )


def _place(sign: str) -> int:
    """Return the place of Word's letters in their order: a is 1, aa is 27; 0 for other letters."""
    if not sign or len(set(sign)) != 1 or not "a" <= sign[0] <= "z":
        return 0
    return ord(sign[0]) - ord("a") + 1 + 26 * (len(sign) - 1)


def is_roman(sign: str) -> bool:
    """Say whether letters are a small or capital Roman number below a hundred."""
    return sign.lower() in _ROMAN


_WORDS = {
    "part": K.PART,
    "rhan": K.PART,
    "chapter": K.CHAPTER,
    "pennod": K.CHAPTER,
    "title": K.TITLE,
    "book": K.BOOK,
    "division": K.DIVISION,
    "schedule": K.ANNEX,
    "annex": K.ANNEX,
    "appendix": K.ANNEX,
    "atodlen": K.ANNEX,
    "atodiad": K.ANNEX,
    "article": K.ARTICLE,
    "erthygl": K.ARTICLE,
    "section": K.ARTICLE,
    "adran": K.ARTICLE,
    "clause": K.ARTICLE,
    "regulation": K.ARTICLE,
    "rheoliad": K.ARTICLE,
    "rule": K.ARTICLE,
}
_GROUP = re.compile(
    rf"{_GAP}(?:the\s+|yr\s+|y\s+)?(?P<word>{'|'.join(_WORDS)})(?:\s+(?P<number>\d+[A-Za-z]{{0,3}}\d?|[IVXLC]{{1,6}}[A-Z]?|[A-Z]))?"
    r"(?=[\s:.,–—-]|$)(?P<rest>.*)",
    re.I | re.S,
)
_GROUP_OF_PARTS = re.compile(
    r"(?:the\s+)?(?:\S+\s+)?group\s+of\s+parts|gr[wŵ]p\s+o\s+rannau(?:\s+\S+)?", re.I
)
_ALL_ANNEXES = re.compile(r"(?:the\s+)?schedules|yr\s+atodlenni|atodlenni|annexes|bijlagen", re.I)
_REFERENCE = re.compile(
    r"\(?(?:(?:as\s+)?introduced by|introduces|a gyflwynir|cyflwynwyd|sections?|regulations?|articles?|rules?|paragraphs?|clauses?|adran(?:nau)?|rheoliad(?:au)?|erthygl(?:au)?"
    r"|paragraff?|behorend[e]?|bij|als bedoeld|bedoeld)\b.{0,200}",
    re.I | re.S,
)
_SEPARATOR = re.compile(r"[\s:.,–—-]*")


@dataclass(frozen=True, slots=True)
class GroupHead:
    """A line that heads a group, an annex or an article in words; `reference` is where an annex is called for."""

    kind: K
    number: str = ""
    heading: str = ""
    reference: str = ""


def head_in_words(text: str, *, sure: bool) -> GroupHead | None:
    """Read a line as "PART 2", "Chapter 1 – Title", "SCHEDULE 1 Regulation 4", "Artikel 3. Opschrift"; None where it is none.

    `sure` says that the line looks like a heading; if not, a sentence that begins with such a word is none.
    """
    plain = " ".join(text.split())
    if _GROUP_OF_PARTS.fullmatch(plain):
        return GroupHead(K.BOOK, number=plain)
    if _ALL_ANNEXES.fullmatch(plain):
        return GroupHead(K.ANNEX, heading=plain)
    kind, number, heading = split_heading(plain)
    heading = heading.lstrip(" ,") if kind is K.ANNEX else heading
    if kind is K.ANNEX and _REFERENCE.fullmatch(heading) and not plain.endswith((".", ";", ":")):
        return GroupHead(kind, number, reference=heading)
    if kind is not None and number and not _is_sentence(plain, heading, number, sure=sure):
        return GroupHead(kind, number, heading)
    if kind in (K.ANNEX, K.CONCLUSION, K.PREAMBLE) and not heading:
        return GroupHead(kind)
    return _head_in_english(text, sure=sure)


def is_reference(text: str) -> bool:
    """Say whether a line below "SCHEDULE 1" only says where it is called for: "(introduced by section 5)"."""
    return bool(_REFERENCE.fullmatch(text)) and any(char.isdigit() for char in text) and len(text) < 150


def _head_in_english(text: str, *, sure: bool) -> GroupHead | None:
    match = _GROUP.match(text)
    if match is None:
        return None
    kind, number = _WORDS[match.group("word").lower()], match.group("number") or ""
    rest = match.group("rest")[_end(_SEPARATOR, match.group("rest")) :]
    heading = " ".join(rest.split())
    if not number and (kind is not K.ANNEX or (heading and not _REFERENCE.fullmatch(heading))):
        return None
    if number.islower() or _is_sentence(" ".join(text.split()), heading, number, sure=sure):
        return None
    if kind is K.ANNEX and _REFERENCE.fullmatch(heading):
        return GroupHead(kind, number, reference=heading)
    return GroupHead(kind, number, heading)


def _end(pattern: re.Pattern[str], text: str) -> int:
    match = pattern.match(text)
    return match.end() if match else 0


_OF = re.compile(r"^[^\W\d]+\s+\S+\s+(?:of|to|o|van|tot|en|and|in|is|wordt|komt|vervalt)\b", re.I)


def _is_sentence(plain: str, heading: str, number: str, *, sure: bool) -> bool:
    """Say whether a line that begins like a heading goes on like a sentence ("Artikel 3, tweede lid, vervalt.")."""
    if not heading:
        return plain.endswith((",", ";"))
    after = plain[plain.find(number) + len(number) :].lstrip(".")
    if after.startswith((",", ";", "(")) or _OF.match(plain):
        return True
    return not sure and (
        heading[0].islower() or len(heading) > 150 or plain.endswith((".", ";", ":", ",", "—"))
    )
