"""Change words inside provisions: replace, insert, delete, at the end, a sentence, the opening.

Words that stand at their place twice are not changed unless the instruction says "telkens".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from consultatie.analysis.amendments.law_tree import Edits, Node, NotApplicable
from consultatie.analysis.amendments.word_edits import (
    Edit,
    edited,
    inserting,
    is_aligned,
    occurrences,
    opening_end,
    replacing,
)
from consultatie.analysis.sentences import sentences
from consultatie.domain.amendments import Operation, Part
from consultatie.domain.provisions import Provision

Span = tuple[int, int]
SENTENCE_NOT_COUNTED: Final = "sentence-not-counted"
"""A note: the provision has a list, so its sentences were not counted; the words stand in it once."""


def replace_words(edits: Edits, operation: Operation, nodes: Sequence[Node], language: str) -> None:
    """Put new words for old ones, or take the old ones away where nothing is new."""
    _reword(edits, operation, nodes, language, lambda text, span: replacing(text, span, operation.new))


def insert_words(edits: Edits, operation: Operation, nodes: Sequence[Node], language: str) -> None:
    """Put words after or before others."""
    new, before = operation.new, operation.before
    _reword(edits, operation, nodes, language, lambda text, span: inserting(text, span, new, before=before))


def _reword(
    edits: Edits,
    operation: Operation,
    nodes: Sequence[Node],
    language: str,
    edit: Callable[[str, Span], Edit],
) -> None:
    is_heading = operation.place.part is Part.HEADING
    for top in nodes:
        hits = [
            (node, span)
            for node, region in _regions(edits, top, operation, language)
            for span in occurrences(node.heading if is_heading else node.text, operation.old, *region)
        ]
        if not hits:
            raise NotApplicable("words-not-found", operation.old)
        if len(hits) > 1 and not operation.everywhere:
            raise NotApplicable("words-found-twice", operation.old)
        for node in dict.fromkeys(node for node, _ in hits):
            text = node.heading if is_heading else node.text
            changes = [edit(text, span) for other, span in hits if other is node]
            if is_heading:
                edits.set(node, "heading", edited(text, "", changes)[0])
            else:
                _change(edits, node, changes)


def _regions(
    edits: Edits, top: Node, operation: Operation, language: str
) -> Iterable[tuple[Node, tuple[int, int | None]]]:
    """Return the nodes, and the part of their text, in which the words of an instruction are looked for."""
    part = operation.place.part
    if part is Part.HEADING:
        return [(top, (0, None))]
    if part is Part.OPENING:
        return [(top, (0, _opening(top)))]
    if part is Part.SENTENCE and not _has_list(top):
        return [(top, _sentence(top, operation.place.sentence, language))]
    if part is Part.SENTENCE:
        edits.notes.add(SENTENCE_NOT_COUNTED)
    return [(node, (0, None)) for node in top.walk()]


def _has_list(node: Node) -> bool:
    return bool(node.children)


def _opening(node: Node) -> int:
    end = opening_end(node.text, node.html)
    if end is None or not node.text:
        raise NotApplicable("place-not-found")
    return end


def _sentence(node: Node, number: int, language: str) -> Span:
    found = sentences(node.text, language)
    if not number or _has_list(node) or number > len(found):
        raise NotApplicable("place-not-found")
    one = found[number if number < 0 else number - 1]
    return one.start, one.end


def _change(edits: Edits, node: Node, changes: Sequence[Edit]) -> None:
    if "<table" in node.html and not is_aligned(node.text, node.html):
        raise NotApplicable("in-a-table")
    text, html = edited(node.text, node.html, changes)
    edits.set(node, "text", text)
    edits.set(node, "html", html)


def append_words(edits: Edits, operation: Operation, nodes: Sequence[Node], language: str) -> None:
    """Put words at the end of a provision, which is the end of its text, after its list if it has one."""
    new = operation.new or words_of(operation.payload)
    if not new:
        raise NotApplicable("new-text-unclear")
    for node in nodes:
        if node.children or not node.text:
            raise NotApplicable("place-unclear")
        _change(edits, node, [inserting(node.text, (0, len(node.text)), new, before=False)])


def replace_ending(edits: Edits, operation: Operation, nodes: Sequence[Node], language: str) -> None:
    """Put another mark or word at the very end of a provision."""
    for top in nodes:
        node = top.last()
        text = node.text.rstrip()
        if not text.endswith(operation.old):
            raise NotApplicable("ending-not-found", operation.old)
        span = (len(text) - len(operation.old), len(text))
        _change(edits, node, [replacing(node.text, span, operation.new)])


def replace_opening(edits: Edits, node: Node, new: str) -> None:
    """Put other words before the list of a provision."""
    _change(edits, node, [Edit(0, _opening(node), new)])


def replace_sentence(edits: Edits, node: Node, number: int, new: str, language: str) -> None:
    """Put another sentence in the place of one."""
    start, end = _sentence(node, number, language)
    _change(edits, node, [Edit(start, end, new)])


def drop_sentence(edits: Edits, node: Node, number: int, language: str) -> None:
    """Take a sentence away."""
    _change(edits, node, [replacing(node.text, _sentence(node, number, language), "")])


def insert_sentence(edits: Edits, node: Node, number: int, new: str, language: str, *, before: bool) -> None:
    """Put a sentence after or before another."""
    if not new:
        raise NotApplicable("new-text-unclear")
    span = _sentence(node, number, language)
    _change(edits, node, [inserting(node.text, span, new, before=before)])


def words_of(payload: Sequence[Provision]) -> str:
    """Return the words of new text that is no provision of its own; "" where it holds provisions."""
    if len(payload) != 1 or payload[0].children or payload[0].number:
        return ""
    return payload[0].text
