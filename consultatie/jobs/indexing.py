"""Keep the public search index like the database: after each change, and when a consultation opens."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.http.site import Site
from consultatie.jobs import Task
from consultatie.models.consultations import Consultation
from consultatie.services import indexing, queue

AT_A_TIME = 500  # documents in one commit: the writer holds their words in memory until then


def index_consultation(site: Site, task: Task) -> None:
    """Put all documents of a consultation in the index and take out what should no longer be there."""
    slug, now = str(task.payload["slug"]), site.ports.now()
    with site.db.read() as session:
        documents = indexing.documents_of(session, slug, now=now)
        waits = _opens_later(session, slug, site)
    surplus = site.ports.search.ids(slug) - {document.id for document in documents}
    site.ports.search.update((), remove=surplus)
    for first in range(0, len(documents), AT_A_TIME):
        site.ports.search.update(documents[first : first + AT_A_TIME])
    if waits is not None:
        with site.db.write.begin() as session:
            queue.enqueue(
                session,
                "index-consultation",
                {"slug": slug},
                now=now,
                key=f"index-opening:{slug}",
                run_at=waits,
            )


def _opens_later(session: Session, slug: str, site: Site) -> datetime | None:
    found = session.scalar(select(Consultation).where(Consultation.slug == slug))
    if found is None or found.opens_at is None or found.opens_at <= site.ports.now():
        return None
    return found.calendar.next_change(site.ports.now())


def index_response(site: Site, task: Task) -> None:
    """Put one response in the index, or take it out when the public may no longer see it."""
    reference = str(task.payload["reference"])
    with site.db.read() as session:
        document = indexing.find_response_document(session, reference, now=site.ports.now())
    if document is None:
        site.ports.search.update((), remove=[indexing.response_id(reference)])
    else:
        site.ports.search.update([document])
