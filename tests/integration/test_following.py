"""Explanations, questions and what was decided stay beside their provision when a new version gives it another number."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.domain.lifecycle import Stage
from consultatie.domain.lineage import LOST
from consultatie.models.consultations import Consultation, Explanation, Question, QuestionKind
from consultatie.models.reports import Disposition, ReportItem
from consultatie.services import bills, lineage
from tests import factories
from tests.integration.test_lineage import TEXTS, add_version


def _explain(session: Session, consultation: Consultation, *eids: str) -> None:
    session.add_all(
        Explanation(
            consultation_id=consultation.id, eid=eid, language="nl", markdown=eid, html=f"<p>{eid}</p>"
        )
        for eid in eids
    )
    session.flush()
    session.expire(consultation, ["explanations"])


def _explained(session: Session) -> dict[str, str]:
    """Return where each explanation stands, by the provision it was written for."""
    return {row.markdown: row.eid for row in session.scalars(select(Explanation))}


def test_what_stands_beside_a_provision_follows_it_to_its_new_number(session: Session, ports, clock) -> None:
    t = TEXTS
    consultation = factories.make_consultation(session, bill=None)
    add_version(
        session, consultation, ports, clock, ("1", t["imker"]), ("2", t["honing"]), ("3", t["kosten"])
    )
    _explain(session, consultation, "art_1", "art_2", "art_3")
    session.add(
        Question(consultation_id=consultation.id, key="q1", kind=QuestionKind.OPEN, eid="art_2", texts={})
    )
    session.add(
        ReportItem(
            consultation_id=consultation.id, eid="art_2", disposition=Disposition.NOTED, texts={"nl": {}}
        )
    )
    session.flush()
    add_version(
        session, consultation, ports, clock, ("1", t["wespen"]), ("2", t["imker"]), ("3", t["honing"])
    )
    assert _explained(session) == {"art_1": "art_2", "art_2": "art_3", "art_3": f"{LOST}art_3"}
    assert session.scalars(select(Question.eid)).one() == "art_3"
    assert session.scalars(select(ReportItem.eid)).one() == "art_3"


def test_of_two_explanations_of_merged_articles_the_one_at_its_own_place_stays(
    session: Session, ports, clock
) -> None:
    t = TEXTS
    consultation = factories.make_consultation(session, bill=None)
    add_version(
        session, consultation, ports, clock, ("1", t["imker"]), ("2", t["honing"]), ("3", t["kosten"])
    )
    _explain(session, consultation, "art_2", "art_1")
    add_version(session, consultation, ports, clock, ("1", f"{t['imker']} {t['honing']}"), ("2", t["kosten"]))
    assert _explained(session) == {"art_1": "art_1", "art_2": f"{LOST}art_2"}


def test_a_decision_brings_back_what_had_lost_its_place(session: Session, ports, clock) -> None:
    t = TEXTS
    consultation = factories.make_consultation(session, bill=None)
    add_version(session, consultation, ports, clock, ("1", t["imker"]), ("2", t["honing"]))
    _explain(session, consultation, "art_2")
    second = add_version(session, consultation, ports, clock, ("1", t["imker"]), ("7", t["grens"]))
    assert _explained(session) == {"art_2": f"{LOST}art_2"}
    lineage.decide(session, consultation, second, new="art_7", olds=["art_2"], by=None, now=clock())
    assert _explained(session) == {"art_2": "art_7"}


def test_taking_a_decision_back_moves_back_what_it_moved_and_nothing_else(
    session: Session, ports, clock
) -> None:
    t = TEXTS
    consultation = factories.make_consultation(session, bill=None)
    add_version(session, consultation, ports, clock, ("1", t["imker"]), ("2", t["honing"]))
    _explain(session, consultation, "art_2")
    second = add_version(
        session, consultation, ports, clock, ("1", t["imker"]), ("7", t["grens"]), ("8", t["wespen"])
    )
    lineage.decide(session, consultation, second, new="art_7", olds=["art_2"], by=None, now=clock())
    _explain(session, consultation, "art_8")
    assert _explained(session) == {"art_2": "art_7", "art_8": "art_8"}
    lineage.undo(session, consultation, second, new="art_7", by=None, now=clock())
    assert _explained(session) == {"art_2": f"{LOST}art_2", "art_8": "art_8"}
    lineage.decide(session, consultation, second, new="art_7", olds=["art_2"], by=None, now=clock())
    lineage.decide(session, consultation, second, new="art_7", olds=[], by=None, now=clock())
    assert _explained(session) == {"art_2": f"{LOST}art_2", "art_8": "art_8"}


def test_what_somebody_moved_on_after_a_decision_stays_there_when_it_is_taken_back(
    session: Session, ports, clock
) -> None:
    t = TEXTS
    consultation = factories.make_consultation(session, bill=None)
    add_version(session, consultation, ports, clock, ("1", t["imker"]), ("2", t["honing"]))
    _explain(session, consultation, "art_2")
    second = add_version(session, consultation, ports, clock, ("1", t["imker"]), ("7", t["grens"]))
    lineage.decide(session, consultation, second, new="art_7", olds=["art_2"], by=None, now=clock())
    session.scalars(select(Explanation)).one().eid = "art_1"
    lineage.undo(session, consultation, second, new="art_7", by=None, now=clock())
    assert _explained(session) == {"art_2": "art_1"}


def test_a_draft_that_is_replaced_keeps_its_explanations_beside_their_text(
    session: Session, ports, clock
) -> None:
    consultation = factories.make_consultation(session, stage=Stage.DRAFT)
    _explain(session, consultation, "art_2")
    tree = bills.tree(session, bills.current_version(session, consultation))
    article = next(node for top in tree for node in top.walk() if node.eid == "art_2")
    text = factories.BILL.replace("Artikel 2", "Artikel 5")
    assert text != factories.BILL, article
    bills.import_bill(
        session,
        consultation,
        factories.recognised(text),
        source=None,
        markup=ports.markup,
        replace=True,
        now=clock(),
    )
    assert _explained(session) == {"art_2": "art_5"}
