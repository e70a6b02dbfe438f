"""What can be followed, with its name: consultations, themes and departments that people may see, and laws that bills amend."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.domain.subscriptions import Subject, SubjectKind
from consultatie.domain.text import slugify
from consultatie.models.amendments import AmendedLaw
from consultatie.models.consultations import Consultation, publicly_visible
from consultatie.services import catalogue, reading


def choices(session: Session, *, now: datetime) -> dict[Subject, str]:
    """Return the themes, departments and laws by which consultations can be followed, each kind in order of name."""
    found = catalogue.find_choices(session, now=now)
    named = {Subject(SubjectKind.THEME, slug): name for slug, name in found.themes}
    named |= {Subject(SubjectKind.DEPARTMENT, slug): name for slug, name in found.departments}
    return named | {Subject(SubjectKind.LAW, slugify(title)): title for title in _laws(session, now)}


def _laws(session: Session, now: datetime) -> list[str]:
    found = (
        select(AmendedLaw.title)
        .join(Consultation, Consultation.id == AmendedLaw.consultation_id)
        .where(publicly_visible(now), AmendedLaw.title != "")
        .distinct()
    )
    return sorted(session.scalars(found), key=str.casefold)


def names(
    session: Session, subjects: Iterable[Subject], language: str, *, now: datetime
) -> dict[Subject, str]:
    """Return the name of each subject that can be followed, consultations first; what is not there is left out."""
    wanted = list(subjects)
    slugs = [one.name for one in wanted if one.kind is SubjectKind.CONSULTATION]
    rows = session.scalars(select(Consultation).where(Consultation.slug.in_(slugs), publicly_visible(now)))
    named = {Subject(SubjectKind.CONSULTATION, row.slug): reading.title(row, language).text for row in rows}
    others = choices(session, now=now)
    return named | {one: others[one] for one in others if one in set(wanted)}


def law_titled(session: Session, slug: str, *, now: datetime) -> str:
    """Return the title of the law that goes by this slug, empty when no bill that people may see amends it."""
    return next((title for title in _laws(session, now) if slugify(title) == slug), "")
