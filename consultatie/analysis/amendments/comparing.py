"""Show what an instruction does to a law: what was, the words that change and what comes.

A row is about one lid, or an article without leden, or a whole article that is new or lapses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from consultatie.analysis.amendments.law_tree import Node
from consultatie.analysis.diff import Op, legible_diff
from consultatie.analysis.provision_words import PROVISION_WORDS
from consultatie.domain.amendments import is_group
from consultatie.domain.provisions import ProvisionKind as K
from consultatie.domain.provisions import around_children

Chain = tuple[tuple[K, str], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One row of was, change and becomes: how the provision is cited (as it becomes, or was), and the words."""

    cited: Chain
    pieces: tuple[tuple[Op, str], ...]


Unit = tuple[Chain, str]
Units = dict[int, tuple[Node, Unit]]


def units(nodes: Iterable[Node], language: str) -> Units:
    """Return the text of every lid, article and heading in some provisions, by the identity of its node."""
    found: Units = {}
    for top in nodes:
        for node in _unit_nodes(top):
            found[id(node)] = (node, (_chain(node), _unit_text(node, language)))
    return found


def _unit_nodes(node: Node) -> Iterator[Node]:
    if node.kind is not None and node.kind is not K.POINT:
        yield node
    for child in node.children:
        if child.kind is not K.POINT:
            yield from _unit_nodes(child)


def _chain(node: Node) -> Chain:
    chain: list[tuple[K, str]] = []
    at: Node | None = node
    while at is not None and at.kind is not None and (not chain or not is_group(at.kind)):
        chain.append((at.kind, at.number))
        at = at.parent
    return tuple(reversed(chain))


def _unit_text(node: Node, language: str) -> str:
    """Return a provision as it is read, without the leden and articles in it, a line for each part."""
    before, after = around_below(node)
    lines = [title_of(node, language)]
    if node.kind is K.PARAGRAPH and node.number:
        before = f"{dotted(node.number)} {before}".strip()
    lines.append(before)
    lines += [line for child in node.children if child.kind is K.POINT for line in _point_lines(child)]
    return "\n".join(line for line in [*lines, after] if line)


def whole_text(node: Node, language: str) -> str:
    """Return a provision as it is read with everything in it."""
    lines = [_unit_text(node, language)]
    lines += [whole_text(child, language) for child in node.children if child.kind is not K.POINT]
    return "\n".join(line for line in lines if line)


def title_of(node: Node, language: str) -> str:
    """Return the heading line of an article or what holds articles: "Artikel 3. Begrippen"; "" for other kinds."""
    words = PROVISION_WORDS.get(language, PROVISION_WORDS["nl"])
    if node.kind not in words:
        return ""
    name = f"{words[node.kind]} {node.number}".strip()
    return f"{name}. {node.heading}" if node.heading else name


def dotted(number: str) -> str:
    """Return the number of a lid or onderdeel as it is printed in the margin."""
    return number if number.endswith((".", "°", ")")) else f"{number}."


def _point_lines(node: Node) -> list[str]:
    before, after = around_below(node)
    own = f"{dotted(node.number)} {before}" if node.number else before
    below = [line for child in node.children for line in _point_lines(child)]
    return [line for line in [own.strip(), *below, after] if line]


def around_below(node: Node) -> tuple[str, str]:
    """Return the own text before and after the children; the HTML says how many lines stand before them."""
    after = around_children(node.html)[1]
    if not after.strip() or not node.children:
        return node.text, ""
    lines = node.text.split("\n")
    count = after.count("<p>") or 1
    return "\n".join(lines[:-count]), "\n".join(lines[-count:])


def changes(before: Units, after: Units, language: str) -> list[Change]:
    """Return a row for each unit that is not the same after as before, in the order of the law."""
    rows: list[Change] = []
    covered: set[int] = set()
    for key in _order(before, after):
        old, new = before.get(key), after.get(key)
        if key in covered or (old and new and old[1][1] == new[1][1]):
            continue
        if old and new and not _has_other_structure(new[0], before):
            rows.append(Change(new[1][0], tuple(legible_diff(old[1][1], new[1][1]))))
            continue
        node = (new or old or _NOTHING)[0]
        covered.update(id(one) for one in node.walk())
        rows.append(_whole(node, old, new, language))
    return rows


_NOTHING: Final = (Node(None), ((), ""))


def _has_other_structure(node: Node, before: Units) -> bool:
    """Say whether an article has leden now and had none, or the other way round: then it is compared as a whole."""
    leden = [one for one in node.children if one.kind is K.PARAGRAPH]
    return node.kind is K.ARTICLE and bool(leden) and not any(id(one) in before for one in leden)


def _whole(node: Node, old: tuple[Node, Unit] | None, new: tuple[Node, Unit] | None, language: str) -> Change:
    whole = whole_text(node, language)
    if old is None:
        return Change((new or _NOTHING)[1][0], (("ins", whole),))
    if new is None:
        return Change(old[1][0], (("del", whole),))
    return Change(new[1][0], tuple(legible_diff(old[1][1], whole)))


def _order(before: Units, after: Units) -> list[int]:
    """Return the keys in the order of the law after, those that are gone where they were."""
    order = list(after)
    last: int | None = None
    for key in before:
        if key not in after:
            order.insert(order.index(last) + 1 if last is not None else 0, key)
        last = key
    return order
