"""Whatever is uploaded, the answer is a bill or a refusal with a code, soon."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultatie.adapters import child_process
from consultatie.adapters.bill_formats import limited, read_bill, read_bill_limited, read_memorandum_limited
from consultatie.domain.errors import UnreadableBill

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE toestand [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><toestand>&c;</toestand>'
)
FILE = '<?xml version="1.0"?><!DOCTYPE toestand [<!ENTITY x SYSTEM "file:///etc/passwd">]><toestand>&x;</toestand>'
ARTICLE = b"# Wet\n\n### Artikel 1\n\n"

REFUSALS = {
    "empty-file": [b"", b" \n\t\r\n", b"\xef\xbb\xbf"],
    "too-large": [b"a" * 10_000_000, ARTICLE + b"woord " * 1_700_000],
    "not-a-bill": [
        b"Beste lezer, dit is een brief.",
        b"\x00" * 1000,
        bytes(range(256)) * 40,
        b"%PDF-1.7 ...",
        b"<!DOCTYPE html><html><body>x</body></html>",
        b'<?xml version="1.0"?><feed/>',
        b"<toestand/>",
        b"<toestand><wetgeving><intitule>x</intitule></wetgeving></toestand>",
        b"<officiele-publicatie/>",
    ],
    "entity-bomb": [BOMB.encode(), BOMB.encode("utf-16"), FILE.encode()],
    "broken-xml": [
        b'<?xml version="1.0"?>\n<toestand>\n<wetgeving>\n</toestand>',
        b"<toestand>&niets;</toestand>",
    ],
    "too-deep": [
        b"<toestand>" + b"<a>" * 200 + b"</a>" * 200 + b"</toestand>",
        b"<toestand>" + b"<a>" * 50_000 + b"</a>" * 50_000 + b"</toestand>",
        ARTICLE + b"".join(b" " * (2 * depth) + b"a. x\n" for depth in range(1, 1200)),
    ],
    "encoding": [
        ARTICLE + b"te\x00kst",
        ARTICLE + b"caf\xe9",
        b'<?xml version="1.0" encoding="utf-7"?><toestand/>',
        b'<?xml version="1.0" encoding="utf-8"?><toestand>\xff\xfe</toestand>',
    ],
}


@pytest.mark.parametrize(
    ("code", "data"), [(code, data) for code, files in REFUSALS.items() for data in files]
)
def test_bad_files_are_refused_with_their_code(code: str, data: bytes) -> None:
    with pytest.raises(UnreadableBill) as refusal:
        read_bill(data, name="x")
    assert refusal.value.code == code


@pytest.mark.parametrize("code", sorted(REFUSALS))
def test_the_limited_process_gives_the_same_refusals(code: str) -> None:
    with pytest.raises(UnreadableBill) as refusal:
        read_bill_limited(REFUSALS[code][0], name="x")
    assert refusal.value.code == code


def test_broken_xml_and_bad_bytes_say_on_which_line() -> None:
    with pytest.raises(UnreadableBill) as broken:
        read_bill(REFUSALS["broken-xml"][0], name="x")
    with pytest.raises(UnreadableBill) as bytes_:
        read_bill(ARTICLE + b"caf\xe9", name="x")
    assert (broken.value.facts["place"], bytes_.value.facts["place"]) == ("regel 4", "regel 5")


def test_a_format_that_was_asked_for_and_is_not_there_is_refused() -> None:
    for asked, code in (("op", "other-format"), ("pdf", "format-unknown"), ("docx", "other-format")):
        with pytest.raises(UnreadableBill) as refusal:
            read_bill(b"<toestand><wetgeving/></toestand>", name="x", format=asked)
        assert refusal.value.code == code


@pytest.mark.parametrize(
    "tail",
    [
        b"[" * 10**6,
        b"[a](" * 10**6,
        b"* a" * 10**6,
        b"<" * 10**6,
        b">" * 10**6,
        b"|" * 10**6,
        b"1." + b" " * 10**6 + b"x",
    ],
)
def test_markdown_that_is_made_to_be_slow_is_read_soon(tail: bytes) -> None:
    started = time.process_time()
    assert read_bill(ARTICLE + tail, name="x").provisions
    assert time.process_time() - started < 10


def test_the_limited_process_returns_the_same_bill() -> None:
    source = ARTICLE + "1. Één lid.\n   a. ĳs\n\n## Nota van toelichting\n\n### Artikel 1\n\nZo.\n".encode()
    assert read_bill_limited(source, name="wet.md") == read_bill(source, name="wet.md")


def test_a_memorandum_is_read_in_the_limited_process_too() -> None:
    parts = read_memorandum_limited(b"## 1. Inleiding\n\nWaarom.\n", name="mvt.md")
    assert [(part.heading, part.text) for part in parts] == [("1. Inleiding", "Waarom.")]


def test_what_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limited, "WALL_SECONDS", 0.001)
    with pytest.raises(UnreadableBill) as refusal:
        limited.read_bill_limited(ARTICLE + b"x", name="x")
    assert refusal.value.code == "took-too-long"


def test_the_child_process_sees_none_of_our_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CONSULTATIE_SECRET", "geheim")
    interpreter = tmp_path / "python"
    interpreter.write_text("#!/bin/sh\nprintf '{\"environment\": \"%s\"}' \"$(env | tr '\\n' ' ')\"\n")
    interpreter.chmod(0o755)
    monkeypatch.setattr(child_process.sys, "executable", str(interpreter))
    seen = limited._run(["bill", "x", "auto"], b"")["environment"]
    assert "PYTHONPATH" in seen
    assert "geheim" not in seen
    assert "CONSULTATIE" not in seen
    assert os.environ["CONSULTATIE_SECRET"] == "geheim"


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.binary(max_size=100).map(lambda junk: b"<toestand>" + junk)))
def test_any_bytes_give_a_bill_or_a_refusal(data: bytes) -> None:
    with contextlib.suppress(UnreadableBill):
        assert read_bill(data, name="x").provisions


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_in_an_article_gives_well_formed_html(text: str) -> None:
    from lxml import html

    try:
        bill = read_bill(ARTICLE + text.encode("utf-8", "replace"), name="x")
    except UnreadableBill:
        return
    allowed = {
        "div",
        "p",
        "ul",
        "li",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "em",
        "strong",
        "a",
        "sup",
        "sub",
        "br",
    }
    for node in bill.provisions:
        tree = html.fragment_fromstring(node.html, create_parent="div")
        assert {str(element.tag) for element in tree.iter()} <= allowed


TRIES = """
import os, socket
from consultatie.adapters.bill_formats import child
child.shut_in()
for attempt in (socket.socket, os.pipe, os.fork, lambda: open("/etc/passwd"), lambda: os.open("/etc/passwd", os.O_RDONLY)):
    try:
        print("done", attempt())
    except OSError as error:
        print("refused")
"""


def test_the_limited_process_opens_no_file_no_connection_and_no_program() -> None:
    done = subprocess.run([sys.executable, "-c", TRIES], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["refused"] * 5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_the_limited_process_knows_every_way_of_writing_letters(encoding: str) -> None:
    article = "<artikel><kop><label>Artikel</label><nr>1</nr></kop><al>Één café.</al></artikel>"
    law = f'<toestand><wetgeving soort="wet"><intitule>Wét</intitule><wet-besluit><wettekst>{article}</wettekst></wet-besluit></wetgeving></toestand>'
    source = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?>{law}'.encode(encoding)
    assert read_bill_limited(source, name="wet.xml").provisions[0].text == "Één café."
