"""The library of a department's pictures: hand in, find, describe, see where each is used, take away.

A picture is described here, once; illustrations say where it stands (services/illustrations.py).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from consultatie.domain.errors import Invalid, NotFound
from consultatie.domain.permissions import Permission, Viewer
from consultatie.domain.ports import CleanPicture, FileStore, Pictures
from consultatie.models.accounts import Department
from consultatie.models.consultations import Consultation, Illustration
from consultatie.models.files import StoredFile
from consultatie.models.pictures import Picture
from consultatie.services import log, picture_texts, uploads
from consultatie.services.consultations import hand, note_edit
from consultatie.services.picture_texts import PictureTexts

PER_PAGE = 24


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture with the number of places where it stands."""

    picture: Picture
    uses: int


def cleaned(pictures: Pictures, data: bytes) -> CleanPicture:
    """Return a safe picture; raise Invalid on the field `file`. Slow: do it before writing."""
    try:
        return pictures.clean(data)
    except Invalid as error:
        raise Invalid(error.code, {"file": error.code}, **error.facts) from error


def add(
    session: Session,
    department: Department,
    picture: CleanPicture,
    texts: PictureTexts,
    *,
    name: str,
    files: FileStore,
    by: Viewer | None,
    now: datetime,
) -> Picture:
    """Add a picture from `cleaned`. Raise Invalid with a code per field, `picture-known` when it is there already."""
    if by is not None:
        by.require(Permission.EDIT_CONSULTATION, department.id)
    if find_same(session, department, picture) is not None:
        raise Invalid("picture-known", {"file": "picture-known"})
    row = Picture(
        department=department,
        width=picture.width,
        height=picture.height,
        smallest_text=picture.smallest_text,
        created_at=now,
    )
    picture_texts.describe(row, texts)
    row.file = uploads.keep(session, files, picture.data, name=name, media_type=picture.media_type, now=now)
    if picture.small is not None:
        row.small = uploads.keep(
            session, files, picture.small, name=name, media_type=picture.media_type, now=now
        )
    session.add(row)
    session.flush()
    _log(session, "picture-added", row, by, now)
    return row


def find_same(session: Session, department: Department, picture: CleanPicture) -> Picture | None:
    """Return the picture of this department that has the same bytes, or None."""
    return find_bytes(session, department, picture.data)


def find_bytes(session: Session, department: Department, data: bytes) -> Picture | None:
    """Return the picture of this department that is kept as these bytes, or None: they are clean already."""
    return session.scalar(
        select(Picture)
        .join(StoredFile, StoredFile.id == Picture.file_id)
        .where(Picture.department_id == department.id, StoredFile.key == hashlib.sha256(data).hexdigest())
        .limit(1)
    )


def _log(session: Session, kind: str, picture: Picture, by: Viewer | None, now: datetime) -> None:
    subject = f"department:{picture.department.slug}"
    log.append(session, kind, subject, {"by": hand(by), "digest": picture.file.key}, now=now)


def get(session: Session, picture_id: int, by: Viewer) -> Picture:
    """Return a picture that this person may use; raise NotFound, also when it is another department's."""
    picture = session.get(Picture, picture_id)
    if picture is None or not by.may_work_on(picture.department_id):
        raise NotFound("no-such-picture")
    return picture


def page(session: Session, department_id: int | None, number: int = 1) -> tuple[list[Kept], int]:
    """Return a page of the library, newest first, and how many pictures there are; None is every department."""
    uses = (
        select(func.count()).where(Illustration.picture_id == Picture.id).correlate(Picture).scalar_subquery()
    )
    query = select(Picture, uses).options(joinedload(Picture.file), joinedload(Picture.small))
    total = select(func.count()).select_from(Picture)
    if department_id is not None:
        query = query.where(Picture.department_id == department_id)
        total = total.where(Picture.department_id == department_id)
    rows = session.execute(
        query.order_by(Picture.created_at.desc(), Picture.id.desc())
        .limit(PER_PAGE)
        .offset((max(number, 1) - 1) * PER_PAGE)
    )
    return [Kept(picture, count) for picture, count in rows], session.scalar(total) or 0


def uses_of(session: Session, picture: Picture) -> list[Illustration]:
    """Return where a picture stands, by consultation."""
    return list(
        session.scalars(
            select(Illustration)
            .join(Consultation, Consultation.id == Illustration.consultation_id)
            .where(Illustration.picture_id == picture.id)
            .order_by(Consultation.slug, Illustration.place, Illustration.id)
            .options(joinedload(Illustration.consultation))
        )
    )


def describe(
    session: Session, picture: Picture, texts: PictureTexts, *, by: Viewer | None, now: datetime
) -> None:
    """Change what is said about a picture, everywhere it stands. Raise Invalid with a code per field, `gate-would-break`."""
    if by is not None:
        by.require(Permission.EDIT_CONSULTATION, picture.department_id)
    picture_texts.describe(picture, texts)
    session.flush()
    _log(session, "picture-described", picture, by, now)
    for consultation in {use.consultation_id: use.consultation for use in uses_of(session, picture)}.values():
        note_edit(session, consultation, "illustration", by, facts={"digest": picture.file.key}, now=now)


def remove(session: Session, picture: Picture, *, by: Viewer | None, now: datetime) -> None:
    """Take a picture out of the library, and its bytes out of the store. Raise Invalid `picture-in-use`."""
    if by is not None:
        by.require(Permission.EDIT_CONSULTATION, picture.department_id)
    if uses_of(session, picture):
        raise Invalid("picture-in-use")
    _log(session, "picture-removed", picture, by, now)
    files = [file for file in (picture.file, picture.small) if file is not None]
    session.delete(picture)
    for file in files:
        uploads.discard(session, file, now=now)
