"""What a legislator does to a law between two versions, each done at random places of a draft (lineage_cases)."""

from __future__ import annotations

from collections.abc import Callable

from consultatie.analysis.sentences import sentences
from consultatie.domain.provisions import ProvisionKind
from tests.bench.lineage_draft import Draft, Node


def _number_leden(article: Node) -> None:
    for number, child in enumerate(article.children, 1):
        child.number = str(number) if child.kind is ProvisionKind.PARAGRAPH else child.number


def _inserted(draft: Draft) -> None:
    row, rank = draft.some() or (draft.forest, 0)
    for _ in range(draft.chance.randint(1, 3)):
        row.insert(rank, draft.lent())
    draft.renumber()
    draft.touched += draft.articles()[:]


def _removed(draft: Draft) -> None:
    for _ in range(draft.chance.randint(1, 2)):
        place = draft.some()
        if place and len(draft.articles()) > 2:
            place[0].pop(place[1])
    draft.renumber()
    draft.touched += draft.articles()


def _split(draft: Draft) -> None:
    place = draft.some(lambda node: len(node.children) > 1) or draft.some(
        lambda node: len(sentences(node.text, "nl")) > 1
    )
    if place is None:
        return
    row, rank = place
    whole = row[rank]
    part = Node(whole.kind, f"{whole.number}a", "", "", [], set(whole.origins))
    if len(whole.children) > 1:
        cut = draft.chance.randint(1, len(whole.children) - 1)
        part.children, whole.children = whole.children[cut:], whole.children[:cut]
        _number_leden(part)
    else:
        said = [one.text for one in sentences(whole.text, "nl")]
        cut = draft.chance.randint(1, len(said) - 1)
        whole.text, part.text = " ".join(said[:cut]), " ".join(said[cut:])
    row.insert(rank + 1, part)
    if draft.chance.random() < 0.5:
        draft.renumber()
    draft.touched += [whole, part]


def _merged(draft: Draft) -> None:
    place = draft.some(lambda node: bool(node.text or node.children))
    if place is None or place[1] + 1 >= len(place[0]):
        return
    row, rank = place
    first, second = row[rank], row[rank + 1]
    if second.kind is not first.kind or not (second.text or second.children):
        return
    row.pop(rank + 1)
    first.origins |= second.origins
    for one in (first, second):
        if one.text and not one.children:
            one.children = [Node(ProvisionKind.PARAGRAPH, "1", "", one.text, [], set(one.origins))]
            one.text = ""
    first.text = " ".join(filter(None, (first.text, second.text)))
    first.children += second.children
    _number_leden(first)
    if draft.chance.random() < 0.5:
        draft.renumber()
    draft.touched.append(first)


def _moved(draft: Draft) -> None:
    place = draft.some()
    if place is None:
        return
    moving = place[0].pop(place[1])
    row, rank = draft.some() or (draft.forest, 0)
    row.insert(rank, moving)
    if draft.chance.random() < 0.5:
        draft.renumber()
    else:
        moving.number = f"{row[rank - 1].number if rank else '0'}a"
    draft.touched += [moving, *draft.articles()]


def _edited(draft: Draft) -> None:
    for article in draft.chance.sample(draft.articles(), min(5, len(draft.articles()))):
        part = draft.chance.choice((0.05, 0.1, 0.2, 0.3))
        for node in article.walk():
            node.text = draft.reworded(node.text, part)
        if article.heading and draft.chance.random() < 0.2:
            article.heading = draft.reworded(article.heading, 0.5)
        draft.touched += article.walk()


def _leden(draft: Draft) -> None:
    place = draft.some(lambda node: sum(child.kind is ProvisionKind.PARAGRAPH for child in node.children) > 1)
    if place is None:
        return
    article = place[0][place[1]]
    act = draft.chance.choice(("insert", "remove", "swap"))
    if act == "insert":
        new = Node(ProvisionKind.PARAGRAPH, "1", "", draft.chance.choice(draft.donor).full_text(), [], set())
        article.children.insert(draft.chance.randint(0, len(article.children)), new)
    elif act == "remove":
        article.children.pop(draft.chance.randrange(len(article.children)))
    else:
        draft.chance.shuffle(article.children)
    _number_leden(article)
    draft.touched += article.walk()


def _lid_moved(draft: Draft) -> None:
    place = draft.some(
        lambda node: len(node.children) > 2 and any(len(child.text.split()) > 12 for child in node.children)
    )
    other = draft.some(lambda node: bool(node.children) and node.children[0].kind is ProvisionKind.PARAGRAPH)
    if place is None or other is None or place[0][place[1]] is other[0][other[1]]:
        return
    source, target = place[0][place[1]], other[0][other[1]]
    moving = draft.chance.choice([one for one in source.children if len(one.text.split()) > 12])
    if moving.kind is not ProvisionKind.PARAGRAPH:
        return
    source.children.remove(moving)
    target.children.append(moving)
    moving.number = str(len(target.children))
    draft.touched += [source, target, *moving.walk()]


def _repealed(draft: Draft) -> None:
    place = draft.some(lambda node: bool(node.text or node.children))
    if place:
        article = place[0][place[1]]
        article.text, article.children, article.heading = "(vervallen)", [], ""
        draft.touched.append(article)


def _rewritten(draft: Draft) -> None:
    """Give an article another text: one that "komt te luiden" stays the same article (Aanwijzingen 6.13)."""
    place = draft.some(lambda node: bool(node.text or node.children))
    if place:
        article, new = place[0][place[1]], draft.lent()
        article.text, article.children = new.text, new.children
        draft.touched.append(article)


def _mixed(draft: Draft) -> None:
    for change in draft.chance.sample((_inserted, _split, _moved, _edited, _leden, _removed), 3):
        change(draft)
    draft.touched += draft.articles()


CHANGES: dict[str, Callable[[Draft], None]] = {
    "renumbered": _inserted,
    "removed": _removed,
    "split": _split,
    "merged": _merged,
    "moved": _moved,
    "edited": _edited,
    "leden": _leden,
    "lid moved": _lid_moved,
    "repealed": _repealed,
    "rewritten": _rewritten,
    "mixed": _mixed,
}
