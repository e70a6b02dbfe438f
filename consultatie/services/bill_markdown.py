"""A bill as Markdown in our own dialect (docs/formats.md), so that our importer reads back what we write.

Lids and onderdelen are indented below what they belong to; words that would look like a marker are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser

from sqlalchemy.orm import Session

from consultatie.analysis.provision_words import PROVISION_WORDS
from consultatie.domain.provisions import GROUPING, Provision, ProvisionKind, around_children
from consultatie.models.bills import BillVersion
from consultatie.services import bills

K = ProvisionKind
WORDS = PROVISION_WORDS["nl"] | {K.PREAMBLE: "Aanhef", K.CONCLUSION: "Slotformulier"}
MEMORANDUM = "Memorie van toelichting"
STEP = 3  # spaces by which a thing stands below another
_DEEPEST = 6
_SIGNS = re.compile(r"([\\*\[\]|])")
_MARKER = re.compile(r"(\d{1,3}[a-z]{0,2}|[A-Za-zĳ]{1,2}|[ivx]{3,5}|\d{1,3}[°º])\.")


def export(session: Session, version: BillVersion) -> str:
    """Return a version with its memorandum as Markdown."""
    lines = [f"# {_escaped(version.title)}", ""]
    for node in bills.tree(session, version):
        lines.extend(_headed(node, 2))
    parts = bills.memorandum(session, version)
    if parts:
        lines += [f"## {MEMORANDUM}", ""]
    for part in parts:
        if part.heading:
            lines += [f"{_signs(part.level + 2)} {_escaped(part.heading)}", ""]
        lines.extend(_blocks(part.html, 0))
    return "\n".join(lines).rstrip("\n") + "\n"


def _signs(level: int) -> str:
    return "#" * min(level, _DEEPEST)


def _headed(node: Provision, level: int) -> Iterator[str]:
    """Yield the lines of what has a heading of its own: a group, an article, an annex, a lettered amendment."""
    yield f"{_signs(level)} {_heading(node)}"
    yield ""
    yield from _inside(node, level)


def _heading(node: Provision) -> str:
    word = "" if node.kind is K.AMENDMENT else WORDS[node.kind]
    if node.kind is K.ARTICLE and re.search(r",| en | t/m | tot ", node.number):
        word = "Artikelen"
    if node.kind in GROUPING and not node.number and node.heading:
        return _escaped(node.heading)
    name = f"{word} {node.number}".strip()
    return f"{name}. {_escaped(node.heading)}" if node.heading else name


def _is_headed(node: Provision, parent: Provision) -> bool:
    if node.kind is K.AMENDMENT:
        return parent.kind is K.ARTICLE and node.number.isalpha() and node.number.isupper()
    return node.kind in WORDS


def _inside(node: Provision, level: int) -> Iterator[str]:
    """Yield own text and children of a provision with a heading, or of a quote."""
    before, after = around_children(node.html)
    yield from _blocks(before, 0)
    below = 2 * STEP if after else 0
    for child in node.children:
        if _is_headed(child, node):
            yield from _headed(child, level + 1)
        else:
            yield from _item(child, below)
    yield from _blocks(after, STEP if node.children else 0)


def _item(node: Provision, indent: int) -> Iterator[str]:
    """Yield a lid, onderdeel or quote with what stands below it."""
    if node.kind is K.QUOTE:
        yield from _quoted(node, indent)
        return
    before, after = around_children(node.html)
    lines = list(_blocks(before, indent + STEP))
    marker = f"{' ' * indent}{_marker(node)}"
    words = lines[0].strip() if lines else ""
    if words and not words.startswith(("|", "- ", ">")):
        lines = [f"{marker} {words}", *lines[1:]]
    else:
        lines = [marker, *lines] if lines else [marker, ""]
    yield from lines
    for child in node.children:
        yield from _item(child, indent + STEP)
    yield from _blocks(after, indent + STEP)


def _marker(node: Provision) -> str:
    return "+" if node.kind is K.LIST else f"{node.number or '–'}."


def _quoted(node: Provision, indent: int) -> Iterator[str]:
    lines = list(_inside(node, 2))
    while lines and not lines[-1]:
        lines.pop()
    for line in lines:
        yield f"{' ' * indent}> {line}".rstrip()
    yield ""


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)


def _unmarked(line: str) -> str:
    """Return a line that does not begin as a heading, a list, a quote, or a numbered provision."""
    match = _MARKER.match(line)
    if match:
        return f"{match.group(1)}\\{line[match.end(1) :]}"
    return f"\\{line}" if line.startswith(("#", "- ", "+ ", ">", "• ")) else line


def _blocks(html: str, indent: int) -> Iterator[str]:
    """Yield the lines of clean HTML, with a blank line after each block."""
    space = " " * indent
    for block in Blocks.of(html):
        for line in block:
            yield f"{space}{line}" if line else ""
        yield ""


class Blocks(HTMLParser):
    """Reads the HTML that importers make (paragraphs, lists, tables, emphasis, links) into blocks of Markdown lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[list[str]] = []
        self.words: list[str] = []
        self.items: list[str] = []
        self.rows: list[list[str]] = []
        self.has_head = False
        self.depth = 0  # of lists
        self.in_table = False
        self.links: list[str] = []

    @classmethod
    def of(cls, html: str) -> list[list[str]]:
        """Return the blocks."""
        parser = cls()
        parser.feed(html)
        parser.close()
        parser._end_paragraph()
        return parser.done

    def handle_data(self, data: str) -> None:
        """Take in words."""
        self.words.append(_escaped(re.sub(r"\s+", " ", data)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        match tag:
            case "strong" | "em":
                self.words.append("**" if tag == "strong" else "*")
            case "sup" | "sub" | "br":
                self.words.append(f"<{tag}>")
            case "a":
                self.links.append(dict(attrs).get("href") or "")
                self.words.append("[" if self.links[-1] else "")
            case "tr":
                self.rows.append([])
            case "thead":
                self.has_head = True
            case _:
                self._open_block(tag)

    def _open_block(self, tag: str) -> None:
        if tag in ("p", "ul", "ol", "table", "caption"):
            self._end_paragraph()
        if tag in ("ul", "ol"):
            self.depth += 1
        elif tag == "table":
            self.in_table, self.rows, self.has_head = True, [], False
        elif tag == "li":
            self._end_item()

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        match tag:
            case "strong" | "em":
                self.words.append("**" if tag == "strong" else "*")
            case "sup" | "sub":
                self.words.append(f"</{tag}>")
            case "a":
                target = self.links.pop() if self.links else ""
                self.words.append(f"]({target})" if target else "")
            case "td" | "th" if self.rows:
                self.rows[-1].append(self._taken())
            case _:
                self._close_block(tag)

    def _close_block(self, tag: str) -> None:
        if tag in ("p", "caption"):
            self._end_paragraph()
        elif tag == "li":
            self._end_item()
        elif tag in ("ul", "ol"):
            self._end_item()
            self.depth -= 1
            if self.depth <= 0 and self.items:
                self.done.append([f"- {item}" for item in self.items])
                self.items = []
        elif tag == "table":
            self.in_table = False
            self.done.append(_table(self.rows, has_head=self.has_head))

    def _taken(self) -> str:
        words = re.sub(r" +", " ", "".join(self.words)).strip()
        self.words = []
        return words

    def _end_paragraph(self) -> None:
        if self.in_table and self.rows:
            return
        if self.depth > 0:
            return
        words = self._taken()
        if words:
            self.done.append([_unmarked(words)])

    def _end_item(self) -> None:
        words = self._taken()
        if words:
            self.items.append(words)


def _table(rows: Iterable[list[str]], *, has_head: bool) -> list[str]:
    listed = [f"| {' | '.join(row)} |" for row in rows]
    if has_head and listed:
        width = listed[0].replace("\\|", "").count("|") - 1
        listed.insert(1, f"|{' --- |' * width}")
    return listed
