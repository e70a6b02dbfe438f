"""Amendments are worked out when a bill or a law comes in, kept, and shown with the reason where they stay text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session

from consultatie.adapters.bill_formats import read_bill
from consultatie.domain.amendments import AmendmentState
from consultatie.domain.errors import Invalid, NotFound
from consultatie.domain.lifecycle import Stage
from consultatie.domain.provisions import Provision, RecognisedBill, with_eids
from consultatie.models.amendments import AmendedLawReading
from consultatie.models.consultations import Consultation
from consultatie.services import amended_laws, amendments, bills
from tests import factories
from tests.integration.test_cli_operations import Terminal
from tests.unit.analysis.law_outline import bill as amending
from tests.unit.analysis.law_outline import law as outlined

LAW = """
Artikel 1. Loket
1. Het loket is open.
2. Het loket is warm.
"""
ORDER = """
A. In artikel 1, eerste lid, wordt „open” vervangen door „bemand”.
B. Artikel 9 vervalt.
"""


def _law(text: str = LAW, title: str = "Wet op de proef") -> RecognisedBill:
    return RecognisedBill(title, None, with_eids(outlined(text))[0], source_format="md")


def _bill(order: str = ORDER) -> RecognisedBill:
    articles: tuple[Provision, ...] = with_eids(amending(order))[0]
    return RecognisedBill("Wijziging van de Wet op de proef", None, articles, source_format="md")


def _amending_consultation(session: Session, ports: Any, now: Any, **more: Any) -> Consultation:
    consultation = factories.make_consultation(session, bill=None, **more)
    bills.import_bill(session, consultation, _bill(), source=None, markup=ports.markup, now=now)
    return consultation


def _add(session: Session, consultation: Consultation, ports: Any, now: Any, **more: Any) -> Any:
    given = more.pop("law", _law())
    return amended_laws.add(session, consultation, given, source=None, markup=ports.markup, now=now, **more)


def test_without_the_law_instructions_stay_text(session: Session, ports, clock) -> None:
    consultation = _amending_consultation(session, ports, clock())
    rows = amendments.list_amendments(session, bills.current_version(session, consultation))
    assert [(row.eid, row.reason) for row in rows] == [
        ("art_I__mod_A", "law-missing"),
        ("art_I__mod_B", "law-missing"),
    ]


def test_a_law_that_comes_in_later_is_worked_out(session: Session, ports, clock) -> None:
    consultation = _amending_consultation(session, ports, clock())
    _add(session, consultation, ports, clock())
    version = bills.current_version(session, consultation)
    first, second = amendments.list_amendments(session, version)
    assert (first.state, second.state) == (AmendmentState.APPLIED, AmendmentState.TEXT_ONLY)
    assert first.changes == [
        {
            "cited": [["article", "1"], ["paragraph", "1"]],
            "pieces": [["same", "1. Het loket is "], ["del", "open"], ["ins", "bemand"], ["same", "."]],
        }
    ]
    assert (second.reason, second.detail) == ("place-not-found", "article 9")
    law, rows = amendments.get_reading(session, version, 1)
    assert law.title == "Wet op de proef"
    assert [row["state"] for row in rows] == ["same", "changed", "same"]


def test_a_new_version_of_the_bill_is_worked_out_with_the_laws_that_are_here(
    session: Session, ports, clock
) -> None:
    consultation = _amending_consultation(session, ports, clock())
    _add(session, consultation, ports, clock())
    version = bills.import_bill(
        session,
        consultation,
        _bill("A. Artikel 1, tweede lid, vervalt."),
        source=None,
        markup=ports.markup,
        now=clock(),
    )
    (row,) = amendments.list_amendments(session, version)
    assert row.state is AmendmentState.APPLIED
    assert len(amendments.list_amendments(session, bills.get_version(session, consultation, 1))) == 2


def test_a_law_of_another_name_is_not_guessed_but_can_be_chosen(session: Session, ports, clock) -> None:
    consultation = _amending_consultation(session, ports, clock())
    version = bills.current_version(session, consultation)
    _add(session, consultation, ports, clock(), law=_law(title="Wet op het loket"))
    assert {row.reason for row in amendments.list_amendments(session, version)} == {"law-missing"}
    _add(session, consultation, ports, clock(), law=_law(title="Wet op het loket"), article="art_I")
    assert amendments.list_amendments(session, version)[0].state is AmendmentState.APPLIED
    with pytest.raises(Invalid):
        _add(session, consultation, ports, clock(), article="art_XX")


def test_the_same_law_again_makes_way_for_the_new_one(session: Session, ports, clock) -> None:
    consultation = _amending_consultation(session, ports, clock())
    _add(session, consultation, ports, clock())
    _add(session, consultation, ports, clock(), law=_law(LAW.replace("open", "dicht")))
    assert len(amendments.list_laws(session, consultation)) == 1
    first, _second = amendments.list_amendments(session, bills.current_version(session, consultation))
    assert first.reason == "words-not-found"


def test_a_law_that_is_taken_away_leaves_its_amendments_as_text(session: Session, ports, clock) -> None:
    consultation = _amending_consultation(session, ports, clock(), stage=Stage.DRAFT)
    law = _add(session, consultation, ports, clock())
    amended_laws.remove(session, consultation, law.number, markup=ports.markup, now=clock())
    version = bills.current_version(session, consultation)
    assert {row.reason for row in amendments.list_amendments(session, version)} == {"law-missing"}
    assert session.query(AmendedLawReading).count() == 0
    with pytest.raises(NotFound):
        amended_laws.remove(session, consultation, 1, markup=ports.markup, now=clock())


def test_new_text_from_a_bill_is_cleaned_before_it_is_kept(session: Session, ports, clock) -> None:
    consultation = factories.make_consultation(session, bill=None)
    bad = _bill(
        "A. Na artikel 1 wordt een artikel ingevoegd, luidende:\n  | Artikel 2\n  | <script>x</script>Tekst."
    )
    version = bills.import_bill(session, consultation, bad, source=None, markup=ports.markup, now=clock())
    _add(session, consultation, ports, clock())
    _law_row, rows = amendments.get_reading(session, version, 1)
    assert "<script" not in str([row["html"] for row in rows])


def test_the_german_pair_is_applied(shared_data: Path) -> None:
    from consultatie.analysis.amendments.recognising import instructions
    from consultatie.analysis.amendments.working_out import worked_out

    folder = shared_data / "bills" / "akn"
    bill, law = (
        read_bill(next(folder.glob(f"bgbl-1_2017_s419__{name}*")).read_bytes(), name=name)
        for name in ("aenderungsgesetz", "zielgesetz")
    )
    found = worked_out(law.provisions, instructions(bill.provisions, bill.language), law.language)
    (outcome,) = found.outcomes
    assert outcome.state is AmendmentState.APPLIED
    assert outcome.notes == ("sentence-not-counted",)  # the list of § 20 has no second sentence to count
    (change,) = outcome.changes
    was, becomes = (
        "".join(text for op, text in change.pieces if op in ("same", side)) for side in ("del", "ins")
    )
    assert "entgegen § 9 Abs. 1 Satz 2, Abs. 2 Kennzeichen" in was
    assert "entgegen § 9 Absatz 1 Satz 2, Absatz 2 oder 3 Kennzeichen" in becomes


def test_the_decree_of_2025_is_recognised_and_applied_to_a_decree_of_ours(shared_data: Path) -> None:
    from consultatie.analysis.amendments.recognising import instructions
    from consultatie.analysis.amendments.working_out import worked_out

    path = shared_data / "bills" / "kamerstuk" / "stb-2025-263_trimmed.xml"
    found = instructions(read_bill(path.read_bytes(), name=path.name).provisions, "nl")
    assert [(one.eid, one.law, one.problem) for one in found] == [
        ("art_I__mod_A", "Mediabesluit 2008", ""),
        ("art_I__mod_B", "Mediabesluit 2008", ""),
    ]
    ours = outlined("Hoofdstuk 3. Handel\nArtikel 17\n1. Een.\nArtikel 18\nTwee.")
    after = worked_out(ours, found, "nl")
    assert {one.state for one in after.outcomes} == {AmendmentState.APPLIED}
    (chapter,) = after.provisions
    assert chapter.heading == "Commerciële mediadiensten"
    assert [one.number for one in chapter.children] == ["17", "17a", "17b", "18"]
    assert [len(one.children) for one in chapter.children] == [1, 3, 4, 0]


def test_the_terminal_takes_a_law_in_and_lists_what_became_of_each_instruction(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path / "instance")
    terminal.run("init")
    bill = tmp_path / "voorstel.md"
    bill.write_text(
        "# Wijziging\n\n### Artikel I\n\nIn artikel 1, eerste lid, van de Wet op het loket wordt „open” vervangen door „dicht”.\n",
        "utf-8",
    )
    law = tmp_path / "wet.md"
    law.write_text("# Wet op het loket\n\n### Artikel 1\n\n1. Het loket is open.\n2. Punt.\n", "utf-8")
    terminal.run("bill", "import", str(bill), "--consultation", "loket", "--create")
    before = terminal.json("bill", "amendments", "loket")
    assert [(one["state"], one["reason"]) for one in before["amendments"]] == [("text-only", "law-missing")]
    after = terminal.json("bill", "law", str(law), "--consultation", "loket")
    assert (after["applied"], after["instructions"], after["law"]) == (1, 1, 1)
    assert terminal.json("bill", "amendments", "loket", "--again")["applied"] == 1
    assert "1 van 1" in terminal.run("bill", "amendments", "loket").stdout
