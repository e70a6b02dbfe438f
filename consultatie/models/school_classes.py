"""A class that responds with a code, without names and addresses; its teacher agrees to each response."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from consultatie.domain.school_classes import ClassState
from consultatie.models.base import Base, by_value
from consultatie.models.consultations import Consultation


class SchoolClass(Base):
    """A class at one consultation. Pupils type the `code`; hashes are of the teacher's links, each for one purpose.

    The address of the teacher is kept until nothing can be agreed to any more, and compared as `canonical`.
    """

    __tablename__ = "school_class"

    id: Mapped[int] = mapped_column(primary_key=True)
    consultation_id: Mapped[int] = mapped_column(
        ForeignKey("consultation.id", ondelete="CASCADE"), index=True
    )
    code: Mapped[str] = mapped_column(String(9), unique=True)
    state: Mapped[ClassState] = mapped_column(by_value(ClassState))
    teacher_email: Mapped[str] = mapped_column(String(254))
    canonical: Mapped[str] = mapped_column(String(254))
    language: Mapped[str] = mapped_column(String(8), default="nl")
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    confirm_hash: Mapped[str] = mapped_column(String(64), unique=True)
    manage_hash: Mapped[str | None] = mapped_column(String(64), unique=True)

    consultation: Mapped[Consultation] = relationship()
