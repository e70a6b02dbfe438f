"""Existing laws that a bill amends: take one in, take it away again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotFound
from consultatie.domain.permissions import Viewer
from consultatie.domain.ports import Markup
from consultatie.domain.provisions import RecognisedBill
from consultatie.models.amendments import AmendedLaw
from consultatie.models.consultations import Consultation
from consultatie.models.files import StoredFile
from consultatie.services import amendments, bills
from consultatie.services.consultations import note_edit, require_editable


def add(
    session: Session,
    consultation: Consultation,
    recognised: RecognisedBill,
    *,
    source: StoredFile | None,
    article: str = "",
    markup: Markup,
    by: Viewer | None = None,
    now: datetime,
) -> AmendedLaw:
    """Take in a law and work the amendments of the newest bill out in it; a law of the same title makes way.

    `article` is the eId of the amending article it belongs to; empty: the articles that name it by its title.
    Raise Invalid `no-such-provision` for an article that the bill does not have.
    """
    require_editable(consultation, by)
    version = bills.find_current(session, consultation)
    if article and (version is None or article not in bills.eids(session, consultation)):
        raise Invalid("no-such-provision", {"article": "no-such-provision"}, eid=article)
    session.execute(select(Consultation.id).where(Consultation.id == consultation.id).with_for_update())
    for same in amendments.list_laws(session, consultation):
        if same.title == recognised.title and same.article == article:
            session.delete(same)
    session.flush()
    newest = session.scalar(
        select(func.max(AmendedLaw.number)).where(AmendedLaw.consultation_id == consultation.id)
    )
    law = AmendedLaw(
        consultation_id=consultation.id,
        number=(newest or 0) + 1,
        title=recognised.title,
        long_title=recognised.long_title,
        article=article,
        language=recognised.language,
        source_format=recognised.source_format,
        source_file=source,
        imported_at=now,
        provisions=amendments.kept_tree(recognised.provisions, markup),
    )
    session.add(law)
    session.flush()
    _work_out_anew(session, consultation, markup)
    facts = {"law": law.number, "digest": source.key if source else ""}
    note_edit(session, consultation, "amended-law", by, facts=facts, now=now)
    return law


def remove(
    session: Session,
    consultation: Consultation,
    number: int,
    *,
    markup: Markup,
    by: Viewer | None = None,
    now: datetime,
) -> None:
    """Take a law away; its amendments stay as text. Raise NotFound `no-such-law`."""
    require_editable(consultation, by)
    law = get(session, consultation, number)
    session.delete(law)
    session.flush()
    _work_out_anew(session, consultation, markup)
    note_edit(session, consultation, "amended-law", by, facts={"removed": number}, now=now)


def get(session: Session, consultation: Consultation, number: int) -> AmendedLaw:
    """Return a law of a consultation by its number; raise NotFound `no-such-law`."""
    law = session.scalar(
        select(AmendedLaw).where(AmendedLaw.consultation_id == consultation.id, AmendedLaw.number == number)
    )
    if law is None:
        raise NotFound("no-such-law")
    return law


def _work_out_anew(session: Session, consultation: Consultation, markup: Markup) -> None:
    version = bills.find_current(session, consultation)
    if version is not None:
        amendments.work_out(session, version, bills.tree(session, version), markup)
