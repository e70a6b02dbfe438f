"""The pictures of a department: kept once, described once, used in many consultations."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultatie.models.accounts import Department
from consultatie.models.base import Base, Json
from consultatie.models.files import StoredFile


class Picture(Base):
    """One picture. `alt` and `description` are per language; `width` and `height` in CSS pixels.

    `small` is the same for phones, where that saves bytes. `smallest_text` is the height of the smallest letters, in CSS
    pixels, when the picture is shown at phone width; None when there is no text that a machine can see.
    """

    __tablename__ = "picture"

    id: Mapped[int] = mapped_column(primary_key=True)
    department_id: Mapped[int] = mapped_column(ForeignKey("department.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    small_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    width: Mapped[int]
    height: Mapped[int]
    smallest_text: Mapped[int | None]
    decorative: Mapped[bool] = mapped_column(default=False)  # says nothing: its alternative is empty
    alt: Mapped[Json] = mapped_column(JSON)  # {"nl": "…", "en": "…"}
    description: Mapped[Json] = mapped_column(JSON)
    credit: Mapped[str] = mapped_column(String(200), default="")  # who made it
    licence: Mapped[str] = mapped_column(String(40), default="")  # a code of domain.licences
    licence_note: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime]

    department: Mapped[Department] = relationship()
    file: Mapped[StoredFile] = relationship(foreign_keys=[file_id])
    small: Mapped[StoredFile | None] = relationship(foreign_keys=[small_id])
