"""The inside of a Markdown paragraph, and its tables: a small dialect, read in linear time.

Known: emphasis, links, `<br>`, `<sup>`, `<sub>`, pipe tables. Everything else is text, and is escaped.
"""

from __future__ import annotations

import re
from html import escape, unescape

from consultatie.adapters.bill_formats.building import Block, cleaned, escaped, paragraph
from consultatie.adapters.bill_formats.tables import plain_table

_LINK = re.compile(r"\[([^\[\]]{1,500})\]\(([^()\s]{1,1000})\)")
_STRONG = re.compile(r"\*\*([^*]+)\*\*")
_EM = re.compile(r"\*([^*\s](?:[^*]*[^*\s])?)\*")
_TAG = re.compile(r"&lt;(/?(?:sup|sub|br)) ?/?&gt;", re.I)
_ANY_TAG = re.compile(r"<[^<>]{0,1200}>")
_LAW = re.compile(r"BWB[A-Z][0-9]{7}")
_BACKSLASH = re.compile(r"\\([\\`*_{}\[\]()#+.!|>-])")
_RULE_CELL = re.compile(r":?-{2,}:?")
_SAVED = {"*": "\ue000", "[": "\ue001", "|": "\ue002"}


def inline(source: str) -> tuple[str, str]:
    """Return the plain text and the inline HTML of a line or paragraph of Markdown."""
    if not source:
        return "", ""
    kept = _BACKSLASH.sub(lambda m: _SAVED.get(m.group(1), m.group(1)), source)
    html = escaped(kept)
    html = _LINK.sub(_link, html)
    html = _EM.sub(r"<em>\1</em>", _STRONG.sub(r"<strong>\1</strong>", html))
    html = _balanced(_TAG.sub(lambda m: f"<{m.group(1).lower()}>", html)).strip()
    for mark, stand_in in _SAVED.items():
        html = html.replace(stand_in, mark)
    return cleaned(unescape(_ANY_TAG.sub(lambda m: " " if m.group() == "<br>" else "", html))).strip(), html


def _link(match: re.Match[str]) -> str:
    """Keep an address on the web; a path to a law of the loose dialect becomes its address; else only the words stay."""
    words, target = match.group(1), match.group(2)
    law = _LAW.search(target)
    if target.startswith(("https://", "http://", "mailto:")):
        return f'<a href="{escape(unescape(target)).replace("*", "%2A")}">{words}</a>'
    return f'<a href="https://wetten.overheid.nl/{law.group()}">{words}</a>' if law else words


def _balanced(html: str) -> str:
    """Drop `sup` and `sub` tags that have no partner."""
    for tag in ("sup", "sub"):
        if html.count(f"<{tag}>") != html.count(f"</{tag}>"):
            html = html.replace(f"<{tag}>", "").replace(f"</{tag}>", "")
    return html


def paragraph_block(source: str) -> Block:
    """Make a paragraph from Markdown."""
    return paragraph(*inline(source))


def list_block(items: list[str]) -> Block:
    """Make an unnumbered list from the Markdown of its items."""
    read = [inline(item) for item in items]
    return Block(
        "\n".join(f"– {text}" for text, _ in read),
        f"<ul>{''.join(f'<li>{html}</li>' for _, html in read)}</ul>",
    )


def table_block(lines: list[str]) -> Block:
    """Make a table from pipe syntax; the row above the rule is the head. A cell of only dashes is empty."""
    rows = [_cells(line) for line in lines]
    rules = [all(_RULE_CELL.fullmatch(cell) for cell in row) for row in rows]
    head = rows[0] if len(rows) > 1 and rules[1] and not rules[0] else []
    body = [row for row, is_rule in zip(rows, rules, strict=True) if not is_rule][1 if head else 0 :]
    width = max((len(row) for row in [head, *body]), default=0)
    return plain_table([inline(cell) for cell in head], [_read_row(row, width) for row in body])


def _read_row(row: list[str], width: int) -> list[tuple[str, str]]:
    cells = [("", "") if _RULE_CELL.fullmatch(cell) else inline(cell) for cell in row]
    return cells + [("", "")] * (width - len(cells))


def _cells(line: str) -> list[str]:
    kept = line.strip().replace("\\|", _SAVED["|"]).removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in kept.split("|")]
