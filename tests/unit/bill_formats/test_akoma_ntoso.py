"""Akoma Ntoso of every country becomes the same tree, and loses no word."""

from __future__ import annotations

import re
from collections import Counter
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consultatie.adapters.bill_formats import read_bill
from consultatie.domain.errors import UnreadableBill
from consultatie.domain.provisions import ProvisionKind as K
from consultatie.domain.provisions import articles, walk

COUNTS = {  # articles, paragraphs, points outside quotes; counted by hand or by XPath in the files
    "akn4eu.xml": (15, 31, 53),
    "akn4eu_DIR-en.xml": (20, 58, 34),
    "bill-test.xml": (486, 1524, 2592),
    "eu_COM(2013)0619_EN-8.xml": (24, 32, 43),
    "it_senato_ddl_2013.xml": (6, 9, 55),
    "swahili_in.xml": (155, 513, 348),
    "us_Act_2011-11-29.xml": (7, 0, 13),
    "uy_bill_2010-09-27.xml": (3, 0, 2),
}
FIRST = "<article><num>Article 1</num><content><p>One.</p></content></article>"


def read(body: str, root: str = "bill"):
    return read_bill(
        f"<akomaNtoso><{root}><meta/><body>{body}</body></{root}></akomaNtoso>".encode(), name="x"
    )


@pytest.mark.parametrize("name", sorted(COUNTS))
def test_articles_paragraphs_and_points_are_counted_exactly(shared_data, name: str) -> None:
    bill = read_bill((shared_data / "bills" / "akn" / name).read_bytes(), name=name)
    kinds = Counter(node.kind for node in walk(bill.provisions))
    assert (len(list(articles(bill.provisions))), kinds[K.PARAGRAPH], kinds[K.POINT]) == COUNTS[name]


def test_a_section_is_the_article_where_there_are_no_articles() -> None:
    bill = read(
        "<part><num>Part I</num><heading>General</heading><section><num>3.</num><heading>Scope</heading><subsection><num>(1)</num>"
        "<intro><p>If:</p></intro><paragraph><num>(a)</num><content><p>x</p></content></paragraph><wrapUp><p>then y.</p></wrapUp>"
        "</subsection></section></part>"
    )
    assert [node.eid for node in walk(bill.provisions)] == [
        "part_I", "art_3", "art_3__para_1", "art_3__para_1__point_a",
    ]  # fmt: skip
    assert bill.provisions[0].children[0].children[0].text == "If:\nthen y."


def test_quoted_articles_are_no_articles_of_the_bill() -> None:
    bill = read(
        f"{FIRST}<article><num>Art. 2</num><content><p>Insert: <mod><quotedStructure><article><num>9</num><content><p>New.</p>"
        "</content></article></quotedStructure></mod> after it.</p></content></article>"
    )
    assert [node.number for node in articles(bill.provisions)] == ["1", "2"]
    assert "art_2__quote_1__art_9" in [node.eid for node in walk(bill.provisions)]


def test_notes_and_remarks_do_not_leak_into_the_text() -> None:
    bill = read(
        "<article><num>1</num><content><p>Law<authorialNote marker='1'><p>note</p></authorialNote> <remark>[editor]</remark>"
        "<!-- comment --> and <![CDATA[more]]>.</p></content></article>"
    )
    assert bill.provisions[0].text == "Law and more."
    assert "note" in bill.provisions[0].html


@pytest.mark.parametrize("name", ["debate", "judgment"])
def test_what_is_no_bill_is_refused(name: str) -> None:
    with pytest.raises(UnreadableBill) as refusal:
        read_bill(f"<akomaNtoso><{name}><{name}Body/></{name}></akomaNtoso>".encode(), name="x")
    assert refusal.value.code == "not-a-bill"


@pytest.mark.parametrize(
    ("printed", "number"),
    [("Article 1", "1"), ("SEC. 2. ", "2"), ("CHAPTER III", "III"), ("Artículo 1º", "1º"), ("(a)", "a"), ("Art. 3 bis", "3 bis"),
     ("§ 4", "4"), ("–", ""), ("3:4.", "3:4"), ("Title One", "One")],
)  # fmt: skip
def test_a_number_is_read_without_its_label(printed: str, number: str) -> None:
    bill = read(f"<article><num>{printed}</num><content><p>x</p></content></article>")
    assert bill.provisions[0].number == number


_CONTAINERS = ["part", "chapter", "section", "article", "paragraph", "subparagraph", "point", "list", "hcontainer", "level",
               "alinea", "clause", "container", "tblock", "content", "intro", "wrapUp", "odd"]  # fmt: skip
_LEAVES = ["<p>{}</p>", "<content><p>{} <b>{}</b> <ref href='x'>{}</ref></p></content>", "<heading>{}</heading>", "<crossHeading>{}</crossHeading>",
           "<intro><p>{}</p></intro>", "<wrapUp><p>{}</p></wrapUp>", "<p>{}<mod>{}<quotedStructure><article><content><p>{}</p></content>"
           "</article></quotedStructure>{}</mod>{}</p>", "<blockList><listIntroduction>{}</listIntroduction><item><num>a</num><p>{}</p></item>"
           "<listWrapUp>{}</listWrapUp></blockList>", "<ul><li>{}<p>{}</p></li><li>{}</li></ul>", "loose {} words", "<odd>{}</odd>",
           "<table><caption>{}</caption><tr><th><p>{}</p></th><td>{}</td></tr></table>", "<block name='x'>{}<i>{}</i></block>"]  # fmt: skip
_trees = st.recursive(
    st.sampled_from(_LEAVES),
    lambda below: st.tuples(st.sampled_from(_CONTAINERS), st.lists(below, max_size=5)).map(
        lambda made: f"<{made[0]}>{''.join(made[1])}</{made[0]}>"
    ),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_trees, max_size=4))
def test_every_word_ends_in_exactly_one_provision(trees: list[str]) -> None:
    numbers = count(1)
    body = re.sub(r"\{\}", lambda _: f"w{next(numbers)}x", "".join(trees))
    said = " ".join(f"{n.heading} {n.text}" for n in walk(read(FIRST + body).provisions))
    assert Counter(re.findall(r"w\d+x", said)) == Counter(f"w{n}x" for n in range(1, next(numbers)))


START, END = b"<akomaNtoso><bill><body>", b"</body></bill></akomaNtoso>"
BAD = {
    "bomb": (b'<!DOCTYPE a [<!ENTITY a "aa">]>' + START + FIRST.encode() + END, "entity-bomb"),
    "deep": (START + b"<part>" * 10_000 + b"</part>" * 10_000 + END, "too-deep"),
    "large": (START + b"<p>" + b"a" * 100_000_000 + b"</p>" + END, "too-large"),
    "encoding": (b'<?xml version="1.0" encoding="utf-8"?>' + START + b"<p>\xe9</p>" + END, "encoding"),
    "empty": (b"<akomaNtoso/>", "not-a-bill"),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_bad_akoma_ntoso_is_refused_with_its_code(name: str) -> None:
    data, code = BAD[name]
    with pytest.raises(UnreadableBill) as refusal:
        read_bill(data, name="x")
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "before",
    [b"\xef\xbb\xbf", b'<!DOCTYPE akomaNtoso SYSTEM "http://127.0.0.1:9/a.dtd">', b"<!-- a comment -->"],
)
def test_a_mark_and_an_outside_dtd_change_nothing(before: bytes) -> None:
    bill = read_bill(before + START + FIRST.encode() + END, name="x")
    assert [node.eid for node in bill.provisions] == ["art_1"]


def test_prefixes_and_the_namespace_of_2_0_are_read() -> None:
    source = (
        (START + FIRST.encode() + END)
        .decode()
        .replace("</", "</an:")
        .replace("<", "<an:")
        .replace("<an:/an:", "</an:")
    )
    data = source.replace("<an:akomaNtoso", '<an:akomaNtoso xmlns:an="http://www.akomantoso.org/2.0"', 1)
    assert [node.eid for node in read_bill(data.encode(), name="x").provisions] == ["art_1"]
