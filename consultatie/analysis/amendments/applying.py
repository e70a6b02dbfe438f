"""Work one instruction out in the tree of a law, wholly or not at all.

Every place is looked up before anything changes, so that "onder vernummering van het derde tot vierde lid" names leden as
they stand. What is not there, or there twice, raises NotApplicable, and every change is taken back.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from consultatie.analysis.amendments import placing, rewording
from consultatie.analysis.amendments.law_tree import Edits, Node, NotApplicable, found, same_number
from consultatie.domain.amendments import Action, Operation, Part, Target
from consultatie.domain.provisions import ProvisionKind as K

Handler = Callable[[Edits, Operation, Sequence[Node], str], None]


def applied(root: Node, operations: Sequence[Operation], language: str) -> Edits:
    """Carry an instruction out and return its changes; raise NotApplicable with the law as it was."""
    if any(one.action is not Action.NUMBER_TEXT and not one.place.steps for one in operations):
        raise NotApplicable("place-unclear")
    targets = [(one, found(root, _home(one.place))) for one in operations]
    edits = Edits()
    try:
        for operation, nodes in targets:
            _HANDLERS[operation.action](edits, operation, nodes, language)
        _refuse_double_numbers(edits, [node for _, nodes in targets for node in nodes])
    except NotApplicable:
        edits.undo()
        raise
    return edits


def _home(place: Target) -> Target:
    """Return the place to look up; a heading, opening or sentence is part of what is found there."""
    return place if place.part is Part.TERM else Target(place.steps)


def _repeal(edits: Edits, operation: Operation, nodes: Sequence[Node], language: str) -> None:
    part = operation.place.part
    for node in nodes:
        if part is Part.HEADING:
            edits.set(node, "heading", "")
        elif part is Part.SENTENCE:
            rewording.drop_sentence(edits, node, operation.place.sentence, language)
        elif part is Part.OPENING:
            raise NotApplicable("place-unclear")
        else:
            edits.remove(node)


def _replace(edits: Edits, operation: Operation, nodes: Sequence[Node], language: str) -> None:
    if len(nodes) != 1:
        raise NotApplicable("place-unclear")
    part, new = operation.place.part, operation.new or rewording.words_of(operation.payload)
    if part in (Part.WHOLE, Part.TERM):
        placing.replace_whole(edits, nodes[0], operation)
    elif not new:
        raise NotApplicable("new-text-unclear")
    elif part is Part.HEADING:
        edits.set(nodes[0], "heading", new)
    elif part is Part.OPENING:
        rewording.replace_opening(edits, nodes[0], new)
    else:
        rewording.replace_sentence(edits, nodes[0], operation.place.sentence, new, language)


def _insert(edits: Edits, operation: Operation, nodes: Sequence[Node], language: str) -> None:
    if operation.kind is None:
        new = operation.new or rewording.words_of(operation.payload)
        rewording.insert_sentence(
            edits, nodes[-1], operation.place.sentence, new, language, before=operation.before
        )
    else:
        placing.insert(edits, nodes[0 if operation.before else -1], operation)


def _append(edits: Edits, operation: Operation, nodes: Sequence[Node], language: str) -> None:
    for node in nodes:
        placing.append(edits, node, operation)


def _insert_sorted(edits: Edits, operation: Operation, nodes: Sequence[Node], language: str) -> None:
    for node in nodes:
        placing.insert_sorted(edits, node, operation)


def _renumber(edits: Edits, operation: Operation, nodes: Sequence[Node], language: str) -> None:
    numbers = operation.number.split()
    if len(numbers) != len(nodes):
        raise NotApplicable("numbers-do-not-match", operation.number)
    for node, number in zip(nodes, numbers, strict=True):
        edits.set(node, "number", number)


def _number_text(edits: Edits, operation: Operation, nodes: Sequence[Node], language: str) -> None:
    """Make the text of an article without leden its first lid."""
    for node in nodes:
        unnumbered = node.children[0] if len(node.children) == 1 else None
        if unnumbered is not None and unnumbered.kind is K.PARAGRAPH and not unnumbered.number:
            edits.set(unnumbered, "number", operation.number)
        elif node.kind is not K.ARTICLE or any(one.kind is K.PARAGRAPH for one in node.children):
            raise NotApplicable("place-unclear")
        else:
            lid = Node(K.PARAGRAPH, operation.number, "", node.text, node.html)
            below = list(node.children)
            edits.set(node, "children", [])
            for child in below:
                edits.set(child, "parent", lid)
            lid.children = below
            edits.set(node, "text", "")
            edits.set(node, "html", "")
            edits.insert(node, 0, [lid])


def _unnumber_text(edits: Edits, operation: Operation, nodes: Sequence[Node], language: str) -> None:
    """Take the number of the only lid that is left."""
    for node in nodes:
        if len(node.children) != 1 or node.children[0].kind is not K.PARAGRAPH:
            raise NotApplicable("place-unclear")
        edits.set(node.children[0], "number", "")


def _refuse_double_numbers(edits: Edits, nodes: Sequence[Node]) -> None:
    """Refuse an outcome in which two provisions side by side have one number."""
    parents = {id(one.parent): one.parent for one in [*nodes, *edits.planted] if one.parent is not None}
    for parent in parents.values():
        for changed in [one for one in [*nodes, *edits.planted] if one.parent is parent and one.number]:
            twins = [
                one
                for one in parent.children
                if one.kind is changed.kind and same_number(one.number, changed.number)
            ]
            if len(twins) > 1:
                raise NotApplicable("number-taken", changed.number)


_HANDLERS: Final[dict[Action, Handler]] = {
    Action.REPLACE_WORDS: rewording.replace_words,
    Action.DELETE_WORDS: rewording.replace_words,
    Action.INSERT_WORDS: rewording.insert_words,
    Action.APPEND_WORDS: rewording.append_words,
    Action.REPLACE_ENDING: rewording.replace_ending,
    Action.REPLACE: _replace,
    Action.REPEAL: _repeal,
    Action.INSERT: _insert,
    Action.APPEND: _append,
    Action.INSERT_SORTED: _insert_sorted,
    Action.RENUMBER: _renumber,
    Action.NUMBER_TEXT: _number_text,
    Action.UNNUMBER_TEXT: _unnumber_text,
}
