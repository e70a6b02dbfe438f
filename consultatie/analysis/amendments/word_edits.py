"""Change words in a provision, in its text and in its HTML at the same place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Final

from consultatie.domain.provisions import CHILDREN_STAND_HERE, around_children

_TOKEN: Final = re.compile(r"<[^>]*>|&(?:#\w+|\w+);|.", re.S)
_EMPTY: Final = re.compile(r"<(em|strong|a|sub|sup|u)\b[^>]*></\1>")
_BOUND: Final = r"[\w-]"
_CLOSING: Final = ",.;:)!?"
_SAME: Final = {"’": "['’]", "'": "['’]"}


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters `start` to `end` of a text become `new`."""

    start: int
    end: int
    new: str


def occurrences(text: str, words: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return where words stand in a text as whole words, in characters; white space and apostrophes may differ."""
    pieces = [
        "".join(_SAME.get(char, re.escape(char)) for char in piece)
        for piece in words.replace("\xa0", " ").split()
    ]
    if not pieces:
        return []
    before = rf"(?<!{_BOUND})" if re.match(_BOUND, words.strip()) else ""
    after = rf"(?!{_BOUND})" if re.search(rf"{_BOUND}$", words.strip()) else ""
    pattern = re.compile(before + r"\s+".join(pieces) + after)
    return [found.span() for found in pattern.finditer(text, start, len(text) if end is None else end)]


def replacing(text: str, span: tuple[int, int], new: str) -> Edit:
    """Return the edit that puts new words for old ones; with nothing new a space goes with them."""
    start, end = span
    if new:
        return Edit(start, end, new)
    follows = text[end : end + 1]
    if start > 0 and text[start - 1] == " " and (not follows or follows in f" \n{_CLOSING}"):
        start -= 1
    elif start == 0 and follows == " ":
        end += 1
    return Edit(start, end, "")


def inserting(text: str, span: tuple[int, int], new: str, *, before: bool) -> Edit:
    """Return the edit that puts words before or after others, with a space between where one belongs."""
    if before:
        return Edit(span[0], span[0], f"{new} ")
    apart = "" if new[:1] in _CLOSING else " "
    return Edit(span[1], span[1], f"{apart}{new}")


def edited(text: str, html: str, edits: Sequence[Edit]) -> tuple[str, str]:
    """Return text and HTML with the edits; HTML that holds other words than the text is made anew from it."""
    ordered = sorted(edits, key=lambda edit: edit.start, reverse=True)
    new_html = _in_html(text, html, ordered)
    for edit in ordered:
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text, paragraphs(text) if new_html is None else new_html


def paragraphs(text: str) -> str:
    """Return plain text as HTML, a paragraph a line."""
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.split("\n") if line.strip())


def opening_end(text: str, html: str) -> int | None:
    """Return where in the text the words before the children end, None where the HTML cannot tell."""
    before, after = around_children(html)
    if not re.sub(r"<[^>]*>", "", after).strip():
        return len(text)
    letters = sum(1 for char in unescape(re.sub(r"<[^>]*>", "", before)) if not char.isspace())
    for at, char in enumerate(text):
        letters -= not char.isspace()
        if letters == 0:
            return at + 1
    return None


def is_aligned(text: str, html: str) -> bool:
    """Say whether a text and its HTML hold the same letters in the same order."""
    plain = unescape(re.sub(r"<[^>]*>", "", html))
    return "".join(plain.split()) == "".join(text.split())


def _in_html(text: str, html: str, ordered: Sequence[Edit]) -> str | None:
    if not is_aligned(text, html):
        return None
    tokens = _TOKEN.findall(html)
    letters = [at for at, token in enumerate(tokens) if _is_letter(token)]
    for edit in ordered:
        first = sum(1 for char in text[: edit.start] if not char.isspace())
        last = sum(1 for char in text[: edit.end] if not char.isspace())
        _splice(tokens, letters, first, last, edit, text)
    return _EMPTY.sub("", "".join(tokens))


def _is_letter(token: str) -> bool:
    return not token.startswith("<") and not unescape(token).isspace()


def _splice(tokens: list[str], letters: list[int], first: int, last: int, edit: Edit, text: str) -> None:
    """Blank the letters that go, with the space between them, and hang the new words on a letter that stays or goes."""
    new = escape(edit.new, quote=False)
    if first == last:
        if first > 0 and not edit.new.endswith(" "):
            tokens[letters[first - 1]] += new
        else:
            tokens[letters[first]] = new + tokens[letters[first]]
        return
    begin, end = letters[first], letters[last - 1]
    if text[edit.start].isspace() and begin > 0 and tokens[begin - 1] == " ":
        begin -= 1
    if text[edit.end - 1].isspace() and end + 1 < len(tokens) and tokens[end + 1] == " ":
        end += 1
    for at in range(begin, end + 1):
        if not tokens[at].startswith("<") and CHILDREN_STAND_HERE[0] != tokens[at]:
            tokens[at] = ""
    tokens[letters[first]] = new
