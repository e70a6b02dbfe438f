"""Put links around words of clean HTML. What is a link already, and words cut by other markup, stay as they are."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
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
    """Put in the links of a block, the last first, so that places before it stay where they were."""
    begins, length = [], 0
    for at, _ in block:
        begins.append(length)
        length += len(pieces[at])
    for start, end, address in sorted(find("".join(pieces[at] for at, _ in block)), reverse=True):
        first, last = bisect_right(begins, start) - 1, bisect_left(begins, end) - 1
        if not all(is_free for _, is_free in block[first : last + 1]):
            continue
        opens, closes = block[first][0], block[last][0]
        stop = _after_the_last_tag(pieces, opens, closes, end - begins[last])
        if stop is None:
            continue
        closing, offset = stop
        pieces[closing] = f"{pieces[closing][:offset]}</a>{pieces[closing][offset:]}"
        at = start - begins[first]
        link = f'<a class="reference" href="{escape(address)}">'
        pieces[opens] = f"{pieces[opens][:at]}{link}{pieces[opens][at:]}"


def _after_the_last_tag(pieces: list[str], opens: int, closes: int, offset: int) -> tuple[int, int] | None:
    """Return the piece and the place in it where a link may end that closes what was opened in it, None for nowhere."""
    opened = 0
    for at in range(opens + 1, closes, 2):
        opened += -1 if pieces[at].startswith("</") else 1
        if opened < 0:
            return None
    at = closes
    while opened:
        if offset < len(pieces[at]) or not pieces[at + 1].startswith("</"):
            return None
        at, offset, opened = at + 2, 0, opened - 1
    return at, offset
