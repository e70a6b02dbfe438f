"""How much of a Word document arrives in the right provision, against the Akoma Ntoso that is expected of it.

A place is the numbers from the outermost provision to the innermost ("part 1 / 4 / 2 / a"), a quotation counting as one. Found:
a number whose place is in our tree; a heading that is the heading there; a paragraph whose words, in order, stand in the text
there (or in unnumbered provisions below it, such as definitions). Marks, dashes and quotation signs do not count.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from consultatie.adapters.bill_formats import read_bill
from consultatie.domain.errors import UnreadableBill
from consultatie.domain.provisions import Provision, RecognisedBill
from consultatie.domain.provisions import ProvisionKind as K

GOAL = 0.97
KINDS = ("num", "heading", "text")
_HIERARCHY = frozenset(
    [
        "book",
        "part",
        "title",
        "chapter",
        "section",
        "subsection",
        "article",
        "paragraph",
        "subparagraph",
        "level",
        "hcontainer",
        "clause",
        "subclause",
        "rule",
        "division",
        "list",
        "point",
        "indent",
    ]
)
_LEFT_OUT = frozenset({"authorialNote", "quotedStructure", "num", "heading", "subheading"})
_OUTSIDE = frozenset({"signatures", "signatureBlock"})
_GROUPS = {
    "rhan": "part",
    "pennod": "chapter",
    "atodlen": "schedule",
    "the schedule": "schedule",
    "yr atodlen": "schedule",
}
_OUR_GROUPS = {K.PART: "part", K.CHAPTER: "chapter", K.ANNEX: "schedule", K.TITLE: "title"}

Place = tuple[str, ...]


@dataclass(slots=True)
class Score:
    """Found and expected, per kind; `missed` says what was not found."""

    found: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    expected: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    missed: list[str] = field(default_factory=list)

    def count(self, kind: str, place: Place, words: str, *, found: bool) -> None:
        """Count one thing that is expected."""
        self.expected[kind] += 1
        self.found[kind] += found
        if not found:
            self.missed.append(f"{kind} at {' / '.join(place) or '-'}: {words[:90]}")

    def share(self, kind: str) -> float:
        """Return what part of a kind was found; 1 where nothing is expected."""
        return self.found[kind] / self.expected[kind] if self.expected[kind] else 1.0

    def add(self, other: Score) -> None:
        """Add the counts of another file."""
        for kind in other.expected:
            self.found[kind] += other.found[kind]
            self.expected[kind] += other.expected[kind]


def words_of(text: str) -> str:
    """Return the bare words of a text, in small letters."""
    return " ".join(re.findall(r"\w+", text.casefold()))


@dataclass(slots=True)
class _Ours:
    node: Provision
    text: str
    headings: list[str]
    used: bool = False


class Found:
    """Our tree by place, in the order of the text."""

    def __init__(self, provisions: tuple[Provision, ...]) -> None:
        self.places: dict[Place, list[_Ours]] = defaultdict(list)
        top = _Ours(Provision(K.PREAMBLE), "", [])
        self.places[()].append(top)
        self._index(provisions, (), top)

    def _index(self, provisions: tuple[Provision, ...], place: Place, home: _Ours) -> None:
        for node in provisions:
            step = _step(node)
            if step:
                own = _Ours(node, words_of(node.text), [words_of(node.heading)])
                self.places[(*place, step)].append(own)
                self._index(node.children, (*place, step), own)
            else:
                home.text += f" {words_of(node.text)}"
                home.headings.append(words_of(node.heading))
                self._index(node.children, place, home)

    def take(self, place: Place) -> _Ours | None:
        """Return our provision of a place, the next one where several have it."""
        at = self.places.get(place, [])
        free = next((own for own in at if not own.used), None)
        if free is not None:
            free.used = bool(place)
        return free


def _step(node: Provision) -> str:
    if node.kind is K.QUOTE:
        return "“"
    group = _OUR_GROUPS.get(node.kind, "")
    if node.kind is K.ANNEX and not node.number and not (node.text or node.children):
        return ""  # "SCHEDULES" above the first of them
    return f"{group} {words_of(node.number)}".strip()


def _local(node: etree._Element) -> str:
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def _child(node: etree._Element, name: str) -> etree._Element | None:
    return next((inner for inner in node if _local(inner) == name), None)


def _said(node: etree._Element, left_out: frozenset[str] = _LEFT_OUT) -> str:
    """Return the words below an element, those of notes and quotations left out."""
    parts = [node.text or ""]
    for inner in node:
        name = _local(inner)
        if name and name not in left_out:
            parts.append(_said(inner, left_out))
        parts.append(inner.tail or "")
    return "".join(parts)


def _number(node: etree._Element) -> str:
    num = _child(node, "num")
    words = words_of(_said(num)) if num is not None else ""
    for welsh, english in _GROUPS.items():
        if words == welsh or words.startswith(f"{welsh} "):
            return words.replace(welsh, english, 1)
    return words


def compare(expected: etree._Element, bill: RecognisedBill) -> Score:
    """Return what of an Akoma Ntoso body is found in a bill."""
    score = Score()
    body = next(node for node in expected.iter() if _local(node) == "body")
    ours = Found(bill.provisions)
    for node in body:
        _compare(node, (), ours.take(()), ours, score)
    return score


def _compare(node: etree._Element, place: Place, own: _Ours | None, ours: Found, score: Score) -> None:
    """Compare one element of the hierarchy, and what is below it, with what stands at its place."""
    if node.get("name") in _OUTSIDE or not _local(node):
        return
    number = "“" if _local(node) == "quotedStructure" else _number(node)
    if number:
        place = (*place, number)
        own = ours.take(place)
        if number != "“":
            score.count("num", place, number, found=own is not None)
    heading = _child(node, "heading")
    if heading is not None and words_of(_said(heading)):
        words = words_of(_said(heading))
        score.count("heading", place, words, found=own is not None and words in own.headings)
    for piece in _pieces(node):
        if _local(piece) in _HIERARCHY or _local(piece) == "quotedStructure":
            _compare(piece, place, own, ours, score)
        else:
            words = words_of(_said(piece))
            if words:
                score.count("text", place, words, found=own is not None and words in own.text)


def _pieces(node: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs, list items, quotations and provisions directly below a provision, in order."""
    for inner in node:
        name = _local(inner)
        if name in _HIERARCHY or name == "quotedStructure":
            yield inner
        elif name == "p":
            yield inner
            yield from _quotations(inner)
        elif name == "item" and not any(_local(part) == "blockList" for part in inner):
            yield _with_number(inner)
        elif name and name not in _LEFT_OUT:
            if name in ("listIntroduction", "num", "caption"):
                yield inner
            else:
                yield from _pieces(inner)


def _quotations(node: etree._Element) -> Iterator[etree._Element]:
    for inner in node.iter():
        if _local(inner) == "quotedStructure" and not any(
            _local(up) == "quotedStructure" and node in up.iterancestors() for up in inner.iterancestors()
        ):
            yield inner


def _with_number(item: etree._Element) -> etree._Element:
    """Return a list item with its number as part of its words."""
    made = etree.Element("p")
    num = _child(item, "num")
    made.text = f"{_said(num) if num is not None else ''} {_said(item)}"
    return made


def measure(folder: Path) -> dict[str, Score]:
    """Return the score of every Word file in a folder that has an expected Akoma Ntoso beside it."""
    scores = {}
    for path in sorted(folder.glob("*.docx")):
        expected = path.with_suffix(".xml")
        if expected.exists():
            root = etree.parse(str(expected)).getroot()
            try:
                scores[path.stem] = compare(root, read_bill(path.read_bytes(), name=path.name))
            except UnreadableBill as refusal:
                scores[path.stem] = compare(root, RecognisedBill("", None, ()))
                scores[path.stem].missed.insert(0, f"refused: {refusal.code}")
    return scores


def table(scores: dict[str, Score]) -> str:
    """Return the scores as a table, the total last."""
    total = Score()
    for score in scores.values():
        total.add(score)
    width = max(len(name) for name in scores) + 2
    lines = [f"{'file':<{width}}" + "".join(f"{kind:>20}" for kind in KINDS)]
    for name, score in [*scores.items(), ("total", total)]:
        cells = (f"{score.found[kind]}/{score.expected[kind]} {score.share(kind):.3f}" for kind in KINDS)
        lines.append(f"{name:<{width}}" + "".join(f"{cell:>20}" for cell in cells))
    return "\n".join(lines)
