"""The hierarchy of Akoma Ntoso as drafts of provisions: groups, articles, paragraphs, points, quotes, loose text, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from consultatie.adapters.bill_formats.akoma_ntoso_inline import SKIPPED, akn_table, line_of, paragraph_items
from consultatie.adapters.bill_formats.akoma_ntoso_names import (
    BELOW_ARTICLES,
    HIERARCHY,
    QUOTED,
    WRAPPERS,
    kind_of,
    number_and_title,
)
from consultatie.adapters.bill_formats.building import (
    Block,
    Draft,
    Warnings,
    bare_number,
    cleaned,
    escaped,
    joined,
)
from consultatie.adapters.bill_formats.safe_xml import child, local_name, place_of, words_of
from consultatie.domain.provisions import GROUPING
from consultatie.domain.provisions import ProvisionKind as K

_HEADINGS = ("heading", "subheading")
_LISTS = frozenset({"blockList", "ul", "ol"})
_HOLDS_POINTS = BELOW_ARTICLES | {K.ARTICLE}


@dataclass(slots=True)
class Structure:
    """Reads the parts of one document whose articles are elements of the name `level`."""

    warnings: Warnings
    level: str

    def fill(self, element: etree._Element, draft: Draft, skip: Iterable[str] = ()) -> Draft:
        """Read what stands in an element into a draft, loose text brought into the order of the text; return the draft."""
        self._content(element, draft, frozenset(skip))
        _gather_cross_headings(draft)
        keep_order(draft, self.warnings)
        return draft

    def _content(self, element: etree._Element, draft: Draft, skip: frozenset[str] = frozenset()) -> None:
        _loose(element.text, draft)
        for node in element:
            name = local_name(node)
            if name and name not in SKIPPED and name not in skip:
                self._node(node, name, draft)
            _loose(node.tail, draft)

    def _node(self, node: etree._Element, name: str, draft: Draft) -> None:
        if name in HIERARCHY:
            self._hierarchy(node, name, draft)
        elif name in QUOTED:
            draft.items.append(self.quote(node))
        elif name == "table":
            draft.items.append(akn_table(node, self.warnings))
        elif name in _LISTS:
            self._list(node, draft)
        elif name in WRAPPERS or _holds_blocks(node):
            self._content(node, draft)
        elif name in ("num", *_HEADINGS, "crossHeading"):
            self._subheading(node, name, draft)
        else:
            draft.items.extend(paragraph_items(node, self.warnings, self.quote))

    def _subheading(self, node: etree._Element, name: str, draft: Draft) -> None:
        """Keep a heading between provisions as a bold paragraph, or as a group still to be filled."""
        words = line_of(node, self.warnings)
        if (
            name == "crossHeading"
            and draft.kind in GROUPING | {K.PREAMBLE, K.ANNEX}
            and _before_provisions(node)
        ):
            draft.items.append(Draft(K.SECTION, heading=words, place=f"crossHeading {place_of(node)}"))
        elif words:
            draft.items.append(Block(words, f"<p><strong>{escaped(words)}</strong></p>"))

    def _hierarchy(self, node: etree._Element, name: str, draft: Draft) -> None:
        number, heading = self._named(node)
        grouping = self._holds_articles(node)
        kind = kind_of(name, number, draft.kind, self.level, grouping=grouping)
        if kind is None:
            self._content(node, draft)
            return
        below = Draft(kind, number, heading, place=place_of(node))
        draft.items.append(self.fill(node, below, ("num", *_HEADINGS)))

    def _named(self, node: etree._Element) -> tuple[str, str]:
        num = child(node, "num")
        number, title = ("", "") if num is None else number_and_title(line_of(num, self.warnings))
        headings = [line_of(part, self.warnings) for part in node if local_name(part) in _HEADINGS]
        return number, " ".join(part for part in (title, *headings) if part)

    def _holds_articles(self, node: etree._Element) -> bool:
        return local_name(node) != self.level and any(
            local_name(inner) == self.level
            and not any(local_name(up) in QUOTED for up in _between(inner, node))
            for inner in node.iter(f"{{*}}{self.level}", self.level)
        )

    def quote(self, node: etree._Element) -> Draft:
        """Read quoted text, with its marks, as a provision of its own."""
        draft = Draft(K.QUOTE, place=place_of(node))
        opening = node.get("startQuote", "")
        self.fill(node, draft)
        if (
            opening
            and draft.items
            and isinstance(draft.items[0], Block)
            and not draft.items[0].text.startswith(opening)
        ):
            first = draft.items[0]
            draft.items[0] = Block(
                opening + first.text, first.html.replace("<p>", f"<p>{escaped(opening)}", 1)
            )
        return draft

    def _list(self, node: etree._Element, draft: Draft) -> None:
        """Read a list; numbered items below an article become points, others stay a list in the text."""
        items = [item for item in node if local_name(item) in ("item", "li")]
        numbered = [item for item in items if _item_number(item)]
        if not items or len(numbered) < len(items) or draft.kind not in _HOLDS_POINTS:
            self._plain_list(node, draft)
            return
        for part in node:
            name = local_name(part)
            if name == "item":
                number, heading = self._named(part)
                point = Draft(K.POINT, number, heading, place=place_of(part))
                draft.items.append(self.fill(part, point, ("num", *_HEADINGS)))
            elif name and name not in SKIPPED:
                self._node(part, name, draft)

    def _plain_list(self, node: etree._Element, draft: Draft) -> None:
        entries: list[Block] = []
        for part in node:
            name = local_name(part)
            if name in ("item", "li"):
                entries.extend(self._plain_item(part, draft))
                continue
            _flush(entries, draft)
            if name and name not in SKIPPED:
                self._node(part, name, draft)
        _flush(entries, draft)

    def _plain_item(self, item: etree._Element, draft: Draft) -> list[Block]:
        inner = Draft(K.PREAMBLE)  # a kind that takes no points, so that lists below stay lists
        self._content(item, inner, frozenset({"num"}))
        num = child(item, "num")
        shown = "" if num is None else cleaned(words_of(num)).strip()
        blocks = [part for part in inner.items if isinstance(part, Block)]
        draft.items.extend(part for part in inner.items if isinstance(part, Draft))
        whole = joined(blocks)
        html = whole.html.removeprefix("<p>").removesuffix("</p>") if len(blocks) == 1 else whole.html
        return [
            Block(f"{shown or '–'} {whole.text}", f"<li>{escaped(shown)}{' ' if shown else ''}{html}</li>")
        ]


def _flush(entries: list[Block], draft: Draft) -> None:
    if entries:
        whole = joined(entries)
        draft.items.append(Block(whole.text, f"<ul>{whole.html}</ul>"))
        entries.clear()


def _item_number(item: etree._Element) -> str:
    num = child(item, "num")
    return "" if num is None else bare_number(words_of(num))


def _loose(words: str | None, draft: Draft) -> None:
    if words and cleaned(words).strip():
        draft.items.append(Block(cleaned(words).strip(), f"<p>{escaped(words).strip()}</p>"))


def _between(inner: etree._Element, outer: etree._Element) -> Iterator[etree._Element]:
    for up in inner.iterancestors():
        if up is outer:
            return
        yield up


def _holds_blocks(node: etree._Element) -> bool:
    """Say whether an element that is no wrapper by name holds paragraphs or provisions of its own."""
    names = {local_name(inner) for inner in node}
    return bool(names & ({"p", "block", "table", "blockList", "ul", "ol", "content"} | set(HIERARCHY)))


def _before_provisions(node: etree._Element) -> bool:
    return any(local_name(after) in HIERARCHY for after in node.itersiblings())


def _gather_cross_headings(draft: Draft) -> None:
    """Move what follows a cross heading into the group that it opens."""
    group: Draft | None = None
    kept: list[Block | Draft] = []
    for item in draft.items:
        if isinstance(item, Draft) and item.place.startswith("crossHeading "):
            group = item
            item.place = item.place.removeprefix("crossHeading ")
            kept.append(item)
        elif group is not None and (isinstance(item, Block) or item.kind not in GROUPING):
            group.items.append(item)
        else:
            group = None
            kept.append(item)
    draft.items = kept


def keep_order(draft: Draft, warnings: Warnings) -> None:
    """Let no text stand between children: words between quotes open an instruction of their own, others close the child before."""
    last = max((at for at, item in enumerate(draft.items) if isinstance(item, Draft)), default=0)
    kept: list[Block | Draft] = []
    for at, item in enumerate(draft.items):
        before = kept[-1] if kept else None
        if isinstance(item, Draft) or not isinstance(before, Draft) or at > last:
            if isinstance(item, Draft) and _waits_for_quote(before, item):
                before.items.append(item)  # type: ignore[union-attr]
            else:
                kept.append(item)
        elif before.kind in (K.QUOTE, K.AMENDMENT):
            _into_instruction(before, item, kept)
        else:
            warnings.add("text-between-children", draft.place or before.place, item.text)
            before.items.append(item)
    draft.items = kept


def _waits_for_quote(before: Block | Draft | None, item: Draft) -> bool:
    return (
        isinstance(before, Draft)
        and before.kind is K.AMENDMENT
        and item.kind is K.QUOTE
        and not any(isinstance(inner, Draft) for inner in before.items)
    )


def _into_instruction(before: Draft, item: Block, kept: list[Block | Draft]) -> None:
    if before.kind is K.AMENDMENT and not any(isinstance(inner, Draft) for inner in before.items):
        before.items.append(item)
    else:
        kept.append(Draft(K.AMENDMENT, items=[item], place=before.place))
