"""What is read in files, as our own HTML, in a child process: Word, tagged and untagged PDF, plain text, and hostile ones."""

from __future__ import annotations

import io
import re
import socket
import sys
from html import unescape

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consultatie.adapters import child_process
from consultatie.adapters.file_texts import read_file_limited
from consultatie.adapters.file_texts.blocks import Block, as_html, numbering
from consultatie.adapters.file_texts.child import read_file
from consultatie.adapters.file_texts.pdf_pages import unbroken
from consultatie.adapters.markup import CleanMarkup
from consultatie.domain.file_texts import LONGEST_TEXT, TextState
from tests.document_checks import needs_pdf
from tests.unit.file_texts import made_files
from tests.unit.file_texts.made_files import PDF, WORD

LISTS = "<ul><li>Kortere zinnen</li><li>Gewone woorden"


def words(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_a_word_file_keeps_headings_lists_tables_and_footnotes_and_nothing_else() -> None:
    found = read_file_limited(made_files.word_file(), WORD)
    assert found.state is TextState.READ
    assert "<h3>Advies over brieven</h3><p>Een brief is <strong>te moeilijk</strong></p>" in found.html
    assert f"<h4>Wat er beter kan</h4>{LISTS}</li></ul>" in found.html
    assert "<ol><li>Eerst bellen</li><li>Dan schrijven</li></ol>" in found.html
    assert '<thead><tr><th scope="col">Jaar</th><th scope="col">Aantal</th></tr></thead>' in found.html
    assert "<td>12 &lt; 13</td>" in found.html
    assert '<p>Zie de noot<sup><a href="#noot-1">[1]</a></sup></p>' in found.html
    assert found.notes == ("Bron: eigen onderzoek.",)
    assert "te lang" not in found.html
    assert "alleen voor ons" not in found.html


@needs_pdf
def test_a_tagged_pdf_is_read_by_its_tags() -> None:
    found = read_file_limited(made_files.tagged_pdf(), PDF)
    assert found.language == "nl"
    assert "<h3>Advies over brieven</h3><p>Een brief is te moeilijk, zeggen lezers.</p>" in found.html
    assert f"<h4>Wat er beter kan</h4>{LISTS}<ul><li>Geen afkortingen</li></ul></li></ul>" in found.html
    assert "<ol><li>Eerst bellen</li><li>Dan schrijven</li></ol>" in found.html
    assert "<caption>Brieven per jaar</caption>" in found.html
    assert '<th scope="col">Jaar</th><th scope="col">Aantal</th></tr></thead>' in found.html
    assert '<tr><th scope="row">2025</th><td>12 &lt; 13</td></tr>' in found.html


@needs_pdf
def test_a_pdf_without_tags_is_read_by_its_looks() -> None:
    found = read_file_limited(made_files.untagged_pdf(), PDF)
    assert "<h3>Advies over brieven</h3>" in found.html
    assert "<h4>Wat er beter kan</h4>" in found.html
    assert f"{LISTS}</li>" in found.html
    assert "<ol><li>Eerst bellen</li><li>Dan schrijven</li></ol>" in found.html
    assert "Een brief is te moeilijk, zeggen lezers." in words(found.html)


def test_heads_and_feet_of_pages_are_no_text() -> None:
    lines = [
        "Stichting De Brief",
        "Advies",
        "Punt #: brieven zijn te lang.",
        "Wij willen bellen.",
        "-",
        "bladzijde #",
    ]
    found = read_file(made_files.printed_pdf(lines, pages=4), PDF)
    assert "Punt 4: brieven zijn te lang. Wij willen bellen." in words(found.html)
    assert "Stichting" not in found.html
    assert "bladzijde" not in found.html


def test_a_sentence_goes_on_over_the_page() -> None:
    found = read_file(
        made_files.printed_pdf(["Op bladzijde # staat een zin die verder gaat", "in de wets-"]), PDF
    )
    assert found.html == "<p>Op bladzijde 1 staat een zin die verder gaat in de wets-</p>"


def test_plain_text_is_paragraphs() -> None:
    assert read_file(b"Een.\nTwee < drie.\n\n\nVier.", "text/plain").html == (
        "<p>Een.<br>Twee &lt; drie.</p><p>Vier.</p>"
    )


def test_a_scan_is_said_to_be_one() -> None:
    found = read_file_limited(made_files.blank_pdf(), PDF)
    assert (found.state, found.code) == (TextState.EMPTY, "scan")


def test_a_word_file_without_words_is_empty() -> None:
    import docx

    assert read_file(made_files.saved(docx.Document()), WORD).code == "no-text"


def test_a_pdf_behind_a_password_is_said_to_be() -> None:
    locked = made_files.blank_pdf(encryption=pikepdf.Encryption(user="geheim", owner="geheim"))
    found = read_file_limited(locked, PDF)
    assert (found.state, found.code) == (TextState.FAILED, "encrypted")


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 nothing", b"", b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 1 0 R>>"]
)
def test_a_broken_pdf_is_no_text_and_nothing_worse(data: bytes) -> None:
    assert read_file_limited(data, PDF).state in (TextState.FAILED, TextState.EMPTY)


def test_a_broken_word_file_is_said_to_be() -> None:
    assert read_file_limited(b"PK\x03\x04nothing", WORD).code == "broken-file"


def test_bombs_do_not_go_off() -> None:
    assert read_file_limited(made_files.word_bomb(), WORD).code == "zip-bomb"
    found = read_file_limited(made_files.pdf_bomb(), PDF)
    assert found.state is not TextState.READ


def test_of_five_thousand_pages_the_first_are_read_and_it_is_said() -> None:
    found = read_file_limited(
        made_files.printed_pdf(["Dit is bladzijde # van een heel lang stuk."], 5000), PDF
    )
    assert found.is_cut
    assert "bladzijde 500 " in words(found.html)
    assert "bladzijde 501 " not in words(found.html)


def test_a_long_text_is_cut_at_the_limit_and_it_is_said() -> None:
    found = read_file("\n\n".join(["woord " * 500] * 200).encode(), "text/plain")
    assert found.is_cut
    assert LONGEST_TEXT * 0.95 < len(words(found.html)) <= LONGEST_TEXT * 1.01


def test_a_structure_tree_that_bites_its_tail_ends() -> None:
    with pikepdf.open(
        io.BytesIO(made_files.printed_pdf(["Een zin die lang genoeg is om te lezen."]))
    ) as document:
        node = document.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.P))
        node.K = pikepdf.Array([node, node])
        document.Root.StructTreeRoot = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot, K=node)
        found = read_file(made_files.saved(document), PDF)
    assert words(found.html) == "Een zin die lang genoeg is om te lezen."


def test_html_in_a_file_stays_text() -> None:
    found = read_file(b"<script>alert(1)</script> <img src=x onerror=alert(1)>", "text/plain")
    assert CleanMarkup(1000).clean(found.html) == found.html
    assert "<script" not in found.html
    assert "<img" not in found.html


def test_the_process_that_reads_has_no_network_and_starts_nothing() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    program = (
        "from consultatie.adapters.child_process import shut_off; shut_off()\n"
        "import socket, subprocess, os\n"
        f"tries = [lambda: socket.create_connection(('127.0.0.1', {port})), lambda: subprocess.run(['true']),"
        " lambda: os.system('true')]\n"
        "for one in tries:\n"
        "    try:\n        one(); print('open')\n"
        "    except PermissionError:\n        print('shut')\n"
    )
    import subprocess

    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, cwd=child_process.ROOT, check=False, text=True
    )
    listener.close()
    assert done.stdout.split() == ["shut", "shut", "shut"]


def test_words_broken_off_at_the_end_of_a_line_are_mended() -> None:
    assert unbroken(["wets-", "voorstel"]) == "wetsvoorstel"
    assert unbroken(["in- en", "uitvoer-", "en doorvoer"]) == "in- en uitvoer- en doorvoer"
    assert unbroken(["Noord-", "Holland"]) == "Noord- Holland"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("3.", ("1", 3)),
        ("b)", ("a", 2)),
        ("(4)", ("1", 4)),
        ("•", ("", 1)),
        ("1.2.", ("", 1)),
        ("§", ("", 1)),
    ],
)
def test_a_label_numbers_a_list_where_html_can(label: str, expected: tuple[str, int]) -> None:
    assert numbering(label) == expected


BLOCKS = st.lists(
    st.builds(
        Block,
        kind=st.sampled_from(["heading", "paragraph", "item"]),
        text=st.just("woord"),
        html=st.just("woord"),
        level=st.integers(0, 5),
        ordering=st.sampled_from(["", "1", "a"]),
        number=st.integers(1, 4),
    ),
    max_size=12,
)


@given(BLOCKS)
def test_whatever_the_blocks_the_html_is_well_formed_and_complete(blocks: list[Block]) -> None:
    html, is_cut = as_html(blocks)
    opened: list[str] = []
    for closes, name in re.findall(r"<(/?)([a-z0-9]+)", html):
        if closes:
            assert opened.pop() == name
        else:
            opened.append(name)
    assert opened == []
    assert not is_cut
    assert html.count("woord") == len(blocks)
    levels = [int(level) for level in re.findall(r"<h(\d)", html)]
    assert all(3 <= level <= 5 for level in levels)
    assert all(after <= before + 1 for before, after in zip([2, *levels], levels, strict=False))


@given(st.binary(max_size=300), st.integers(0, 2000))
@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
def test_noise_in_a_word_file_raises_nothing(noise: bytes, place: int) -> None:
    data = bytearray(WORD_FILE)
    data[place : place + len(noise)] = noise
    assert read_file(bytes(data), WORD).state in TextState


WORD_FILE = made_files.word_file()
