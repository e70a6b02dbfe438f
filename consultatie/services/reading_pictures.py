"""The pictures of one consultation as readers see them, and their files."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from consultatie.domain.errors import NotFound
from consultatie.models.consultations import Consultation, Illustration, in_language
from consultatie.models.files import StoredFile
from consultatie.models.pictures import Picture
from consultatie.services.reading_law import within


@dataclass(frozen=True, slots=True)
class ShownPicture:
    """An illustration in one language: file key, size in CSS pixels, alternatives, maker and licence.

    `small` is the key of the same for phones, empty when there is none. A decorative picture has no alternative.
    """

    eid: str
    key: str
    small: str
    media_type: str
    bytes: int
    width: int
    height: int
    alt: str
    description: str
    language: str
    decorative: bool
    credit: str
    licence: str
    licence_note: str


def pictures(
    session: Session, consultation: Consultation, language: str, *, article: str | None = None
) -> list[ShownPicture]:
    """Return the illustrations in order; with an `article` ("" for the whole) only of that article and what is in it."""
    query = (
        select(Illustration)
        .where(Illustration.consultation_id == consultation.id)
        .order_by(Illustration.place, Illustration.id)
        .options(
            joinedload(Illustration.picture).joinedload(Picture.file),
            joinedload(Illustration.picture).joinedload(Picture.small),
        )
    )
    if article is not None:
        query = query.where(within(Illustration.eid, article) if article else Illustration.eid == "")
    return [_shown(row, language) for row in session.scalars(query)]


def _shown(row: Illustration, language: str) -> ShownPicture:
    picture = row.picture
    alt, code = in_language(picture.alt, language)
    description, _ = in_language(picture.description, code)
    return ShownPicture(
        eid=row.eid,
        key=picture.file.key,
        small=picture.small.key if picture.small else "",
        media_type=picture.file.media_type,
        bytes=picture.file.size,
        width=picture.width,
        height=picture.height,
        alt=alt,
        description=description,
        language=language if picture.decorative else code,
        decorative=picture.decorative,
        credit=picture.credit,
        licence=picture.licence,
        licence_note=picture.licence_note,
    )


def get_picture(session: Session, consultation: Consultation, key: str, language: str) -> ShownPicture:
    """Return the illustration with this file; raise NotFound."""
    found = next((one for one in pictures(session, consultation, language) if one.key == key), None)
    if found is None:
        raise NotFound("no-such-page")
    return found


def find_file(session: Session, consultation: Consultation, key: str) -> StoredFile:
    """Return the file of an illustration, or its smaller one, that this consultation shows; raise NotFound."""
    found = session.scalar(
        select(StoredFile)
        .join(Picture, or_(Picture.file_id == StoredFile.id, Picture.small_id == StoredFile.id))
        .join(Illustration, Illustration.picture_id == Picture.id)
        .where(Illustration.consultation_id == consultation.id, StoredFile.key == key)
        .limit(1)
    )
    if found is None:
        raise NotFound("no-such-page")
    return found
