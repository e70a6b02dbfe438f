"""Put new provisions in the tree of a law: beside another, at the end, in the order of the alphabet, in the place of one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from consultatie.analysis.amendments.law_tree import Edits, Node, NotApplicable, planted, same_number
from consultatie.analysis.amendments.word_edits import paragraphs
from consultatie.domain.amendments import Operation, rank
from consultatie.domain.provisions import Provision
from consultatie.domain.provisions import ProvisionKind as K

_BELOW_ARTICLE: Final = frozenset({K.PARAGRAPH, K.POINT})
_NUMBERED: Final = re.compile(r"^(?P<number>\d+[a-z]{0,3}|[a-z]{1,2})(?:[.)]|°\.?)\s+(?P<text>.*)$", re.S)
_TERM: Final = re.compile(r"^\W*(?P<term>[^:]+):")


def insert(edits: Edits, anchor: Node, operation: Operation) -> None:
    """Put provisions after an anchor, or before it."""
    new = _payload(operation, operation.kind)
    at = _level(anchor, new[0].kind, before=operation.before)
    if at.parent is None:
        raise NotApplicable("place-unclear")
    place = at.parent.children.index(at) + (not operation.before)
    edits.insert(at.parent, place, [planted(one) for one in new])


def _level(anchor: Node, kind: K, *, before: bool) -> Node:
    """Return the anchor, or what it ends (begins) that is of the kind of the new provision."""
    at = anchor
    while at.kind is not kind and at.kind is not None and rank(kind) < rank(at.kind):
        parent = at.parent
        if parent is None or parent.kind is None or parent.children[0 if before else -1] is not at:
            raise NotApplicable("place-unclear")
        at = parent
    if at.kind is not kind:
        raise NotApplicable("new-text-unclear")
    return at


def append(edits: Edits, parent: Node, operation: Operation) -> None:
    """Put provisions at the end of what stands in a provision."""
    new = _payload(operation, operation.kind)
    kind = new[0].kind
    home = _home_of_points(parent) if kind is K.POINT else parent
    siblings = [one for one in home.children if one.kind is kind]
    if home.kind is None or rank(kind) < rank(home.kind) or (kind in _BELOW_ARTICLE and not siblings):
        raise NotApplicable("place-unclear")
    edits.insert(home, len(home.children), [planted(one) for one in new])


def _home_of_points(parent: Node) -> Node:
    only = parent.children[0] if len(parent.children) == 1 else None
    return only if only is not None and only.kind is K.PARAGRAPH and not only.number else parent


def insert_sorted(edits: Edits, parent: Node, operation: Operation) -> None:
    """Put definitions in a list in the order of the alphabet; raise NotApplicable where the list has no such order."""
    home = _home_of_points(parent)
    if len([one for one in home.children if one.kind is K.PARAGRAPH]) and not _terms(home):
        home = next(one for one in home.children if one.kind is K.PARAGRAPH)
    terms = _terms(home)
    if not terms or terms != sorted(terms):
        raise NotApplicable("no-alphabetical-list")
    for one in [line for given in _payload(operation, K.POINT) for line in _each_line(given)]:
        term = _term(one.text)
        if not term or bool(one.number) != bool(home.children[0].number):
            raise NotApplicable("new-text-unclear")
        terms = _terms(home)
        if term in terms:
            raise NotApplicable("number-taken", term)
        place = sum(1 for other in terms if other < term)
        edits.insert(home, place, [planted(one)])


def _each_line(one: Provision) -> list[Provision]:
    """Return several definitions that stand below each other as provisions of their own."""
    lines = one.text.split("\n")
    if len(lines) == 1 or one.number or not all(_term(line) for line in lines):
        return [one]
    return [replace(one, text=line, html=paragraphs(line), children=()) for line in lines]


def _terms(node: Node) -> list[str]:
    terms = [_term(one.text) for one in node.children if one.kind is K.POINT]
    return terms if all(terms) and len(terms) == len(node.children) else []


def _term(text: str) -> str:
    found = _TERM.match(text)
    return found["term"].strip(" „”“«»‘’\"'").casefold() if found else ""


def replace_whole(edits: Edits, node: Node, operation: Operation) -> None:
    """Put a new provision in the place of one; what keeps its kind and number keeps its identity."""
    if node.kind is None:
        raise NotApplicable("place-unclear")
    new = _payload(operation, node.kind, keeps=node)
    if len(new) != 1:
        _replace_by_more(edits, node, new)
        return
    _grow_into(edits, node, new[0])


def _replace_by_more(edits: Edits, node: Node, new: Sequence[Provision]) -> None:
    """Replace one provision by several: the first of the same number goes on, or the first."""
    parent = node.parent
    if parent is None:
        raise NotApplicable("place-unclear")
    going_on = next((at for at, one in enumerate(new) if same_number(one.number, node.number)), 0)
    _grow_into(edits, node, new[going_on])
    place = parent.children.index(node)
    edits.insert(parent, place + 1, [planted(one) for one in new[going_on + 1 :]])
    edits.insert(parent, place, [planted(one) for one in new[:going_on]])


def _grow_into(edits: Edits, node: Node, new: Provision) -> None:
    for name, value in (("number", new.number), ("text", new.text), ("html", new.html)):
        edits.set(node, name, value)
    if new.heading or node.kind is not K.ARTICLE:
        edits.set(node, "heading", new.heading)
    else:
        edits.set(node, "heading", "")
    left = list(node.children)
    below: list[Node] = []
    for child in new.children:
        same = next(
            (
                one
                for one in left
                if one.kind is child.kind and child.number and same_number(one.number, child.number)
            ),
            None,
        )
        if same is None:
            same = planted(child, node)
            edits.planted.append(same)
        else:
            left.remove(same)
            _grow_into(edits, same, child)
        below.append(same)
    for gone in left:
        edits.set(gone, "parent", None)
    edits.set(node, "children", below)


def _payload(operation: Operation, kind: K | None, *, keeps: Node | None = None) -> list[Provision]:
    """Return the new provisions, all of the kind that the words announce; raise NotApplicable `new-text-unclear`."""
    given = list(operation.payload) or [
        Provision(K.QUOTE, text=operation.new, html=paragraphs(operation.new))
    ]
    if kind is None or not any(one.text or one.children for one in given):
        raise NotApplicable("new-text-unclear")
    return [_of_kind(one, kind, keeps if len(given) == 1 else None) for one in given]


def _of_kind(one: Provision, kind: K, keeps: Node | None) -> Provision:
    if one.kind is kind and (one.number or keeps is None):
        return one
    if one.kind in _BELOW_ARTICLE and kind in _BELOW_ARTICLE and one.number:
        return replace(one, kind=kind)
    if one.kind not in (K.QUOTE, kind) or rank(kind) < rank(K.ARTICLE):
        raise NotApplicable("new-text-unclear")
    printed = _NUMBERED.match(one.text) if kind in _BELOW_ARTICLE else None
    if printed:
        return replace(
            one, kind=kind, number=printed["number"], text=printed["text"], html=_from(one, printed["text"])
        )
    if keeps is None and kind is not K.POINT:
        raise NotApplicable("new-text-unclear")
    number = keeps.number if keeps is not None else ""
    heading = keeps.heading if keeps is not None else ""
    return replace(one, kind=kind, number=number, heading=heading)


def _from(one: Provision, text: str) -> str:
    return paragraphs(text) if "<table" not in one.html else one.html
