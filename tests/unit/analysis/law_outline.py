"""Laws and amending bills as a few readable lines, for tests: `law(lines)` reads them, `outline(provisions)` writes them.

    Hoofdstuk 1. Algemeen          a chapter; also Afdeling, Paragraaf, Bijlage
    Artikel 2. Brieven             an article; § 2 in a German law
    1. Een brief is duidelijk.     a lid
      a. kort;                     an onderdeel, two spaces deeper
      - brief: een bericht;        an onderdeel without a number
      = en zo verder.              words after the onderdelen
    Iets anders.                   text of the provision above it

In a bill "A. …" is an amendment, "| …" below it (two spaces deeper) a line of quoted text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from consultatie.domain.provisions import CHILDREN_STAND_HERE, Provision
from consultatie.domain.provisions import ProvisionKind as K

_WORDS = {
    "Hoofdstuk": K.CHAPTER,
    "Afdeling": K.DIVISION,
    "Paragraaf": K.SECTION,
    "Bijlage": K.ANNEX,
    "Artikel": K.ARTICLE,
    "§": K.ARTICLE,
}
_HEAD = re.compile(rf"(?P<word>{'|'.join(_WORDS)}) (?P<number>[\w:.]*\w)(?:\. (?P<heading>.+))?$")
_ITEM = re.compile(r"(?P<number>\d+[a-z]?°?|[a-z]{1,2}|[A-Z])\. (?P<text>.+)$")


@dataclass
class _Open:
    kind: K
    depth: int
    number: str = ""
    heading: str = ""
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    children: list[_Open] = field(default_factory=list)

    def closed(self) -> Provision:
        before = "".join(f"<p>{line}</p>" for line in self.before)
        after = CHILDREN_STAND_HERE + "".join(f"<p>{line}</p>" for line in self.after) if self.after else ""
        return Provision(
            self.kind,
            self.number,
            self.heading,
            "\n".join([*self.before, *self.after]),
            before + after,
            tuple(child.closed() for child in self.children),
        )


def law(lines: str) -> tuple[Provision, ...]:
    """Read an outline."""
    root = _Open(K.QUOTE, -9)
    stack = [root]
    for line in lines.strip("\n").split("\n"):
        if line.strip():
            _take(line, stack)
    return tuple(one.closed() for one in root.children)


def _take(line: str, stack: list[_Open]) -> None:
    indent = len(line) - len(line.lstrip(" "))
    text = line.strip()
    if text.startswith("|"):
        _quote(text.removeprefix("|").removeprefix(" "), indent, stack)
        return
    opened = _opened(text, indent)
    if opened is None:
        while stack[-1].depth > indent:
            stack.pop()
        (stack[-1].after if text.startswith("= ") else stack[-1].before).append(text.removeprefix("= "))
        return
    while stack[-1].depth >= opened.depth:
        stack.pop()
    stack[-1].children.append(opened)
    stack.append(opened)


def _opened(text: str, indent: int) -> _Open | None:
    head = _HEAD.match(text)
    if head:
        kind = _WORDS[head["word"]]
        depth = {K.CHAPTER: -6, K.ANNEX: -6, K.DIVISION: -5, K.SECTION: -4}.get(kind, -3)
        return _Open(kind, depth, head["number"], head["heading"] or "")
    if text.startswith("- "):
        return _Open(K.POINT, indent, before=[text.removeprefix("- ")])
    item = _ITEM.match(text)
    if item is None:
        return None
    is_letter = item["number"].isupper()
    kind = K.AMENDMENT if is_letter else K.POINT if indent or not item["number"][0].isdigit() else K.PARAGRAPH
    return _Open(kind, indent, item["number"], before=[item["text"]])


def _quote(text: str, indent: int, stack: list[_Open]) -> None:
    """Keep the lines of a quotation together; they are read when the bill is whole."""
    while stack[-1].depth >= indent:
        stack.pop()
    children = stack[-1].children
    if not children or children[-1].kind is not K.QUOTE:
        children.append(_Open(K.QUOTE, indent))
    children[-1].before.append(text)


def bill(lines: str, language: str = "nl") -> tuple[Provision, ...]:
    """Read the instructions of a bill that amends one law."""
    opening = {
        "nl": "De Wet op de proef wordt als volgt gewijzigd:",
        "de": "Das Probegesetz wird wie folgt geändert:",
    }
    inside = tuple(_with_quotes(one) for one in law(lines))
    return (Provision(K.ARTICLE, "I", text=opening[language], children=inside, eid="art_I"),)


def _with_quotes(node: Provision) -> Provision:
    if node.kind is not K.QUOTE:
        children = tuple(_with_quotes(child) for child in node.children)
        return Provision(node.kind, node.number, node.heading, node.text, node.html, children, node.eid)
    quoted = law(node.text)
    return Provision(K.QUOTE, children=quoted) if quoted else node


def outline(provisions: Iterable[Provision], depth: int = 0) -> str:
    """Write provisions as an outline."""
    return "\n".join(line for one in provisions for line in _lines(one, depth)) + ("\n" if depth == 0 else "")


def _lines(node: Provision, depth: int) -> list[str]:
    after = node.html.partition(CHILDREN_STAND_HERE)[2].count("<p>")
    texts = node.text.split("\n") if node.text else []
    before, closing = (texts[:-after], texts[-after:]) if after else (texts, [])
    word = next((word for word, kind in _WORDS.items() if kind is node.kind), "")
    below = 0 if word else depth + 2
    if word:
        title = f"{word} {node.number}" + (f". {node.heading}" if node.heading else "")
        lines = [title, *before]
    else:
        mark = f"{node.number}. " if node.number else "- " if node.kind is K.POINT else ""
        lines = [" " * depth + mark + " ".join(before)]
    for child in node.children:
        deeper = 2 if child.kind is K.POINT and word else below
        lines += _lines(child, deeper)
    return [*lines, *(" " * (depth if not word else 0) + f"= {line}" for line in closing)]
