"""Compute the analysis of a consultation outside any writing transaction, then keep it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from consultatie.db import Database
from consultatie.domain.errors import NotFound
from consultatie.http.site import Site
from consultatie.jobs import Task
from consultatie.models.consultations import Consultation
from consultatie.services import analysis


def analyse(site: Site, task: Task) -> None:
    """Do the job `analyse` {slug}; a consultation that is gone needs none."""
    try:
        compute(site.db, task.payload["slug"], now=site.ports.now())
    except NotFound:
        return


def compute(db: Database, slug: str, *, now: datetime) -> dict[str, Any]:
    """Compute and keep the analysis; return the document. Raise NotFound."""
    with db.read() as session:
        data = analysis.analyse(session, _get(session, slug), now=now)
    with db.write.begin() as session:
        analysis.store(session, _get(session, slug), data, now=now)
    return data


def _get(session: Any, slug: str) -> Consultation:
    found: Consultation | None = session.scalar(select(Consultation).where(Consultation.slug == slug))
    if found is None:
        raise NotFound("no-such-consultation")
    return found
