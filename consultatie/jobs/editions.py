"""Make the files that people keep of a consultation, one by one; what did not change is not made again."""

from __future__ import annotations

from dataclasses import dataclass

from consultatie.domain.editions import FORMATS, Work
from consultatie.domain.errors import Unavailable
from consultatie.http.editions import making
from consultatie.http.editions.sources import Source
from consultatie.http.site import Site
from consultatie.jobs import Task
from consultatie.models.consultations import Consultation
from consultatie.services import bills, consultations, editions, queue


@dataclass(frozen=True, slots=True)
class _Wish:
    work: Work
    format: str
    language: str


def make_editions(site: Site, task: Task) -> None:
    """Make every file whose content changed. Raise Unavailable, after all others, when one could not be made."""
    slug = str(task.payload["slug"])
    with site.db.read() as session:
        row = consultations.find(session, slug)
        wishes = _wishes(site, row, editions.works(session, row)) if row else []
        version = editions.content_version(session, slug)
    failed: Unavailable | None = None
    changed = False
    for wish in wishes:
        try:
            changed = _fulfil(site, slug, wish, version) or changed
        except Unavailable as error:
            failed = error
    if changed:
        with site.db.write.begin() as session:
            queue.content_changed(session, slug, now=site.ports.now(), index=False)
    if failed is not None:
        raise failed


def _wishes(site: Site, row: Consultation, works: list[Work]) -> list[_Wish]:
    """Return what to make, PDF left out where this machine cannot; forms first, as they are asked for soonest."""
    can_pdf = not site.ports.documents.missing()
    return [
        _Wish(work, format_, language)
        for work in sorted(works, key=lambda one: one is not Work.FORM)
        for language in editions.languages(row, work)
        for format_ in FORMATS[work]
        if can_pdf or not editions.needs_pdf(format_)
    ]


def _fulfil(site: Site, slug: str, wish: _Wish, version: int) -> bool:
    """Make or confirm one file; return whether what a page shows of it changed."""
    with site.db.read() as session:
        row = consultations.get(session, slug)
        source = Source(session, row, bills.find_current(session, row), wish.language)
        composed = making.prepare(source, wish.work, wish.format)
        digest = making.digest(composed)
        kept = editions.find(session, row, wish.work, wish.format, wish.language)
        is_right = kept is not None and kept.digest == digest
        if is_right and kept is not None and kept.version == version:
            return False
    data = None if is_right else making.make(composed, wish.format)
    with site.db.write.begin() as session:
        editions.keep(
            session,
            site.ports.files,
            consultations.get(session, slug),
            wish.work,
            wish.format,
            wish.language,
            digest=digest,
            version=version,
            data=data,
            now=site.ports.now(),
        )
    return True
