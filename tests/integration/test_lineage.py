"""Lineage is kept per version, follows what people decide, and `bill diff` prints it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotAllowed
from consultatie.domain.lineage import Relation
from consultatie.domain.permissions import Role, Viewer
from consultatie.domain.provisions import Provision, ProvisionKind, with_eids
from consultatie.models.bills import BillVersion
from consultatie.models.consultations import Consultation
from consultatie.services import bills, lineage
from tests import factories

TEXTS = {
    "imker": "De imker meldt elke bijenkast binnen vier weken bij de burgemeester van de gemeente.",
    "honing": "Honing uit een besmette kast wordt vernietigd onder toezicht van een keurmeester.",
    "kosten": "Voor de keuring van een volk betaalt de houder een vergoeding van twaalf euro.",
    "wespen": "Wie een wespennest van meer dan een meter vindt, waarschuwt de brandweer zonder uitstel.",
    "grens": "Koninginnen mogen slechts met een gezondheidsverklaring de landsgrens passeren.",
}


def add_version(
    session: Session, consultation: Consultation, ports, clock, *articles: tuple[str, str]
) -> BillVersion:
    nodes, _ = with_eids(
        Provision(ProvisionKind.ARTICLE, number, text=text, html=f"<p>{text}</p>")
        for number, text in articles
    )
    recognised = replace(factories.recognised(), provisions=nodes, memorandum=(), warnings=())
    return bills.import_bill(session, consultation, recognised, source=None, markup=ports.markup, now=clock())


@pytest.fixture
def three_versions(session: Session, ports, clock) -> tuple[Consultation, list[BillVersion]]:
    consultation = factories.make_consultation(session, bill=None)
    t = TEXTS
    return consultation, [
        add_version(
            session, consultation, ports, clock, ("1", t["imker"]), ("2", t["honing"]), ("3", t["kosten"])
        ),
        add_version(
            session,
            consultation,
            ports,
            clock,
            ("1", t["imker"]),
            ("2", t["wespen"]),
            ("3", t["honing"].replace("een keurmeester", "twee keurmeesters")),
            ("4", t["kosten"]),
        ),
        add_version(
            session, consultation, ports, clock, ("1", t["wespen"]), ("2", t["honing"]), ("3", t["kosten"])
        ),
    ]


def test_a_second_version_knows_what_became_of_the_first(session: Session, three_versions) -> None:
    _, (_, second, _) = three_versions
    found = {(link.old, link.new): link for link in lineage.links_of(session, second)}
    assert found["art_2", "art_3"].relation is Relation.RENUMBERED
    assert found["art_2", "art_3"].changed
    assert found["", "art_2"].relation is Relation.NEW


def test_lineage_over_two_steps_puts_both_together(session: Session, three_versions) -> None:
    _, (first, second, third) = three_versions
    found = {link.old or link.new: link for link in lineage.lineage(session, first, third)}
    assert (found["art_2"].new, found["art_2"].changed) == ("art_2", True)
    assert found["art_1"].relation is Relation.GONE
    back = {(link.old, link.new): link.relation for link in lineage.lineage(session, third, second)}
    assert back["art_1", "art_2"] in (Relation.RENUMBERED, Relation.MOVED)
    assert {link.relation for link in lineage.lineage(session, third, third)} == {Relation.SAME}


def test_the_json_has_every_list_of_the_interface(session: Session, three_versions) -> None:
    _, (first, second, _) = three_versions
    found = lineage.as_json(lineage.lineage(session, first, second), older=1, newer=2)
    assert found == {
        "from": 1,
        "to": 2,
        "added": ["art_2"],
        "removed": [],
        "changed": [{"from": "art_2", "to": "art_3"}],
        "renumbered": [{"from": "art_2", "to": "art_3"}, {"from": "art_3", "to": "art_4"}],
        "moved": [],
        "split": [],
        "merged": [],
        "unsure": [],
    }


def test_a_decision_is_followed_and_can_be_taken_back(session: Session, three_versions, clock) -> None:
    consultation, (_, second, _) = three_versions
    before = lineage.links_of(session, second)
    lineage.decide(session, consultation, second, new="art_3", olds=[], by=None, now=clock())
    found = {(link.old, link.new): link.relation for link in lineage.links_of(session, second)}
    assert found["", "art_3"] is Relation.NEW
    assert ("art_2", "art_3") not in found
    lineage.undo(session, consultation, second, new="art_3", by=None, now=clock())
    assert lineage.links_of(session, second) == before
    assert lineage.decisions(session, second) == []


def test_a_decision_about_what_is_not_there_is_refused(session: Session, three_versions, clock) -> None:
    consultation, (first, second, _) = three_versions
    for version, new, olds in ((second, "art_9", []), (second, "art_1", ["art_9"]), (first, "art_1", [])):
        with pytest.raises(Invalid):
            lineage.decide(session, consultation, version, new=new, olds=olds, by=None, now=clock())


def test_only_who_may_edit_decides(session: Session, three_versions, clock) -> None:
    consultation, (_, second, _) = three_versions
    reviewer = Viewer(1, "Lezer", Role.REVIEWER)
    with pytest.raises(NotAllowed):
        lineage.decide(session, consultation, second, new="art_3", olds=[], by=reviewer, now=clock())
