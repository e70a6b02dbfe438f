"""A bill is stored as it was read and given back as it was stored, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from consultatie.adapters.bill_formats import read_bill
from consultatie.domain.errors import NotFound, UnreadableBill
from consultatie.domain.lifecycle import Stage
from consultatie.domain.provisions import ProvisionKind, articles
from consultatie.models.bills import ProvisionRow
from consultatie.models.log import LogEntry
from consultatie.services import bills
from tests import factories


def test_the_tree_comes_back_as_it_was_read(session: Session, ports, clock) -> None:
    consultation = factories.make_consultation(session)
    version = bills.current_version(session, consultation)
    assert bills.tree(session, version) == factories.recognised().provisions
    assert (version.number, version.title) == (1, "Wet op de proef")


def test_provisions_are_stored_in_document_order_with_depth_and_parent(session: Session) -> None:
    version = bills.current_version(session, factories.make_consultation(session))
    rows = version.provisions
    assert [row.place for row in rows] == list(range(len(rows)))
    lid = next(row for row in rows if row.eid == "art_2__para_1")
    assert (lid.parent_eid, lid.depth, lid.kind) == ("art_2", 2, ProvisionKind.PARAGRAPH)


def test_a_second_import_is_version_2_and_the_first_stays(session: Session, ports, clock) -> None:
    consultation = factories.make_consultation(session)
    changed = factories.recognised(factories.BILL.replace("is duidelijk", "is heel duidelijk"))
    second = bills.import_bill(session, consultation, changed, source=None, markup=ports.markup, now=clock())
    assert second.number == 2
    assert bills.get_version(session, consultation, None).number == 2
    assert "heel" not in str(bills.as_json(session, bills.get_version(session, consultation, 1)))
    with pytest.raises(NotFound):
        bills.get_version(session, consultation, 3)


def test_a_draft_can_be_replaced_in_place(session: Session, ports, clock) -> None:
    consultation = factories.make_consultation(session, stage=Stage.DRAFT)
    again = bills.import_bill(
        session,
        consultation,
        factories.recognised(),
        source=None,
        markup=ports.markup,
        replace=True,
        now=clock(),
    )
    assert again.number == 1
    assert session.query(ProvisionRow).count() == len(again.provisions)


def test_html_is_cleaned_when_stored(session: Session, ports, clock) -> None:
    consultation = factories.make_consultation(session, bill=None)
    bill = factories.recognised()
    evil = replace(bill.provisions[0], html='<p onclick="x()">Tekst<script>alert(1)</script></p>')
    version = bills.import_bill(
        session,
        consultation,
        replace(bill, provisions=(evil, *bill.provisions[1:])),
        source=None,
        markup=ports.markup,
        now=clock(),
    )
    assert bills.tree(session, version)[0].html == "<p>Tekst</p>"


def test_an_import_is_logged(session: Session) -> None:
    factories.make_consultation(session)
    entry = session.query(LogEntry).one()
    assert (entry.subject, entry.data["what"], entry.data["by"]) == ("consultation:proef", "bill", "operator")


def test_a_number_too_long_to_keep_is_refused(session: Session, ports, clock) -> None:
    consultation = factories.make_consultation(session, bill=None)
    bill = factories.recognised()
    with pytest.raises(UnreadableBill):
        bills.import_bill(
            session,
            consultation,
            replace(bill, provisions=(replace(bill.provisions[0], eid="x" * 300),)),
            source=None,
            markup=ports.markup,
            now=clock(),
        )


def test_the_awb_is_stored_with_all_its_articles(session: Session, ports, clock, shared_data) -> None:
    file = next(shared_data.glob("bills/**/BWBR0005537*.xml"), None)
    if file is None:
        pytest.skip("the Awb is not in ../shared/data/bills")
    awb = read_bill(file.read_bytes(), name=file.name)
    consultation = factories.make_consultation(session, bill=None)
    version = bills.import_bill(session, consultation, awb, source=None, markup=ports.markup, now=clock())
    assert bills.tree(session, version) == tuple(awb.provisions)
    assert len(list(articles(bills.tree(session, version)))) == len(list(articles(awb.provisions)))
