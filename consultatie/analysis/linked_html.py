"""Put links around words of clean HTML. What is a link already, and words cut by other markup, stay as they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from html import escape
from typing import Final

_PIECES: Final = re.compile(r"""(<(?:[^<>"']|"[^"]*"|'[^']*')*>)""")
_NAME: Final = re.compile(r"<(/?)([a-zA-Z0-9]+)")
_INLINE: Final = frozenset(("em", "strong", "sup", "sub", "ins", "abbr", "dfn", "code", "a", "del"))
_LEFT_ALONE: Final = frozenset(("a", "del", "code"))

Found = tuple[int, int, str]
"""Where a link begins and ends in a text (characters), and its address."""


def linked(html: str, find: Callable[[str], Iterable[Found]]) -> str:
    """Return HTML with a link around each range that `find` gives for the text of a block.

    A block is what stands between two elements that are not inline. Its text is escaped as the HTML is.
    """
    pieces = _PIECES.split(html)
    for block in _blocks(pieces):
        _link_block(pieces, block, find)
    return "".join(pieces)


def _blocks(pieces: list[str]) -> Iterator[list[tuple[int, bool]]]:
    """Yield for each block its pieces of text: the place in the list, and whether a link may stand in it."""
    block: list[tuple[int, bool]] = []
    left_alone = 0
    for at, piece in enumerate(pieces):
        if at % 2 == 0:
            if piece:
                block.append((at, left_alone == 0))
            continue
        name = _NAME.match(piece)
        if name is None or name[2].lower() not in _INLINE:
            if block:
                yield block
            block, left_alone = [], 0
        elif name[2].lower() in _LEFT_ALONE:
            left_alone = max(0, left_alone + (-1 if name[1] else 1))
    if block:
        yield block


def _link_block(
    pieces: list[str], block: list[tuple[int, bool]], find: Callable[[str], Iterable[Found]]
) -> None:
    found = sorted(find("".join(pieces[at] for at, _ in block)), reverse=True)
    if not found:
        return
    end_of_piece = sum(len(pieces[at]) for at, _ in block)
    for at, is_free in reversed(block):
        begin = end_of_piece - len(pieces[at])
        while found and found[0][0] >= begin:
            start, end, address = found.pop(0)
            if is_free and end <= end_of_piece:
                pieces[at] = _with_link(pieces[at], start - begin, end - begin, address)
        end_of_piece = begin


def _with_link(text: str, start: int, end: int, address: str) -> str:
    return f'{text[:start]}<a class="reference" href="{escape(address)}">{text[start:end]}</a>{text[end:]}'
