"""Consultations: make one, find it, change what is on its title page and calendar.

Its texts, pictures, questions and documents have modules of their own; publishing too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consultatie.domain.errors import Invalid, NotFound, WrongState
from consultatie.domain.lifecycle import Stage, closing_instant, opening_instant
from consultatie.domain.permissions import Permission, Viewer
from consultatie.domain.provisions import BillKind
from consultatie.domain.text import normalise, normalise_line, slugify
from consultatie.models.accounts import Department
from consultatie.models.consultations import Consultation, ConsultationTheme
from consultatie.services import log, publication_gate, queue

LONGEST_TITLE = 300
LONGEST_THEME = 80
MOST_THEMES = 10
LONGEST_NOTE = 5_000  # characters of contact, reason of a short term, reason of withdrawal
RESERVED_SLUGS = frozenset(
    {"nieuw", "moderatie", "uitleg", "b1", "bevestigen", "beheer", "verder", "uitnodiging", "actie"}
)  # addresses of other pages
OPERATOR = "operator"
NO_DEPARTMENT = "Nog te kiezen"  # what `bill import --create` gives when it is not told


def subject_of(consultation: Consultation) -> str:
    """Return how the log names a consultation."""
    return f"consultation:{consultation.slug}"


def hand(by: Viewer | None) -> str:
    """Return how the log names whoever did it; None is the operator at the terminal."""
    return OPERATOR if by is None else f"user:{by.user_id}"


def require_editable(consultation: Consultation, by: Viewer | None) -> None:
    """Raise NotAllowed or WrongState unless this person may change this consultation now."""
    if by is not None:
        by.require(Permission.EDIT_CONSULTATION, consultation.department_id)
    if consultation.stage is Stage.WITHDRAWN:
        raise WrongState("consultation-withdrawn")


def note_edit(
    session: Session,
    consultation: Consultation,
    what: str,
    by: Viewer | None,
    *,
    facts: dict[str, Any] | None = None,
    now: datetime,
) -> None:
    """Write down whose hand it was, log it, and tell caches and index when the public sees it.

    Raise Invalid `gate-would-break` when a published consultation would miss what the gate asks for.
    """
    if consultation.stage is Stage.PUBLISHED:
        publication_gate.require_contents(session, consultation)
    consultation.edited_by_id = by.user_id if by else None
    consultation.edited_at = now
    log.append(
        session,
        "consultation-edited",
        subject_of(consultation),
        {"what": what, "by": hand(by)} | (facts or {}),
        now=now,
    )
    if consultation.stage is not Stage.DRAFT:
        queue.content_changed(session, consultation.slug, now=now)


def get(session: Session, slug: str) -> Consultation:
    """Return a consultation by its slug; raise NotFound. Who may see it is asked of domain.visibility."""
    consultation = find(session, slug)
    if consultation is None:
        raise NotFound("no-such-consultation", slug=slug)
    return consultation


def find(session: Session, slug: str) -> Consultation | None:
    """Return a consultation by its slug, or None; also for what can be no slug, such as a NUL from an address."""
    if slugify(slug) != slug:
        return None
    return session.scalar(select(Consultation).where(Consultation.slug == slug))


def get_for(session: Session, slug: str, viewer: Viewer, permission: Permission) -> Consultation:
    """Return a consultation that this person may do this to; raise NotFound or NotAllowed."""
    consultation = get(session, slug)
    viewer.require(permission, consultation.department_id)
    return consultation


def list_for(session: Session, viewer: Viewer) -> list[Consultation]:
    """Return the consultations of somebody's department (all for who has none), the last changed first."""
    found = select(Consultation).order_by(Consultation.edited_at.desc(), Consultation.id.desc())
    if viewer.department_id is not None:
        found = found.where(Consultation.department_id == viewer.department_id)
    return list(session.scalars(found))


def list_all(session: Session) -> list[Consultation]:
    """Return every consultation, by slug."""
    return list(session.scalars(select(Consultation).order_by(Consultation.slug)))


def create(
    session: Session,
    *,
    title: str,
    kind: BillKind,
    department: Department,
    slug: str = "",
    by: Viewer | None,
    now: datetime,
) -> Consultation:
    """Make a draft. Without a slug it gets one from its title. Raise Invalid with a code per field."""
    if by is not None:
        by.require(Permission.EDIT_CONSULTATION, department.id)
    title = _checked_title(title)
    consultation = Consultation(
        slug=_checked_slug(session, slug) if slug else _free_slug(session, title),
        stage=Stage.DRAFT,
        title=title,
        kind=kind,
        department=department,
        created_at=now,
        created_by_id=by.user_id if by else None,
        edited_by_id=by.user_id if by else None,
        edited_at=now,
    )
    session.add(consultation)
    session.flush()
    log.append(session, "consultation-created", subject_of(consultation), {"by": hand(by)}, now=now)
    return consultation


def _checked_title(title: str) -> str:
    title = normalise_line(title)
    if not title:
        raise Invalid("title-missing", {"title": "title-missing"})
    if len(title) > LONGEST_TITLE:
        raise Invalid("title-too-long", {"title": "title-too-long"}, limit=LONGEST_TITLE)
    return title


def _checked_slug(session: Session, slug: str) -> str:
    if slug != slugify(slug) or slug in RESERVED_SLUGS:
        raise Invalid("slug-unreadable", {"slug": "slug-unreadable"})
    if find(session, slug) is not None:
        raise Invalid("slug-taken", {"slug": "slug-taken"})
    return slug


def _free_slug(session: Session, title: str) -> str:
    base = slugify(title, limit=60) or "consultatie"
    taken = set(session.scalars(select(Consultation.slug).where(Consultation.slug.startswith(base))))
    taken |= RESERVED_SLUGS
    if base not in taken:
        return base
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{base}-{number}") not in taken)


def set_details(
    session: Session,
    consultation: Consultation,
    *,
    title: str,
    kind: BillKind,
    department: Department,
    keten_id: str,
    contact: str,
    themes: Iterable[str],
    by: Viewer | None,
    now: datetime,
) -> None:
    """Change the title page. Raise Invalid with a code per field; a missing KetenID or contact may wait."""
    require_editable(consultation, by)
    if by is not None:
        by.require(Permission.EDIT_CONSULTATION, department.id)
    consultation.title = _checked_title(title)
    consultation.keten_id = _checked_keten_id(keten_id)
    consultation.contact = checked_note(contact, "contact")
    consultation.kind, consultation.department = kind, department
    _set_themes(session, consultation, themes)
    note_edit(session, consultation, "details", by, now=now)


def _checked_keten_id(typed: str) -> str:
    keten_id = normalise_line(typed).replace(" ", "").upper()
    if keten_id and not is_keten_id(keten_id):
        raise Invalid("keten-id-unreadable", {"keten_id": "keten-id-unreadable"})
    return keten_id


def is_keten_id(text: str) -> bool:
    """Say whether this is a KetenID: WGK and six digits."""
    return re.fullmatch(r"WGK[0-9]{6}", text) is not None


def checked_note(typed: str, field: str) -> str:
    """Return a short text, normalised; raise Invalid when it is too long."""
    note = normalise(typed)
    if len(note) > LONGEST_NOTE:
        raise Invalid("text-too-long", {field: "text-too-long"}, limit=LONGEST_NOTE)
    return note


def _set_themes(session: Session, consultation: Consultation, names: Iterable[str]) -> None:
    found = {slugify(name): normalise_line(name) for name in names if slugify(name)}
    if len(found) > MOST_THEMES or any(len(name) > LONGEST_THEME for name in found.values()):
        raise Invalid("themes-too-many", {"themes": "themes-too-many"}, limit=MOST_THEMES)
    kept = {theme.slug: theme for theme in consultation.themes}
    for slug, theme in kept.items():
        if slug not in found:
            consultation.themes.remove(theme)
    for slug, name in found.items():
        if slug in kept:
            kept[slug].name = name
        else:
            consultation.themes.append(ConsultationTheme(slug=slug, name=name))
    session.flush()


def list_themes(session: Session) -> list[str]:
    """Return the names of all themes in use, in the order of the alphabet."""
    return sorted(set(session.scalars(select(ConsultationTheme.name))))


def set_dates(
    session: Session,
    consultation: Consultation,
    *,
    opens: date | None,
    closes: date | None,
    term_reason: str,
    by: Viewer | None,
    now: datetime,
) -> None:
    """Set the first and last day (Europe/Amsterdam) of a draft; the instants follow. Raise Invalid, WrongState."""
    require_editable(consultation, by)
    if consultation.stage is not Stage.DRAFT:
        raise WrongState("dates-fixed")
    if opens and closes and closes < opens:
        raise Invalid("closes-before-opens", {"closes": "closes-before-opens"})
    consultation.term_reason = checked_note(term_reason, "term_reason")
    consultation.opens, consultation.closes = opens, closes
    consultation.opens_at = opening_instant(opens) if opens else None
    consultation.closes_at = closing_instant(closes) if closes else None
    note_edit(session, consultation, "dates", by, now=now)


def set_read_first(
    session: Session, consultation: Consultation, read_first: bool, *, by: Viewer | None, now: datetime
) -> None:
    """Decide whether a moderator reads every response before it becomes public."""
    require_editable(consultation, by)
    if consultation.read_first != read_first:
        consultation.read_first = read_first
        note_edit(session, consultation, "read-first", by, facts={"read_first": read_first}, now=now)
