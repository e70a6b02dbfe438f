"""The addresses that exist for the public, for the sitemap: what is there, without its contents."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from consultatie.domain.provisions import ProvisionKind
from consultatie.models.bills import BillVersion, ProvisionRow
from consultatie.models.consultations import Consultation, publicly_visible


def list_slugs(session: Session, *, now: datetime) -> list[str]:
    """Return the slugs of all consultations that the public may see, newest first."""
    query = select(Consultation.slug).where(publicly_visible(now))
    return list(session.scalars(query.order_by(Consultation.opens_at.desc(), Consultation.id)))


def list_articles(session: Session, *, now: datetime) -> list[tuple[str, str]]:
    """Return (slug, eid) of every article of the newest version of each consultation that the public may see."""
    other = aliased(BillVersion)
    newest = select(func.max(other.number)).where(other.consultation_id == Consultation.id).scalar_subquery()
    rows = session.execute(
        select(Consultation.slug, ProvisionRow.eid)
        .join(BillVersion, BillVersion.consultation_id == Consultation.id)
        .join(ProvisionRow, ProvisionRow.version_id == BillVersion.id)
        .where(
            publicly_visible(now),
            BillVersion.number == newest,
            ProvisionRow.kind == ProvisionKind.ARTICLE,
            ~ProvisionRow.eid.contains("__quote_", autoescape=True),
        )
        .order_by(Consultation.id, ProvisionRow.place)
    )
    return [(slug, eid) for slug, eid in rows]
