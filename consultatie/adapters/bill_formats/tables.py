"""Tables: CALS (BWB, official publications) and rows of cells (Markdown) as HTML with header cells."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from consultatie.adapters.bill_formats.building import Block, Warnings
from consultatie.adapters.bill_formats.inline import inline
from consultatie.adapters.bill_formats.safe_xml import local_name

MAX_SPAN = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: text, inline HTML, what it heads ("col", "row" or nothing) and how far it reaches."""

    text: str
    html: str
    scope: str = ""
    columns: int = 1
    rows: int = 1

    def as_html(self) -> str:
        """Return `th` with its scope, or `td`; an empty cell heads nothing."""
        reach = f' colspan="{self.columns}"' if self.columns > 1 else ""
        reach += f' rowspan="{self.rows}"' if self.rows > 1 else ""
        if not self.scope or not self.text:
            return f"<td{reach}>{self.html}</td>"
        scope = "colgroup" if self.scope == "col" and self.columns > 1 else self.scope
        return f'<th scope="{scope}"{reach}>{self.html}</th>'


def table_block(title: tuple[str, str], head: list[list[Cell]], body: list[list[Cell]]) -> Block:
    """Make a table; its text is the title and one row a line, cells divided by " | "."""
    caption = f"<caption>{title[1]}</caption>" if title[1] else ""
    rows = f"<thead>{_rows(head)}</thead>" if head else ""
    rows += f"<tbody>{_rows(body)}</tbody>" if body else ""
    lines = [title[0], *(" | ".join(cell.text for cell in row).strip(" |") for row in [*head, *body])]
    return Block("\n".join(line for line in lines if line), f"<table>{caption}{rows}</table>")


def _rows(rows: list[list[Cell]]) -> str:
    return "".join(f"<tr>{''.join(cell.as_html() for cell in row)}</tr>" for row in rows)


def cals_table(table: etree._Element, warnings: Warnings) -> Block:
    """Read a CALS table: title, heads, bodies, spans, row headers by `thscope`."""
    title = next(
        (inline(node, warnings)[:2] for node in table if local_name(node) in ("title", "titel")), ("", "")
    )
    head: list[list[Cell]] = []
    body: list[list[Cell]] = []
    notes: list[Block] = []
    for group in (node for node in table.iter() if local_name(node) == "tgroup"):
        columns = _column_numbers(group)
        for part in group:
            target = head if local_name(part) == "thead" else body
            for row in (node for node in part.iter() if local_name(node) == "row"):
                target.append(
                    [_cell(entry, target is head, columns, warnings, notes) for entry in _entries(row)]
                )
    if not head and len(body) > 1 and _is_heading_row(body[0]):
        head = [[Cell(cell.text, cell.html, "col", cell.columns, cell.rows) for cell in body.pop(0)]]
    block = table_block(title, head, body)
    return Block(
        "\n".join([block.text, *(n.text for n in notes)]), block.html + "".join(n.html for n in notes)
    )


def _entries(row: etree._Element) -> list[etree._Element]:
    return [node for node in row if local_name(node) == "entry"]


def _column_numbers(group: etree._Element) -> dict[str, int]:
    specs = [node for node in group if local_name(node) == "colspec"]
    return {spec.get("colname", ""): at for at, spec in enumerate(specs)}


def _cell(
    entry: etree._Element, in_head: bool, columns: dict[str, int], warnings: Warnings, notes: list[Block]
) -> Cell:
    read = [inline(part, warnings) for part in _parts(entry)]
    for part in read:
        notes.extend(part[2])
    text = " ".join(part[0] for part in read if part[0])
    html = "<br>".join(part[1] for part in read if part[1])
    scope = "col" if in_head else "row" if entry.get("thscope") == "row" else ""
    first = columns.get(entry.get("namest", ""))
    last = columns.get(entry.get("nameend", ""))
    reach = last - first + 1 if first is not None and last is not None else 1
    return Cell(text, html, scope, max(1, reach), _extra_rows(entry) + 1)


def _parts(entry: etree._Element) -> list[etree._Element]:
    """Return what makes a line of its own in a cell: paragraphs and items of lists; the cell itself where it has loose text."""
    if (entry.text or "").strip() or any((node.tail or "").strip() for node in entry):
        return [entry]
    lines: list[etree._Element] = []
    for node in entry:
        lines.extend(
            node.iter("{*}li") if local_name(node) == "lijst" else [node] if local_name(node) else []
        )
    return lines


def _extra_rows(entry: etree._Element) -> int:
    more = entry.get("morerows", "0")
    return min(int(more), MAX_SPAN) if more.isascii() and more.isdigit() else 0


def _is_heading_row(row: list[Cell]) -> bool:
    """Say whether every cell is wholly bold: the way tables without a head show one."""
    return all(cell.html.startswith("<strong>") and cell.html.endswith("</strong>") for cell in row)


def plain_table(head: list[tuple[str, str]], body: list[list[tuple[str, str]]]) -> Block:
    """Make a table from rows of (text, inline HTML)."""
    heads = [[Cell(text, html, "col") for text, html in head]] if any(text for text, _ in head) else []
    return table_block(("", ""), heads, [[Cell(text, html) for text, html in row] for row in body])
