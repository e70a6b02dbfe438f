"""How the provisions of one version of a bill descend from those of another.

Belongs here: the kinds of descent and what is said of one pair. Not here: finding them (analysis/lineage), keeping
them (models/lineage).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

LOST = "was."
"""Before the eid of something that was written beside a provision of an earlier version, and has no place in this one."""


class Relation(StrEnum):
    """What a provision is to the one it descends from; the strongest that holds."""

    SAME = "same"
    CHANGED = "changed"
    RENUMBERED = "renumbered"
    MOVED = "moved"
    SPLIT = "split"
    MERGED = "merged"
    NEW = "new"
    GONE = "gone"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Link:
    """One provision (`new`) and the one it descends from (`old`), both by eid.

    `old` is empty for what is new, `new` for what is gone. `changed` says that the heading or the text differs, that
    of everything in it included; `renumbered` that the own number does; `moved` that it stands elsewhere. A provision
    that was split or merged has a link to each of the others. `confidence` is 0 to 1: how often such a link is right.
    """

    old: str
    new: str
    relation: Relation
    changed: bool = False
    renumbered: bool = False
    moved: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said of one provision of the newer version: it comes from these (`olds`), or from none."""

    new: str
    olds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a provision of an older version stands in the newest: at these eIds, or nowhere (gone, or not known yet)."""

    now: tuple[str, ...]
    changed: bool = False
    is_unsure: bool = False

    @classmethod
    def same(cls, eid: str) -> Standing:
        """Return the standing of what was not touched."""
        return cls((eid,))


def standing(links: Iterable[Link]) -> Standing:
    """Return the standing that follows from the links of one old provision: only from those that are sure."""
    listed = tuple(links)
    sure = [link for link in listed if link.new and link.relation is not Relation.UNSURE]
    if sure:
        return Standing(tuple(link.new for link in sure), any(link.changed for link in sure))
    return Standing((), is_unsure=any(link.relation is Relation.UNSURE for link in listed))


def relation_of(*, changed: bool, renumbered: bool, moved: bool) -> Relation:
    """Return the strongest relation of one provision that became one other."""
    if moved:
        return Relation.MOVED
    if renumbered:
        return Relation.RENUMBERED
    return Relation.CHANGED if changed else Relation.SAME


def composed(first: Iterable[Link], second: Iterable[Link]) -> tuple[Link, ...]:
    """Return the links over two steps: from what the first starts at to what the second ends at.

    Unsure in one step is unsure over both; what was gone stays gone.
    """
    further: dict[str, list[Link]] = {}
    ended: list[Link] = []
    for link in first:
        if link.new and link.old:
            further.setdefault(link.new, []).append(link)
        elif link.old:
            ended.append(link)
    found: list[Link] = []
    for link in second:
        before = further.get(link.old, []) if link.old else []
        found += [_joined(one, link) for one in before]
        if not before and link.new:
            found.append(replace(link, old="", relation=Relation.UNSURE if _is_loose(link) else Relation.NEW))
    return tuple(_counted([*found, *ended]))


def _is_loose(link: Link) -> bool:
    return link.relation is Relation.UNSURE and not link.old


def _joined(one: Link, other: Link) -> Link:
    changed, renumbered = one.changed or other.changed, one.renumbered or other.renumbered
    moved = one.moved or other.moved
    if Relation.UNSURE in (one.relation, other.relation):
        relation = Relation.UNSURE
    elif not other.new:
        relation = Relation.GONE
    else:
        relation = relation_of(changed=changed, renumbered=renumbered, moved=moved)
    return Link(
        one.old, other.new, relation, changed, renumbered, moved, min(one.confidence, other.confidence)
    )


def _counted(links: Sequence[Link]) -> Iterator[Link]:
    """Yield the links, each of what has several sure ones as split or merged."""
    sure = [one for one in links if one.old and one.new and one.relation is not Relation.UNSURE]
    olds, news = Counter(one.old for one in sure), Counter(one.new for one in sure)
    for link in links:
        if link.relation in (Relation.UNSURE, Relation.GONE, Relation.NEW):
            yield link
        elif olds[link.old] > 1 or news[link.new] > 1:
            yield replace(link, relation=Relation.SPLIT if olds[link.old] > 1 else Relation.MERGED)
        else:
            yield link


_TURNED = {
    Relation.SPLIT: Relation.MERGED,
    Relation.MERGED: Relation.SPLIT,
    Relation.NEW: Relation.GONE,
    Relation.GONE: Relation.NEW,
}


def turned(links: Iterable[Link]) -> tuple[Link, ...]:
    """Return links seen from the newer version: what was new is gone."""
    return tuple(
        replace(one, old=one.new, new=one.old, relation=_TURNED.get(one.relation, one.relation))
        for one in links
    )


def uncertain(links: Iterable[Link]) -> tuple[Link, ...]:
    """Return the unsure links that a person has to judge: not those inside a provision that is unsure itself."""
    unsure = [link for link in links if link.relation is Relation.UNSURE and link.new and link.old]
    names = {link.new for link in unsure}
    return tuple(link for link in unsure if not any(name in names for name in _above(link.new)))


def _above(eid: str) -> Sequence[str]:
    parts = eid.split("__")
    return ["__".join(parts[:count]) for count in range(1, len(parts))]
