"""Two versions of a bill side by side: per article what became of it, and per lid which words changed.

Belongs here: what there is to show, a page at a time. Not here: finding the links (lineage), the words around them (web).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from consultatie.analysis.diff import Op, word_diff
from consultatie.domain.lineage import Link, Relation
from consultatie.domain.provisions import Provision, units, walk
from consultatie.models.bills import BillVersion
from consultatie.services import bills, lineage

PER_PAGE = 40


@dataclass(frozen=True, slots=True)
class Part:
    """A provision of which words changed: its eid in both versions ("" where it is not), and the pieces of `word_diff`."""

    old: str
    new: str
    pieces: tuple[tuple[Op, str], ...]


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """What became of one article, or of what stands beside articles. `links` are to all it comes from or went to."""

    old: Provision | None
    new: Provision | None
    relation: Relation
    links: tuple[Link, ...]
    parts: tuple[Part, ...] = ()

    @property
    def eid(self) -> str:
        """Return its name: in the newer version, or in the older one when it is gone."""
        return self.new.eid if self.new else self.old.eid if self.old else ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """All articles of the newer version in order, each gone one after what stood before it; and how many of each relation."""

    changes: tuple[ArticleChange, ...]
    counts: dict[Relation, int]

    @property
    def changed(self) -> tuple[ArticleChange, ...]:
        """Return those of which something changed."""
        return tuple(one for one in self.changes if one.relation is not Relation.SAME)

    @property
    def same(self) -> tuple[ArticleChange, ...]:
        """Return those that nobody touched."""
        return tuple(one for one in self.changes if one.relation is Relation.SAME)


class Comparing:
    """Two versions at hand: trees and links."""

    def __init__(self, old: Sequence[Provision], new: Sequence[Provision], links: Iterable[Link]) -> None:
        self._old_units, self._new_units = tuple(units(old)), tuple(units(new))
        self._old = {node.eid: node for node in walk(old)}
        self._new = {node.eid: node for node in walk(new)}
        self._of_new: dict[str, list[Link]] = {}
        self._of_old: dict[str, list[Link]] = {}
        for link in links:
            self._of_new.setdefault(link.new, []).append(link)
            self._of_old.setdefault(link.old, []).append(link)

    @classmethod
    def stored(cls, session: Session, older: BillVersion, newer: BillVersion) -> Comparing:
        """Return two versions that are kept, with the links between them."""
        links = lineage.lineage(session, older, newer)
        return cls(bills.tree(session, older), bills.tree(session, newer), links)

    def comparison(self) -> Comparison:
        """Return what became of every article, without the words: those cost time (`with_parts`)."""
        changes = tuple(self._in_order())
        counts = {
            relation: 0
            for relation in (*(one for one in Relation if one is not Relation.SAME), Relation.SAME)
        }
        for one in changes:
            counts[one.relation] += 1
        return Comparison(changes, counts)

    def _in_order(self) -> Iterator[ArticleChange]:
        gone = {unit.eid: unit for unit in self._old_units if self._is_gone(unit.eid)}
        places = {unit.eid: place for place, unit in enumerate(self._old_units)}
        reached = -1
        for unit in self._new_units:
            links = tuple(self._of_new.get(unit.eid, ()))
            yield self._changed(unit, links)
            for link in links:
                reached = max(reached, places.get(link.old, -1))
            for eid in [eid for eid in gone if places[eid] == reached + 1]:
                yield ArticleChange(gone.pop(eid), None, Relation.GONE, tuple(self._of_old[eid]))
                reached += 1
        for eid, unit in gone.items():
            yield ArticleChange(unit, None, Relation.GONE, tuple(self._of_old[eid]))

    def _is_gone(self, eid: str) -> bool:
        return all(link.relation is Relation.GONE for link in self._of_old.get(eid, ()))

    def _changed(self, unit: Provision, links: tuple[Link, ...]) -> ArticleChange:
        sure = [link for link in links if link.old and link.relation is not Relation.UNSURE]
        relation = sure[0].relation if sure else links[0].relation if links else Relation.SAME
        if any(link.relation is Relation.MERGED for link in sure):
            relation = Relation.MERGED
        return ArticleChange(self._old.get(sure[0].old) if sure else None, unit, relation, links)

    def with_parts(self, changes: Iterable[ArticleChange]) -> list[ArticleChange]:
        """Return changes with the words that changed in each."""
        return [
            ArticleChange(one.old, one.new, one.relation, one.links, tuple(self._parts(one)))
            for one in changes
        ]

    def _parts(self, change: ArticleChange) -> Iterator[Part]:
        for node in change.new.walk() if change.new else ():
            olds = self._sources(node.eid)
            before = "\n".join(_own_text(self._old[eid]) for eid in olds)
            yield from _part(olds[0] if olds else "", node.eid, before, _own_text(node))
        for node in self._left_behind(change):
            yield from _part(node.eid, "", _own_text(node), "")

    def _sources(self, eid: str) -> list[str]:
        links = self._of_new.get(eid, ())
        return [link.old for link in links if link.old and link.relation is not Relation.UNSURE]

    def _left_behind(self, change: ArticleChange) -> list[Provision]:
        """Return what was in the old articles of a change and is nowhere in the new version."""
        if change.new is None:
            return list(change.old.walk()) if change.old else []
        before = [self._old[eid] for eid in self._sources(change.new.eid)]
        first = [one for one in before if self._first_heir(one.eid) == change.new.eid]
        return [node for one in first for node in one.walk() if node is not one and self._is_gone(node.eid)]

    def _first_heir(self, eid: str) -> str:
        heirs = [link.new for link in self._of_old.get(eid, ()) if link.relation is not Relation.UNSURE]
        return heirs[0] if heirs else ""


def _own_text(node: Provision) -> str:
    """Return heading and text, without what is below."""
    return "\n".join(line for line in (node.heading, node.text) if line)


def _part(old: str, new: str, before: str, after: str) -> Sequence[Part]:
    return [] if before == after else [Part(old, new, tuple(word_diff(before, after)))]
