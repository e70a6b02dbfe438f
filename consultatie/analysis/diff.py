"""What changed between two texts, word by word, for display as deleted and inserted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import Final, Literal

Op = Literal["same", "del", "ins"]

_WORD: Final = re.compile(r"\w+|\s+|[^\w\s]")
_ISLAND: Final = 3  # words; fewer between two changes are not worth reading apart
_MOST_PAIRS: Final = 4_000_000  # words times words that are compared; about a second


def word_diff(old: str, new: str) -> list[tuple[Op, str]]:
    """Return pieces in order; `same` and `del` together are the old text, `same` and `ins` the new.

    Two texts that are both too long to compare (over 2,000 words each once equal ends are cut off) are one
    deletion and one insertion between those ends.
    """
    before, after = _WORD.findall(old), _WORD.findall(new)
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    old_middle, new_middle = before[head : len(before) - tail], after[head : len(after) - tail]
    pieces: list[tuple[Op, str]] = [("same", "".join(before[:head]))]
    pieces += _middle(old_middle, new_middle)
    pieces.append(("same", "".join(before[len(before) - tail :])))
    return _joined(pieces)


def legible_diff(old: str, new: str) -> list[tuple[Op, str]]:
    """Return pieces as `word_diff`, but without islands: one or two equal words between changes change with them.

    A sentence that is written anew then reads as one deletion and one insertion, not as a mosaic.
    """
    pieces = word_diff(old, new)
    done: list[tuple[Op, str]] = []
    for at, (op, text) in enumerate(pieces):
        is_between = 0 < at < len(pieces) - 1
        if op == "same" and is_between and len(re.findall(r"\w+", text)) < _ISLAND:
            done += [("del", text), ("ins", text)]
        else:
            done.append((op, text))
    return _gathered(done)


def _gathered(pieces: list[tuple[Op, str]]) -> list[tuple[Op, str]]:
    """Put the deletions of a run of changes before its insertions."""
    done: list[tuple[Op, str]] = []
    for is_same, run in groupby(pieces, key=lambda piece: piece[0] == "same"):
        changes = list(run)
        if is_same:
            done += changes
            continue
        done.append(("del", "".join(text for op, text in changes if op == "del")))
        done.append(("ins", "".join(text for op, text in changes if op == "ins")))
    return _joined(done)


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count


def _middle(before: list[str], after: list[str]) -> list[tuple[Op, str]]:
    if len(before) * len(after) > _MOST_PAIRS:
        return [("del", "".join(before)), ("ins", "".join(after))]
    pieces: list[tuple[Op, str]] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(("same", "".join(before[i1:i2])))
        else:
            pieces += [("del", "".join(before[i1:i2])), ("ins", "".join(after[j1:j2]))]
    return pieces


def _joined(pieces: list[tuple[Op, str]]) -> list[tuple[Op, str]]:
    """Drop empty pieces and join neighbours of one kind."""
    joined: list[tuple[Op, str]] = []
    for op, text in pieces:
        if not text:
            continue
        if joined and joined[-1][0] == op:
            joined[-1] = (op, joined[-1][1] + text)
        else:
            joined.append((op, text))
    return joined
