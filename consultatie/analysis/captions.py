"""Captions of a video: WebVTT, read strictly enough that a browser shows every line. Not here: how captions look.

A browser leaves out what it cannot read without a word (WebVTT 1, W3C), so a file with one fault is refused whole, with
the line where it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from consultatie.domain.errors import Invalid

LARGEST: Final = 1_000_000  # bytes
_TIME: Final = r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
_TIMING: Final = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?")
_TAG: Final = re.compile(r"<[^>]*>")
_NOT_CUES: Final = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: from when to when (milliseconds), and its words."""

    start: int
    end: int
    text: str


def read(data: bytes) -> list[Cue]:
    """Return the captions of a WebVTT file in order.

    Raise Invalid `captions-kind` (not WebVTT in UTF-8), `captions-empty`, or `captions-line` with the fact `line` (from 1)
    for a block without a good time, without words, or that begins before the one above it.
    """
    lines = _lines(data)
    cues = [cue for number, block in _blocks(lines) if (cue := _cue(number, block))]
    if not cues:
        raise Invalid("captions-empty")
    for (_number, before), (number, after) in pairwise(cues):
        if after.start < before.start:
            raise Invalid("captions-line", line=number)
    return [cue for _number, cue in cues]


def _lines(data: bytes) -> list[str]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Invalid("captions-kind") from None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(data) > LARGEST or "\0" in text or not re.fullmatch(r"WEBVTT(?:[ \t].*)?", lines[0]):
        raise Invalid("captions-kind")
    return lines


def _blocks(lines: list[str]) -> list[tuple[int, list[str]]]:
    """Return the blocks after the first one, each with the number of its first line."""
    runs = [
        list(run) for filled, run in groupby(enumerate(lines, 1), lambda one: bool(one[1].strip())) if filled
    ]
    return [(run[0][0], [line for _number, line in run]) for run in runs if run[0][0] > 1]


def _cue(number: int, block: list[str]) -> tuple[int, Cue] | None:
    if block[0].split(None, 1)[0] in _NOT_CUES and "-->" not in block[0]:
        return None
    at = 0 if "-->" in block[0] else 1  # a name may stand above the time
    timing = _TIMING.fullmatch(block[at].strip()) if len(block) > at else None
    if timing is None:
        raise Invalid("captions-line", line=number)
    start, end = _milliseconds(timing.groups()[:4]), _milliseconds(timing.groups()[4:])
    words = _TAG.sub("", "\n".join(block[at + 1 :])).strip()
    if end <= start or not words or "-->" in words:
        raise Invalid("captions-line", line=number + at)
    return number, Cue(start, end, words)


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths
