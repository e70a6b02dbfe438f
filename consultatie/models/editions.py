"""Files made from a consultation for people to keep; the bytes are in the file store."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultatie.domain.editions import Work
from consultatie.models.base import Base, by_value
from consultatie.models.files import StoredFile


class Edition(Base):
    """One work in one format and language.

    `digest` is the SHA-256 of everything it was made from; `version` the content version (scope "editions:<slug>") for
    which somebody last saw that it is right. With another version it may be stale, and nobody gets it.
    """

    __tablename__ = "edition"

    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), primary_key=True
    )
    work: Mapped[Work] = mapped_column(by_value(Work), primary_key=True)
    format: Mapped[str] = mapped_column(String(20), primary_key=True)
    language: Mapped[str] = mapped_column(String(8), primary_key=True)
    digest: Mapped[str] = mapped_column(String(64))
    version: Mapped[int]
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))

    file: Mapped[StoredFile] = relationship()
