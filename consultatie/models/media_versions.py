"""A consultation told in sound or in sign language."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultatie.models.base import Base, by_value
from consultatie.models.files import StoredFile


class MediaKind(StrEnum):
    """Something to listen to, or a video in Dutch Sign Language (NGT)."""

    AUDIO = "audio"
    SIGN = "sign"


class Subject(StrEnum):
    """What is told: the plan, the questions to the public, or what was done with the responses."""

    OVERVIEW = "overview"
    QUESTIONS = "questions"
    OUTCOME = "outcome"


class MediaVersion(Base):
    """One text told in sound or sign language, with its words; `language` is that of the sound, or of the captions and words of a sign language video."""

    __tablename__ = "media_version"
    __table_args__ = (UniqueConstraint("consultation_id", "kind", "subject", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[MediaKind] = mapped_column(by_value(MediaKind))
    subject: Mapped[Subject] = mapped_column(by_value(Subject))
    language: Mapped[str] = mapped_column(String(8))
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_file.id"))
    captions_id: Mapped[int | None] = mapped_column(ForeignKey("stored_file.id"))
    markdown: Mapped[str] = mapped_column(Text)  # the transcript
    html: Mapped[str] = mapped_column(Text)

    file: Mapped[StoredFile] = relationship(foreign_keys=[file_id])
    captions: Mapped[StoredFile | None] = relationship(foreign_keys=[captions_id])
