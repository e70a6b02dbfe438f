"""Captions are read as a browser reads them, and one fault is told with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultatie.analysis.captions import Cue, read
from consultatie.domain.errors import Invalid

GOOD = """WEBVTT Kort

NOTE Wij schreven dit
over twee regels.

begin
00:01.000 --> 00:04.500 line:80%
<v Anna>Dit is een plan.

01:00:05.000 --> 01:00:06.000
Zeg wat u vindt.
Tot ziens.
"""


def test_a_good_file_gives_its_captions() -> None:
    assert read(GOOD.encode()) == [
        Cue(1000, 4500, "Dit is een plan."),
        Cue(3_605_000, 3_606_000, "Zeg wat u vindt.\nTot ziens."),
    ]
    assert len(read(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())) == 2


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "captions-kind", None),
        ("1\n00:00:01,000 --> 00:00:02,000\nSubRip", "captions-kind", None),
        ("WEBVTTX\n\n00:01.000 --> 00:02.000\nA", "captions-kind", None),
        ("WEBVTT\n", "captions-empty", None),
        ("WEBVTT\n\nNOTE niets", "captions-empty", None),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\nA", "captions-line", 3),
        ("WEBVTT\n\n00:02.000 --> 00:02.000\nA", "captions-line", 3),
        ("WEBVTT\n\n00:61.000 --> 02:02.000\nA", "captions-line", 3),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n\n00:03.000 --> 00:04.000\nB", "captions-line", 3),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n<b></b>", "captions-line", 3),
        ("WEBVTT\n\nnaam\n00:01.000 -> 00:02.000\nA", "captions-line", 3),
        ("WEBVTT\n\nzomaar tekst", "captions-line", 3),
        ("WEBVTT\n\n00:05.000 --> 00:06.000\nA\n\n00:01.000 --> 00:02.000\nB", "captions-line", 6),
    ],
)
def test_a_fault_is_refused_with_its_line(text: str, code: str, line: int | None) -> None:
    with pytest.raises(Invalid) as caught:
        read(text.encode())
    assert caught.value.code == code
    assert caught.value.facts.get("line") == line


def test_what_is_no_text_is_refused() -> None:
    with pytest.raises(Invalid):
        read(b"WEBVTT\n\n\xff\xfe")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        found = read(f"WEBVTT\n\n{text}".encode("utf-8", "replace"))
    except Invalid:
        return
    assert all(one.start < one.end and one.text for one in found)
