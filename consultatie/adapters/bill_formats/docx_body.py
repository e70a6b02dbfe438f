"""The body of a Word document as lines: paragraphs with their number, and tables, in the order of the text."""

from __future__ import annotations

from lxml import etree

from consultatie.adapters.bill_formats.building import Block, Warnings, paragraph
from consultatie.adapters.bill_formats.docx_numbering import Label, Numbering
from consultatie.adapters.bill_formats.docx_package import Package, W, number, switched_on, value
from consultatie.adapters.bill_formats.docx_runs import Runs
from consultatie.adapters.bill_formats.docx_styles import Style, Styles, indents
from consultatie.adapters.bill_formats.docx_words import Line, Words
from consultatie.adapters.bill_formats.safe_xml import local_name, words_of
from consultatie.adapters.bill_formats.tables import MAX_SPAN, Cell, table_block

_WRAPPERS = frozenset(
    {"sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "AlternateContent", "Choice"}
)
_NOTHING = frozenset(
    {"sectPr", "tcPr", "bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "del", "moveFrom"}
)
_HEAD_STYLES = ("head", "kop", "header")


class Body:
    """Reads the paragraphs and tables of a document."""

    def __init__(self, package: Package, warnings: Warnings) -> None:
        self._warnings = warnings
        self._styles = Styles(package.others.get("styles"))
        self._numbering = Numbering(package.others.get("numbering"), self._styles)
        self._runs = Runs(self._styles, self._numbering, package.links, warnings)
        self._notes = {
            kind: {note.get(f"{W}id", ""): note for note in package.others[f"{kind}s"]}
            for kind in ("footnote", "endnote")
            if f"{kind}s" in package.others
        }
        self._count = 0
        self._carried: Words | None = None  # of a paragraph whose end was deleted
        self._lines: list[Line] = []

    def lines(self, body: etree._Element) -> list[Line]:
        """Return everything below an element that has words, empty paragraphs left out."""
        outer, self._lines = self._lines, []
        for node in body:
            self._node(node)
        found, self._lines = self._lines, outer
        return found

    def _node(self, node: etree._Element) -> None:
        name = local_name(node)
        if name == "p":
            self._paragraph(node)
        elif name == "tbl":
            self._table(node)
        elif name == "sdt" and _is_contents(node):
            return
        elif name in _WRAPPERS:
            for inner in list(node)[:1] if name == "AlternateContent" else node:
                self._node(inner)
        elif name and name not in _NOTHING and not name.startswith(("sdt", "comment", "move", "customXml")):
            self._warnings.add("unknown-element", f"alinea {self._count}", name)

    def _paragraph(self, node: etree._Element) -> None:
        self._count += 1
        place = f"alinea {self._count}"
        properties = node.find(f"{W}pPr")
        style = self._styles.of(value(properties, "pStyle"))
        deleted = _mark_is_deleted(properties)
        label = self._label(properties, style) if not deleted and _says_something(node) else None
        words = self._runs.read(node, place, (style.bold, style.italic))
        bold, italic = self._runs.emphasis
        if self._carried is not None:
            words, self._carried = Words((*self._carried.parts, *words.parts)), None
        if deleted:
            self._carried = words if words.text.strip() else None
            return
        if words.plain:
            line = _line(words, place, style, properties, label)
            line.bold, line.italic = bold, italic
            self._lines.append(line)
        boxes, self._runs.boxes = self._runs.boxes, []
        for box in boxes:
            self._warnings.add("text-box", place, words_of(box))
            self._lines.extend(self.lines(box))
        self._report_notes()

    def _label(self, properties: etree._Element | None, style: Style) -> Label | None:
        num_id, level = value(properties, "numPr/numId"), value(properties, "numPr/ilvl")
        if num_id is None and level is None:
            return self._numbering.label(style.num_id, style.num_level, style.id) if style.num_id else None
        chosen = num_id if num_id is not None else style.num_id
        at = number(level) if level is not None else style.num_level
        return self._numbering.label(chosen, at, style.id) if chosen else None

    def _report_notes(self) -> None:
        notes, self._runs.notes = self._runs.notes, []
        for kind, note_id, place in notes:
            note = self._notes.get(kind, {}).get(note_id)
            self._warnings.add(
                "footnote-left-out", place, words_of(note).removeprefix("()") if note is not None else ""
            )

    def _table(self, table: etree._Element) -> None:
        place = f"alinea {self._count + 1}"
        style = self._styles.of(value(table, "tblPr/tblStyle"))
        rows = [row for row in _rows(table) if value(row, "trPr/del", "id") is None]
        cells = [self._row(row) for row in rows]
        marked = [switched_on(row.find(f"{W}trPr"), "tblHeader") for row in rows]
        heads = next((at for at, is_head in enumerate(marked) if not is_head), len(marked))
        if not heads and len(cells) > 1 and (style.bold_head or _stands_out(cells)):
            heads = 1
        if heads == len(cells):
            heads = 0
        spanned = _spanned(cells)
        texts = [cell.text for row in spanned for cell in row]
        if not any(texts):
            return
        head = [[Cell(c.text, c.html, "col", c.columns, c.rows) for c in row] for row in spanned[:heads]]
        block = table_block(("", ""), head, spanned[heads:])
        self._lines.append(Line(Words(), place, style, table=block, table_cells=(texts[0], texts[-1])))

    def _row(self, row: etree._Element) -> list[_Entry]:
        cells = [node for node in row.iter(f"{W}tc") if next(node.iterancestors(f"{W}tr")) is row]
        return [_Entry(cell, self.lines(cell)) for cell in cells]


class _Entry:
    """A cell as it was read, before cells below each other are joined."""

    def __init__(self, cell: etree._Element, lines: list[Line]) -> None:
        self.columns = max(1, min(number(value(cell, "tcPr/gridSpan"), 1), MAX_SPAN))
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        self.continues = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        self.lines = lines

    @property
    def text(self) -> str:
        return " ".join(
            line.table.text.replace("\n", " ") if line.table else _shown(line).plain for line in self.lines
        )

    @property
    def html(self) -> str:
        inner = [line.table.text.replace("\n", " ") if line.table else "" for line in self.lines]
        return "<br>".join(
            plain_html(text) if text else _shown(line).html
            for text, line in zip(inner, self.lines, strict=True)
        )

    @property
    def stands_out(self) -> bool:
        return all(
            line.bold or line.italic or any(word in line.style.name for word in _HEAD_STYLES)
            for line in self.lines
        )


def plain_html(text: str) -> str:
    """Return plain text as inline HTML."""
    return paragraph(text, Words(((text, ()),)).html).html.removeprefix("<p>").removesuffix("</p>")


def _shown(line: Line) -> Words:
    if line.is_bullet:
        return Words((("– ", ()), *line.words.parts))
    return line.whole


def _stands_out(rows: list[list[_Entry]]) -> bool:
    """Say whether the first row looks like a head: bold, italic or in a style for it, and the next row does not."""
    first, second = ([entry for entry in row if entry.lines] for row in rows[:2])
    return (
        bool(first)
        and all(e.stands_out for e in first)
        and not (second and all(e.stands_out for e in second))
    )


def _spanned(rows: list[list[_Entry]]) -> list[list[Cell]]:
    """Return the cells, those that continue the one above joined to it."""
    made: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}  # column: row and place of the cell that reaches down
    for at, row in enumerate(rows):
        column = 0
        cells: list[Cell] = []
        for entry in row:
            home = above.get(column)
            if entry.continues and home is not None and not entry.lines:
                cell = made[home[0]][home[1]]
                made[home[0]][home[1]] = Cell(
                    cell.text, cell.html, cell.scope, cell.columns, at - home[0] + 1
                )
            else:
                above[column] = (at, len(cells))
                cells.append(Cell(entry.text, entry.html, "", entry.columns))
            column += entry.columns
        made.append(cells)
    return made


def _rows(table: etree._Element) -> list[etree._Element]:
    return [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]


def _is_contents(node: etree._Element) -> bool:
    gallery = value(node, "sdtPr/docPartObj/docPartGallery") or value(
        node, "sdtPr/docPartList/docPartGallery"
    )
    return bool(gallery) and "contents" in str(gallery).lower()


def _says_something(node: etree._Element) -> bool:
    """Say whether a paragraph has words: an empty one takes no number."""
    for text in node.iter(f"{W}t", f"{W}sym", f"{W}instrText"):
        gone = any(local_name(above) in ("del", "moveFrom") for above in text.iterancestors())
        if not gone and (local_name(text) == "sym" or (text.text or "").strip()):
            return True
    return False


def _mark_is_deleted(properties: etree._Element | None) -> bool:
    marks = properties.find(f"{W}rPr") if properties is not None else None
    return marks is not None and any(local_name(mark) in ("del", "moveFrom") for mark in marks)


def _line(
    words: Words, place: str, style: Style, properties: etree._Element | None, label: Label | None
) -> Line:
    left, first = indents(properties)
    own = properties is not None and properties.find(f"{W}numPr") is not None
    listed = (label.left, label.first) if label is not None else (None, None)
    styled = (style.left, style.first)
    order = (listed, styled) if own or style.left is None else (styled, listed)
    lefts, firsts = (left, order[0][0], order[1][0]), (first, order[0][1], order[1][1])
    alignment = value(properties, "jc")
    shown = label is not None and not label.is_bullet
    return Line(
        words,
        place,
        style,
        label=label.text.strip() if label is not None and shown else "",
        is_bullet=label is not None and label.is_bullet,
        key=label.key
        if label is not None and shown
        else None
        if style.is_plain
        else (f"style {style.id}", 0),
        left=next((found for found in lefts if found is not None), 0),
        first=next((found for found in firsts if found is not None), 0),
        centred=alignment == "center" if alignment else style.centred,
    )


def blocks_of(lines: list[Line]) -> list[Block]:
    """Return lines as paragraphs, tables, and lists of what has a bullet; numbers stay in the words."""
    made: list[Block] = []
    items: list[Words] = []
    for line in [*lines, None]:
        if line is not None and line.is_bullet:
            items.append(line.words)
            continue
        if items:
            text = "\n".join(f"– {item.plain}" for item in items)
            made.append(Block(text, f"<ul>{''.join(f'<li>{item.html}</li>' for item in items)}</ul>"))
            items = []
        if line is not None:
            made.append(line.table or line.whole.block())
    return made
